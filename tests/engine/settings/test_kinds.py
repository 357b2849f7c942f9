"""Values of settings as administrators type them: read by kind, refused in words, written as they read back."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.feel import YearsMonths
from engine.settings.kinds import Kind, NoValue, Shape, read, written

STEPS = Shape(kind="table", columns=(("以上", "number"), ("比例", "number")))


@pytest.mark.parametrize(
    ("shape", "text", "value"),
    [
        (Shape(kind="number"), "7", 7),
        (Shape(kind="number", unit="元"), "100,000.50", Decimal("100000.50")),
        (Shape(kind="number", unit="%"), "62.5", Decimal("62.5")),
        (Shape(kind="number", unit="个工作日"), "3.0", 3),
        (Shape(kind="duration"), "48小时", timedelta(hours=48)),
        (Shape(kind="duration"), "1天12小时", timedelta(hours=36)),
        (Shape(kind="duration"), "2周", timedelta(days=14)),
        (Shape(kind="duration"), "PT30M", timedelta(minutes=30)),
        (Shape(kind="duration"), "6个月", YearsMonths(6)),
        (Shape(kind="duration"), "1年6个月", YearsMonths(18)),
        (Shape(kind="duration"), "P1Y", YearsMonths(12)),
        (Shape(kind="date"), "2019-07-31", date(2019, 7, 31)),
        (Shape(kind="text"), "办公室", "办公室"),
        (Shape(kind="boolean"), "false", False),
        (Shape(kind="choice", choices=("百分点", "相对")), "相对", "相对"),
        (Shape(kind="list"), "布鲁氏菌病\n 包虫病 \n\n布鲁氏菌病", ["布鲁氏菌病", "包虫病"]),
        (STEPS, "10000\t50\n50000 60", [{"以上": 10000, "比例": 50}, {"以上": 50000, "比例": 60}]),
    ],
)
def test_a_value_is_read_as_people_type_it(shape: Shape, text: str, value: Any) -> None:
    assert read(shape, text) == value
    assert read(shape, written(shape, value)) == value


@pytest.mark.parametrize(
    ("shape", "text", "zh"),
    [
        (Shape(kind="number"), "七", "0至100000000的数字"),
        (Shape(kind="number"), "-1", "0至100000000的数字"),
        (Shape(kind="number"), "NaN", "0至100000000的数字"),
        (Shape(kind="number", unit="%"), "100.01", "0至100的数字"),
        (Shape(kind="number", unit="个工作日"), "2.5", "整数，单位是个工作日"),
        (Shape(kind="number", unit="个月"), "10001", "0至10000的数字"),
        (Shape(kind="duration"), "48", "48小时"),
        (Shape(kind="duration"), "1个月3天", "48小时"),
        (Shape(kind="duration"), "P", "48小时"),
        (Shape(kind="duration"), "99999天", "10000天"),
        (Shape(kind="date"), "7月底", "2026-03-01"),
        (Shape(kind="text"), "长" * 1001, "1000个字"),
        (Shape(kind="boolean"), "也许", "是或否"),
        (Shape(kind="choice", choices=("百分点", "相对")), "倍数", "百分点、相对"),
        (STEPS, "10000", "第1行应依次填写以上、比例"),
        (STEPS, "0 50\n多 60", "第2行“以上”请填写0至"),
    ],
)
def test_what_is_no_value_of_the_kind_is_refused_with_what_to_do(shape: Shape, text: str, zh: str) -> None:
    with pytest.raises(NoValue) as refused:
        read(shape, text)
    assert zh in refused.value.message.zh and refused.value.message.en


@given(st.one_of(st.integers(0, 99_999).map(lambda n: timedelta(minutes=n)), st.integers(0, 1200).map(YearsMonths)))
def test_every_duration_reads_back_as_it_is_written(value: Any) -> None:
    assert read(Shape(kind="duration"), written(Shape(kind="duration"), value)) == value


@pytest.mark.parametrize("kind", ["number", "duration", "date", "text", "boolean", "list", "table"])
def test_no_value_is_written_as_nothing(kind: Kind) -> None:
    assert written(Shape(kind=kind), None) == ""
