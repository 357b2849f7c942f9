"""What was changed in what everybody works by: settings, rules and processes."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from engine.models.base import Base, Id, Moment, Values


class Change(Base):
    """One change: who, when, of what, from what to what, and why. Append-only.

    `subject` is `<key>/<name>` of a setting, or the key of a rule or a process; `jurisdiction_code` where it holds, ""
    everywhere.
    """

    __tablename__ = "change_"
    __table_args__ = (Index("ix_change__subject_id", "subject", "id"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)
    actor_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[str] = mapped_column(String(24))
    subject: Mapped[str] = mapped_column(String(160))
    jurisdiction_code: Mapped[str] = mapped_column(String(12), default="")
    before: Mapped[Any] = mapped_column(Values, nullable=True)
    after: Mapped[Any] = mapped_column(Values, nullable=True)
    reason: Mapped[str] = mapped_column(Text, default="")
