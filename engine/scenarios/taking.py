"""Taking values out of the mappings of a scenario, with a sentence and a line for what is missing, strange or unfit."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from engine.clock import ZONE
from engine.scenarios.errors import Unreadable
from engine.scenarios.source import Lined


def refuse_others(found: Lined, known: Iterable[str]) -> None:
    """Raise Unreadable for the first name that is not known here."""
    known = tuple(known)
    for name in found:
        if name not in known:
            raise Unreadable(
                line=found.lines[name], zh=f"不认识“{name}”，这里可以写：{'、'.join(known)}",
                en=f"{name!r} is not known here; known are {', '.join(known)}",
            )  # fmt: skip


def text(found: Lined, name: str, default: str | None = None) -> str:
    """A text; numbers and days are taken as they are written. Required where there is no default."""
    value = found.get(name)
    if value is None and default is not None:
        return default
    if value is None or isinstance(value, Mapping | list) or str(value).strip() == "":
        raise wrong(found, name, "应当写明文字", "a text should stand here")
    return str(value)


def texts(found: Lined, name: str) -> tuple[str, ...]:
    """A list of texts; one stands for a list of one."""
    value = found.get(name)
    if value is None:
        return ()
    values = value if isinstance(value, list) else [value]
    if any(isinstance(one, Mapping | list) or one is None for one in values):
        raise wrong(found, name, "应当是文字的列表", "a list of texts should stand here")
    return tuple(str(one) for one in values)


def mapping(found: Lined, name: str) -> Mapping[str, Any]:
    """A mapping of values, empty where there is none."""
    value = found.get(name)
    if value is None:
        return {}
    if not isinstance(value, Lined):
        raise wrong(found, name, "应当是“名称: 值”的形式", "a mapping should stand here")
    return value


def part(found: Lined, name: str) -> Lined:
    """A mapping that has to be there."""
    value = found.get(name)
    if not isinstance(value, Lined):
        raise wrong(found, name, "应当是“名称: 值”的形式", "a mapping should stand here")
    return value


def moment(found: Lined, name: str) -> datetime:
    """A moment; a day is its morning at nine, when offices open."""
    value = found.get(name)
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, 9, 0, tzinfo=ZONE)
    raise wrong(found, name, "应当写成 2026-03-02 或 2026-03-02T09:00", "write 2026-03-02 or 2026-03-02T09:00")


def wrong(found: Lined, name: str, zh: str, en: str) -> Unreadable:
    """The error for one name."""
    return Unreadable(line=found.lines.get(name, found.line), zh=f"“{name}”{zh}", en=f"{name}: {en}")
