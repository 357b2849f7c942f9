"""Decisions are compared row by row, with their cells."""

from __future__ import annotations

import bpmn
from engine.comparing.tables import sections

(TABLES,) = (path.read_bytes() for path in bpmn.rules() if path.parent.name == "deadline-lights")


def test_the_same_tables_have_no_changes() -> None:
    assert sections("a.dmn", TABLES, TABLES) == []


def test_a_row_taken_out_is_told_and_marked_on_the_side_it_stood_on() -> None:
    # given a table without its first row
    start, end = TABLES.index(b"<rule "), TABLES.index(b"</rule>") + len(b"</rule>")
    without = TABLES[:start] + TABLES[end:]
    # when both are compared
    (found,) = sections("a.dmn", TABLES, without)
    # then the one row is removed
    assert [(change.kind, change.name) for change in found.changes] == [("removed", "第1行")]
    assert found.grid is not None
    assert [was.kind for was, now in found.grid.lines if was and not now] == ["removed"]


def test_what_is_no_table_has_no_rows() -> None:
    for section in sections("a.dmn", TABLES, b"<a/>"):
        assert {was.kind for was, _now in section.grid.lines if was} == {"removed"} if section.grid else True
