"""The index of a table's columns: it finds exactly the rules that trying each cell would find."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from engine.dmn.cells import Cell
from engine.dmn.columns import Column
from engine.feel import parse_unary
from engine.feel.run import Run

NUMBERS = some.sampled_from(["-1", "0", "1", "2.5", "10", "1e3"])
TEXTS = some.sampled_from(['"a"', '"b"', '"肺癌"', '""'])
DATES = some.sampled_from(['@"2026-01-01"', '@"2026-11-22"'])
VALUES: tuple[Any, ...] = (
    -2, -1, 0, Decimal("0.5"), 1, Decimal("2.5"), 3, 10, 1000, Decimal("1E+3"), "a", "b", "肺癌", "", "z", True, None,
    [1], ["a"], date(2026, 1, 1), date(2026, 5, 5), date(2027, 1, 1), datetime(2026, 1, 1), {"a": 1},
)  # fmt: skip


def cells_of(points: some.SearchStrategy[str]) -> some.SearchStrategy[str]:
    compared = some.builds("{} {}".format, some.sampled_from(["<", "<=", ">", ">=", "="]), points)
    ranges = some.builds("{}{}..{}{}".format, some.sampled_from("[("), points, points, some.sampled_from("])"))
    listed = some.lists(some.one_of(points, compared, ranges), min_size=1, max_size=3).map(", ".join)
    return some.one_of(listed, listed.map("not({})".format))


CELLS = some.one_of(
    some.sampled_from(["-", "null", "true", "? > 1", "not(null)", '"a", 1', "!= 5"]),
    cells_of(NUMBERS),
    cells_of(TEXTS),
    cells_of(DATES),
)


@given(some.lists(CELLS, min_size=1, max_size=8))
def test_the_index_finds_what_trying_each_cell_finds(texts: list[str]) -> None:
    column = Column([Cell(text=text, tests=parse_unary(text)) for text in texts])
    for value in VALUES:
        certain, tried = column.passing(value)
        run = Run("", {}, None)
        expected = [cell.passed(value, {}, run) for cell in column.cells]
        found = [
            bool(certain >> bit & 1) or (bool(tried >> bit & 1) and cell.passed(value, {}, run))
            for bit, cell in enumerate(column.cells)
        ]
        assert found == expected, value


def test_cells_of_written_values_are_found_without_trying_them() -> None:
    texts = ["< 5", "[5..10)", "10, 12", "not(7)", "-"]
    column = Column([Cell(text=text, tests=parse_unary(text)) for text in texts])
    assert column.passing(4) == (0b11001, 0)
    assert column.passing(7) == (0b10010, 0)
    assert column.passing(Decimal("12.0")) == (0b11100, 0)


@pytest.mark.parametrize("value", [1, 5, 7.5, 12, "x", None])
def test_an_index_that_would_be_too_large_is_not_made(monkeypatch: pytest.MonkeyPatch, value: Any) -> None:
    monkeypatch.setattr("engine.dmn.columns.MOST_BITS", 3)
    column = Column([Cell(text=text, tests=parse_unary(text)) for text in ("< 5", "[5..10)", "-")])
    assert column.passing(value) == (0b100, 0b011)
