"""How `string()` writes values, contexts and lists included (DMN 1.5 §10.3.4.1)."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from engine.feel.numbers import plain
from engine.feel.temporal.writing import written_date, written_duration, written_moment, written_time
from engine.feel.tokens import WORD
from engine.feel.values import Range, entries, kind_of

if TYPE_CHECKING:
    from engine.feel.run import Run


def written(run: "Run", value: Any, inside: bool = False) -> str:
    """A value as text; inside lists and contexts, texts stand in quotes and null is written out."""
    run.spend(2)
    if isinstance(value, str) and not inside:
        return value
    if isinstance(value, list):
        return _joined(run, "[", [written(run, each, True) for each in value], "]")
    if isinstance(value, Mapping):
        parts = [f"{_key(key)}: {written(run, each, True)}" for key, each in entries(value)]
        return _joined(run, "{", parts, "}")
    text = single(value)
    run.spend_text(len(text))
    return text


def single(value: Any) -> str:
    """A value that is no list and no context, as FEEL writes it: a text in quotes."""
    return _WRITERS[kind_of(value)](value)


def _joined(run: "Run", opening: str, parts: list[str], closing: str) -> str:
    run.spend_text(sum(map(len, parts)) + 2 * len(parts))
    return opening + ", ".join(parts) + closing


def _key(key: str) -> str:
    return key if all(WORD.fullmatch(word) for word in key.split(" ")) else _quoted(key)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _range(value: Range) -> str:
    if value.other:
        return f"(!= {single(value.start)})"
    if value.start is None:
        return f"({'<=' if value.end_included else '<'} {single(value.end)})"
    if value.end is None:
        return f"({'>=' if value.start_included else '>'} {single(value.start)})"
    opening, closing = "[" if value.start_included else "(", "]" if value.end_included else ")"
    return f"{opening}{single(value.start)}..{single(value.end)}{closing}"


_WRITERS: Final[dict[str, Callable[[Any], str]]] = {
    "null": lambda value: "null",
    "boolean": lambda value: "true" if value else "false",
    "number": plain,
    "string": _quoted,
    "date": written_date,
    "time": written_time,
    "date and time": written_moment,
    "days and time duration": written_duration,
    "years and months duration": str,
    "range": _range,
    "function": lambda value: f"function {value.name}",
}
