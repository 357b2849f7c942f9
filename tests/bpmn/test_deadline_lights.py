"""The lights of deadlines as a table, which says what the engine shows."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.clock import ZONE
from engine.deadlines import light
from engine.workdays import Calendar
from tests.bpmn.rules import example, load, model, rows, wrong

KEY, VERSION = "deadline-lights", "cn.2020-01-01"

EXAMPLES = [
    example("亮灯", "none", 剩余工作日=None),
    example("亮灯", "none", 剩余工作日=None, 已办结=True),
    example("亮灯", "green", 剩余工作日=3),
    example("亮灯", "blue", 剩余工作日=2),
    example("亮灯", "blue", 剩余工作日=0),
    example("亮灯", "green", 剩余工作日=2, 提前提醒=1),
    example("亮灯", "blue", 剩余工作日=5, 提前提醒=5),
    example("亮灯", "yellow", 剩余工作日=1, 完成进度=49, 序时进度=50),
    example("亮灯", "green", 剩余工作日=9, 完成进度=50, 序时进度=50),
    example("亮灯", "red", 剩余工作日=-1, 已逾期=True, 完成进度=10, 序时进度=100),
    example("亮灯", "grey", 剩余工作日=-1, 已逾期=True, 暂停计时=True),
    example("亮灯", "green", 剩余工作日=1, 已办结=True, 完成进度=10, 序时进度=90),
    example("亮灯", "red", 剩余工作日=-1, 已办结=True, 已逾期=True, 暂停计时=True),
]


def test_lights_keep_to_their_examples() -> None:
    assert wrong(model(KEY, VERSION), EXAMPLES) == []


@pytest.mark.parametrize(("version", "row"), rows(KEY))
def test_no_row_of_the_lights_can_go_missing_unnoticed(version: str, row: str) -> None:
    assert wrong(load(KEY, version, removed=row), EXAMPLES) != []


@given(
    st.integers(-30, 30),
    st.one_of(st.none(), st.integers(-30, 30)),
    st.booleans(),
    st.one_of(st.none(), st.integers(0, 100)),
    st.integers(0, 5),
)
def test_the_table_says_what_the_engine_shows(
    days: int, done: int | None, paused: bool, progress: int | None, soon: int
) -> None:
    # given a deadline some days away, counted in working days
    calendar, start = Calendar({}), date(2026, 6, 1)
    now = datetime(2026, 7, 15, 9, tzinfo=ZONE)
    due = now.date() + timedelta(days=days)
    done_at = None if done is None else now + timedelta(days=done)
    whole, gone = calendar.between(start, due), calendar.between(start, now)
    inputs = {
        "剩余工作日": calendar.between(now, due),
        "已逾期": due < (done_at or now).date(),
        "已办结": done is not None,
        "暂停计时": paused,
        "完成进度": progress,
        "序时进度": 100 * gone / whole if whole > 0 else None,
        "提前提醒": soon,
    }
    # then both agree
    shown = light(due, now, calendar, soon, paused, done_at, since=start, progress=progress)
    assert model(KEY, VERSION).evaluate("亮灯", inputs).value == shown.value
