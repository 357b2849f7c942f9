"""What a scenario may expect at a moment, and the sentence where it is otherwise.

`case` chooses the newest case of another process; all else is said of that case, or of the scenario's own:
`waiting` the open steps, each as often as it is open; `inboxes` and `copied` step -> names; `due` step -> day or
moment; `lights` step -> colour; `variables` name or FEEL -> value (`=` makes that FEEL too); `stage`, `state`, `ended`,
`title`; `passed` and `not_passed` elements and flows; `reminded` persons told by the last verb; `decided` decision ->
value; `incidents` failed steps; `cases` process -> how many cases; `ledger` label -> words;
`papers` labels of papers offered.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from engine import values
from engine.clock import ZONE
from engine.dmn.explaining import shown
from engine.errors import BangfuError
from engine.items import ledger_words
from engine.models import Case
from engine.parts import Sight
from engine.scenarios.scenario import Expect
from engine.trials import looking
from engine.trials.cast import full_name
from engine.trials.happenings import happened

if TYPE_CHECKING:
    from engine.trials.looking import Open
    from engine.trials.trial import Trial


@dataclass(frozen=True, slots=True, kw_only=True)
class Mismatch:
    """Something that is not as the scenario expects, with its step (from 1) and line."""

    step: int
    line: int
    zh: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What is asked about: a trial and one of its cases."""

    trial: "Trial"
    case_id: str

    @property
    def open(self) -> "list[Open]":
        """The open items of the case."""
        return looking.open_now(self.trial, self.case_id)

    def field(self, name: str) -> Any:
        """A column of the case."""
        with self.trial.space.engine.view() as view:
            return getattr(view.session.get_one(Case, self.case_id), name)


def mismatches(trial: "Trial", expect: Expect, step: int, line: int) -> list[Mismatch]:
    """Everything that is otherwise than expected."""
    case_id = looking.case_of(trial, str(expect.asked.get("case") or ""))
    if case_id is None:
        return [Mismatch(step=step, line=line, zh="还没有这个流程的事项", en="there is no such case")]
    moment = Moment(trial=trial, case_id=case_id)
    return [
        Mismatch(step=step, line=expect.lines.get(name, line), zh=f"“{name}”{zh}", en=f"{name} {en}")
        for name, asked in expect.asked.items()
        for zh, en in _answers(moment, name, asked)
    ]


def _answers(moment: Moment, name: str, asked: Any) -> list[tuple[str, str]]:
    """What is otherwise, in Chinese and English; also where the question itself has no answer."""
    try:
        differs = list(ASKED[name](moment, asked))
    except BangfuError as error:
        return [(f"无法判断：{error.text('zh')}", f"cannot be told: {error.text('en')}")]
    return [
        (f"应为 {_words(wanted)}，实际为 {_words(found)}", f"should be {_words(wanted)}, but is {_words(found)}")
        for wanted, found in differs
    ]


Pairs = Iterator[tuple[Any, Any]]
"""(expected, found) of everything that differs."""


def _waiting(moment: Moment, asked: Any) -> Pairs:
    yield from _differs(sorted(map(str, _list(asked))), sorted(one.element for one in moment.open))


def _by_step(moment: Moment, asked: Any, look: Callable[["Open"], Any]) -> Pairs:
    """What the open items of each step show: the one value of all of them, or the list of their values."""
    for element, wanted in _mapping(asked).items():
        found = [look(one) for one in moment.open if one.element == element]
        flat = [each for one in found for each in (one if isinstance(one, tuple) else (one,))]
        if sorted(map(str, _list(wanted))) != sorted(set(map(str, flat))):
            yield {element: wanted}, {element: flat}


def _inboxes(moment: Moment, asked: Any) -> Pairs:
    yield from _by_step(moment, _named(moment, asked), lambda one: one.receivers)


def _copied(moment: Moment, asked: Any) -> Pairs:
    yield from _by_step(moment, _named(moment, asked), lambda one: one.copied)


def _named(moment: Moment, asked: Any) -> Any:
    """The same with everybody's full name."""
    with moment.trial.space.engine.view() as view:
        return {step: [full_name(view, str(one)) for one in _list(who)] for step, who in _mapping(asked).items()}


def _lights(moment: Moment, asked: Any) -> Pairs:
    yield from _by_step(moment, asked, lambda one: one.light.value)


def _due(moment: Moment, asked: Any) -> Pairs:
    for element, wanted in _mapping(asked).items():
        days = all(not isinstance(one, datetime) for one in _list(wanted))
        found = [one.due_at.astimezone(ZONE) if one.due_at else None for one in moment.open if one.element == element]
        seen = [one.date() if one and days else one for one in found]
        if sorted(map(str, _list(wanted))) != sorted(set(map(str, seen))):
            yield {element: wanted}, {element: seen}


