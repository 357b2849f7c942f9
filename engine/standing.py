"""Standing data: what administrators set and nearly every command reads, remembered for some seconds.

Whoever changes it in this program sees the change at once; another machine sees it after `LASTS` at the latest.
"""

from collections.abc import Callable, Hashable
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import event
from sqlalchemy.orm import Session

from engine.models import (
    CalendarDay,
    Department,
    Group,
    GroupMember,
    Jurisdiction,
    Organization,
    Person,
    Post,
    RuleVersion,
    Setting,
)

LASTS = timedelta(seconds=5)
MOST = 1000
"""So many answers are remembered; then all are forgotten, which costs less than keeping account of their use."""

KINDS = (
    CalendarDay, Department, Group, GroupMember, Jurisdiction, Organization, Person, Post, RuleVersion, Setting,
)  # fmt: skip

Read = TypeVar("Read")

_CHANGED = "standing data changed"


class Standing:
    """The standing data of an engine, shared by its threads; what is remembered must not be changed by its readers."""

    def __init__(self) -> None:
        self._known: dict[Hashable, tuple[datetime, Any]] = {}

    def get(self, session: Session, key: Hashable, now: datetime, read: Callable[[], Read]) -> Read:
        """What `read` gave at most `LASTS` ago; a session that has changed standing data reads for itself."""
        if session.info.get(_CHANGED):
            return read()
        known = self._known.get(key)
        if known is None or not known[0] <= now < known[0] + LASTS:
            if len(self._known) >= MOST:
                self._known.clear()
            known = self._known[key] = now, read()
        found: Read = known[1]
        return found

    def committed(self, session: Session) -> None:
        """Forget everything if the session, now committed, changed any of it."""
        if session.info.pop(_CHANGED, False):
            self._known.clear()


@event.listens_for(Session, "after_flush")
def _note(session: Session, _context: object) -> None:
    if any(isinstance(row, KINDS) for rows in (session.new, session.dirty, session.deleted) for row in rows):
        session.info[_CHANGED] = True
