"""Lights of items and cases: in the database as conditions, in rows as colour and words."""

from datetime import datetime
from typing import Any

from sqlalchemy import and_, or_
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.elements import ColumnElement

from engine.deadlines import Light, Remaining, remaining
from engine.models import Case, Item
from engine.workdays import Calendar

Moments = ColumnElement[Any] | InstrumentedAttribute[datetime | None]
"""A column of moments, some of which may be missing."""

SOON = 2
"""Working days before the due date from which an item is blue (临近到期)."""


def item_light(due: datetime | None, behind: datetime | None, now: datetime, calendar: Calendar) -> Light:
    """The colour of an open item; red before yellow before blue."""
    if due is None:
        return Light.NONE
    if due < now:
        return Light.RED
    if behind is not None and behind < now:
        return Light.YELLOW
    return Light.BLUE if due <= soon_until(now, calendar) else Light.GREEN


def finished_light(due: datetime | None, done: datetime | None) -> Light:
    """Green when it was done in time, red for good when not."""
    if due is None or done is None:
        return Light.NONE
    return Light.RED if done > due else Light.GREEN


def case_light(case: Case, now: datetime, calendar: Calendar) -> Light:
    """The colour of a case: of its time limit while it runs, then whether it was done in time; none if cancelled."""
    if is_running(case):
        return item_light(case.due_at, None, now, calendar)
    done = case.settled_at or (case.ended_at if case.state == "done" else None)
    return finished_light(case.due_at, done)


def case_left(case: Case, now: datetime, calendar: Calendar) -> Remaining | None:
    """Working days left or passed of a case that still runs."""
    return left(case.due_at, now, calendar) if is_running(case) else None


def is_running(case: Case) -> bool:
    """Whether the case's time limit still runs."""
    return case.state == "open" and case.settled_at is None


def light_is(
    light: Light, now: datetime, calendar: Calendar, due: Moments = Item.due_at, behind_at: Moments = Item.behind_at
) -> ColumnElement[bool]:
    """The same rule as `item_light`, for the database to filter and count by, of these columns."""
    behind = and_(behind_at.is_not(None), behind_at < now)
    not_behind = or_(behind_at.is_(None), behind_at >= now)
    soon = soon_until(now, calendar)
    return {
        Light.RED: due < now,
        Light.YELLOW: and_(due >= now, behind),
        Light.BLUE: and_(due >= now, not_behind, due <= soon),
        Light.GREEN: and_(due > soon, not_behind),
        Light.NONE: due.is_(None),
    }[light]


def soon_until(now: datetime, calendar: Calendar) -> datetime:
    """The last moment that is still soon."""
    return calendar.after(now, SOON)


def left(due: datetime | None, now: datetime, calendar: Calendar) -> Remaining | None:
    """Working days left or passed, for the words beside the light."""
    return remaining(due, now, calendar) if due is not None else None