def _variables(moment: Moment, asked: Any) -> Pairs:
    for text, wanted in _mapping(asked).items():
        if isinstance(wanted, str) and wanted.startswith("="):
            wanted = moment.trial.evaluate(wanted[1:], moment.case_id)
        found = moment.trial.evaluate(text, moment.case_id)
        if values.plain(wanted) != values.plain(found):
            yield {text: wanted}, {text: found}


def _passed(moment: Moment, asked: Any) -> Pairs:
    path = looking.passed(moment.trial, moment.case_id)
    missing = [one for one in _list(asked) if one not in path]
    if missing:
        yield missing, list(path)


def _not_passed(moment: Moment, asked: Any) -> Pairs:
    path = looking.passed(moment.trial, moment.case_id)
    present = [one for one in _list(asked) if one in path]
    if present:
        yield [], present


def _reminded(moment: Moment, asked: Any) -> Pairs:
    told = {one.to for one in happened(moment.trial) if one.kind == "reminded"}
    if not told.issuperset(_list(asked)):
        yield asked, sorted(told)


def _decided(moment: Moment, asked: Any) -> Pairs:
    last = {one.decision: one.value for one in looking.decided(moment.trial, moment.case_id)}
    for decision, wanted in _mapping(asked).items():
        found, wanted = last.get(decision), shown(wanted)
        if isinstance(wanted, Mapping) and isinstance(found, Mapping):
            found = {name: found.get(name) for name in wanted}
        if wanted != found:
            yield {decision: wanted}, {decision: found}


def _papers(moment: Moment, asked: Any) -> Pairs:
    offered = [label for _name, label in looking.papers(moment.trial, moment.case_id)]
    missing = [one for one in _list(asked) if one not in offered]
    if missing:
        yield missing, offered


def _incidents(moment: Moment, asked: Any) -> Pairs:
    failed = sorted(one.element for one in looking.incidents(moment.trial))
    yield from _differs(sorted(map(str, _list(asked))), failed)


def _cases(moment: Moment, asked: Any) -> Pairs:
    with moment.trial.space.engine.view() as view:
        counted: dict[str, int] = dict(
            view.session.execute(select(Case.key, func.count(Case.id)).group_by(Case.key)).all()
        )
    for process, wanted in _mapping(asked).items():
        if counted.get(process, 0) != wanted:
            yield {process: wanted}, counted


def _ledger(moment: Moment, asked: Any) -> Pairs:
    with moment.trial.space.engine.view() as view:
        case = view.session.get_one(Case, moment.case_id)
        row = {label: words for _group, label, words in ledger_words(view, case, Sight(whole=True))}
    for label, wanted in _mapping(asked).items():
        if row.get(label, "") != ("" if wanted is None else str(wanted)):
            yield {label: wanted}, {label: row.get(label, "")}


def _column(name: str) -> Callable[[Moment, Any], Pairs]:
    return lambda moment, asked: _differs(asked, moment.field(name))


ASKED: dict[str, Callable[[Moment, Any], Pairs]] = {
    "case": lambda _moment, _asked: iter(()),
    "waiting": _waiting, "inboxes": _inboxes, "copied": _copied, "due": _due, "lights": _lights,
    "variables": _variables, "stage": _column("stage"), "state": _column("state"), "title": _column("title"),
    "ended": lambda moment, asked: _differs(asked, moment.field("state") != "open"),
    "passed": _passed, "not_passed": _not_passed, "reminded": _reminded, "decided": _decided,
    "incidents": _incidents, "cases": _cases, "ledger": _ledger,
    "papers": _papers,
}  # fmt: skip
"""What can be asked, and how it is answered."""

LISTED = ("waiting", "passed", "not_passed", "reminded", "incidents", "papers")
BY_NAME = ("inboxes", "copied", "due", "lights", "variables", "decided", "cases", "ledger")
"""What of it is asked as a list of texts, and as a mapping."""


def _differs(wanted: Any, found: Any) -> Pairs:
    if wanted != found:
        yield wanted, found


def _list(asked: Any) -> list[Any]:
    return asked if isinstance(asked, list) else [] if asked is None else [asked]


def _mapping(asked: Any) -> Mapping[str, Any]:
    return asked if isinstance(asked, Mapping) else {}


def _words(value: Any) -> str:
    """A value as a scenario would write it."""
    if isinstance(value, Mapping):
        return "、".join(f"{name}: {_words(one)}" for name, one in value.items()) or "{}"
    if isinstance(value, list):
        return "[" + "、".join(_words(one) for one in value) + "]"
    return "null" if value is None else str(value)
