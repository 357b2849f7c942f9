"""The rectification of issues over the whole engine: real forms, real inboxes, the ledger and the closing numbers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

import bpmn
from engine import cases, commands, definitions, jobs, ledgers, people
from engine.clock import ZONE, SettableClock
from engine.deadlines import Light
from engine.items import start_form
from engine.models import (
    Candidate,
    Case,
    Department,
    Duty,
    DutyParty,
    Incident,
    Item,
    Jurisdiction,
    Notice,
    Organization,
    Person,
    Post,
)
from engine.process import KINDS
from engine.unit import Engine
from workflows.issue_rectification import process

FOLDER = Path(__file__).parents[2] / "bpmn" / "issue-rectification"
PLACE = "990100"


def id_of(name: str) -> str:
    """A readable id of the length ids have."""
    return name.ljust(32, "0")


class Office:
    """A commission with its 整改办, a lead department and a leader, and a clinic with a clerk and a head."""

    def __init__(self, url: str) -> None:
        self.clock = SettableClock(datetime(2026, 3, 2, 9, 0))
        self.engine = Engine(url, clock=self.clock, processes=[process])
        with self.engine.unit() as unit:
            unit.session.add(Jurisdiction(code=PLACE, name="云山市", level="city"))
            for organization in ("commission", "clinic"):
                unit.session.add(
                    Organization(id=id_of(organization), name=organization, kind="other", jurisdiction_code=PLACE)
                )
            unit.session.flush()
            for name, organization in (("office", "commission"), ("medical", "commission"), ("village", "clinic")):
                unit.session.add(Department(id=id_of(name), organization_id=id_of(organization), name=name))
            unit.session.flush()
            for name, department, role in (
                ("registrar", "office", "staff"),
                ("reviewer", "medical", "staff"),
                ("leader", "medical", "leader"),
                ("clerk", "village", "staff"),
                ("head", "village", "head"),
            ):
                unit.session.add(Person(id=id_of(name), login=name, name=name))
                unit.session.flush()
                unit.session.add(
                    Post(id=id_of(f"p{name}"), person_id=id_of(name), department_id=id_of(department), role=role)
                )
            unit.session.add(_notice())
            definitions.deploy(unit, bpmn.files(FOLDER))

    def actor(self, name: str) -> people.Actor:
        with self.engine.view() as view:
            found = people.actor(view, id_of(name))
        assert found is not None
        return found

    def register(self, title: str = "药品储备不足", **answers: Any) -> str:
        """The 整改办 registers a finding; gives the case's id."""
        source = {"source": "第三方评估", "source_document": "评估办函〔2026〕3号", "feedback_on": "2026-02-27"}
        kind = {"category": "医疗救治", "difficulty": "Ⅱ", "due": "2026-06-30", "description": "常用药不足八十种。"}
        given = {"title": title, **source, **kind, "duty_id": id_of("duty"), "units": id_of("village")}
        with self.engine.unit(self.actor("registrar")) as unit:
            return commands.start(unit, process.key, _posted({**given, **answers}), id_of("office"))

    def do(self, name: str, element: str, opinion: str = "同意", **answers: Any) -> None:
        """A person completes the one open item of a step that lies in the person's inbox."""
        actor = self.actor(name)
        with self.engine.unit(actor) as unit:
            mine = Candidate.department_id.in_(actor.departments) | (Candidate.person_id == actor.id)
            query = select(Item.id).join(Item.candidates).where(Item.state == "open", Item.element == element, mine)
            (item_id,) = set(unit.session.scalars(query))
            commands.complete(unit, item_id, _posted(answers), opinion)

    def file(self, name: str) -> str:
        """A file uploaded by a person."""
        with self.engine.unit(self.actor(name)) as unit:
            return commands.attach(unit, "photo.png", b"\x89PNG picture")

    def wait_until(self, *day: int) -> None:
        self.clock.set(datetime(*day, 9, 0))  # type: ignore[arg-type]
        jobs.run_due(self.engine)

    def case(self, case_id: str) -> Case:
        with self.engine.view() as view:
            found = view.session.get(Case, case_id)
            assert found is not None
            assert view.session.scalars(select(Incident.zh)).all() == []
            return found

    def close(self) -> str:
        """Take a new finding to its closing; gives the case's id."""
        case_id = self.register()
        self.do("clerk", "accept", acceptance_outcome="accept", contact="站长", contact_phone="0951-1234567")
        self.do("clerk", "inspect", inspection="查了全镇", similar_found="no")
        measure = {"title": "补齐常用药", "standard": "不少于八十种", "kind": "限期整改", "due": "2026-04-30",
                   "department": id_of("village"), "person": "站长", "phone": "0951-1234567"}  # fmt: skip
        rows = {f"measures[0].{name}": value for name, value in measure.items()}
        self.do("clerk", "plan", goal="药品配齐", **rows)
        self.do("reviewer", "review", review_outcome="approve")
        self.do("leader", "approve")
        self.do("clerk", "carry_out", outcome="done", percent="100", progress="已补齐", evidence=self.file("clerk"))
        self.do("clerk", "apply", completion="药品已配齐", closing_files=self.file("clerk"))
        self.do("reviewer", "verify", verified_by="核查组", verified_on="2026-03-03", verify_result="pass")
        self.do("leader", "approve_closing", closing="approve")
        self.do("registrar", "publish", published_where="门户网站", published_on="2026-03-04")
        self.wait_until(2026, 3, 12)
        return case_id


