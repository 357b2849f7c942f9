"""Times of ISO 8601, read as BPMN 2.0.2 §10.5.5.5 means them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from engine.clock import ZONE
from engine.feel import YearsMonths
from engine.kernel import timers

NOW = datetime(2026, 1, 31, 9, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-11-22T09:00:00+08:00", datetime(2026, 11, 22, 9, tzinfo=ZONE)),
        ("2026-11-22T01:00:00Z", datetime(2026, 11, 22, 1, tzinfo=UTC)),
        ("2026-11-22T09:00:00+08:00[Asia/Shanghai]", datetime(2026, 11, 22, 9, tzinfo=ZONE)),
        ("2026-11-22", datetime(2026, 11, 22, tzinfo=ZONE)),
        (date(2026, 11, 22), datetime(2026, 11, 22, tzinfo=ZONE)),
        ("tomorrow", None),
        (5, None),
    ],
)
def test_moments(value: object, expected: datetime | None) -> None:
    assert timers.moment(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("P1D", NOW + timedelta(days=1)),
        ("P1M", NOW.replace(month=2, day=28)),
        ("P1Y2M10DT2H30M", datetime(2027, 4, 10, 11, 30, tzinfo=ZONE)),
        ("P2W", NOW + timedelta(weeks=2)),
        ("PT0.5S", NOW + timedelta(milliseconds=500)),
        ("-PT1H", NOW - timedelta(hours=1)),
        (timedelta(hours=3), NOW + timedelta(hours=3)),
        (YearsMonths(13), NOW.replace(year=2027, month=2, day=28)),
        ("P9000Y", None),
        ("P", None),
        ("PT", None),
        ("3 days", None),
        ("P99999999999999D", None),
        (7, None),
    ],
)
def test_durations_count_natural_months(value: object, expected: datetime | None) -> None:
    assert timers.first("duration", value, NOW) == (None if expected is None else {"due": expected})


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("R3/PT1H", (NOW + timedelta(hours=1), "PT1H", 3)),
        ("R/P1D", (NOW + timedelta(days=1), "P1D", None)),
        ("R2/2026-06-01T08:00:00+08:00/P1M", (datetime(2026, 6, 1, 8, tzinfo=ZONE), "P1M", 2)),
        ("R0/PT1H", None),
        ("R/PT0S", None),
        ("R/-PT1H", None),
        ("PT1H", None),
        (None, None),
    ],
)
def test_cycles_need_a_positive_interval(value: object, expected: object) -> None:
    assert timers.cycle(value, NOW) == expected
