"""The last months of the demonstration, day by day: findings come in, clerks work their inboxes, time limits pass."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from functools import lru_cache
from io import BytesIO
from random import Random

import docx

from engine import ledgers
from engine.clock import ZONE, SettableClock
from engine.commands import attach, cancel, claim, complete, send_back, start
from engine.duties import duties_for_choice
from engine.errors import InvalidAnswers
from engine.items import open_item
from engine.jobs import next_due, run_due
from engine.people import Actor
from engine.rehearsal import Waiting, offices, staff_of, waiting, worker
from engine.unit import Engine
from web.demo.answers import BY_FORM, Desk
from web.demo.findings import Finding, findings
from web.demo.places import BUREAUS, CITY, COMMISSION, HOSPITALS, OFFICE
from web.demo.playing import Players

KEY = "issue-rectification"
DAYS, HISTORY = 330, 730
"""Days since the rectification began, and since everything else did."""
CASES = 80
SHOWN, SHOWN_TASKS = BUREAUS["990121"], (1, 3, 6)
"""The bureau, and tasks of the lead department, that the demonstration's logins belong to: late findings go there."""

DECIDING = ("rule", "review", "approve", "verify", "close", "extension-unit", "extension-office")
"""What heads, lead departments and leaders decide; in the last days they leave some of it for who tries the pages."""

SLOW = ("南渡县卫生健康局", "南渡县人民医院", "石桥县中医医院")
"""Units that work late, so that there is something to remind, escalate and talk about."""


