"""The values of case variables: which there are, and how they are written as JSON and read back unchanged.

A value is None, bool, int, Decimal, str, date, datetime, time, timedelta, engine.feel.YearsMonths, a list of values
or a dict of values with str keys. What JSON has no word for is tagged: {"$date": "2026-11-22"}.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import orjson

from engine.errors import BangfuError
from engine.feel import YearsMonths

DEPTH = 100
"""Lists and dicts may be nested this deep; the JSON writer gives up soon after twice as many levels."""

_INT64 = 2**63


class NotStorable(BangfuError):
    """Expected a value a case can keep, but got {en}."""

    zh = "变量的值无法保存：{zh}。"


def dumps(value: Any) -> bytes:
    """JSON bytes of a value. Raises NotStorable for anything that is no value, or nested over `DEPTH` levels."""
    return orjson.dumps(_write(plain(value)))


def loads(source: bytes) -> Any:
    """The value written by `dumps`; JSON fractions become Decimal."""
    return read(orjson.loads(source))


def plain(value: Any) -> Any:
    """A deep copy with nothing shared, integral numbers as int and other fractions as Decimal."""
    return _plain(value, 0)


def write(value: Any) -> Any:
    """A value (already `plain`) as JSON types, tagged, for putting into a larger JSON document."""
    return _write(value)


def read(encoded: Any) -> Any:
    """The value from its JSON types."""
    kind = type(encoded)
    if kind is dict:
        if len(encoded) == 1:
            tag, content = next(iter(encoded.items()))
            if tag in _READERS:
                return _READERS[tag](content)
        return {key: read(item) if type(item) in _TO_READ else item for key, item in encoded.items()}
    if kind is list:
        return [read(item) if type(item) in _TO_READ else item for item in encoded]
    if kind is float:
        return _number(Decimal(repr(encoded)))
    return encoded


def _plain(value: Any, depth: int) -> Any:
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, Decimal | float):
        return _number(value if isinstance(value, Decimal) else Decimal(repr(value)))
    if isinstance(value, date | time | timedelta | YearsMonths):
        return value
    if depth >= DEPTH:
        raise NotStorable(zh=f"嵌套超过 {DEPTH} 层", en=f"one nested over {DEPTH} levels")
    if isinstance(value, Mapping):
        if not all(isinstance(key, str) for key in value):
            raise NotStorable(zh="键不是文本", en="a dict with keys that are not text")
        return {key: _plain(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item, depth + 1) for item in value]
    raise NotStorable(zh=f"类型 {type(value).__name__}", en=f"the type {type(value).__name__}")


def _number(value: Decimal) -> int | Decimal:
    if not value.is_finite():
        raise NotStorable(zh=f"数值 {value}", en=f"the number {value}")
    return int(value) if value.adjusted() < 400 and value == value.to_integral_value() else value


def _write(value: Any) -> Any:
    kind = type(value)
    if kind is dict:
        written = {key: item if type(item) in _AS_IT_IS else _write(item) for key, item in value.items()}
        return {"$": written} if len(written) == 1 and next(iter(written)) in _READERS else written
    if kind is list:
        return [item if type(item) in _AS_IT_IS else _write(item) for item in value]
    if kind is int and not -_INT64 <= value < _INT64:
        return {"$int": str(value)}
    writer = _WRITERS.get(kind)
    return value if writer is None else writer(value)


def _write_datetime(value: datetime) -> dict[str, str]:
    text = value.isoformat()
    zone = value.tzinfo
    return {"$datetime": f"{text}@{zone.key}" if isinstance(zone, ZoneInfo) else text}


@lru_cache(maxsize=4096)  # a case is loaded again and again with the same moments
def _read_datetime(text: str) -> datetime:
    moment, _, zone = text.partition("@")
    return datetime.fromisoformat(moment).astimezone(ZoneInfo(zone)) if zone else datetime.fromisoformat(moment)


def _write_time(value: time) -> dict[str, str]:
    zone = value.tzinfo
    text = value.replace(tzinfo=None).isoformat() if isinstance(zone, ZoneInfo) else value.isoformat()
    return {"$time": f"{text}@{zone.key}" if isinstance(zone, ZoneInfo) else text}


def _read_time(text: str) -> time:
    clock, _, zone = text.partition("@")
    return time.fromisoformat(clock).replace(tzinfo=ZoneInfo(zone)) if zone else time.fromisoformat(text)


def _read_dict(content: dict[str, Any]) -> dict[str, Any]:
    return {key: read(item) for key, item in content.items()}


def _duration(parts: list[int]) -> timedelta:
    return timedelta(days=parts[0], seconds=parts[1], microseconds=parts[2])


_TO_READ = frozenset((dict, list, float))
_AS_IT_IS = frozenset((str, bool, type(None)))
"""What JSON has otherwise, and what it has likewise; most of what is stored is of the latter and costs no call."""

_WRITERS: dict[type, Callable[[Any], Any]] = {
    Decimal: lambda value: {"$decimal": str(value)},
    datetime: _write_datetime,
    date: lambda value: {"$date": value.isoformat()},
    time: _write_time,
    timedelta: lambda value: {"$duration": [value.days, value.seconds, value.microseconds]},
    YearsMonths: lambda value: {"$months": value.months},
}

_READERS: dict[str, Callable[[Any], Any]] = {
    "$": _read_dict,
    "$int": int,
    "$decimal": Decimal,
    "$datetime": _read_datetime,
    "$date": date.fromisoformat,
    "$time": _read_time,
    "$duration": _duration,
    "$months": lambda months: YearsMonths(months),
}
