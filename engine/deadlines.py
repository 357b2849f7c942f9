"""Deadlines: how near one is, in a colour and in words, and the functions diagrams count with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from engine.clock import ZONE
from engine.workdays import Calendar, day_of, months_after, months_between


class Light(StrEnum):
    """The colour of a deadline: 亮灯."""

    RED = "red"
    YELLOW = "yellow"
    BLUE = "blue"
    GREEN = "green"
    GREY = "grey"
    NONE = "none"

    def text(self, language: str = "zh") -> str:
        """What the colour says, since colour alone tells nothing to some readers."""
        zh, en = _MEANING[self]
        return zh if language.startswith("zh") else en


_MEANING = {
    Light.RED: ("逾期", "overdue"),
    Light.YELLOW: ("进度滞后", "behind plan"),
    Light.BLUE: ("临近到期", "due soon"),
    Light.GREEN: ("正常", "on time"),
    Light.GREY: ("暂停计时", "paused"),
    Light.NONE: ("无时限", "no deadline"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Remaining:
    """Working days left before a deadline or, when overdue, passed since; 0 is less than one."""

    days: int
    overdue: bool
    today: bool
    """The deadline is this very day."""

    def text(self, language: str = "zh") -> str:
        """In words for the inbox: 剩 2 个工作日, 今天到期, 逾期 1 个工作日."""
        zh = language.startswith("zh")
        if self.today and not self.overdue:
            return "今天到期" if zh else "due today"
        amount = self._amount(zh)
        if self.overdue:
            return f"逾期{amount}" if zh else f"overdue by {amount}"
        return f"剩{amount}" if zh else f"{amount} left"

    def _amount(self, zh: bool) -> str:
        if not self.days:
            return "不足 1 个工作日" if zh else "less than 1 working day"
        if zh:
            return f" {self.days} 个工作日"
        return f"{self.days} working day{'' if self.days == 1 else 's'}"


def remaining(due: date, now: datetime, calendar: Calendar) -> Remaining:
    """How far a deadline is from now. A date lasts until its day is over, a datetime to the second."""
    today, day = day_of(now), day_of(due)
    overdue = _passed(due, now)
    days = calendar.between(day, today) if overdue else calendar.between(today, day)
    return Remaining(days=days, overdue=overdue, today=day == today)


def light(
    due: date | None,
    now: datetime,
    calendar: Calendar,
    soon: int = 2,
    paused: bool = False,
    done_at: datetime | None = None,
    since: date | None = None,
    progress: float | Decimal | None = None,
) -> Light:
    """The colour of a deadline: red before yellow before blue.

    `soon` is in working days, inclusive. `progress` (percent) is held against the share of working days gone
    since `since`: less than that is behind plan. Finished work is green when it was in time, else red for good.
    """
    if due is None:
        return Light.NONE
    if done_at is not None:
        return Light.RED if _passed(due, done_at) else Light.GREEN
    if paused:
        return Light.GREY
    if _passed(due, now):
        return Light.RED
    if since is not None and progress is not None and _behind(due, now, calendar, since, progress):
        return Light.YELLOW
    return Light.BLUE if calendar.between(now, due) <= soon else Light.GREEN


def feel_functions(calendar: Calendar) -> Mapping[str, Callable[..., Any]]:
    """What expressions in diagrams and forms count time limits with, by their FEEL names.

    `workdays after(date or date and time, n)`, `workdays between(a, b)`, `months after(date or date and time, n)` and
    `months between(a, b)`.
    No date, no whole number or a result beyond the calendar gives null, as FEEL's own functions do.
    """

    def counted(count: Callable[[Any, int], date]) -> Callable[[Any, Any], date | None]:
        def function(moment: Any, n: Any) -> date | None:
            if not isinstance(moment, date) or not _whole(n):
                return None
            try:
                return count(moment, int(n))
            except (ValueError, OverflowError):
                return None

        return function

    def between(count: Callable[[date, date], int]) -> Callable[[Any, Any], int | None]:
        return lambda a, b: count(a, b) if isinstance(a, date) and isinstance(b, date) else None

    return {
        "workdays after": counted(calendar.after),
        "workdays between": between(calendar.between),
        "months after": counted(months_after),
        "months between": between(months_between),
    }


def _passed(due: date, now: datetime) -> bool:
    if isinstance(due, datetime):
        return now > (due if due.tzinfo else due.replace(tzinfo=ZONE))
    return day_of(now) > due


def _behind(due: date, now: datetime, calendar: Calendar, since: date, progress: float | Decimal) -> bool:
    whole = calendar.between(since, due)
    return whole > 0 and calendar.between(since, now) * 100 > Decimal(progress) * whole


def _whole(n: Any) -> bool:
    """A number without a fraction; FEEL computes in Decimal, and true is no number."""
    if isinstance(n, Decimal):
        return n.is_finite() and n == n.to_integral_value()
    return isinstance(n, int) and not isinstance(n, bool)
