"""Notices and the duties they divide, with every change of a duty kept."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engine.models.base import Base, Id, Moment, Values
from engine.models.people import Person
from engine.models.place import Department


class Notice(Base):
    """An imported policy document with the text it came in; `content` is the parsed value of `engine.notices`."""

    __tablename__ = "notice"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    jurisdiction_code: Mapped[str] = mapped_column(ForeignKey("jurisdiction.code"), index=True)
    key: Mapped[str | None] = mapped_column(String(120), index=True)
    number: Mapped[str | None] = mapped_column(String(80))
    title: Mapped[str] = mapped_column(String(300))
    issuers: Mapped[Any] = mapped_column(Values)
    date: Mapped[str | None] = mapped_column(String(10))
    file_name: Mapped[str] = mapped_column(String(260))
    digest: Mapped[str] = mapped_column(String(64), index=True)
    source: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    articles: Mapped[Any] = mapped_column(Values)
    report: Mapped[Any] = mapped_column(Values, deferred=True)
    questions: Mapped[Any] = mapped_column(Values)
    state: Mapped[str] = mapped_column(String(16), default="imported")
    superseded_by: Mapped[str | None] = mapped_column(ForeignKey("notice.id"))
    imported_at: Mapped[datetime] = mapped_column(Moment)
    imported_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    duties: Mapped[list["Duty"]] = relationship(back_populates="notice", order_by="Duty.sequence")


class Duty(Base):
    """One row of a notice's task division; names stand as in the notice, parties say whom they mean."""

    __tablename__ = "duty"
    __table_args__ = (UniqueConstraint("notice_id", "sequence"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    notice_id: Mapped[str] = mapped_column(ForeignKey("notice.id"), index=True)
    sequence: Mapped[int]
    article: Mapped[str] = mapped_column(String(40), default="")
    task: Mapped[str] = mapped_column(Text)
    wording: Mapped[str] = mapped_column(Text)
    key: Mapped[str | None] = mapped_column(String(60), index=True)
    mode: Mapped[str] = mapped_column(String(8))
    names: Mapped[Any] = mapped_column(Values)
    lines: Mapped[Any] = mapped_column(Values)
    questions: Mapped[Any] = mapped_column(Values)
    due: Mapped[str | None] = mapped_column(String(80))
    search: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)
    notice: Mapped[Notice] = relationship(back_populates="duties")
    parties: Mapped[list["DutyParty"]] = relationship(
        back_populates="duty", cascade="all, delete-orphan", order_by="DutyParty.position"
    )
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class DutyParty(Base):
    """Whom a name in a duty means: a department (lead, support, unit) or a person (leader)."""

    __tablename__ = "duty_party"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    duty_id: Mapped[str] = mapped_column(ForeignKey("duty.id"), index=True)
    role: Mapped[str] = mapped_column(String(8))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(120))
    group_name: Mapped[str | None] = mapped_column(String(120))
    department_id: Mapped[str | None] = mapped_column(ForeignKey("department.id"), index=True)
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"), index=True)
    duty: Mapped[Duty] = relationship(back_populates="parties")
    department: Mapped[Department | None] = relationship()
    person: Mapped[Person | None] = relationship()


class DutyChange(Base):
    """One change of a duty by a person: what it was, what it became, why."""

    __tablename__ = "duty_change"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    duty_id: Mapped[str] = mapped_column(ForeignKey("duty.id"), index=True)
    at: Mapped[datetime] = mapped_column(Moment)
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(Text, default="")
    before: Mapped[Any] = mapped_column(Values)
    after: Mapped[Any] = mapped_column(Values)
