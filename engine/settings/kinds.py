"""The kinds of values a setting may have: how they are typed in, checked with a sentence, and written out again."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any, Final, Literal

from engine.feel import YearsMonths
from engine.forms import Message

Kind = Literal["number", "duration", "date", "text", "boolean", "choice", "list", "table"]
KINDS: Final[tuple[Kind, ...]] = ("number", "duration", "date", "text", "boolean", "choice", "list", "table")

GREATEST = 100_000_000
"""Of numbers without a narrower bound: the yuan of the largest sum a rule speaks of."""
LONGEST_COUNT = 10_000
"""Of counted units: `engine.workdays` counts no farther."""
LONGEST_TEXT = 1000
MOST_ROWS = 500

MEASURED: Final = ("元", "万元", "%", "倍")
"""Units that come in fractions, and no unit at all; all others (个工作日, 个月, 次, 人) are counted whole."""

_DURATION = re.compile(r"(\d+)\s*(个月|年|月|周|星期|天|日|个?小时|时|分钟|分)")
_IN_WORDS: Final[tuple[tuple[str, timedelta], ...]] = (
    ("天", timedelta(days=1)), ("小时", timedelta(hours=1)), ("分钟", timedelta(minutes=1)),
)  # fmt: skip
_LENGTHS: Final = {
    "周": timedelta(weeks=1), "星期": timedelta(weeks=1), "天": timedelta(days=1), "日": timedelta(days=1),
    "小时": timedelta(hours=1), "个小时": timedelta(hours=1), "时": timedelta(hours=1),
    "分钟": timedelta(minutes=1), "分": timedelta(minutes=1),
}  # fmt: skip
_MONTHS: Final = {"年": 12, "个月": 1, "月": 1}
_ISO = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?", re.ASCII)
_CELLS = re.compile(r"[\t,，;；|、]|\s{2,}| ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What a value must be: its kind, unit, the choices of a choice, the columns (name, kind) of a table."""

    kind: Kind
    unit: str = ""
    choices: tuple[str, ...] = ()
    columns: tuple[tuple[str, Kind], ...] = ()


class NoValue(Exception):
    """What was typed is no value of the kind; `message` continues 「…」 with what to do."""

    def __init__(self, zh: str, en: str) -> None:
        self.message = Message(zh, en)
        super().__init__(en)


def read(shape: Shape, text: str) -> Any:
    """The value typed as a text that is not empty. Raises NoValue."""
    return _READERS[shape.kind](shape, text)


