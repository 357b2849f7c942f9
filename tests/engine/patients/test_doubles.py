"""Which records are proposed as doubles, and why."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from engine.models import Double, Patient
from engine.patients import doubles, editing
from tests.engine.commission import Commission
from tests.engine.patients.illness import COUNTY, LI, OTHER_COUNTY, at_work, ill, patient_of

TWIN = "640299197001010037"
"""Another man of the same county and birth date."""
MISTYPED = "640299197101010018"
"""One digit of 王小明's number mistyped, and the check digit that follows from it."""


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"identity": TWIN}, ["birth", "digits"]),
        ({"identity": TWIN, "place": OTHER_COUNTY}, ["digits"]),
        ({"identity": ""}, ["unnumbered"]),
        ({"identity": "", "birth": "1970-01-01"}, ["birth", "unnumbered"]),
        ({"identity": "", "birth": "1971-01-01"}, []),
        ({"identity": "", "place": OTHER_COUNTY}, []),
        ({"identity": MISTYPED, "place": OTHER_COUNTY}, ["digits"]),
        ({"identity": LI, "place": OTHER_COUNTY, "phone": "13800001234"}, ["phone"]),
        ({"identity": LI}, []),
        ({"identity": TWIN, "patient_name": "王大明"}, []),
    ],
)
def test_records_of_one_name_are_proposed_for_a_reason(
    sqlite_url: str, other: dict[str, str], why: list[str]
) -> None:
    with at_work(sqlite_url) as work:
        work.start("illness", **ill(place=COUNTY, phone="13800001234"))
        work.start("illness", **{**ill(place=COUNTY, disease="胃癌"), **other})
        assert [pair.reasons for pair in _pairs(work)] == ([why] if why else [])


def test_a_corrected_name_is_looked_at_again(sqlite_url: str) -> None:
    with at_work(sqlite_url) as work:
        work.start("illness", **ill())
        other = patient_of(work, work.start("illness", **ill("王晓明", TWIN)))
        assert _pairs(work) == []
        work.do("admin", editing.edit, other.id, {"name": "王小明"})
        assert [pair.reasons for pair in _pairs(work)] == [["birth", "digits"]]


def test_looking_for_doubles_takes_two_statements_however_many_there_are(sqlite_url: str) -> None:
    with at_work(sqlite_url) as work:
        first = patient_of(work, work.start("illness", **ill()))
        for number in range(3):
            work.start("illness", **ill(identity="", disease=f"病种{number}"))
        with work.engine.unit() as unit:
            patient = unit.session.get_one(Patient, first.id)
            with work.statements() as sent:
                doubles.propose(unit, patient)
            assert len(sent) == 2


def _pairs(work: Commission) -> list[Double]:
    with work.engine.view() as view:
        return list(view.session.scalars(select(Double)))
