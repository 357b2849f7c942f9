"""Who: persons, the posts that bind them to departments, portfolios of leaders, and their sessions."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engine.models.base import Base, Id, Moment
from engine.models.place import Department

ROLES = ("staff", "head", "leader", "overseer", "designer", "administrator")
"""An overseer (统筹) sees all cases and patients of a jurisdiction and below, and keeps the patients' records."""


class Person(Base):
    """A user; what a person may do follows from the posts."""

    __tablename__ = "person"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    login: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(60))
    pinyin: Mapped[str] = mapped_column(String(120), default="")
    title: Mapped[str] = mapped_column(String(60), default="")
    phone: Mapped[str | None] = mapped_column(String(40))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(8), default="zh")
    active: Mapped[bool] = mapped_column(default=True)
    posts: Mapped[list["Post"]] = relationship(back_populates="person", cascade="all, delete-orphan")


class Post(Base):
    """A person's role in a department."""

    __tablename__ = "post"
    __table_args__ = (UniqueConstraint("person_id", "department_id", "role"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    department_id: Mapped[str] = mapped_column(ForeignKey("department.id"), index=True)
    role: Mapped[str] = mapped_column(String(16))
    person: Mapped[Person] = relationship(back_populates="posts")
    department: Mapped[Department] = relationship()


class Portfolio(Base):
    """A department that a leader is responsible for (分管)."""

    __tablename__ = "portfolio"

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), primary_key=True)
    department_id: Mapped[str] = mapped_column(ForeignKey("department.id"), primary_key=True, index=True)


class LoginSession(Base):
    """One signed-in browser; deleting the row signs it out."""

    __tablename__ = "login_session"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    user_agent: Mapped[str] = mapped_column(String(300), default="")


class LoginAttempt(Base):
    """A failed sign-in, counted to slow down guessing."""

    __tablename__ = "login_attempt"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    login: Mapped[str] = mapped_column(String(60), index=True)
    address: Mapped[str] = mapped_column(String(60), index=True)
    at: Mapped[datetime] = mapped_column(Moment)
