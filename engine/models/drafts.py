"""Drafts: processes being drawn, before they become a version."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engine.models.base import Base, Id, Moment


class Draft(Base):
    """A process as a designer draws it; `state` is open, submitted, published or discarded.

    One person edits at a time: `editor_id` until `editor_until`, which every save and every look moves on.
    """

    __tablename__ = "draft"
    __table_args__ = (Index("ix_draft_state_changed_at", "state", "changed_at"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(String(80), index=True)
    name: Mapped[str] = mapped_column(String(120))
    state: Mapped[str] = mapped_column(String(12), default="open")
    base_id: Mapped[str | None] = mapped_column(ForeignKey("definition.id"))
    """The version it was begun from, and will be compared with."""
    created_at: Mapped[datetime] = mapped_column(Moment)
    created_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    changed_at: Mapped[datetime] = mapped_column(Moment)
    changed_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    editor_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    editor_until: Mapped[datetime | None] = mapped_column(Moment)
    case_id: Mapped[str | None] = mapped_column(ForeignKey("case_.id"))
    """The case in which its publication is decided, the last one where there were several."""
    opinion: Mapped[str] = mapped_column(Text, default="", server_default="")
    """With which opinion it was returned last; empty where it was not."""
    published_id: Mapped[str | None] = mapped_column(ForeignKey("definition.id"))
    """The version it has become."""
    version: Mapped[int] = mapped_column(default=1)
    files: Mapped[list["DraftFile"]] = relationship(back_populates="draft", cascade="all, delete-orphan")
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class DraftFile(Base):
    """One file of a draft: the diagram, a form, a decision, a scenario; `revision` counts its saves."""

    __tablename__ = "draft_file"
    __table_args__ = (UniqueConstraint("draft_id", "name"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    draft_id: Mapped[str] = mapped_column(ForeignKey("draft.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    revision: Mapped[int] = mapped_column(default=1)
    draft: Mapped[Draft] = relationship(back_populates="files")


class DraftTrial(Base):
    """What one designer is trying of a draft, as the text from which it is begun again."""

    __tablename__ = "draft_trial"
    __table_args__ = (UniqueConstraint("draft_id", "person_id"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    draft_id: Mapped[str] = mapped_column(ForeignKey("draft.id"))
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    place: Mapped[str] = mapped_column(String(20), default="")
    """The jurisdiction whose organization it is tried with; empty for the model commission."""
    text: Mapped[str] = mapped_column(Text)
    changed_at: Mapped[datetime] = mapped_column(Moment)
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
