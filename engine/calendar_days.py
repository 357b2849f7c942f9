"""The days an administrator keeps: a year's holidays and swapped working days, and local festivals."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from engine.errors import NotFound
from engine.models import CalendarDay, Jurisdiction
from engine.organizations.access import administrators_only
from engine.organizations.faults import required, wrong
from engine.workdays import announced, holidays_of

if TYPE_CHECKING:
    from engine.unit import Unit

YEARS = range(2010, 2100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """An exceptional day: where it holds (`""` the whole country), whether the office works, what it is called."""

    jurisdiction_code: str
    date: dt.date
    working: bool
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """A year's exceptional days; `announced` says whether its exchanged days are published, as far as is known here."""

    year: int
    days: list[Day]
    announced: bool
    kept: bool
    """Whether any day of the whole country is kept for this year at all."""


def year(view: "Unit", number: int, jurisdiction_code: str = "") -> Year:
    """The days kept for a year: the country's and those of one jurisdiction."""
    rows = view.session.scalars(
        select(CalendarDay)
        .where(
            CalendarDay.jurisdiction_code.in_({"", jurisdiction_code}),
            CalendarDay.date.between(dt.date(number, 1, 1), dt.date(number, 12, 31)),
        )
        .order_by(CalendarDay.date, CalendarDay.jurisdiction_code)
    )
    days = [
        Day(jurisdiction_code=row.jurisdiction_code, date=row.date, working=row.working, name=row.name) for row in rows
    ]
    kept = any(not day.jurisdiction_code for day in days)
    return Year(year=number, days=days, announced=announced(number), kept=kept)


def seed_year(unit: "Unit", number: int) -> int:
    """Take a year's holidays over from the built-in table; days already kept stay. Gives how many were added."""
    administrators_only(unit, "维护工作日历")
    if number not in YEARS:
        raise wrong("year", "请输入2010至2099之间的年份。", "Please enter a year from 2010 to 2099.")
    known = set(
        unit.session.scalars(
            select(CalendarDay.date).where(
                CalendarDay.jurisdiction_code == "",
                CalendarDay.date.between(dt.date(number, 1, 1), dt.date(number, 12, 31)),
            )
        )
    )
    added = [(date, working) for date, working in holidays_of(number).items() if date not in known]
    for date, working in added:
        name = "调休上班" if working else "法定节假日"
        unit.session.add(CalendarDay(jurisdiction_code="", date=date, working=working, name=name))
    return len(added)


def set_day(unit: "Unit", jurisdiction_code: str, date: dt.date, working: bool, name: str) -> None:
    """Make a day a holiday or a working day, for the whole country (`""`) or a jurisdiction and all within it."""
    administrators_only(unit, "维护工作日历")
    name = required("name", name, "名称", "name", 60)
    if jurisdiction_code and not unit.session.get(Jurisdiction, jurisdiction_code):
        raise wrong("jurisdiction", "请选择辖区。", "Please choose the jurisdiction.")
    row = unit.session.get(CalendarDay, (jurisdiction_code, date))
    if row is None:
        row = CalendarDay(jurisdiction_code=jurisdiction_code, date=date)
        unit.session.add(row)
    row.working, row.name = working, name


def clear_day(unit: "Unit", jurisdiction_code: str, date: dt.date) -> Day:
    """Let a day be what the week says again; gives what it was, so that it can be put back."""
    administrators_only(unit, "维护工作日历")
    row = unit.session.get(CalendarDay, (jurisdiction_code, date))
    if row is None:
        raise NotFound(what="该日期的设置")
    unit.session.delete(row)
    return Day(jurisdiction_code=jurisdiction_code, date=date, working=row.working, name=row.name)
