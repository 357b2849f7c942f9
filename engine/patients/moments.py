"""The moments of a patient's life a case knows of, computed from its variables whenever it moves."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from engine.process import Moment

Look = Callable[[str, Mapping[str, Any]], Any]
"""(FEEL, names that go before those of the case) -> its value."""


def moments(life: Sequence[Moment], look: Look) -> list[dict[str, Any]]:
    """[{kind, part, label, at, text, amounts: {label: yuan}}] of all that has a day; amounts are numbers."""
    return [found for moment in life for seen in _entries(moment, look) if (found := _looked_up(moment, look, seen))]


def _entries(moment: Moment, look: Look) -> Iterator[Mapping[str, Any]]:
    """What the expressions see beside the case: nothing more, or one entry of the list after the other."""
    if not moment.each:
        yield {}
        return
    entries = look(moment.each, {})
    for entry in entries if isinstance(entries, list) else []:
        yield {**(entry if isinstance(entry, Mapping) else {}), "item": entry}


def _looked_up(moment: Moment, look: Look, seen: Mapping[str, Any]) -> dict[str, Any] | None:
    at = look(moment.at, seen)
    if not isinstance(at, date):
        return None
    text = look(moment.text, seen)
    return {
        "kind": moment.kind,
        "part": moment.part,
        "label": moment.label,
        "at": at,
        "text": "" if text is None else str(text),
        "amounts": dict(_amounts((label, look(yuan, seen)) for label, yuan in moment.amounts.items())),
    }


def _amounts(looked_up: Iterable[tuple[str, Any]]) -> Iterator[tuple[str, Any]]:
    for label, value in looked_up:
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            yield label, value
