"""Rotations of counterpart assistance: six continuous calendar months, what breaks them, and what a case leaves behind.

The ways through the diagram are scenarios in its folder; `tests/bpmn/test_scenarios.py` goes them all.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from io import BytesIO
from typing import Any

import docx
import pytest

from engine.bars import bars
from engine.papers.offering import offered
from engine.scenarios.playing import Played
from engine.trials.space import Template
from tests.bpmn.played import looked, paper, played, scenario, template
from tests.bpmn.rules import without

KEY = "counterpart-rotation"
ARRIVED = """
name: 报到
at: {day}T09:00
settings: {{{settings}}}
start:
  by: 云川市第一人民医院
  answers: {{way: 三级医院驻点, supporter: 云川市第一人民医院, receiver: 石桥县人民医院, person: 陈医师, rank: 副高,
            phone: 0990-5550101, profession: 内科, speciality: 心血管内科, starts: {day}, months: {months}}}
steps:
  - {{do: approve_supporter, answers: {{ruling: approve}}, opinion: 同意派出}}
  - {{do: approve_receiver, answers: {{ruling: approve}}, opinion: 同意接收}}
  - {{do: arrive, answers: {{arrival: arrived, arrived_on: {day}, place: 内科}}}}
"""
LEAVE = """
  - do: report
    answers: {{change: leave, leave_kind: 事假, leave_from: {first}, leave_to: {last}, leave_reason: 办事}}
  - {{do: approve_leave, answers: {{leave_ruling: approve}}}}
