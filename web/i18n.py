"""Language of the pages, Chinese first, and how dates, lights and time limits are written in it."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from babel.dates import format_date
from flask import Flask, request, session
from flask_babel import Babel

from engine.clock import ZONE
from engine.deadlines import Light
from web.context import engine, signed_in

LANGUAGES = {"zh": "中文", "en": "English"}
_LOCALES = {"zh": "zh_Hans_CN", "en": "en"}
_DAY = {"zh": "y年M月d日", "en": "d MMM y"}
_MONTH = {"zh": "M月", "en": "MMM"}
_YEAR = {"zh": "y年", "en": "y"}
_DAY_OF_YEAR = {"zh": "M月d日", "en": "d MMM"}


def install(app: Flask) -> None:
    """Choose the language per request and offer the filters to templates."""
    app.config.setdefault("BABEL_DEFAULT_LOCALE", _LOCALES["zh"])
    Babel(app, locale_selector=lambda: _LOCALES[language()])
    app.add_template_global(language)
    app.jinja_env.globals["languages"] = LANGUAGES
    app.jinja_env.filters.update(day=day, moment=moment, near=near, dated=dated, month=month)
    app.jinja_env.filters.update(light=light_words, words=words, size=size, grouped=grouped)
    app.jinja_env.filters.update(yuan=yuan, near_day=near_day)


def language() -> str:
    """`zh` or `en`: what the person chose, on public pages what this browser chose."""
    actor = signed_in() if request else None
    chosen = actor.language if actor else session.get("language", "zh") if request else "zh"
    return chosen if chosen in LANGUAGES else "zh"


def day(value: date | None) -> str:
    """2026年11月22日, or 22 Nov 2026; nothing for nothing."""
    return _written(value, _DAY) if value else ""


def moment(value: datetime | None) -> str:
    """2026年11月22日 09:12."""
    return f"{day(value)} {_local(value):%H:%M}" if value else ""


def near(value: date | None) -> str:
    """As short as it stays clear: no year within this year, no time where there is none."""
    if not value:
        return ""
    this_year = _local(value).year == engine().clock().astimezone(ZONE).year
    text = _written(value, _DAY_OF_YEAR if this_year else _DAY)
    return f"{text} {_local(value):%H:%M}" if isinstance(value, datetime) else text


def month(value: date) -> str:
    """The month a day begins, along an axis of months: 3月, and the year in the place of January."""
    return _written(value, _YEAR if value.month == 1 else _MONTH)


def grouped(text: str) -> str:
    """A number written in digits, its thousands parted: 100,000.50."""
    whole, dot, fraction = text.partition(".")
    return f"{int(whole):,}{dot}{fraction}" if whole.isdecimal() else text


def near_day(value: datetime | None) -> str:
    """The day of a moment, as short as it stays clear."""
    return near(_local(value).date()) if value else ""


def yuan(value: Decimal | int) -> str:
    """12,345.60元."""
    return f"{value:,.2f}{'元' if language() == 'zh' else ' yuan'}"


def dated(value: str | None) -> str:
    """The date of a document as it is known: 2026-09-03 as a day, `2020` and `2019-2020` as they stand."""
    try:
        return day(date.fromisoformat(value or ""))
    except ValueError:
        return value or ""


def light_words(value: Light) -> str:
    """What a light says, in the language of the page."""
    return value.text(language())


def words(value: Any) -> str:
    """The text of whatever the engine says in both languages: errors, lights, remaining time."""
    return value.text(language()) if value is not None else ""


def size(count: int) -> str:
    """The size of a file as people read it: 12 KB, 3.4 MB."""
    if count < 1024 * 1024:
        return f"{max(1, round(count / 1024))} KB"
    return f"{count / 1024 / 1024:.1f} MB"


def _written(value: date, patterns: dict[str, str]) -> str:
    chosen = language()
    return format_date(_local(value), patterns[chosen], locale=_LOCALES[chosen])


def _local(value: date) -> Any:
    return value.astimezone(ZONE) if isinstance(value, datetime) and value.tzinfo else value
