"""Values as strings: as an input holds them, and as people read them."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from engine.clock import ZONE
from engine.forms import identity
from engine.forms.answers import option_key
from engine.forms.components import Choice, Field


def input_text(value: Any) -> str:
    """A value as an input of its type holds it."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{_local(value):%Y-%m-%dT%H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else option_key(value)


def reading_text(field: Field, value: Any, choices: Sequence[Choice], language: str) -> str:
    """A value as people read it: labels of what was chosen, dates in words, money with separators, numbers masked."""
    zh = language.startswith("zh")
    if field.control == "checkbox":
        return ("是" if value else "否") if zh else ("Yes" if value else "No")
    if value is None or value == "":
        return ""
    if isinstance(value, list):
        words = [label_of(one, choices, language) for one in value]
        return ("、" if zh else ", ").join(words)
    if field.options is not None:
        return label_of(value, choices, language)
    if isinstance(value, date):
        return _date_text(value, zh)
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return f"{value:,.2f}" if field.kind == "money" else f"{value:f}" if isinstance(value, Decimal) else str(value)
    return identity.mask(field.kind, str(value))


def label_of(value: Any, choices: Sequence[Choice], language: str) -> str:
    """The label of a chosen value; a value whose option is gone says so."""
    for choice in choices:
        if option_key(choice.value) == option_key(value):
            return choice.label
    return f"{value}（已不可选）" if language.startswith("zh") else f"{value} (no longer available)"


def _date_text(value: date, zh: bool) -> str:
    if isinstance(value, datetime):
        value = _local(value)
        return f"{value.year}年{value.month}月{value.day}日 {value:%H:%M}" if zh else f"{value:%d %b %Y %H:%M}"
    return f"{value.year}年{value.month}月{value.day}日" if zh else f"{value:%d %b %Y}"


def _local(moment: datetime) -> datetime:
    return moment.astimezone(ZONE) if moment.tzinfo else moment
