"""Answers: from the strings of a browser to typed values, or to a sentence that says what to correct."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from engine.clock import ZONE
from engine.forms import identity, patterns
from engine.forms.components import Bound, Choice, Field
from engine.forms.expressions import Expression, Surroundings
from engine.forms.messages import Message

LONGEST = 20_000
"""Characters of a text for which the designer set no limit."""

_NUMBER = re.compile(r"[+-]?(\d{1,20}(\.\d{0,12})?|\.\d{1,12})", re.ASCII)
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{4})(\d{2})(\d{2})", re.ASCII)
_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)(:[0-5]\d(\.\d+)?)?", re.ASCII)
_EMAIL = re.compile(r"[^\s@]{1,64}@[^\s@.]+(\.[^\s@.]+)+")
_REQUIRED = Message("请填写此项。", "Please answer this.")
_CHOOSE = Message("请选择一项。", "Please choose one.")
_GONE = Message("所选项已不可用，请重新选择。", "This option is no longer available: choose again.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question as it stands in one request."""

    field: Field
    raw: Sequence[str]
    choices: Sequence[Choice]
    stored: Any
    scope: Mapping[str, Any]
    surroundings: Surroundings


Parsed = tuple[Any, Message | None]


def parse(asked: Asked) -> Parsed:
    """The typed value of what was posted, and what is wrong with it if anything; empty answers give `field.empty`."""
    field = asked.field
    raw = [value for value in map(_tidy, asked.raw) if value]
    if field.control == "checkbox":
        ticked = any(value not in ("false", "0", "off") for value in raw)
        return ticked, None if ticked else missing(field)
    if not raw:
        return field.empty, missing(field)
    if field.options is not None or field.control == "filepicker":
        return _chosen(asked, raw)
    if field.kind in ("idcard", "phone") and raw[0] == identity.mask(field.kind, str(asked.stored or "")):
        return asked.stored, None
    return _PARSERS[field.control](asked, raw[0])


