"""Work items, in whose inboxes they lie, and the reminders about them."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, event, inspect
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from engine.clock import ZONE
from engine.models.base import Base, Id, Moment, Values
from engine.models.cases import Case

END_OF_TIME = datetime(9999, 1, 1, tzinfo=ZONE)
"""Where items without a due date stand in the order of an inbox."""


class Item(Base):
    """One human task of a case; open until it is done by `completed_by` or cancelled by the process."""

    __tablename__ = "item"
    __table_args__ = (
        UniqueConstraint("case_id", "wait_id"),
        Index("ix_item_state_sort_at_id", "state", "sort_at", "id"),
        Index("ix_item_definition_id_element_state", "definition_id", "element", "state"),
        Index("ix_item_completed_by_completed_at", "completed_by", "completed_at"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("case_.id"), index=True)
    wait_id: Mapped[str] = mapped_column(String(120))
    definition_id: Mapped[str] = mapped_column(ForeignKey("definition.id"), nullable=True)
    """The version `element` belongs to: that of the case, or of a process called from it. Never null; SQLite cannot

    add a column that says so to a table others refer to.
    """
    calls: Mapped[Any] = mapped_column(Values)
    """The calls of other processes it lies in, from the outside in: [id of the token, call activity]."""
    element: Mapped[str] = mapped_column(String(80))
    name: Mapped[str] = mapped_column(String(120))
    form: Mapped[str | None] = mapped_column(String(80))
    part: Mapped[str | None] = mapped_column(String(80))
    """Whose part of the case it is in; in nobody's where there is none."""
    state: Mapped[str] = mapped_column(String(12), default="open")
    subject: Mapped[str] = mapped_column(String(300), default="")
    priority: Mapped[int] = mapped_column(default=50)
    arrived_at: Mapped[datetime] = mapped_column(Moment)
    due_at: Mapped[datetime | None] = mapped_column(Moment)
    sort_at: Mapped[datetime] = mapped_column(Moment)
    """`due_at`, or the end of time where there is none: what inboxes are ordered by."""
    behind_at: Mapped[datetime | None] = mapped_column(Moment)
    claimant_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"), index=True)
    claimed_at: Mapped[datetime | None] = mapped_column(Moment)
    completed_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    completed_at: Mapped[datetime | None] = mapped_column(Moment)
    returned_to: Mapped[str | None] = mapped_column(String(80))
    """The element it was sent back to, where it was not completed otherwise."""
    stray: Mapped[str | None] = mapped_column(Text)
    draft: Mapped[Any] = mapped_column(Values, nullable=True)
    draft_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    draft_at: Mapped[datetime | None] = mapped_column(Moment)
    version: Mapped[int] = mapped_column(default=1)
    case: Mapped[Case] = relationship()
    candidates: Mapped[list["Candidate"]] = relationship(back_populates="item", cascade="all, delete-orphan")
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class Candidate(Base):
    """An inbox an item lies in: a department's or a person's; `role` lead acts, support may answer and never blocks."""

    __tablename__ = "candidate"
    __table_args__ = (
        Index("ix_candidate_department_id_item_id", "department_id", "item_id"),
        Index("ix_candidate_person_id_item_id", "person_id", "item_id"),
        Index("ix_candidate_department_id_open", "department_id", "open", "role", "sort_at", "item_id"),
        Index("ix_candidate_person_id_open", "person_id", "open", "role", "sort_at", "item_id"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    item_id: Mapped[str] = mapped_column(ForeignKey("item.id"), index=True)
    role: Mapped[str] = mapped_column(String(8), default="lead")
    position: Mapped[int] = mapped_column(default=0)
    department_id: Mapped[str | None] = mapped_column(ForeignKey("department.id"))
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    open: Mapped[bool] = mapped_column(default=False)
    """Whether the item waits in this inbox: it is open and, with a lead, nobody has claimed it. Kept by `_follow`."""
    sort_at: Mapped[datetime] = mapped_column(Moment, default=END_OF_TIME)
    behind_at: Mapped[datetime | None] = mapped_column(Moment)
    """Both as the item has them, so that an inbox is walked by its own index."""
    item: Mapped[Item] = relationship(back_populates="candidates")


class Reminder(Base):
    """A notice to a person about an item: soon due, overdue, or a case they should know of."""

    __tablename__ = "reminder"
    __table_args__ = (Index("ix_reminder_person_id_read_at_id", "person_id", "read_at", "id"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    case_id: Mapped[str] = mapped_column(ForeignKey("case_.id"), index=True)
    item_id: Mapped[str | None] = mapped_column(ForeignKey("item.id"), index=True)
    kind: Mapped[str] = mapped_column(String(24))
    at: Mapped[datetime] = mapped_column(Moment)
    read_at: Mapped[datetime | None] = mapped_column(Moment)
    case: Mapped[Case] = relationship()
    item: Mapped[Item | None] = relationship()


@event.listens_for(Session, "before_flush")
def _follow(session: Session, _context: object, _instances: object) -> None:
    """Inboxes follow their items in the flush that changes these; whoever updates items in bulk updates them too."""
    for item in (row for row in (*session.new, *session.dirty) if isinstance(row, Item)):
        attributes = inspect(item).attrs
        if any(attributes[name].history.has_changes() for name in _FOLLOWED):
            for candidate in item.candidates:
                held = item.state != "open" or (candidate.role == "lead" and item.claimant_id is not None)
                candidate.open, candidate.sort_at, candidate.behind_at = not held, item.sort_at, item.behind_at


_FOLLOWED = ("state", "claimant_id", "sort_at", "behind_at", "candidates")
