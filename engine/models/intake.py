"""Ledgers that arrive as workbooks: the run with its progress, and the rows already taken in."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from engine.models.base import Base, Id, Moment, Values


class Intake(Base):
    """One uploaded workbook and how far it was taken in; `errors` lists row numbers with sentences."""

    __tablename__ = "intake"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(String(80))
    file_name: Mapped[str] = mapped_column(String(260))
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    department_id: Mapped[str] = mapped_column(ForeignKey("department.id"))
    started_at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    state: Mapped[str] = mapped_column(String(12), default="running")
    total: Mapped[int] = mapped_column(default=0)
    taken: Mapped[int] = mapped_column(default=0)
    known: Mapped[int] = mapped_column(default=0)
    position: Mapped[int] = mapped_column(default=0)
    errors: Mapped[Any] = mapped_column(Values)


class IntakeRow(Base):
    """A row that became a case; its digest keeps the same row from coming in twice."""

    __tablename__ = "intake_row"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    intake_id: Mapped[str] = mapped_column(ForeignKey("intake.id"))
    case_id: Mapped[str] = mapped_column(ForeignKey("case_.id"), index=True)