def option_key(value: Any) -> str:
    """How a value is written in an option's `value`: 1 and 1.0 are the same option."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        value = Decimal(str(value))
    if isinstance(value, Decimal) and value.is_finite():
        return f"{value.normalize():f}"
    return str(value)


def _tidy(value: str) -> str:
    """Without control characters, outer blanks and line ends of other systems."""
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in value if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs")).strip()


def missing(field: Field) -> Message | None:
    """What to say when a question was left unanswered; None when it may be."""
    if not field.rules.required:
        return None
    if field.control == "checkbox":
        return Message("请勾选此项。", "Please tick this box.")
    if field.control == "filepicker":
        return Message("请上传文件。", "Please attach a file.")
    if field.control in ("checklist", "taglist"):
        return Message("请至少选择一项。", "Please choose at least one.")
    return _CHOOSE if field.options is not None else _REQUIRED


def _chosen(asked: Asked, raw: list[str]) -> Parsed:
    known = {option_key(choice.value): choice.value for choice in asked.choices}
    wanted = list(dict.fromkeys(raw))
    values = [known[value] for value in wanted if value in known]
    error = None if len(values) == len(wanted) else _GONE
    if asked.field.control in ("select", "radio"):
        return (values[0] if values else None), error
    if asked.field.control == "filepicker" and not asked.field.multiple and len(values) > 1:
        return values, Message("此处只能有一个文件，请取消多余的。", "Only one file fits here: untick the others.")
    return values, error


def _text(asked: Asked, raw: str) -> Parsed:
    rules, kind = asked.field.rules, asked.field.kind
    if asked.field.control == "textfield":
        raw = " ".join(raw.split("\n"))
    if kind in ("idcard", "phone") or rules.format:
        raw = unicodedata.normalize("NFKC", raw).replace(" ", "")
    if kind == "idcard":
        raw = raw.upper()
        return raw, identity.idcard(raw, asked.surroundings.now.astimezone(ZONE).date()) or _text_rules(asked, raw)
    if kind == "phone" or rules.format == "phone":
        return raw, identity.phone(raw) or _text_rules(asked, raw)
    if rules.format == "email" and not _EMAIL.fullmatch(raw):
        return raw, Message("请填写完整的邮箱，如 name@example.cn。", "Enter a whole address such as name@example.cn.")
    return raw, _text_rules(asked, raw)


def _text_rules(asked: Asked, text: str) -> Message | None:
    rules = asked.field.rules
    least, most = _bound(rules.min_length, asked), _bound(rules.max_length, asked)
    if most is None or most > LONGEST:
        most = Decimal(LONGEST)
    if len(text) > most:
        return Message(
            f"最多 {most} 个字，现有 {len(text)} 个，请删减。",
            f"At most {most} characters; there are {len(text)}: shorten.",
        )
    if least is not None and len(text) < least:
        return Message(
            f"至少 {least} 个字，现有 {len(text)} 个，请补充。",
            f"At least {least} characters; there are {len(text)}: add to it.",
        )
    if rules.pattern is None:
        return None
    if len(text) > patterns.LONGEST:
        return Message(f"最多 {patterns.LONGEST} 个字，请删减。", f"At most {patterns.LONGEST} characters: shorten.")
    if rules.pattern.search(text):
        return None
    return Message("格式不符，请按说明填写。", "This has another form than the description asks for.")


def _number(asked: Asked, raw: str) -> Parsed:
    text = re.sub(r"[,\s，¥￥]", "", unicodedata.normalize("NFKC", raw))
    if not _NUMBER.fullmatch(text):
        return None, Message("请填写数字，如 1200 或 0.5。", "Enter a number such as 1200 or 0.5.")
    number, money = Decimal(text), asked.field.kind == "money"
    error = _number_rules(asked, number, 2 if money else asked.field.rules.digits)
    if money:
        return number.quantize(Decimal("0.01")), error
    return int(number) if number == number.to_integral_value() else number, error


def _number_rules(asked: Asked, number: Decimal, digits: int | None) -> Message | None:
    rules = asked.field.rules
    least, most = _bound(rules.min, asked), _bound(rules.max, asked)
    if digits is not None and number != round(number, digits):
        if digits == 0:
            return Message("请填写整数。", "Enter a whole number.")
        return Message(f"最多保留 {digits} 位小数。", f"At most {digits} decimals.")
    if least is not None and number < least:
        return Message(f"不能小于 {least:f}。", f"It must be at least {least:f}.")
    if most is not None and number > most:
        return Message(f"不能大于 {most:f}。", f"It must be at most {most:f}.")
    if rules.step is not None and (number - (least or 0)) % rules.step:
        return Message(f"应为 {rules.step:f} 的整数倍。", f"It must be a multiple of {rules.step:f}.")
    return None


def _date(asked: Asked, raw: str) -> Parsed:
    day = read_date(raw)
    if day is None:
        return None, Message("请填写存在的日期，如 2026-11-22。", "Enter an existing date such as 2026-11-22.")
    if asked.field.rules.not_past and day < asked.surroundings.now.astimezone(ZONE).date():
        return day, Message("日期不能早于今天。", "The date must not lie in the past.")
    return day, None


def _time(asked: Asked, raw: str) -> Parsed:
    found = _TIME.fullmatch(raw.replace("：", ":"))
    if not found:
        return None, Message("请填写时间，如 09:30。", "Enter a time such as 09:30.")
    return f"{int(found[1]):02}:{found[2]}", None


def _datetime(asked: Asked, raw: str) -> Parsed:
    parts = re.split(r"[T\s]+", raw, maxsplit=1)
    day = read_date(parts[0])
    clock = _TIME.fullmatch(parts[1]) if len(parts) == 2 else None
    if day is None or clock is None:
        return None, Message("请填写日期和时间，如 2026-11-22 09:30。", "Enter date and time such as 2026-11-22 09:30.")
    moment = datetime(day.year, day.month, day.day, int(clock[1]), int(clock[2]), tzinfo=ZONE)
    if asked.field.rules.not_past and moment < asked.surroundings.now:
        return moment, Message("时间不能早于现在。", "The moment must not lie in the past.")
    return moment, None


def read_date(text: str) -> date | None:
    """A date of the years 1900 to 2199 in one of the ways people write it: 2026-11-22, 2026/11/22, 2026年11月22日."""
    found = _DATE.fullmatch(unicodedata.normalize("NFKC", text).replace(" ", ""))
    if not found:
        return None
    year, month, day = (int(part) for part in found.groups() if part)
    try:
        return date(year, month, day) if 1900 <= year < 2200 else None
    except ValueError:
        return None


def _bound(bound: Bound, asked: Asked) -> Decimal | None:
    """A limit as a number; one computed to something else does not limit."""
    value = bound.evaluate(asked.scope, asked.surroundings) if isinstance(bound, Expression) else bound
    return Decimal(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else None


_PARSERS: dict[str, Callable[[Asked, str], Parsed]] = {
    "textfield": _text,
    "textarea": _text,
    "number": _number,
    "date": _date,
    "time": _time,
    "datetime": _datetime,
}
