"""Patients: one record a person, its history, its entitlements, which records may be doubles, and which were merged."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from engine.models.base import Base, Id, Moment, Values

STATES = ("living", "died", "moved")


class Patient(Base):
    """A person who is helped; a record that was merged into another stays and leads there."""

    __tablename__ = "patient"
    __table_args__ = (
        Index("ix_patient_name_birth", "name", "birth"),
        Index("ix_patient_jurisdiction_code_pinyin_id", "jurisdiction_code", "pinyin", "id"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    identity: Mapped[str | None] = mapped_column(String(18), unique=True)
    """18 characters, also where a card with 15 was shown."""
    name: Mapped[str] = mapped_column(String(60))
    pinyin: Mapped[str] = mapped_column(String(240))
    search: Mapped[str] = mapped_column(Text)
    """The name and its pinyin; no numbers, since searching by a part of one would unmask it digit by digit."""
    sex: Mapped[str | None] = mapped_column(String(4))
    birth: Mapped[date | None]
    phone: Mapped[str | None] = mapped_column(String(40))
    jurisdiction_code: Mapped[str] = mapped_column(ForeignKey("jurisdiction.code"))
    address: Mapped[str] = mapped_column(String(200), default="")
    entitlement: Mapped[str | None] = mapped_column(String(40), index=True)
    entitled_from: Mapped[date | None]
    entitled_until: Mapped[date | None]
    guardian: Mapped[str | None] = mapped_column(String(60))
    guardian_relation: Mapped[str | None] = mapped_column(String(20))
    guardian_phone: Mapped[str | None] = mapped_column(String(40))
    state: Mapped[str] = mapped_column(String(8), default="living")
    state_on: Mapped[date | None]
    merged_into_id: Mapped[str | None] = mapped_column(ForeignKey("patient.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(Moment)
    last_event: Mapped[int] = mapped_column(default=0)
    last_hash: Mapped[str] = mapped_column(String(64), default="")
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class Entitlement(Base):
    """A category a person was in, from a day to a day; the last one is also kept with the person."""

    __tablename__ = "entitlement"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    patient_id: Mapped[str] = mapped_column(ForeignKey("patient.id"), index=True)
    category: Mapped[str] = mapped_column(String(40))
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]


class PatientEvent(Base):
    """What happened to a record or who looked at it in full: append-only, hashed like the events of cases."""

    __tablename__ = "patient_event"
    __table_args__ = (UniqueConstraint("patient_id", "sequence"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    patient_id: Mapped[str] = mapped_column(ForeignKey("patient.id"))
    sequence: Mapped[int]
    at: Mapped[datetime] = mapped_column(Moment)
    actor_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[str] = mapped_column(String(24))
    data: Mapped[Any] = mapped_column(Values)
    hash: Mapped[str] = mapped_column(String(64))


class Double(Base):
    """Two records that may be one person, `first_id` the elder; a person decides."""

    __tablename__ = "double"
    __table_args__ = (Index("ix_double_state_found_at", "state", "found_at"),)

    first_id: Mapped[str] = mapped_column(ForeignKey("patient.id"), primary_key=True)
    second_id: Mapped[str] = mapped_column(ForeignKey("patient.id"), primary_key=True, index=True)
    reasons: Mapped[Any] = mapped_column(Values)
    state: Mapped[str] = mapped_column(String(8), default="open")
    found_at: Mapped[datetime] = mapped_column(Moment)
    decided_at: Mapped[datetime | None] = mapped_column(Moment)
    decided_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))


class Merger(Base):
    """A record taken over by another, with what is needed to take them apart again."""

    __tablename__ = "merger"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    kept_id: Mapped[str] = mapped_column(ForeignKey("patient.id"), index=True)
    gone_id: Mapped[str] = mapped_column(ForeignKey("patient.id"), index=True)
    at: Mapped[datetime] = mapped_column(Moment)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    before: Mapped[Any] = mapped_column(Values)
    """{"kept": facts, "gone": facts, "cases": [ids that moved]}."""
    undone_at: Mapped[datetime | None] = mapped_column(Moment)
    undone_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
