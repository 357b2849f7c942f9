"""Versions of rules made on pages, beside those that come as files."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from engine.models.base import Base, Id, Moment


class RuleVersion(Base):
    """One version of a rule; `state` is draft, published or withdrawn, and what is published never changes.

    It holds in `jurisdiction_code` ("" everywhere) from `since` on; `number` counts the versions published for the same
    place and day, of which the last one holds. `base` names the version it was made from.
    """

    __tablename__ = "rule_version"
    __table_args__ = (UniqueConstraint("key", "jurisdiction_code", "since", "number"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(String(80))
    jurisdiction_code: Mapped[str] = mapped_column(String(12), default="")
    since: Mapped[date]
    number: Mapped[int | None]
    state: Mapped[str] = mapped_column(String(12), default="draft", index=True)
    base: Mapped[str] = mapped_column(String(60))
    source: Mapped[str] = mapped_column(Text)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[datetime] = mapped_column(Moment)
    made_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    published_at: Mapped[datetime | None] = mapped_column(Moment)
    published_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)
    withdrawn_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
