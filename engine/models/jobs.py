"""What is due at a moment, and messages that wait for a receiver."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engine.models.base import Base, Id, Moment, Values
from engine.models.items import Item


class Job(Base):
    """Something due: the row is deleted in the transaction of its effect, so the effect happens once."""

    __tablename__ = "job"
    __table_args__ = (
        Index("ix_job_due_at_id", "due_at", "id"),
        Index("ix_job_definition_id_element", "definition_id", "element"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    kind: Mapped[str] = mapped_column(String(24))
    due_at: Mapped[datetime] = mapped_column(Moment)
    case_id: Mapped[str | None] = mapped_column(ForeignKey("case_.id"), index=True)
    item_id: Mapped[str | None] = mapped_column(ForeignKey("item.id"), index=True)
    wait_id: Mapped[str | None] = mapped_column(String(120))
    element: Mapped[str | None] = mapped_column(String(80))
    """Of a case's timer: the event that waits, in the version `definition_id`."""
    definition_id: Mapped[str | None] = mapped_column(ForeignKey("definition.id"))
    data: Mapped[Any] = mapped_column(Values)
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None] = mapped_column(Text)
    item: Mapped[Item | None] = relationship()


class Subscription(Base):
    """A case that waits for a message (name and key) or a signal (name, key empty)."""

    __tablename__ = "subscription"
    __table_args__ = (
        UniqueConstraint("case_id", "wait_id"),
        Index("ix_subscription_name_key", "name", "key"),
        Index("ix_subscription_definition_id_element", "definition_id", "element"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("case_.id"))
    wait_id: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(8))
    name: Mapped[str] = mapped_column(String(120))
    key: Mapped[str] = mapped_column(String(120), default="")
    element: Mapped[str | None] = mapped_column(String(80))
    """The event that waits, in the version `definition_id`."""
    definition_id: Mapped[str | None] = mapped_column(ForeignKey("definition.id"))


class Message(Base):
    """A message nobody waited for yet, or one with an id that was `delivered` and is not to come twice."""

    __tablename__ = "message"
    __table_args__ = (Index("ix_message_name_key", "name", "key"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    key: Mapped[str] = mapped_column(String(120), default="")
    variables: Mapped[Any] = mapped_column(Values)
    expires_at: Mapped[datetime] = mapped_column(Moment, index=True)
    message_id: Mapped[str | None] = mapped_column(String(120))
    delivered: Mapped[bool] = mapped_column(default=False, server_default=false())


class Counter(Base):
    """The last number given out in a series (one process and year)."""

    __tablename__ = "counter"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[int] = mapped_column(default=0)