class Months:
    """The simulation; deterministic for a given day of today."""

    def __init__(self, engine: Engine, clock: SettableClock, today: datetime) -> None:
        self._engine, self._clock, self._today = engine, clock, today
        self._random = Random(20260105)
        self._findings = findings(self._random, (*BUREAUS.values(), *(name for name, _c, _g in HOSPITALS)))
        self._late_findings = findings(self._random, (SHOWN,), SHOWN_TASKS)
        self._places = self._read_places()
        self._duties = self._read_duties()
        self._players = Players(engine, clock, today, evidence())

    def play(self) -> Iterator[int]:
        """Play all days up to this moment; yields the number of each day."""
        begin = self._today - timedelta(days=DAYS)
        starts = self._starting_days()
        for number in range(DAYS - HISTORY, DAYS + 1):
            day = (begin + timedelta(days=number)).date()
            self._turn(datetime.combine(day, time(9, 0), ZONE))
            self._players.begin()
            early = number < 0 and number % 2  # of what was long ago, every other day is enough
            if not early and self._is_workday():
                for _ in range(starts.count(number)):
                    self._find(next(self._late_findings if number > DAYS - 30 else self._findings))
                self._work()
            yield HISTORY - DAYS + number
        self._cancel_two()
        self._turn(self._today)

    def _starting_days(self) -> list[int]:
        """Cases come thicker towards today, and a few on the very last days."""
        late = [DAYS - n for n in (0, 1, 1, 2, 3, 4, 5, 6, 8, 9, 12, 13, 14, 16, 19, 20, 21, 23, 26, 27, 28, 29)]
        spread = [int(DAYS * self._random.betavariate(1.6, 1.1)) for _ in range(CASES)]
        return [*spread, *late]

    def _turn(self, moment: datetime) -> None:
        """Move the clock, letting everything in between fall due at its own moment."""
        until = min(moment, self._today)
        while (due := next_due(self._engine)) is not None and due <= until:
            self._clock.set(max(due, self._clock()))
            run_due(self._engine)
        self._clock.set(max(until, self._clock()))

    def _is_workday(self) -> bool:
        with self._engine.view() as view:
            return view.calendar(CITY).is_workday(self._clock().date())

    def _find(self, finding: Finding) -> None:
        """Register a finding."""
        actor = self._clerk()
        due = self._clock().date() + timedelta(days=self._random.randint(50, 120))
        posted = {
            "title": [finding.title], "source": [finding.source], "source_document": [finding.document],
            "feedback_on": [self._clock().date().isoformat()], "category": [finding.category],
            "difficulty": [finding.difficulty], "due": [due.isoformat()], "description": [finding.description],
            "duty_id": [self._duties[finding.task]], "units": [self._places[name] for name in finding.units],
        }  # fmt: skip
        if finding.common:
            posted["common"] = ["true"]
        with self._engine.unit(actor) as unit:
            start(unit, KEY, posted, self._places[OFFICE])

    def _work(self) -> None:
        """Every open item has its chance of being worked today, the greater the nearer its due date."""
        with self._engine.view() as view:
            items = waiting(view)
        for item in items:
            if self._players.plays(item):
                self._players.work(item)
            elif item.key == KEY and item.form in BY_FORM and self._random.random() < self._zeal(item):
                self._do(item.item_id, item.form)

    def _zeal(self, item: Waiting) -> float:
        slow = any(place in {self._places[name] for name in SLOW} for place in item.departments)
        left = (item.due_at - self._clock()).days if item.due_at else 5
        zeal = 0.07 if item.form == "lookback" or (item.form == "progress" and left > 6) else 0.32 if left > 1 else 0.55
        if item.form.startswith("extension"):
            zeal = 0.9  # otherwise the measure is done before anybody has ruled on it
        days_left = (self._today - self._clock()).days
        deciding = item.form in DECIDING and days_left < 8
        shown = self._places[SHOWN] in item.departments and days_left < 9
        return zeal * (0.22 if slow else 1) * (0.05 if deciding else 0.3 if shown else 1)

    def _do(self, item_id: str, form: str) -> None:
        with self._engine.view() as view:
            actor = worker(view, item_id)
        if actor is None:
            return
        if self._random.random() < 0.3:
            with self._engine.unit(actor) as unit:
                claim(unit, item_id)
        if form == "approve" and self._random.random() < 0.14:
            with self._engine.unit(actor) as unit:
                send_back(unit, item_id, "plan", "完成标准不够具体，请细化后再报。")
            return
        with self._engine.view(actor) as view:
            item = open_item(view, item_id)
            units = [one.department_id for one in item.item.candidates if one.department_id]
        if self._random.random() < 0.04:
            with self._engine.unit(actor) as unit:
                claim(unit, item_id)  # taken in hand today, done another day
            return
        desk = Desk(
            item=item, today=self._clock().date(), random=self._random,
            units=units or [self._places[OFFICE]], attach=lambda: self._attach(actor),
        )  # fmt: skip
        posted = BY_FORM[form](desk)
        opinion = "" if item.opinion_rule == "none" else self._opinion(item.phrases, posted)
        try:
            with self._engine.unit(actor) as unit:
                complete(unit, item_id, posted, opinion)
        except InvalidAnswers as refused:
            if not all(name.startswith("check.") for name in refused.errors):
                raise  # A rule of the step may say no to a clerk, who tries again another day; a form may not.

    def _opinion(self, phrases: tuple[str, ...], posted: dict[str, list[str]]) -> str:
        if {"return", "fail", "refuse"} & {value for values in posted.values() for value in values}:
            return "尚有不足，请补充完善。"
        return phrases[0] if phrases else "同意"

    def _attach(self, actor: Actor) -> str:
        with self._engine.unit(actor) as unit:
            return attach(unit, "整改佐证材料.docx", evidence())

    def _cancel_two(self) -> None:
        actor = self._clerk()
        with self._engine.view(actor) as view:
            early = ledgers.page(view, KEY, ledgers.Filters(state="open", stage="认领中"), limit=2)
        for case in early.rows:
            with self._engine.unit(actor) as unit:
                cancel(unit, case.case_id, "与已登记的问题重复，并案处理。")

    def _clerk(self) -> Actor:
        """Whoever registers the findings in the rectification office."""
        with self._engine.view() as view:
            found = staff_of(view, self._places[OFFICE])
        assert found is not None
        return found

    def _read_places(self) -> dict[str, str]:
        """Department ids of the commission by name, and of every organization's front office by its name."""
        with self._engine.view() as view:
            known = offices(view)
        ours = {office.name: office.id for office in known if office.organization == COMMISSION}
        return ours | {office.organization: office.id for office in known if office.front}

    def _read_duties(self) -> dict[int, str]:
        with self._engine.view() as view:
            return {int(label.partition(".")[0]): id_ for id_, label, _n in reversed(duties_for_choice(view, CITY))}


@lru_cache
def evidence() -> bytes:
    """A real document to attach."""
    document = docx.Document()
    document.add_heading("整改佐证材料", 1)
    document.add_paragraph("本材料为演示数据，说明各项措施的完成情况。")
    out = BytesIO()
    document.save(out)
    return out.getvalue()
