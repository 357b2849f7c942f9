"""A patient's page: everything over time in one line, what is due next, and who paid what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from engine.patients import life
from tests.engine.commission import Commission
from tests.engine.patients.illness import LI, at_work, ill, patient_of


@pytest.fixture
def work(database_url: str) -> Iterator[Commission]:
    with at_work(database_url) as commission:
        yield commission


@pytest.fixture
def wang(work: Commission) -> str:
    """Two cases: one with a visit gone by and one to come, settled once; another settled once more."""
    first = work.start("illness", **ill())
    work.assign(
        first, found_on=date(2026, 2, 20), settled_on=date(2026, 2, 27), cost=Decimal("1000"), own=Decimal("100.50"),
        visits=[{"on": date(2026, 3, 1), "result": "平稳"}, {"on": date(2026, 6, 1), "result": None}],
    )  # fmt: skip
    second = work.start("illness", **ill(disease="胃癌"))
    work.assign(second, settled_on=date(2026, 3, 1), cost=Decimal("500"), own=None)
    work.start("illness", **ill("李梅", LI))
    return str(patient_of(work, first).id)


def test_what_happened_is_one_line_over_all_cases_the_latest_first(work: Commission, wang: str) -> None:
    found = work.look("registrar", life.life, wang)
    assert [(line.kind, line.case.number[-1], line.text) for line in found.lines] == [
        ("case", "2", "王小明 胃癌"), ("case", "1", "王小明 食管癌"), ("money", "2", "胃癌"),
        ("follow_up", "1", "平稳"),
        ("money", "1", "食管癌"), ("treatment", "1", "食管癌"),
    ]  # fmt: skip
    assert found.kinds == {"case": 2, "money": 2, "follow_up": 1, "treatment": 1}


def test_it_is_narrowed_by_kind_and_period(work: Commission, wang: str) -> None:
    def labels(**asked: object) -> list[str]:
        return [line.label for line in work.look("registrar", life.life, wang, **asked).lines]

    assert labels(kind="money") == ["结算", "结算"]
    assert labels(since=date(2026, 3, 1), until=date(2026, 3, 1)) == ["结算", "随访"]
    assert labels(kind="treatment", since=date(2026, 2, 21)) == []


def test_money_is_added_up_by_who_paid(work: Commission, wang: str) -> None:
    found = work.look("registrar", life.life, wang)
    assert found.money == {"总费用": Decimal("1500"), "个人自付": Decimal("100.50")}
    assert work.look("registrar", life.life, wang, until=date(2026, 2, 28)).money["总费用"] == 1000


def test_what_is_due_next_are_the_open_items_and_what_is_planned(work: Commission, wang: str) -> None:
    found = work.look("registrar", life.life, wang)
    assert [row.step for row in found.due] == ["treat", "treat"]
    assert [(line.label, str(line.at)) for line in found.planned] == [("随访", "2026-06-01")]
    # and what was planned has happened once its day is there
    work.clock.set(work.clock().replace(month=6))
    assert work.look("registrar", life.life, wang).planned == []


def test_it_costs_the_same_however_long_the_life(work: Commission, wang: str) -> None:
    counts = []
    work.look("registrar", life.life, wang)  # the working days are remembered from now on
    for number in range(2):
        with work.statements() as sent:
            work.look("registrar", life.life, wang)
        counts.append(len(sent))
        for more in range(5):
            visits = [{"on": date(2026, 1, day), "result": "平稳"} for day in range(1, 28)]
            case_id = work.start("illness", **ill(disease=f"病{number}{more}"))
            work.assign(case_id, visits=visits)
    assert counts[0] == counts[1]
