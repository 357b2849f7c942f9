"""Taking a workbook in: every good row once, every bad row told in full, whatever happens meanwhile."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from engine import intake, jobs
from engine.clock import SettableClock
from engine.errors import NotFound, Refused
from engine.intake.running import PORTION, take_portion
from engine.models import Attachment, Case, Intake
from engine.unit import Engine
from tests.engine.commission import Commission
from tests.engine.findings import PROCESS, at_work, sheet


@pytest.fixture
def work(database_url: str) -> Iterator[Commission]:
    with at_work(database_url) as commission:
        yield commission


def begin(work: Commission, content: bytes, login: str = "registrar", department: str = "office") -> str:
    return str(work.do(login, intake.begin, "main", "台账.xlsx", content, work.departments[department]))


def taken_in(work: Commission, content: bytes) -> intake.Progress:
    intake_id = begin(work, content)
    jobs.run_due(work.engine)
    return work.look("registrar", intake.progress, intake_id)


def titles(work: Commission) -> list[str]:
    return sorted(case.title for case in work.rows(Case))


def test_each_row_becomes_a_case_of_the_one_who_uploaded_it(work: Commission) -> None:
    result = taken_in(work, sheet(["缺药", "药品", "2026.3.1"], ["缺床", "设备问题"]))
    assert (result.state, result.total, result.position, result.taken, result.known) == ("done", 2, 2, 2, 0)
    assert (result.errors, result.percent) == ([], 100)
    assert titles(work) == ["缺床", "缺药"]
    assert {case.starter_id for case in work.rows(Case)} == {work.persons["registrar"]}
    assert {str(case.ledger["found_on"]) for case in work.rows(Case)} == {"2026-03-01", "None"}


def test_all_that_is_wrong_with_a_row_is_said_at_once(work: Commission) -> None:
    # given a row with an unknown word, a missing title and a day that is none, and a good one
    result = taken_in(work, sheet([None, "天灾", "不详"], ["缺床", "设备"]))
    # then the good one is taken and the bad one explained
    assert titles(work) == ["缺床"]
    ((row, said),) = [(error["row"], [zh for zh, _en in error["messages"]]) for error in result.errors]
    assert row == 2
    assert len(said) == 3
    assert any("“天灾”" in sentence for sentence in said)
    assert any("title" in sentence and "请填写" in sentence for sentence in said)
    assert any("found_on" in sentence for sentence in said)


def test_the_corrected_file_adds_only_what_is_new(work: Commission) -> None:
    taken_in(work, sheet(["缺药", "药品"], ["缺床", "天灾"], ["缺人", "人员"]))
    result = taken_in(work, sheet(["缺药", "药品"], ["缺床", "设备"], ["缺人", "人员"]))
    assert (result.taken, result.known, result.errors) == (1, 2, [])
    assert titles(work) == ["缺人", "缺床", "缺药"]


def test_the_same_row_twice_in_a_file_is_one_case(work: Commission) -> None:
    result = taken_in(work, sheet(["缺药", "药品"], ["缺 药", "设备"]))
    assert (result.taken, result.known) == (1, 1)


def test_after_a_crash_between_portions_the_rest_follows_once(work: Commission, database_url: str) -> None:
    # given more rows than a portion, of which one portion was taken when the program died
    names = [f"问题{number:03}" for number in range(PORTION * 2 + 5)]
    intake_id = begin(work, sheet(*[[name, "药品"] for name in names]))
    assert jobs.run_due(work.engine, limit=1) == 1
    assert work.look("registrar", intake.progress, intake_id).position == PORTION
    # when a new program does what is due
    again = Engine(database_url, clock=SettableClock(work.clock()), processes=[PROCESS])
    jobs.run_due(again)
    again.close()
    # then every row has become one case
    assert titles(work) == names
    assert work.look("registrar", intake.progress, intake_id).taken == len(names)


def test_after_a_crash_within_a_portion_nothing_of_it_remains_and_all_of_it_comes(work: Commission) -> None:
    intake_id = begin(work, sheet(["缺药", "药品"], ["缺床", "设备"]))
    with pytest.raises(ZeroDivisionError), work.engine.unit() as unit:
        take_portion(unit, intake_id)
        raise ZeroDivisionError
    assert titles(work) == []
    assert work.look("registrar", intake.progress, intake_id).position == 0
    jobs.run_due(work.engine)
    assert titles(work) == ["缺床", "缺药"]


def test_a_file_without_rows_is_refused(work: Commission) -> None:
    with work.refused(Refused, "没有数据行"):
        begin(work, sheet())


def test_nobody_registers_for_a_department_of_others(work: Commission) -> None:
    with work.refused(Refused, "您所在的处室"):
        begin(work, sheet(["缺药", "药品"]), department="medical")


def test_an_intake_is_seen_by_the_one_who_began_it_alone(work: Commission) -> None:
    intake_id = begin(work, sheet(["缺药", "药品"]))
    with pytest.raises(NotFound):
        work.look("clerk", intake.progress, intake_id)
    assert work.look("clerk", intake.recent, "main") == []
    assert [one.id for one in work.look("registrar", intake.recent, "main")] == [intake_id]


def test_the_latest_intakes_come_first(work: Commission) -> None:
    first = begin(work, sheet(["缺药", "药品"]))
    work.clock.advance(minutes=1)
    second = begin(work, sheet(["缺床", "设备"]))
    assert [one.id for one in work.look("registrar", intake.recent, "main")] == [second, first]
    assert len(work.rows(Intake)) == 2 and work.rows(Attachment) == []
