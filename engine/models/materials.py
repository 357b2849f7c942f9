"""Files people attach: content by digest, so the same file is kept once."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from engine.models.base import Base, Id, Moment


class Blob(Base):
    """The bytes of a file, named by their SHA-256."""

    __tablename__ = "blob"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    size: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class Attachment(Base):
    """A file a person gave; it belongs to a case once the form that carries it is sent."""

    __tablename__ = "attachment"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    digest: Mapped[str] = mapped_column(ForeignKey("blob.digest"))
    name: Mapped[str] = mapped_column(String(260))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]
    case_id: Mapped[str | None] = mapped_column(ForeignKey("case_.id"), index=True)
    item_id: Mapped[str | None] = mapped_column(ForeignKey("item.id"))
    part: Mapped[str | None] = mapped_column(String(80))
    field: Mapped[str] = mapped_column(String(80), default="")
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Moment)