"""

@cache
def whole() -> Template:
    return template(KEY)


def arrived(day: date, months: int = 6, settings: str = "", *leaves: tuple[date, date]) -> str:
    """A person who arrived on a day, and then was away on leave."""
    text = ARRIVED.format(day=day, months=months, settings=settings)
    return text + "".join(LEAVE.format(first=first, last=last) for first, last in leaves)


@pytest.fixture(scope="module")
def main() -> Iterator[Played]:
    """The main scenario at its end: six months served, the certificate issued."""
    with played(whole(), scenario(KEY, "main"), KEY) as found:
        assert found.mismatches == ()
        yield found


def continuity(text: str) -> Any:
    with played(whole(), text, KEY) as found:
        assert found.mismatches == ()
        return found.trial.evaluate("continuity", found.trial.case_id)


@pytest.mark.parametrize(
    ("arrival", "last"),
    [
        (date(2026, 3, 1), date(2026, 8, 31)),
        (date(2026, 3, 16), date(2026, 9, 15)),
        # over the turn of the year into a short February, and into a leap year's
        (date(2026, 9, 1), date(2027, 2, 28)),
        (date(2027, 9, 1), date(2028, 2, 29)),
        (date(2027, 8, 29), date(2028, 2, 28)),
        # there is no 31st of February: the last day of the month counts for it
        (date(2026, 8, 31), date(2027, 2, 27)),
        (date(2027, 8, 31), date(2028, 2, 28)),
        # from a leap day on
        (date(2028, 2, 29), date(2028, 8, 28)),
    ],
)
def test_six_months_are_calendar_months_from_the_day_of_arrival(arrival: date, last: date) -> None:
    found = continuity(arrived(arrival))
    assert (found["起算日"], found["届满日"], found["最早离岗日"]) == (arrival, last, last)


def test_more_months_may_be_agreed_but_six_are_enough_to_leave_with_honour() -> None:
    found = continuity(arrived(date(2026, 3, 1), 9))
    assert (found["最早离岗日"], found["届满日"]) == (date(2026, 8, 31), date(2026, 11, 30))


def test_leave_counts_the_swapped_weekend_and_not_the_holiday() -> None:
    # given leave over the national holiday of 2026, with the Saturday that is worked in exchange
    leave = (date(2026, 10, 1), date(2026, 10, 10))
    found = continuity(arrived(date(2026, 9, 1), 6, "posting-rules/请假扣减: true", leave))
    # then 8, 9 and 10 October count, the seven days of the holiday do not
    assert found["顺延天数"] == 3
    assert found["届满日"] == date(2027, 3, 3)


def test_leave_is_counted_by_the_day_where_the_setting_says_so() -> None:
    leave = (date(2026, 10, 1), date(2026, 10, 10))
    settings = "posting-rules/请假扣减: true, leave_in_workdays: false, leave_supporter_over: 30"
    assert continuity(arrived(date(2026, 9, 1), 6, settings, leave))["顺延天数"] == 10


def test_leave_across_the_year_breaks_continuity_only_beyond_the_set_days() -> None:
    leave = (date(2026, 12, 28), date(2027, 1, 4))
    kept = continuity(arrived(date(2026, 9, 1), 6, "leave_supporter_over: 30", leave))
    assert (kept["中断次数"], kept["起算日"]) == (0, date(2026, 9, 1))
    broken = continuity(arrived(date(2026, 9, 1), 6, "leave_supporter_over: 30, posting-rules/中断天数: 3", leave))
    assert (broken["中断次数"], broken["起算日"], broken["届满日"]) == (1, date(2027, 1, 5), date(2027, 7, 4))


def test_the_six_months_break_the_scenario_when_the_diagram_forgets_them() -> None:
    # given the diagram without the check of the departure
    def careless(source: str) -> str:
        found = source.replace("left_on &gt;= continuity.最早离岗日 or exception != null", "true")
        assert found != source
        return found

    with played(template(KEY, diagram=careless), scenario(KEY, "main"), KEY) as found:
        assert "应当被拒绝（连续驻点未满规定月数），却办成了" in found.mismatches[0].zh


@pytest.mark.parametrize("row", ["certificate_1", "certificate_2"])
def test_an_early_end_is_certified_when_the_rule_forgets_it(row: str) -> None:
    # given a person who leaves early by a leader's exception, and the rule without one of its two rows about that
    def careless(content: bytes) -> bytes:
        return without(content, row) if b'id="posting-rules"' in content else content

    text = scenario(KEY, "early")
    with played(template(KEY, rule=careless), text, KEY) as found:
        ruling = found.trial.evaluate("certificate_ruling", found.trial.case_id)
    # then the other row still refuses the certificate, in its own words
    assert ruling == {"certificate_1": "经批准提前结束", "certificate_2": "连续驻点未满规定月数"}[row]


def test_without_both_rows_an_early_end_would_be_certified() -> None:
    def careless(content: bytes) -> bytes:
        if b'id="posting-rules"' not in content:
            return content
        return without(without(content, "certificate_1"), "certificate_2")

    with played(template(KEY, rule=careless), scenario(KEY, "early"), KEY) as found:
        assert found.trial.evaluate("certificate_ruling", found.trial.case_id) == "出具"
        assert found.mismatches != ()


def test_the_certificate_says_how_many_full_months_were_served(main: Played) -> None:
    trial = main.trial
    document = docx.Document(BytesIO(paper(trial, trial.case_id or "", "certificate")))
    text = "\n".join(lines.text for lines in document.paragraphs)
    assert "对口帮扶服务证明" in text and "对口证〔2026〕1号" in text
    assert "由云川市第一人民医院派往石桥县人民医院" in text
    assert "自2026年3月1日至2026年8月31日连续驻点服务6个月，期满考核合格。" in text
    assert [cell.text.split("\n")[0] for cell in document.tables[0].rows[0].cells] == [
        "受援医院（盖章）：", "支援医院（盖章）：", "卫生健康部门（盖章）：",
    ]  # fmt: skip


def test_the_papers_of_a_posting_tell_its_work_month_by_month(main: Played) -> None:
    trial = main.trial
    case_id = trial.case_id or ""
    assert [one.name for one in looked(trial, offered, case_id)] == ["certificate", "records", "assessment", "handover"]
    work = docx.Document(BytesIO(paper(trial, case_id, "records"))).tables[1]
    rows = [[cell.text for cell in row.cells] for row in work.rows]
    assert [row[0] for row in rows] == [
        "月份", *(f"2026年{month}月" for month in range(3, 9)), "合计",
    ]  # fmt: skip
    assert rows[-1][2] == "693", "outpatients of all months"
    handover = docx.Document(BytesIO(paper(trial, case_id, "handover")))
    assert [row.cells[3].text for row in handover.tables[2].rows][1:] == ["属实", "属实"]


def test_no_certificate_is_offered_to_whom_none_is_given() -> None:
    with played(whole(), scenario(KEY, "early"), KEY) as found:
        names = [one.name for one in looked(found.trial, offered, found.trial.case_id)]
    assert names == ["records", "assessment", "handover"]


def test_the_calendar_bar_shows_leave_interruptions_and_the_new_count() -> None:
    with played(whole(), scenario(KEY, "leave"), KEY) as found:
        (bar,) = looked(found.trial, bars, found.trial.case_id)
    ((_, spans),) = bar.rows
    assert [(span.kind, span.first) for span in spans] == [
        ("done", date(2026, 9, 1)), ("plan", date(2027, 2, 2)), ("pause", date(2026, 9, 30)),
        ("break", date(2026, 12, 28)), ("pause", date(2027, 2, 1)),
    ]  # fmt: skip
    assert [mark.label for mark in bar.marks] == ["报到", "重新起算", "中期考核", "期满"]
    assert spans[1].last == date(2027, 7, 30)


def test_the_calendar_bar_of_somebody_to_come_shows_the_plan() -> None:
    text = ARRIVED.format(day="2026-03-01", months=6, settings="").partition("  - {do: arrive")[0]
    with played(whole(), text, KEY) as found:
        assert found.mismatches == ()
        (bar,) = looked(found.trial, bars, found.trial.case_id)
    assert [(span.kind, span.first, span.last) for span in bar.rows[0][1]] == [
        ("plan", date(2026, 3, 1), date(2026, 8, 31))
    ]
