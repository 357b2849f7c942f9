"""Calendar bars: whole months, spans to the day, marks, and today where it is within them."""

from __future__ import annotations

from datetime import date

import pytest

from engine.bars import BarView, bars
from engine.errors import NotAllowed
from engine.process import Bar, Process
from tests.engine.commission import Commission, start_event, task

SPANS = """=[
  {row: "驻点", from: begins, to: today(), kind: "done", label: "在岗"},
  {row: "驻点", from: today() + duration("P1D"), to: ends, kind: "plan"},
  {row: "请假", from: date("2026-03-05"), to: date("2026-03-05"), kind: "pause", label: "事假"},
  {row: "接任", from: successor, to: ends, kind: "plan"}
]""".removeprefix("=")
MARKS = '[{on: months after(begins, 3), label: "中期考核"}, {on: null, label: "离岗"}]'


def shown(url: str, process: Process, **variables: object) -> list[BarView]:
    with Commission(url, process) as work:
        work.deploy(f"{start_event()}{task('work')}\nstart -> work\n")
        case_id = work.launch(**variables)
        with pytest.raises(NotAllowed):
            work.look("outsider", bars, case_id)
        return work.look("clerk", bars, case_id)


@pytest.fixture
def bar(sqlite_url: str) -> BarView:
    process = Process(key="main", prefix="ZD", bars=[Bar(label="驻点日历", spans=SPANS, marks=MARKS)])
    (found,) = shown(sqlite_url, process, begins=date(2026, 2, 16), ends=date(2026, 8, 15))
    return found


def test_a_bar_spans_whole_months_and_names_them(bar: BarView) -> None:
    assert bar.label == "驻点日历"
    assert [month.on for month in bar.months] == [date(2026, number, 1) for number in range(2, 9)]
    assert bar.months[0].left == 0
    days = (date(2026, 9, 1) - date(2026, 2, 1)).days
    assert bar.months[1].left == round(28 * 100 / days, 3)


def test_spans_stand_in_their_rows_to_the_day(bar: BarView) -> None:
    days = (date(2026, 9, 1) - date(2026, 2, 1)).days
    rows = dict(bar.rows)
    assert list(rows) == ["驻点", "请假"], "what has no dates yet is left out"
    done, plan = rows["驻点"]
    assert (done.first, done.last, done.kind, done.label) == (date(2026, 2, 16), date(2026, 3, 2), "done", "在岗")
    assert (done.left, done.width) == (round(15 * 100 / days, 3), pytest.approx(15 * 100 / days, abs=0.01))
    assert done.left + done.width == pytest.approx(plan.left), "no gap between one day and the next"
    (leave,) = rows["请假"]
    assert leave.width == pytest.approx(100 / days, abs=0.01), "one day is one day wide"


def test_marks_and_today_stand_on_their_days(bar: BarView) -> None:
    assert [(mark.on, mark.label) for mark in bar.marks] == [(date(2026, 5, 16), "中期考核")]
    assert bar.today is not None and bar.today.on == date(2026, 3, 2)


def test_a_bar_of_years_names_few_enough_months(sqlite_url: str) -> None:
    bar = Bar(label="协议期", spans='[{from: begins, to: ends, kind: "odd"}]')
    process = Process(key="main", prefix="DK", bars=[bar])
    (found,) = shown(sqlite_url, process, begins=date(2027, 1, 10), ends=date(2029, 12, 31))
    assert [month.on for month in found.months] == [
        date(year, month, 1) for year in (2027, 2028, 2029) for month in (1, 4, 7, 10)
    ]
    assert found.today is None
    assert found.rows[0][1][0].kind == "done"


def test_a_case_whose_dates_are_not_known_yet_has_no_bar(sqlite_url: str) -> None:
    process = Process(key="main", prefix="ZD", bars=[Bar(label="驻点日历", spans="[{from: begins, to: ends}]")])
    assert shown(sqlite_url, process) == []
