"""The directory a notice's names are looked up in: departments and aliases of a place and of what contains it."""

from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from engine.duties.choices import places_around
from engine.duties.decisions import Suggestion
from engine.duties.names import bare, short
from engine.jurisdictions import upward
from engine.models import Alias, Department, Jurisdiction, Organization, Person, Post

if TYPE_CHECKING:
    from engine.unit import Unit

SIMILAR = 0.5
"""How alike two names must be to be offered."""


class Directory:
    """Everything known around a jurisdiction, read once for a whole notice."""

    def __init__(self, view: "Unit", jurisdiction_code: str) -> None:
        session = view.session
        self.code = jurisdiction_code
        around = places_around(view, jurisdiction_code)
        above = upward(session, jurisdiction_code)
        rows = session.scalars(select(Jurisdiction).where(Jurisdiction.code.in_(around)).order_by(Jurisdiction.code))
        self.places = {row.code: row for row in rows}
        self.place_names = [self.places[code].name for code in above if code in self.places]
        self.departments = list(
            session.scalars(
                select(Department)
                .join(Department.organization)
                .where(Department.active, Organization.active, Organization.jurisdiction_code.in_(around))
                .order_by(Organization.jurisdiction_code, Organization.id, Department.id)
                .options(joinedload(Department.organization))
            )
        )
        self.aliases = {
            name: department_id
            for code in reversed(above)
            for name, department_id in session.execute(
                select(Alias.name, Alias.department_id).where(Alias.jurisdiction_code == code)
            )
        }
        self.persons = session.execute(
            select(Person.id, Person.name, Organization.id, Organization.name)
            .join(Post, Post.person_id == Person.id)
            .join(Department, Department.id == Post.department_id)
            .join(Organization, Organization.id == Department.organization_id)
            .where(Person.active, Organization.jurisdiction_code.in_(around))
            .distinct()
        ).all()

    @property
    def here(self) -> list[Department]:
        """The departments of the jurisdiction itself."""
        return [row for row in self.departments if row.organization.jurisdiction_code == self.code]

    def short(self, name: str) -> str:
        """What a name is compared by in this place."""
        return short(name, self.place_names)

    def organization(self, name: str) -> Department | None:
        """The front department of the organization a name means here: by alias, by name, by short name."""
        by_id = {row.id: row for row in self.departments}
        if name in self.aliases and self.aliases[name] in by_id:
            return by_id[self.aliases[name]]
        fronts = [row for row in self.here if row.front]
        same = [row for row in fronts if row.organization.name == name]
        alike = [row for row in fronts if self.short(row.organization.name) == self.short(name)]
        return same[0] if same else alike[0] if len(alike) == 1 else None

    def department(self, name: str, home_id: str) -> Department | None:
        """The department of an organization with this name, written with or without 委机关."""
        inside = [row for row in self.departments if row.organization_id == home_id]
        return next((row for row in inside if row.name in (name, bare(name))), None)

    def similar(self, name: str) -> list[Suggestion]:
        """Up to five departments of the place whose names are like this one, the likest first."""
        mine = self.short(name)
        rated = [(self._likeness(mine, row), row) for row in self.here]
        rated.sort(key=lambda pair: -pair[0])
        return [
            Suggestion(id=row.id, label=row.full_name, reason="名称相近") for rate, row in rated[:5] if rate >= SIMILAR
        ]

    def namesakes(self, name: str) -> list[Suggestion]:
        """Persons of this name around the place."""
        return [
            Suggestion(id=id_, label=f"{known}（{organization}）", reason="同名")
            for id_, known, _, organization in self.persons
            if known == name
        ]

    def person(self, name: str, home_id: str) -> str:
        """The one person of this name in an organization, or nothing."""
        found = {id_ for id_, known, organization_id, _ in self.persons if known == name and organization_id == home_id}
        return found.pop() if len(found) == 1 else ""

    def _likeness(self, mine: str, row: Department) -> float:
        theirs: Iterable[str] = (self.short(row.name), self.short(row.full_name))
        return max(SequenceMatcher(None, mine, other).ratio() for other in theirs)
