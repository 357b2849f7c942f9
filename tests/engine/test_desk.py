"""What a service function reads of other cases and of its patient, and what it may note there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from engine import commands, desk, organizations
from engine.models import Entitlement, PatientEvent
from engine.process import Desk, PatientOf, Process
from tests.engine.commission import Commission, service, start_event
from tests.engine.patients.illness import COUNTY, LI, OTHER_COUNTY, WANG, at_work, ill, patient_of

Ask = Callable[[Desk], Any]


class Asking:
    """A service that asks its desk what a test wants to know, and keeps the answer."""

    def __init__(self) -> None:
        self.ask: Ask = lambda desk: None
        self.answer: Any = None

    def __call__(self, _inputs: dict[str, Any], _headers: dict[str, str], desk: Desk) -> Mapping[str, Any] | None:
        self.answer = self.ask(desk)
        return None


@pytest.fixture
def asking() -> Asking:
    return Asking()


@pytest.fixture
def work(database_url: str, asking: Asking) -> Iterator[Commission]:
    process = Process(
        key="asking", prefix="W", patient=PatientOf(), shared={"costs": "costs"}, services={"test.ask": asking}
    )
    with at_work(database_url, process) as commission:
        commission.deploy(f"{start_event()}{service('serve', 'test.ask')}\nstart -> serve\n", process="asking")
        yield commission


def asked(work: Commission, asking: Asking, ask: Ask, **variables: Any) -> Any:
    """What a case started with these variables is answered."""
    asking.ask, asking.answer = ask, None
    work.launch("asking", **variables)
    return asking.answer


def in_county(work: Commission, code: str) -> str:
    """A department of a hospital there."""
    with work.engine.unit() as unit:
        return organizations.add_department(
            unit, organizations.add_organization(unit, f"{code}医院", "hospital", code), "医务科"
        )


def test_it_sees_the_ledger_of_another_process_here_and_below(work: Commission, asking: Asking) -> None:
    # given a case here, one in a county below, and one of another disease
    work.launch("illness", **ill())
    work.departments["office"], here = in_county(work, COUNTY), work.departments["office"]
    work.launch("illness", **ill("李梅", LI))
    work.launch("illness", **ill("李梅", LI, disease="胃癌"))
    # when a case of the city asks
    work.departments["office"] = here
    rows = asked(work, asking, lambda desk: desk.rows("illness", disease="食管癌"))
    # then it gets both of the disease, the oldest first, with what the ledger says and where they stand
    found = [(row["name"], row["case"]["number"]) for row in rows]
    assert found == [("王小明", "DB-2026-0001"), ("李梅", "DB-2026-0002")]
    assert {row["case"]["stage"] for row in rows} == {"救治中"}
    # and a case of the county sees those of the county alone, one of another county none
    work.departments["office"] = in_county(work, OTHER_COUNTY)
    assert asked(work, asking, lambda desk: desk.rows("illness")) == []


def test_it_sees_all_cases_of_a_year_however_many_there_are(
    work: Commission, asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given a case that was closed before the year, and three that go into it, in portions of two
    monkeypatch.setattr(desk, "MOST_ROWS", 2)
    work.launch("illness", **ill(disease="白血病"))
    closed = work.launch("illness", **ill())
    work.do("registrar", commands.cancel, closed, "重复")
    work.clock.advance(days=30)
    for disease in ("胃癌", "肺癌", "肝癌"):
        work.launch("illness", **ill(disease=disease))
    # then all but the closed one are read, the oldest first
    since = work.clock().date()
    rows = asked(work, asking, lambda desk: list(desk.rows_since("illness", since)))
    assert [row["disease"] for row in rows] == ["白血病", "胃癌", "肺癌", "肝癌"]


def test_it_reads_what_other_cases_share_beside_their_ledgers(work: Commission, asking: Asking) -> None:
    costs = [{"hospital": "县医院", "paid": Decimal("12.50")}]
    work.launch("asking", costs=costs)
    (row,) = asked(work, asking, lambda desk: desk.rows("asking"))
    assert row["costs"] == costs


def test_it_sees_the_other_cases_of_its_patient_wherever_they_are(work: Commission, asking: Asking) -> None:
    work.launch("illness", **ill())
    work.launch("illness", **ill("李梅", LI))
    work.departments["office"] = in_county(work, OTHER_COUNTY)
    rows = asked(work, asking, lambda desk: desk.patient_rows("illness"), patient_name="王小明", identity=WANG)
    assert [row["name"] for row in rows] == ["王小明"]
    of_all = asked(work, asking, lambda desk: desk.patient_rows(), patient_name="王小明", identity=WANG)
    assert [row["case"]["number"][:2] for row in of_all] == ["DB", "W-"]
    assert asked(work, asking, lambda desk: desk.patient_rows("illness")) == []
    assert asked(work, asking, lambda desk: desk.patient_rows("asking"), patient_name="李梅", identity=LI) == []


def test_it_knows_its_patient(work: Commission, asking: Asking) -> None:
    known = asked(work, asking, lambda desk: desk.patient, patient_name="王小明", identity=WANG, phone="13800001234")
    assert (known["name"], known["age"], known["sex"], known["phone"]) == ("王小明", 56, "男", "13800001234")
    assert (known["entitlement"], known["address"], known["state"]) == (None, None, "living")
    assert asked(work, asking, lambda desk: desk.patient) is None


def test_what_it_found_out_is_noted_with_the_case(work: Commission, asking: Asking) -> None:
    case_id = work.launch("illness", **ill(entitlement="特困供养人员"))
    work.clock.advance(days=10)

    def found_out(desk: Desk) -> None:
        desk.change_patient(entitlement="一般人口")
        desk.change_patient(state="died")

    asked(work, asking, found_out, patient_name="王小明", identity=WANG)
    patient = patient_of(work, case_id)
    assert (patient.state, patient.state_on) == ("died", date(2026, 3, 12))
    assert (patient.entitlement, patient.entitled_from) == ("一般人口", date(2026, 3, 12))
    assert [(one.category, one.valid_from, one.valid_until) for one in work.rows(Entitlement)] == [
        ("特困供养人员", date(2026, 3, 2), date(2026, 3, 11)), ("一般人口", date(2026, 3, 12), None),
    ]  # fmt: skip
    (event, _second) = work.rows(PatientEvent, PatientEvent.kind == "edited")
    assert event.data["number"] == "W-2026-0001"
    assert event.data["changes"]["entitlement"] == ["特困供养人员", "一般人口"]


@pytest.mark.parametrize("facts", [{"identity": LI}, {"name": "李梅"}, {"state": "gone"}])
def test_who_a_person_is_no_case_may_change(work: Commission, asking: Asking, facts: dict[str, str]) -> None:
    asked(work, asking, lambda desk: desk.change_patient(**facts), patient_name="王小明", identity=WANG)
    assert len(work.incidents()) == 1