@pytest.fixture
def office(sqlite_url: str) -> Iterator[Office]:
    office = Office(sqlite_url)
    yield office
    office.engine.close()


def test_a_closed_finding_is_in_time_for_good_though_its_look_back_is_still_to_come(office: Office) -> None:
    # given a finding closed in time, and its time limit long over
    case_id = office.close()
    office.wait_until(2026, 8, 3)
    # then its light is green, no clock runs, and the closing stands in its history
    with office.engine.view(office.actor("registrar")) as view:
        (row,) = ledgers.page(view, "issue-rectification", ledgers.Filters()).rows
        assert (row.light, row.left) == (Light.GREEN, None)
        assert not ledgers.lights(view, "issue-rectification")
        assert "已销号" in [
            entry.data.get("stage") for entry in cases.timeline(view, case_id) if entry.kind == "staged"
        ]


def test_a_closed_finding_fills_its_row_of_the_ledger(office: Office) -> None:
    # given a finding taken to its closing by the real forms
    case = office.case(office.close())
    # then its row tells the whole story
    row = case.ledger
    assert (case.number, case.stage, case.state) == ("ZG-2026-0001", "已销号", "open")
    assert case.settled_at == datetime(2026, 3, 12, 17, 30, tzinfo=ZONE)
    assert (row["source"], row["units"], row["lead"]) == ("第三方评估", [id_of("village")], [id_of("medical")])
    assert (row["measures"], row["persons"], row["kinds"]) == ("1. 补齐常用药", "1. 站长", ["限期整改"])
    assert (row["progress"], row["percent"], row["completion"]) == ("已补齐", 100, "药品已配齐")
    assert (row["verified_by"], row["verified_on"], row["verified"]) == ("核查组", date(2026, 3, 3), "整改到位")
    assert (row["published_on"], row["published_until"]) == (date(2026, 3, 4), date(2026, 3, 11))
    assert (row["closed_on"], row["lookback_on"]) == (date(2026, 3, 12), date(2026, 9, 12))
    assert row["leaders"] == "leader"


def test_closings_are_numbered_within_their_year(office: Office) -> None:
    first, second = office.close(), office.close()
    numbers = [office.case(id_).ledger["closing_number"] for id_ in (first, second)]
    assert numbers == ["整改销〔2026〕1号", "整改销〔2026〕2号"]
    assert office.case(second).ledger["archive_number"] == "2026-ZG-2"


