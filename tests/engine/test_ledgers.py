"""Ledgers: which cases a person sees in them, narrowed, counted, sorted and paged."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from engine import ledgers
from engine.commands import cancel
from engine.deadlines import Light
from engine.errors import NotFound
from engine.ledgers import Filters
from tests.engine.calls import call
from tests.engine.commission import Commission, start_event, task
from tests.engine.findings import ASK, DIAGRAM, at_work, finding


@pytest.fixture
def work(database_url: str) -> Iterator[Commission]:
    with at_work(database_url) as commission:
        yield commission


@pytest.fixture
def three(work: Commission) -> Commission:
    """Three findings: the second has come to the second step, the third is overdue."""
    today = work.clock().date()
    work.start(**finding("村卫生室缺药", due=str(today + timedelta(days=40)), found_on="2026-03-01", beds="12"))
    second = work.start(**finding("设备闲置", "设备", common="true"))
    work.complete("clerk", "first", case_id=second)
    work.start(**finding("人员不足", "人员", due=str(today)))
    work.clock.advance(days=1)
    return work


def titles(work: Commission, *, login: str = "registrar", sort: str = "number", **narrowed: object) -> list[str]:
    page = work.look(login, ledgers.page, "main", Filters(**narrowed), sort=sort)
    return [row.title for row in page.rows]


def test_a_row_says_in_words_what_the_columns_hold(three: Commission) -> None:
    row = three.look("registrar", ledgers.page, "main", Filters(text="缺药")).rows[0]
    assert row.number == "FX-2026-0001"
    assert row.stage == "受理中"
    assert row.cells["found_on"] == "2026年3月1日"
    assert row.cells["beds"] == "12"
    assert row.cells["lead"] == "云山市卫生健康委员会office"
    assert row.cells["common"] == "否"


@pytest.mark.parametrize(
    ("narrowed", "expected"),
    [
        ({}, ["人员不足", "设备闲置", "村卫生室缺药"]),
        ({"text": "cwss"}, ["村卫生室缺药"]),
        ({"text": "FX-2026-0002"}, ["设备闲置"]),
        ({"text": "100%"}, []),
        ({"stage": "复核中"}, ["设备闲置"]),
        ({"facts": {"kind": "人员"}}, ["人员不足"]),
        ({"facts": {"kind": "设备", "common": "是"}}, ["设备闲置"]),
        ({"facts": {"kind": "人员", "common": "是"}}, []),
        ({"light": Light.RED}, ["人员不足"]),
        ({"light": Light.GREEN}, ["村卫生室缺药"]),
        ({"light": Light.NONE}, ["设备闲置"]),
        ({"state": "done"}, []),
    ],
)
def test_a_ledger_is_narrowed(three: Commission, narrowed: dict[str, object], expected: list[str]) -> None:
    assert titles(three, **narrowed) == expected


def test_each_count_is_what_choosing_it_would_show(three: Commission) -> None:
    # when the ledger is narrowed to one kind
    offered = three.look("registrar", ledgers.options, "main", Filters(facts={"kind": "设备"}))
    # then other kinds keep their counts, and the counts of other columns follow
    assert {value: count for value, _words, count in offered["kind"]} == {"药品": 1, "设备": 1, "人员": 1}
    assert [(value, count) for value, _words, count in offered["common"]] == [("是", 1)]


def test_stages_are_counted_in_the_order_of_the_diagram(three: Commission) -> None:
    cancelled = three.start(**finding("重复登记"))
    three.do("registrar", cancel, cancelled, "与已登记的重复")
    assert list(three.look("registrar", ledgers.counts, "main").items()) == [
        ("受理中", 2), ("复核中", 1), ("已终止", 1),
    ]  # fmt: skip


def test_stages_of_a_called_process_stand_where_it_is_called(three: Commission) -> None:
    # given a newer version that calls another process between its two steps
    three.deploy(f"{start_event()}{task('look', stage='走访中')}\nstart -> look\n", process="visit")
    second = '<bpmn:userTask id="second"'
    calling = DIAGRAM.replace(second, call("visit") + call("=nobody.knows", "other") + second)
    calling = calling.replace("first -> second", "first -> call\ncall -> second\nsecond -> other")
    three.deploy(calling, forms=[ASK])
    case_id = three.start(**finding("走访一户"))
    three.complete("clerk", "first", case_id=case_id)
    # then the stage of the called step is counted between the others
    stages = list(three.look("registrar", ledgers.counts, "main"))
    assert stages == ["受理中", "走访中", "复核中"]


def test_a_case_that_was_ended_early_is_neither_in_time_nor_late(three: Commission) -> None:
    cancelled = three.start(**finding("重复登记"))
    three.do("registrar", cancel, cancelled, "与已登记的重复")
    (row,) = three.look("registrar", ledgers.page, "main", Filters(state="cancelled")).rows
    assert row.light is Light.NONE


def test_lights_are_counted_of_open_cases(three: Commission) -> None:
    assert three.look("registrar", ledgers.lights, "main") == {Light.RED: 1, Light.GREEN: 1, Light.NONE: 1}


def test_a_list_of_ledgers_counts_what_a_person_may_see(three: Commission) -> None:
    (ledger,) = three.look("registrar", ledgers.ledgers)
    assert (ledger.key, ledger.total, ledger.open, ledger.overdue, ledger.has_intake) == ("main", 3, 3, 1, True)
    (empty,) = three.look("outsider", ledgers.ledgers)
    assert (empty.total, empty.open, empty.overdue) == (0, 0, 0)


def test_nobody_sees_cases_that_do_not_concern_them(three: Commission) -> None:
    assert titles(three, login="outsider") == []
    assert list(three.look("outsider", ledgers.counts, "main")) == []
    assert three.look("outsider", ledgers.options, "main", Filters()) == {"kind": [], "common": []}
    assert three.look("outsider", lambda view: list(ledgers.export(view, "main", Filters()))) == []


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("number", ["人员不足", "设备闲置", "村卫生室缺药"]),
        ("-number", ["村卫生室缺药", "设备闲置", "人员不足"]),
        ("due", ["设备闲置", "人员不足", "村卫生室缺药"]),
        ("-due", ["村卫生室缺药", "人员不足", "设备闲置"]),
        ("stage", ["村卫生室缺药", "人员不足", "设备闲置"]),
        ("nonsense", ["人员不足", "设备闲置", "村卫生室缺药"]),
    ],
)
def test_a_ledger_is_sorted(three: Commission, sort: str, expected: list[str]) -> None:
    assert titles(three, sort=sort) == expected


def test_pages_follow_each_other_without_gap_or_repetition(work: Commission) -> None:
    started = [work.start(**finding(f"问题{number:02}")) for number in range(7)]
    for sort in ledgers.SORTS:
        seen, cursor = [], None
        while True:
            page = work.look("registrar", ledgers.page, "main", Filters(), sort=sort, cursor=cursor, limit=3)
            seen += [row.case_id for row in page.rows]
            cursor = page.next
            if cursor is None:
                break
        assert sorted(seen) == sorted(started), sort
        assert len(seen) == 7


def test_a_ledger_that_is_none_is_not_found(work: Commission) -> None:
    with pytest.raises(NotFound, match="nothing"):
        work.look("registrar", ledgers.page, "nothing", Filters())
