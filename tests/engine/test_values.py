"""Variables are written as JSON and come back as they were."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import values
from engine.clock import ZONE
from engine.feel import YearsMonths

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.decimals(allow_nan=False, allow_infinity=False).filter(lambda number: number != number.to_integral_value())
    | st.text()
    | st.dates()
    | st.datetimes(timezones=st.just(ZONE) | st.just(UTC), min_value=datetime(1950, 1, 1))
    | st.times()
    | st.timedeltas()
    | st.integers(-1000, 1000).map(YearsMonths)
)
KEYS = st.text() | st.sampled_from(["$", "$date", "$decimal", "$dict"])
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner), max_leaves=20)


@given(VALUES)
def test_every_value_comes_back_as_it_was(value: Any) -> None:
    assert values.loads(values.dumps(value)) == value


@given(VALUES)
def test_a_plain_copy_shares_nothing(value: Any) -> None:
    copy = values.plain({"inner": value})
    assert copy == {"inner": value}
    assert isinstance(value, list | dict) is False or copy["inner"] is not value


def test_numbers_are_exact_and_integral_ones_are_whole() -> None:
    assert values.dumps([Decimal("3.0"), Decimal("1E+2"), 2.0]) == b"[3,100,2]"
    assert values.loads(values.dumps(0.1)) == Decimal("0.1")
    assert values.loads(values.dumps(10**30)) == 10**30
    assert values.loads(b"1.50") == Decimal("1.5")


def test_a_moment_keeps_its_zone_for_later_arithmetic() -> None:
    moment = values.loads(values.dumps(datetime(2026, 11, 22, 9, tzinfo=ZONE)))
    assert moment.tzinfo is ZONE


def test_a_dict_that_looks_like_a_tag_stays_a_dict() -> None:
    for value in ({"$date": "2026-11-22"}, {"$": {"$date": 1}}, {"$": None}, {"$date": date(2026, 1, 1)}):
        assert values.loads(values.dumps(value)) == value


def nested(depth: int) -> Any:
    value: Any = 1
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize(
    "value",
    [object(), {1: 2}, Decimal("NaN"), float("inf"), {1, 2}, b"bytes", nested(values.DEPTH + 1), time.fromisoformat],
)
def test_what_is_no_value_is_refused(value: Any) -> None:
    with pytest.raises(values.NotStorable):
        values.dumps(value)


def test_values_may_be_nested_as_deep_as_said() -> None:
    value = nested(values.DEPTH)
    assert values.loads(values.dumps(value)) == value
    assert values.dumps(timedelta(days=1, seconds=2)) == b'{"$duration":[1,2,0]}'
