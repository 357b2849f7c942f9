"""Forms are compared field by field: by their keys, whatever row they stand in."""

from __future__ import annotations

import json
from typing import Any

from engine.comparing.fields import section


def form(*components: dict[str, Any]) -> bytes:
    return json.dumps({"id": "f", "components": list(components)}).encode()


def text(key: str, **said: Any) -> dict[str, Any]:
    return {"id": f"id_{key}", "key": key, "type": "textfield", "label": key, **said}


def told(before: bytes | None, after: bytes | None) -> list[tuple[str, str, list[tuple[str, str, str]]]]:
    found = section("f.form", before, after)
    return [
        (change.kind, change.name, [(fact.label.zh, fact.was, fact.now) for fact in change.facts])
        for change in (found.changes if found else ())
    ]


def test_a_form_whose_rows_were_laid_out_anew_says_the_same() -> None:
    assert told(form(text("a", layout={"row": "1"})), form(text("a", layout={"row": "2"}))) == []


def test_a_field_that_became_required_is_changed() -> None:
    required = form(text("a", validate={"required": True}))
    assert told(form(text("a")), required) == [("changed", "a", [("必填", "", "是")])]


def test_fields_that_came_and_went_are_told() -> None:
    found = told(form(text("a"), text("b")), form(text("a"), text("c")))
    assert [(kind, name) for kind, name, _facts in found] == [("added", "c"), ("removed", "b")]


def test_only_the_field_that_stands_elsewhere_is_moved() -> None:
    found = told(form(text("a"), text("b"), text("c")), form(text("b"), text("c"), text("a")))
    assert found == [("moved", "a", [])]


def test_fields_within_a_list_are_compared_too() -> None:
    def rows(*inner: dict[str, Any]) -> dict[str, Any]:
        return {"id": "rows", "path": "rows", "type": "dynamiclist", "label": "明细", "components": list(inner)}

    assert [row[:2] for row in told(form(rows(text("a"))), form(rows(text("a"), text("b"))))] == [("added", "b")]


def test_both_forms_stand_side_by_side_with_what_changed_marked() -> None:
    found = section("f.form", form(text("a"), text("b")), form(text("a"), text("c")))
    assert found is not None
    assert found.grid is not None
    kinds = [(was.kind if was else "-", now.kind if now else "-") for was, now in found.grid.lines]
    assert kinds == [(None, None), ("-", "added"), ("removed", "-")]


def test_what_is_no_form_has_no_fields() -> None:
    assert [row[0] for row in told(b"[", form(text("a")))] == ["added"]
