"""The text of scenarios: read as it is written, within bounds, and refused with the line where it cannot be."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from engine.clock import ZONE
from engine.scenarios.errors import Unreadable
from engine.scenarios.source import DEEPEST, LARGEST, MOST, Lined, LinedList, read_text


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("yes", "yes"), ("no", "no"), ("on", "on"), ("true", True), ("false", False), ("null", None), ("~", None),
        ("", None), ("12", 12), ("-3", -3), ("0", 0), ("0990", "0990"), ("09:30", "09:30"), ("1.50", Decimal("1.50")),
        ("1e3", "1e3"), ("640299197001010010", 640299197001010010), ("2026-03-02", date(2026, 3, 2)),
        ("2026-02-30", "2026-02-30"), ("2026-03-02T09:00", datetime(2026, 3, 2, 9, 0, tzinfo=ZONE)),
        ("'12'", "12"), ('"true"', "true"), ("整改办", "整改办"), ("0990-5550123", "0990-5550123"),
        ("=case.id", "=case.id"),
    ],
)  # fmt: skip
def test_a_scalar_means_what_people_read_in_it(written: str, meant: Any) -> None:
    found = read_text(f"value: {written}")["value"]
    assert (type(found), found) == (type(meant), meant)


def test_every_value_knows_its_line() -> None:
    found = read_text("a: 1\nb:\n  c: 2\n  d:\n    - x\n    - y: 3\n")
    assert found.lines == {"a": 1, "b": 2}
    inner = found["b"]
    assert isinstance(inner, Lined)
    assert inner.lines == {"c": 3, "d": 4}
    assert isinstance(inner["d"], LinedList)
    assert inner["d"].lines == [5, 6]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: &x 1\nb: *x", 1),
        ("a: 1\nb: !!python/object:os.system x", 2),
        ("a: 1\nb: !important x", 2),
        ("a: 1\na: 2", 2),
        ("- a\n- b", 1),
        ("a: [1, 2", 1),
        ("a: 1\n b: 2", 2),
        ("a: 1\n---\nb: 2", 2),
        ("a:\n  ? [1]\n  : 2", 2),
        ("a: \x07", 1),
        ("", 1),
        ("a: " + "[" * (DEEPEST + 1) + "]" * (DEEPEST + 1), 1),
        ("a: [" + "1," * MOST + "]", 1),
        ("a: " + "x" * LARGEST, 1),
    ],
)
def test_what_is_no_plain_text_is_refused_with_its_line(text: str, line: int) -> None:
    with pytest.raises(Unreadable) as refused:
        read_text(text)
    assert refused.value.line == line
    assert f"第 {line} 行" in refused.value.text("zh")
    assert f"line {line}" in refused.value.text("en")


def test_a_bomb_of_references_is_not_even_unfolded() -> None:
    levels = zip("abcdefghi", "bcdefghij", strict=True)
    bomb = "a: &a [x, x]\n" + "".join(f"{name}: &{name} [*{last}, *{last}]\n" for last, name in levels)
    with pytest.raises(Unreadable):
        read_text(bomb)
