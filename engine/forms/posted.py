"""What a browser posts: names such as `measures[0].title`, and the rows of a list added and removed."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from engine.clock import ZONE

Posted = Mapping[str, Sequence[str]]
"""Input name -> its values in order, as `request.form.to_dict(flat=False)` gives them."""

MOST_ROWS = 200
"""The most rows a list may have."""

_ROW = re.compile(r"(.+)\[(\d{1,4})\]", re.ASCII | re.DOTALL)


def posted_of(values: Mapping[str, Any]) -> dict[str, list[str]]:
    """Values of Python as a browser would post them, for programs that answer forms."""
    found: dict[str, list[str]] = {}
    for name, value in values.items():
        _post(name, value, found)
    return found


def raw(posted: Posted, name: str) -> list[str] | None:
    """The values of one input, None when the browser sent none."""
    values = posted.get(name)
    return None if values is None else [str(value) for value in values]


def row_numbers(posted: Posted, name: str) -> list[int]:
    """The numbers of a list's rows in order; gaps are where rows were removed."""
    row = re.compile(re.escape(name) + r"\[(\d{1,4})\](?:\.|$)", re.ASCII)
    return sorted({int(found[1]) for found in map(row.match, posted) if found})


def row_mark(posted: Posted, name: str) -> str | None:
    """What the hidden input of a row says: the number of the stored row it shows, empty if new, None if not sent."""
    values = posted.get(name)
    return str(values[0]) if values else None


def pressed(posted: Posted) -> tuple[str, str] | None:
    """Which row button was pressed: ("_add", list name) or ("_remove", row name)."""
    for button in ("_add", "_remove"):
        if values := posted.get(button):
            return button, str(values[0])
    return None


def without_buttons(posted: Posted) -> dict[str, Sequence[str]]:
    """The answers alone."""
    return {key: values for key, values in posted.items() if key not in ("_add", "_remove")}


def with_row(posted: Posted, name: str) -> dict[str, Sequence[str]]:
    """The same answers with one more row at the end of a list."""
    numbers = row_numbers(posted, name)
    after = numbers[-1] + 1 if numbers else 0
    return {**without_buttons(posted), f"{name}[{after}]": [""]}


def without_row(posted: Posted, name: str) -> dict[str, Sequence[str]]:
    """The same answers without one row."""
    left = without_buttons(posted)
    return {key: values for key, values in left.items() if key != name and not key.startswith(f"{name}.")}


def list_of(row_name: str) -> str | None:
    """`measures[1]` -> `measures`; None when it names no row."""
    found = _ROW.fullmatch(row_name)
    return found[1] if found else None


def generic(name: str) -> str:
    """A name without row numbers, `measures[3].steps` -> `measures[].steps`."""
    return re.sub(r"\[\d{1,4}\]", "[]", name, flags=re.ASCII)


def _post(name: str, value: Any, found: dict[str, list[str]]) -> None:
    if isinstance(value, Mapping):
        for key, part in value.items():
            _post(f"{name}.{key}", part, found)
    elif isinstance(value, list | tuple) and any(isinstance(one, Mapping) for one in value):
        for number, row in enumerate(value):
            _post(f"{name}[{number}]", row, found)
    elif isinstance(value, list | tuple):
        found[name] = [_text(one) for one in value]
    elif isinstance(value, bool):
        found[name] = ["true"] if value else []
    else:
        found[name] = [_text(value)]


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        # As a browser sends it: the clock on the wall, without an offset.
        return (value.astimezone(ZONE) if value.tzinfo else value).strftime("%Y-%m-%dT%H:%M")
    return str(value)
