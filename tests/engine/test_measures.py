"""How long things take, by who did them: counted over the cases one may see, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from engine import measures
from engine.errors import Invalid, NotFound
from engine.measures import Period, Table
from engine.process import Column, Measure, Process
from tests.engine.commission import FORMS, TWO_STEPS, Commission, start_event, task

LEDGER = (
    Column(name="hospital", label="医院", value="hospital", kind="departments"),
    Column(name="hours", label="响应时间（小时）", value="hours", kind="number"),
    Column(name="limit", label="应于（小时）", value="limit", kind="number"),
    Column(name="asked", label="被邀医院", value="answers.hospital", kind="departments"),
    Column(name="answered", label="答复时间（小时）", value="answers.hours", kind="list"),
)
RESPONSE = Measure(name="response", label="响应时间", value="hours", by="hospital", unit="小时", limit="limit")
ANSWER = Measure(name="answer", label="答复时间", value="answered", by="asked", unit="小时")
PROCESS = Process(key="main", prefix="HZ", ledger=LEDGER, measures=(RESPONSE, ANSWER))


@pytest.fixture
def kept(database_url: str) -> Iterator[Commission]:
    with Commission(database_url, PROCESS) as commission:
        commission.deploy(TWO_STEPS, forms=FORMS)
        yield commission


@pytest.fixture
def answered(kept: Commission) -> Commission:
    """Five answers: 2, 4 and 9 hours by one hospital, 6 and 7 by the other; up to 6 hours is on time."""
    for hospital, hours in (("medical", 4), ("county", 7), ("medical", 9), ("county", 6), ("medical", 2)):
        kept.launch(hospital=kept.departments[hospital], hours=hours, limit=6)
    return kept


def figures(commission: Commission, login: str = "registrar", **asked: object) -> list[tuple[object, ...]]:
    found: Table = commission.look(login, measures.table, "main", **asked)
    return [(one.name[-7:], one.count, one.mean, one.median, one.longest) for one in found.groups]


def test_each_hospital_has_its_count_mean_median_and_longest(answered: Commission) -> None:
    assert figures(answered) == [("委员会county"[-7:], 2, 6.5, 6.5, 7.0), ("员会medical"[-7:], 3, 5.0, 4.0, 9.0)]


def test_all_together_stand_below_with_a_median_of_their_own(answered: Commission) -> None:
    total = answered.look("registrar", measures.table, "main").total
    assert (total.count, total.mean, total.median, total.longest) == (5, 5.6, 6.0, 9.0)
    assert total.on_time == pytest.approx(3 / 5)


def test_on_time_is_what_kept_its_limit_and_nothing_where_there_was_none(answered: Commission) -> None:
    groups = answered.look("registrar", measures.table, "main").groups
    assert [group.on_time for group in groups] == [pytest.approx(1 / 2), pytest.approx(2 / 3)]
    answered.launch(hospital=answered.departments["primary"], hours=100)
    (primary,) = (one for one in answered.look("registrar", measures.table, "main").groups if "primary" in one.name)
    assert (primary.count, primary.on_time) == (1, None)


def test_a_case_in_which_several_answered_counts_for_each_of_them(kept: Commission) -> None:
    county, medical = kept.departments["county"], kept.departments["medical"]
    case = kept.launch(answers=[{"hospital": county, "hours": 3}, {"hospital": medical, "hours": None}])
    assert [row[1:3] for row in figures(kept, name="answer")] == [(1, 3.0)]
    # and when the second has answered, and the first mended its answer, then both count anew
    kept.assign(case, answers=[{"hospital": county, "hours": 5}, {"hospital": medical, "hours": 1}])
    assert [row[1:3] for row in figures(kept, name="answer")] == [(1, 5.0), (1, 1.0)]


def test_one_number_counts_for_each_of_several(kept: Commission) -> None:
    kept.launch(hospital=[kept.departments["county"], kept.departments["medical"]], hours=3, limit=2)
    found = kept.look("registrar", measures.table, "main").groups
    assert [(group.count, group.mean, group.on_time) for group in found] == [(1, 3.0, 0.0), (1, 3.0, 0.0)]


def test_the_period_is_that_of_the_days_on_which_cases_began(answered: Commission) -> None:
    answered.clock.advance(days=40)
    answered.launch(hospital=answered.departments["county"], hours=1)
    began = answered.clock().date()

    def counted(since: date | None, until: date | None) -> int:
        found = answered.look("registrar", measures.table, "main", period=Period(since=since, until=until))
        return found.total.count if found.total else 0

    assert [counted(None, None), counted(began, None), counted(began, began), counted(None, date(2026, 3, 2))] == [
        6, 1, 1, 5,
    ]  # fmt: skip
    assert counted(began, date(2026, 3, 2)) == 0, "a period that ends before it begins holds nothing"


def test_groups_are_sorted_and_sought(answered: Commission) -> None:
    def order(sort: str, text: str = "") -> list[str]:
        found = answered.look("registrar", measures.table, "main", sort=sort, text=text)
        return [group.name.removeprefix("云山市卫生健康委员会") for group in found.groups]

    assert order("median") == ["medical", "county"]
    assert order("-median") == ["county", "medical"]
    assert order("on_time") == ["county", "medical"]
    assert order("-name") == ["medical", "county"]
    assert order("no such order", text="med") == ["medical"]


def test_only_cases_one_may_see_are_counted(answered: Commission) -> None:
    assert figures(answered, "outsider") == []
    assert answered.look("outsider", measures.table, "main").total is None


def test_a_measure_of_a_party_is_not_counted_by_others(sqlite_url: str) -> None:
    # given a number that tells of the receiver's part
    ledger = (LEDGER[0], Column(name="hours", label="时间", value="hours", part="receiver"))
    measure = Measure(name="response", label="响应时间", value="hours", by="hospital", unit="小时")
    steps = task("ask", "[{medical}]", part="sender") + task("answer", "[{county}]", part="receiver")
    with Commission(sqlite_url, Process(key="main", prefix="HZ", ledger=ledger, measures=(measure,))) as work:
        work.deploy(f"{start_event()}{steps}\nstart -> ask\nstart -> answer\n")
        work.launch(hospital=work.departments["county"], hours=3)
        # then those of the sender's part see the case, and do not read its number in a table either
        assert [len(figures(work, login)) for login in ("registrar", "outsider", "clerk")] == [1, 1, 0]


def test_a_table_costs_three_statements_however_many_cases_there_are(answered: Commission) -> None:
    for number in range(20):
        answered.launch(hospital=answered.departments["primary"], hours=number)
    registrar = answered.actor("registrar")
    with answered.engine.view(registrar) as view, answered.statements() as sent:
        measures.table(view, "main")
    assert len(sent) == 3


def test_what_a_measure_counts_by_must_be_a_column(sqlite_url: str) -> None:
    measure = Measure(name="a", label="甲", value="hours", by="nothing", unit="小时")
    process = Process(key="main", prefix="T", ledger=LEDGER, measures=(measure,))
    with Commission(sqlite_url, process) as work, work.refused(Invalid, "nothing", "no column of the ledger"):
        work.deploy(TWO_STEPS, forms=FORMS)


def test_an_unknown_measure_is_not_found(kept: Commission) -> None:
    with pytest.raises(NotFound):
        kept.look("registrar", measures.table, "main", "nothing")
