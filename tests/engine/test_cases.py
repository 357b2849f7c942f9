"""A case as people look at it: facts, open work, history with time used, diagram with where it stands."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from engine import cases, commands
from engine.course import launch
from engine.deadlines import Light
from engine.errors import NotAllowed, NotFound
from engine.models import Case
from tests.engine.commission import Commission
from tests.engine.findings import at_work, finding


@pytest.fixture
def work(sqlite_url: str) -> Iterator[Commission]:
    with at_work(sqlite_url) as commission:
        yield commission


@pytest.fixture
def case_id(work: Commission) -> str:
    return work.start(**finding("村卫生室缺药", found_on="2026-03-01", due="2026-03-31"))


def test_facts_stand_under_the_groups_of_the_ledger(work: Commission, case_id: str) -> None:
    view = work.look("registrar", cases.case_view, case_id)
    groups = {group: dict(facts) for group, facts in view.facts}
    assert list(groups) == ["问题", "任务"]
    assert groups["问题"] == {"编号": "FX-2026-0001", "标题": "村卫生室缺药", "类别": "药品", "共性": "否"}
    assert groups["任务"] == {"发现日期": "2026年3月1日", "处室": "云山市卫生健康委员会office"}


def test_open_work_says_with_whom_it_lies(work: Commission, case_id: str) -> None:
    view = work.look("registrar", cases.case_view, case_id)
    assert [(row.step, row.candidates) for row in view.open_items] == [("first", ("云山市卫生健康委员会medical",))]
    assert view.light is Light.GREEN and view.left is not None
    assert view.starter == "云山市卫生健康委员会office registrar"


def test_an_ended_case_has_no_open_work_and_no_time_left(work: Commission, case_id: str) -> None:
    work.complete("clerk", "first")
    work.complete("registrar", "second")
    view = work.look("registrar", cases.case_view, case_id)
    assert view.case.state == "done"
    assert (view.open_items, view.left, view.light) == ((), None, Light.GREEN)
    assert not view.may_cancel


@pytest.mark.parametrize(("login", "expected"), [("registrar", True), ("admin", True), ("clerk", False)])
def test_only_the_starters_department_and_administrators_may_cancel(
    work: Commission, case_id: str, login: str, expected: bool
) -> None:
    assert work.look(login, cases.case_view, case_id).may_cancel is expected


def test_only_those_concerned_see_a_case(work: Commission, case_id: str) -> None:
    for read in (cases.case_view, cases.timeline):
        with pytest.raises(NotAllowed):
            work.look("outsider", read, case_id)
        with pytest.raises(NotFound):
            work.look("outsider", read, "0" * 32)


def test_the_history_tells_who_did_what_and_how_long_it_took(work: Commission, case_id: str) -> None:
    # given an item that lay over a weekend
    work.do("clerk", commands.claim, work.item("first"))
    work.clock.advance(days=7)
    work.complete("clerk", "first", "情况属实")
    # when the history is read
    newest, claimed, started = work.look("registrar", cases.timeline, case_id)
    # then the weekend does not count
    assert (newest.kind, newest.name, newest.actor, newest.actor_of) == (
        "completed", "first", "clerk", "云山市卫生健康委员会medical",
    )  # fmt: skip
    assert (newest.opinion, newest.took, newest.late) == ("情况属实", 5, False)
    assert (claimed.kind, claimed.took) == ("claimed", None)
    assert started.kind == "started"
    assert ["title", "村卫生室缺药"] in [list(answer) for answer in started.answers]


def test_linked_cases_name_each_other(work: Commission, case_id: str) -> None:
    with work.engine.unit() as unit:
        again = launch(unit, "main", dict(finding("再次发现")), parent=unit.session.get_one(Case, case_id)).id
    assert [one.id for one in work.look("registrar", cases.case_view, case_id).linked] == [again]
    assert [one.id for one in work.look("registrar", cases.case_view, again).linked] == [case_id]
    began = work.look("registrar", cases.timeline, again)[-1].data
    assert (began["parent"], began["again"]) == ("FX-2026-0001", True)
