"""Versions of processes with their forms, and the settings an administrator gives them."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engine.models.base import Base, Id, Moment, Values


class Definition(Base):
    """One immutable version of a BPMN process; `state` is published or withdrawn, nothing else of it ever changes.

    It holds in `jurisdiction_code` ("" everywhere) and below from `since` on, at once where that is null.
    """

    __tablename__ = "definition"
    __table_args__ = (UniqueConstraint("key", "version"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(String(80), index=True)
    version: Mapped[int]
    name: Mapped[str] = mapped_column(String(120))
    state: Mapped[str] = mapped_column(String(12), default="published")
    tag: Mapped[str | None] = mapped_column(String(80))
    digest: Mapped[str] = mapped_column(String(64))
    published_at: Mapped[datetime] = mapped_column(Moment)
    published_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    author_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    note: Mapped[str] = mapped_column(Text, default="", server_default="")
    """What is new in it, in its author's words."""
    jurisdiction_code: Mapped[str] = mapped_column(String(12), default="", server_default="")
    since: Mapped[datetime | None] = mapped_column(Moment)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)
    withdrawn_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    withdrawn_why: Mapped[str] = mapped_column(Text, default="", server_default="")
    resources: Mapped[list["Resource"]] = relationship(back_populates="definition", cascade="all, delete-orphan")


class Resource(Base):
    """One file of a definition: the diagram, a form."""

    __tablename__ = "resource"
    __table_args__ = (UniqueConstraint("definition_id", "name"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    definition_id: Mapped[str] = mapped_column(ForeignKey("definition.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    definition: Mapped[Definition] = relationship(back_populates="resources")


class Setting(Base):
    """A value an administrator gave to a setting of a process or rule, for a jurisdiction and all within it.

    `jurisdiction_code` "" is everywhere; no value (null) is a value too where the setting may be left empty.
    """

    __tablename__ = "setting"
    __table_args__ = (UniqueConstraint("key", "name", "jurisdiction_code"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(String(80))
    name: Mapped[str] = mapped_column(String(60))
    jurisdiction_code: Mapped[str] = mapped_column(String(12), default="")
    value: Mapped[Any] = mapped_column(Values, nullable=True)
    changed_at: Mapped[datetime] = mapped_column(Moment)
    changed_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
