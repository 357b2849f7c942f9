"""Where: jurisdictions, organizations, departments, their aliases and the groups notices speak of."""

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engine.models.base import Base, Id

LEVELS = ("province", "city", "county", "township", "village")
KINDS = ("commission", "bureau", "hospital", "health_centre", "clinic", "cdc", "other")


class Jurisdiction(Base):
    """An administrative division (GB/T 2260), a tree; the code of a child starts with its parent's digits."""

    __tablename__ = "jurisdiction"

    code: Mapped[str] = mapped_column(String(12), primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    level: Mapped[str] = mapped_column(String(12))
    parent_code: Mapped[str | None] = mapped_column(ForeignKey("jurisdiction.code"), index=True)


class Organization(Base):
    """A commission, bureau, hospital or centre; work for it reaches its front department."""

    __tablename__ = "organization"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    name: Mapped[str] = mapped_column(String(120), unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    grade: Mapped[str | None] = mapped_column(String(20))
    jurisdiction_code: Mapped[str] = mapped_column(ForeignKey("jurisdiction.code"), index=True)
    active: Mapped[bool] = mapped_column(default=True)
    departments: Mapped[list["Department"]] = relationship(back_populates="organization")


class Department(Base):
    """A unit inside an organization, the holder of an inbox; `front` marks the one that receives for the whole."""

    __tablename__ = "department"
    __table_args__ = (UniqueConstraint("organization_id", "name"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    organization_id: Mapped[str] = mapped_column(ForeignKey("organization.id"), index=True)
    name: Mapped[str] = mapped_column(String(80))
    pinyin: Mapped[str] = mapped_column(String(200), default="")
    front: Mapped[bool] = mapped_column(default=False)
    active: Mapped[bool] = mapped_column(default=True)
    organization: Mapped[Organization] = relationship(back_populates="departments")

    @property
    def full_name(self) -> str:
        """The name outside its organization: a front office speaks for the whole."""
        return self.organization.name if self.front else f"{self.organization.name}{self.name}"


class Alias(Base):
    """Another name of a department, as notices write it (市卫健委 for a 卫生健康委员会), within a jurisdiction."""

    __tablename__ = "alias"
    __table_args__ = (UniqueConstraint("jurisdiction_code", "name"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    jurisdiction_code: Mapped[str] = mapped_column(ForeignKey("jurisdiction.code"))
    name: Mapped[str] = mapped_column(String(120), index=True)
    department_id: Mapped[str] = mapped_column(ForeignKey("department.id"), index=True)


class Group(Base):
    """A placeholder of notices (各县（区）卫生健康局) that stands for several departments."""

    __tablename__ = "party_group"
    __table_args__ = (UniqueConstraint("jurisdiction_code", "name"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    jurisdiction_code: Mapped[str] = mapped_column(ForeignKey("jurisdiction.code"))
    name: Mapped[str] = mapped_column(String(120))


class GroupMember(Base):
    """A department that a group stands for at present."""

    __tablename__ = "party_group_member"

    group_id: Mapped[str] = mapped_column(ForeignKey("party_group.id"), primary_key=True)
    department_id: Mapped[str] = mapped_column(ForeignKey("department.id"), primary_key=True)
