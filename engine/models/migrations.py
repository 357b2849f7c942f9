"""Migrations of running cases: the plan from one version of a process to another, and how each case fared."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from engine.models.base import Base, Id, Moment, Values


class Migration(Base):
    """A plan and its run; `state` is planned, checking, checked, running, paused or done."""

    __tablename__ = "migration"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(String(80), index=True)
    source_id: Mapped[str] = mapped_column(ForeignKey("definition.id"))
    target_id: Mapped[str] = mapped_column(ForeignKey("definition.id"))
    steps: Mapped[Any] = mapped_column(Values)
    """Element of the source -> element of the target."""
    restart_timers: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(String(12), default="planned")
    created_at: Mapped[datetime] = mapped_column(Moment)
    created_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    started_at: Mapped[datetime | None] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class MigrationCase(Base):
    """A chosen case: `state` is chosen, fits, unfit, moved or gone; `zh` and `en` say why one does not fit."""

    __tablename__ = "migration_case"
    __table_args__ = (Index("ix_migration_case_migration_id_state_case_id", "migration_id", "state", "case_id"),)

    migration_id: Mapped[str] = mapped_column(ForeignKey("migration.id"), primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("case_.id"), primary_key=True)
    state: Mapped[str] = mapped_column(String(8), default="chosen")
    zh: Mapped[str | None] = mapped_column(Text)
    en: Mapped[str | None] = mapped_column(Text)
    at: Mapped[datetime | None] = mapped_column(Moment)
