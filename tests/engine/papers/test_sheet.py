"""The words of a paper: values as people write them, grids line by line, names for ids."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from engine.process import CaseValues, Fields, Table, worded


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, ""),
        (True, "是"),
        (False, "否"),
        (0, "0"),
        (Decimal("16250.00"), "16250.00"),
        (Decimal("1E+3"), "1000"),
        (date(2026, 2, 28), "2026年2月28日"),
        (datetime(2026, 2, 28, 1, 5, tzinfo=UTC), "2026年2月28日 09:05"),
        (["内科", None, date(2026, 3, 1)], "内科、2026年3月1日"),
        ("一行\n二行", "一行\n二行"),
    ],
)
def test_values_are_written_as_officials_write_them(value: Any, words: str) -> None:
    assert worded(value) == words


def test_a_grid_fills_its_lines_and_leaves_the_last_short() -> None:
    grid = Fields([("甲", 1), ("乙", 2), ("丙", None)], columns=2)
    assert grid.lines() == [[("甲", "1"), ("乙", "2")], [("丙", "")]]


def test_a_row_has_a_cell_for_every_column_of_the_head() -> None:
    table = Table(["序号", "内容", "备注"], [[1, "药品"], [2, "器械", "急", "多余"]])
    assert table.lines() == [["1", "药品", ""], ["2", "器械", "急"]]


def test_what_a_case_does_not_know_yet_is_nothing() -> None:
    values = CaseValues({"unit": "d1"}, lambda ids: [f"处室{id_}" for id_ in ids])
    assert values["later"] is None and "later" not in values
    assert values.names(values["unit"]) == "处室d1"
    assert values.names(["d1", "d2"]) == "处室d1、处室d2"
    assert values.names(values["later"]) == ""
