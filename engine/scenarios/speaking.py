"""What a person filled in on a page, as answers in the words a scenario keeps: names instead of ids, typed values."""

from collections.abc import Iterable, Mapping
from typing import Any

from engine.forms import View
from engine.forms.answers import read_date
from engine.forms.views import Cell, FieldView, GroupView, ListView, OptionView
from engine.scenarios.source import scalar

NAMED = ("department", "person", "duty", "organization", "jurisdiction")
"""Kinds of choices whose values are ids, which mean nothing elsewhere."""


def spoken(filled: View, offered: View) -> dict[str, Any]:
    """The answers on a filled page that differ from what the page offered; a changed list stands there as a whole."""
    before = {name: field.values for name, field in offered.fields.items()}
    return _answers((cell for row in filled.rows for cell in row), before)


def _answers(cells: Iterable[Cell], before: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for cell in cells:
        if isinstance(cell, GroupView):
            found.update(_answers((one for row in cell.rows for one in row), before))
        elif isinstance(cell, ListView):
            rows = [_answers(entry.cells, {}) for entry in cell.entries]
            if any(_changed(entry.cells, before) for entry in cell.entries) or _count(before, cell.name) != len(rows):
                found[cell.name.rpartition(".")[2]] = rows
        elif isinstance(cell, FieldView) and not cell.readonly and cell.values != before.get(cell.name, ()):
            _put(found, cell)
    return found


def _changed(cells: Iterable[Cell], before: Mapping[str, tuple[str, ...]]) -> bool:
    fields = (cell for cell in cells if isinstance(cell, FieldView) and not cell.readonly)
    return any(field.values != before.get(field.name, ()) for field in fields)


def _count(before: Mapping[str, Any], name: str) -> int:
    rows = {one[len(name) + 1 :].partition("]")[0] for one in before if one.startswith(f"{name}[")}
    return len(rows)


def _put(found: dict[str, Any], field: FieldView) -> None:
    """Under its path, which has dots where answers lie in each other; the row a field stands in is left out."""
    *outer, last = field.name.rpartition("].")[2].split(".")
    for name in outer:
        found = found.setdefault(name, {})
    found[last] = _value(field)


def _value(field: FieldView) -> Any:
    if field.control in ("checklist", "taglist", "filepicker"):
        return [_word(field, value) for value in field.values]
    if field.control == "checkbox":
        return bool(field.values)
    if not field.values:
        return None
    if field.control == "date":
        return read_date(field.value) or field.value
    return scalar(field.value) if field.control in ("number", "datetime") else _word(field, field.value)


def _word(field: FieldView, value: str) -> str:
    option = next((one for one in field.options if one.value == value), None)
    if option is None or (field.kind not in NAMED and field.control != "filepicker"):
        return value
    return _name(field, option)


def _name(field: FieldView, option: OptionView) -> str:
    """Its label without a number, or with its heading where another is labelled so too."""
    label = option.label.partition(". ")[2] if field.kind == "duty" else option.label
    twice = sum(one.label == option.label for one in field.options) > 1
    return f"{option.group or ''}{option.label}" if twice else label
