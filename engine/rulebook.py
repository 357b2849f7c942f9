"""The rules a program works by: those of its files with those published on its pages."""

import threading

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.models import RuleVersion
from engine.rules import Rule, Rules, read


class Rulebook:
    """Puts files and published versions together; each is read once, since none ever changes."""

    def __init__(self, files: Rules) -> None:
        self._files = files
        self._read: dict[str, Rule] = {}
        self._together: dict[tuple[str, ...], Rules] = {(): files}
        self._lock = threading.Lock()

    def current(self, session: Session) -> Rules:
        """The rules as they are now; the same object as long as nothing is published or withdrawn."""
        published = select(RuleVersion.id).where(RuleVersion.state == "published").order_by(RuleVersion.id)
        ids = tuple(session.scalars(published))
        with self._lock:
            if ids not in self._together:
                self._together = {(): self._files, ids: self._files.plus(self._published(session, ids))}
            return self._together[ids]

    def _published(self, session: Session, ids: tuple[str, ...]) -> list[Rule]:
        unread = [id_ for id_ in ids if id_ not in self._read]
        for row in session.scalars(select(RuleVersion).where(RuleVersion.id.in_(unread))):
            self._read[row.id] = read(row.content, number=row.number or 0)
        return [self._read[id_] for id_ in ids]