def test_a_rebound_starts_a_linked_case_that_tells_where_it_comes_from(office: Office) -> None:
    case_id = office.close()
    office.wait_until(2026, 9, 12)
    # when the look-back finds the fault again
    office.do("registrar", "look_back", lookback_result="rebound", lookback_text="药品又不足", lookback_by="复核组",
              rebound_due="2026-12-31")  # fmt: skip
    # then a new case begins with the same unit, linked to the old one
    old = office.case(case_id)
    with office.engine.view() as view:
        new = view.session.scalars(select(Case).where(Case.parent_id == case_id)).one()
        steps = view.session.scalars(select(Item.element).where(Item.case_id == new.id)).all()
    assert (old.state, old.stage, old.ledger["lookback_result"]) == ("done", "反弹重开", "反弹")
    assert (new.title, new.stage, steps) == (old.title, "认领中", ["accept"])
    assert new.ledger["reopened"] == "由 ZG-2026-0001 反弹重开"
    assert new.ledger["description"].endswith("ZG-2026-0001 回头看发现反弹：药品又不足")
    assert new.ledger["due"] == date(2026, 12, 31)


def test_a_finding_just_registered_has_a_row_already(office: Office) -> None:
    row = office.case(office.register()).ledger
    assert (row["title"], row["due"], row["units"]) == ("药品储备不足", date(2026, 6, 30), [id_of("village")])
    assert (row["common"], row["measures"], row["percent"], row["closed_on"]) == ("否", "", None, None)


def test_a_unit_that_lets_every_time_limit_pass_is_called_to_a_talk(office: Office) -> None:
    # given a finding nobody accepts: due on Thursday, a talk five working days later
    office.register()
    office.wait_until(2026, 3, 12)
    with office.engine.view() as view:
        assert view.session.scalars(select(Item.element)).all() == ["accept"]
    office.wait_until(2026, 3, 13)
    # then the leader holds the talk, and the item stays open
    office.do(
        "leader", "hold_talk", talk_on="2026-03-13", talk_with="站长", talk_record="已约谈", talk_demand="三日内认领"
    )
    office.do("clerk", "accept", acceptance_outcome="accept", contact="站长", contact_phone="0951-1234567")


def test_columns_and_headings_are_unambiguous() -> None:
    names = [column.name for column in process.ledger]
    labels = [column.label for column in process.ledger]
    headings = [label for column in process.intake for label in column.labels]
    assert len(names) == len(set(names)) and len(labels) == len(set(labels)) and len(headings) == len(set(headings))
    assert {column.kind for column in process.ledger} <= set(KINDS)


def _posted(answers: dict[str, Any]) -> dict[str, list[str]]:
    return {name: value if isinstance(value, list) else [value] for name, value in answers.items()}


def _notice() -> Notice:
    parties = [
        DutyParty(id=id_of("party1"), role="lead", position=0, name="医政", department_id=id_of("medical")),
        DutyParty(id=id_of("party2"), role="leader", position=1, name="leader", person_id=id_of("leader")),
    ]
    duty = Duty(id=id_of("duty"), sequence=1, task="问题整改", wording="问题整改", key="rectification", mode="single",
                names={}, lines=[], questions=[], parties=parties)  # fmt: skip
    return Notice(id=id_of("notice"), jurisdiction_code=PLACE, title="任务分工", issuers=[], file_name="notice.md",
                  digest="", source=b"", articles=[], report=[], questions=[], state="in_force", duties=[duty],
                  imported_at=datetime(2026, 1, 5).astimezone(), date="2026-01-05")  # fmt: skip


def test_the_workbook_of_findings_calls_its_columns_as_the_form_calls_its_questions(office: Office) -> None:
    with office.engine.view(office.actor("registrar")) as view:
        _deployed, form = start_form(view, process.key, id_of("office"))
    assert form is not None
    assert [column.labels[0] for column in process.intake] == [
        form.fields[column.field].label for column in process.intake
    ]
