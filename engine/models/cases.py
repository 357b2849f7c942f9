"""Cases, the facts a ledger filters by, their events, and where they are in trouble."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engine.models.base import Base, Id, Moment, Values
from engine.models.definitions import Definition


class Case(Base):
    """One running process instance; `version` lets exactly one of two simultaneous changes win."""

    __tablename__ = "case_"
    __table_args__ = (
        Index("ix_case__key_state_id", "key", "state", "id"),
        Index("ix_case__key_begun_key", "key", "begun_key", unique=True),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    number: Mapped[str] = mapped_column(String(40), unique=True)
    key: Mapped[str] = mapped_column(String(80))
    definition_id: Mapped[str] = mapped_column(ForeignKey("definition.id"), index=True)
    title: Mapped[str] = mapped_column(String(300))
    search: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[str] = mapped_column(String(12), default="open")
    stage: Mapped[str] = mapped_column(String(40), default="")
    jurisdiction_code: Mapped[str] = mapped_column(ForeignKey("jurisdiction.code"), index=True)
    duty_id: Mapped[str | None] = mapped_column(ForeignKey("duty.id"), index=True)
    parent_id: Mapped[str | None] = mapped_column(ForeignKey("case_.id"), index=True)
    patient_id: Mapped[str | None] = mapped_column(ForeignKey("patient.id"), index=True)
    concern: Mapped[str | None] = mapped_column(String(120))
    """What a patient can have but one open case of this process about."""
    begun_key: Mapped[str | None] = mapped_column(String(120))
    """The correlation key of the message it began with: until it ends, no other case of its process begins with it."""
    starter_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"), index=True)
    starter_department_id: Mapped[str | None] = mapped_column(ForeignKey("department.id"))
    started_at: Mapped[datetime] = mapped_column(Moment, index=True)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    due_at: Mapped[datetime | None] = mapped_column(Moment, index=True)
    settled_at: Mapped[datetime | None] = mapped_column(Moment)
    """When the case counts as done; its process may go on, for a look-back."""
    frozen: Mapped[Any] = mapped_column(Values)
    ledger: Mapped[Any] = mapped_column(Values)
    life: Mapped[Any] = mapped_column(Values, nullable=True)
    """Moments of the patient's life: [{kind, part, label, at, text, amounts}]."""
    snapshot: Mapped[bytes] = mapped_column(LargeBinary)
    last_event: Mapped[int] = mapped_column(default=0)
    last_hash: Mapped[str] = mapped_column(String(64), default="")
    version: Mapped[int] = mapped_column(default=1)
    definition: Mapped[Definition] = relationship()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class CaseFact(Base):
    """A value of a case by which its ledger is filtered (source, category, unit)."""

    __tablename__ = "case_fact"
    __table_args__ = (Index("ix_case_fact_name_value_case_id", "name", "value", "case_id"),)

    case_id: Mapped[str] = mapped_column(ForeignKey("case_.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(String(120), primary_key=True)


class Figure(Base):
    """One number a measure counts: a case gives one, or one for each entry of a list (`position`)."""

    __tablename__ = "figure"
    __table_args__ = (Index("ix_figure_measure_case_id", "measure", "case_id"),)

    case_id: Mapped[str] = mapped_column(ForeignKey("case_.id"), primary_key=True)
    measure: Mapped[str] = mapped_column(String(40), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    by: Mapped[str] = mapped_column(String(120))
    value: Mapped[float]
    on_time: Mapped[bool | None]
    """Whether it kept its limit; None where there was none."""


class Event(Base):
    """What happened in a case: append-only, each row hashed together with the hash before it."""

    __tablename__ = "event"
    __table_args__ = (UniqueConstraint("case_id", "sequence"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("case_.id"))
    sequence: Mapped[int]
    at: Mapped[datetime] = mapped_column(Moment)
    actor_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[str] = mapped_column(String(24))
    element: Mapped[str | None] = mapped_column(String(80))
    item_id: Mapped[str | None] = mapped_column(Id)
    part: Mapped[str | None] = mapped_column(String(80))
    data: Mapped[Any] = mapped_column(Values)
    hash: Mapped[str] = mapped_column(String(64))


class Incident(Base):
    """A place where a case cannot go on by itself; open until `resolved_at`."""

    __tablename__ = "incident"
    __table_args__ = (
        Index("ix_incident_resolved_at_id", "resolved_at", "id"),
        Index("ix_incident_definition_id_resolved_at", "definition_id", "resolved_at"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("case_.id"), index=True)
    wait_id: Mapped[str] = mapped_column(String(120))
    definition_id: Mapped[str | None] = mapped_column(ForeignKey("definition.id"))
    """The version `element` belongs to: that of the case, or of a process called from it."""
    element: Mapped[str] = mapped_column(String(80))
    element_name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(24))
    zh: Mapped[str] = mapped_column(Text)
    en: Mapped[str] = mapped_column(Text)
    raised_at: Mapped[datetime] = mapped_column(Moment)
    resolved_at: Mapped[datetime | None] = mapped_column(Moment)
    resolution: Mapped[str | None] = mapped_column(String(24))
    resolved_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    case: Mapped[Case] = relationship()