def written(shape: Shape, value: Any) -> str:
    """A value as people type it, so that `read` gives it back; "" for none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, timedelta | YearsMonths):
        return _lasting(value)
    if shape.kind == "list" and isinstance(value, list):
        return "\n".join(map(str, value))
    if shape.kind == "table" and isinstance(value, list):
        return "\n".join("\t".join(_cell(row.get(name)) for name, _ in shape.columns) for row in value)
    return _cell(value)


def kind_of(value: Any) -> Kind | None:
    """The kind of a default value; None where it has to be declared."""
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int | Decimal):
        return "number"
    if isinstance(value, timedelta | YearsMonths):
        return "duration"
    if isinstance(value, date):
        return "date"
    if isinstance(value, str):
        return "text"
    return "list" if isinstance(value, list) and all(isinstance(each, str) for each in value) else None


def _number(shape: Shape, text: str) -> int | Decimal:
    try:
        number = Decimal(text.replace(",", "").replace("，", ""))
    except InvalidOperation:
        number = Decimal("nan")
    greatest, whole = _bounds(shape.unit)
    if not number.is_finite() or not 0 <= number <= greatest:
        raise NoValue(f"请填写0至{greatest}的数字", f"give a number from 0 to {greatest}")
    if number == number.to_integral_value():
        return int(number)
    if whole:
        raise NoValue(f"请填写整数，单位是{shape.unit}", f"give a whole number of {shape.unit}")
    return number


def _bounds(unit: str) -> tuple[int, bool]:
    """The greatest number of a unit, and whether only whole ones count."""
    if unit == "%":
        return 100, False
    if unit in MEASURED or not unit:
        return GREATEST, False
    return LONGEST_COUNT, True


def _duration(shape: Shape, text: str) -> timedelta | YearsMonths:
    plain = text.replace(" ", "")
    iso = _ISO.fullmatch(plain.upper())
    if iso and any(iso.groups()):
        years, months, days, hours, minutes = (int(part or 0) for part in iso.groups())
        if not years and not months:
            return _long(timedelta(days=days, hours=hours, minutes=minutes))
        if not (days or hours or minutes):
            return _months(years * 12 + months)
    parts = _DURATION.findall(plain)
    if parts and "".join(amount + unit for amount, unit in parts) == plain:
        in_months = {unit in _MONTHS for _, unit in parts}
        if in_months == {True}:
            return _months(sum(int(amount) * _MONTHS[unit] for amount, unit in parts))
        if in_months == {False}:
            return _long(sum((int(amount) * _LENGTHS[unit] for amount, unit in parts), timedelta()))
    raise NoValue("请填写时长，例如48小时、3天、2个月", "give a duration, such as PT48H, P3D or P2M")


def _long(value: timedelta) -> timedelta:
    if value > timedelta(days=LONGEST_COUNT):
        raise NoValue(f"时长不能超过{LONGEST_COUNT}天", f"give at most {LONGEST_COUNT} days")
    return value


def _months(months: int) -> YearsMonths:
    if months > 1200:
        raise NoValue("时长不能超过100年", "give at most 100 years")
    return YearsMonths(months)


def _lasting(value: timedelta | YearsMonths) -> str:
    if isinstance(value, YearsMonths):
        years, months = divmod(value.months, 12)
        return (f"{years}年" if years else "") + (f"{months}个月" if months or not years else "")
    said, rest = "", value
    for word, length in _IN_WORDS:
        amount, rest = divmod(rest, length)
        said += f"{amount}{word}" if amount else ""
    return said or "0分钟"


def _date(shape: Shape, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NoValue("请填写日期，例如2026-03-01", "give a date, such as 2026-03-01") from None


def _text(shape: Shape, text: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise NoValue(f"不能超过{LONGEST_TEXT}个字", f"give at most {LONGEST_TEXT} characters")
    return text


def _boolean(shape: Shape, text: str) -> bool:
    if text not in ("true", "false"):
        raise NoValue("请选择是或否", "choose yes or no")
    return text == "true"


def _choice(shape: Shape, text: str) -> str:
    if text not in shape.choices:
        listed = "、".join(shape.choices)
        raise NoValue(f"请选择{listed}之一", f"choose one of {listed}")
    return text


def _list(shape: Shape, text: str) -> list[str]:
    found = list(dict.fromkeys(filter(None, (line.strip() for line in re.split(r"[\n、；;]", text)))))
    if len(found) > MOST_ROWS:
        raise NoValue(f"最多{MOST_ROWS}行", f"give at most {MOST_ROWS} lines")
    return found


def _table(shape: Shape, text: str) -> list[dict[str, Any]]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_ROWS:
        raise NoValue(f"最多{MOST_ROWS}行", f"give at most {MOST_ROWS} lines")
    return [_row(shape, number, line) for number, line in enumerate(lines, 1)]


def _row(shape: Shape, number: int, line: str) -> dict[str, Any]:
    cells = [cell for cell in _CELLS.split(line) if cell]
    names = "、".join(name for name, _ in shape.columns)
    if len(cells) != len(shape.columns):
        raise NoValue(f"第{number}行应依次填写{names}", f"give in line {number}: {names}")
    found = {}
    for (name, kind), cell in zip(shape.columns, cells, strict=True):
        try:
            found[name] = read(Shape(kind=kind), cell)
        except NoValue as wrong:
            said = wrong.message
            raise NoValue(f"第{number}行“{name}”{said.zh}", f"line {number}, {name}: {said.en}") from None
    return found


def _cell(value: Any) -> str:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return "" if value is None else str(value)


_READERS: Final[dict[Kind, Callable[[Shape, str], Any]]] = {
    "number": _number, "duration": _duration, "date": _date, "text": _text, "boolean": _boolean, "choice": _choice,
    "list": _list, "table": _table,
}  # fmt: skip
