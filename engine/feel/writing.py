"""How `string()` writes values, contexts and lists included (DMN 1.5 §10.3.4.1)."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from engine.feel.numbers import NUMERIC, plain
from engine.feel.temporal.writing import written_date, written_duration, written_moment, written_time
from engine.feel.tokens import WORD
from engine.feel.values import Function, Range, entries

if TYPE_CHECKING:
    from engine.feel.run import Run


def written(run: "Run", value: Any, inside: bool = False) -> str:
    """A value as text; inside lists and contexts, texts stand in quotes and null is written out."""
    run.spend(1)
    if value is None:
        return "null"
    if isinstance(value, str):
        return _quoted(run, value) if inside else value
    if isinstance(value, bool):
        return "true" if value else "false"
    if type(value) in NUMERIC:
        return plain(value)
    if isinstance(value, list):
        return _joined(run, "[", [written(run, each, True) for each in value], "]")
    if isinstance(value, Mapping):
        parts = [f"{_key(run, key)}: {written(run, each, True)}" for key, each in entries(value)]
        return _joined(run, "{", parts, "}")
    return _written_special(run, value)


def _written_special(run: "Run", value: Any) -> str:
    if isinstance(value, datetime):
        return written_moment(value)
    if isinstance(value, date):
        return written_date(value)
    if isinstance(value, time):
        return written_time(value)
    if isinstance(value, timedelta):
        return written_duration(value)
    if isinstance(value, Range):
        return _written_range(run, value)
    return f"function {value.name}" if isinstance(value, Function) else str(value)


def _written_range(run: "Run", value: Range) -> str:
    if value.operator is not None:
        end = value.start if value.start is not None else value.end
        return f"({value.operator} {written(run, end, True)})"
    opening, closing = "[" if value.start_included else "(", "]" if value.end_included else ")"
    return f"{opening}{written(run, value.start, True)}..{written(run, value.end, True)}{closing}"


def _joined(run: "Run", opening: str, parts: list[str], closing: str) -> str:
    run.spend_text(sum(map(len, parts)) + 2 * len(parts))
    return opening + ", ".join(parts) + closing


def _key(run: "Run", key: str) -> str:
    return key if all(WORD.fullmatch(word) for word in key.split(" ")) else _quoted(run, key)


def _quoted(run: "Run", text: str) -> str:
    run.spend_text(len(text))
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
