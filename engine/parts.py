"""Which parts of a case a person sees: those of the parties that have a hand in it, and what is in no part."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import exists, false, or_, select, true
from sqlalchemy.sql.elements import ColumnElement

from engine.errors import NotAllowed
from engine.forms import Message
from engine.kernel import part_name
from engine.models import Candidate, Case, Event, Item
from engine.rights import in_jurisdictions, person

if TYPE_CHECKING:
    from engine.people import Actor
    from engine.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What somebody sees of a case: the `whole` of it, or some parts and what is in none.

    `parts` holds the parts as items and events keep them, and their bare names, by which columns and papers ask.
    """

    whole: bool = False
    parts: frozenset[str] = frozenset()

    def sees(self, part: str | None) -> bool:
        """Whether what is in this part may be seen."""
        return self.whole or not part or part in self.parts

    def check(self, part: str | None, person: str) -> None:
        """Raises NotAllowed for a part that is not seen."""
        if not self.sees(part):
            raise NotAllowed(action=Message("查看其他参与方的办理内容", "see another party's part"), person=person)

    def within(self, part: Any) -> ColumnElement[bool]:
        """The rows that may be seen, by their column of parts."""
        return true() if self.whole else or_(part.is_(None), part.in_(sorted(self.parts)))


def sight(view: "Unit", case: Case) -> Sight:
    """What the actor sees of a case that the actor may see at all."""
    return sights(view, [case])[case.id]


def sights(view: "Unit", cases: Sequence[Case]) -> dict[str, Sight]:
    """Case id -> what the actor sees of it. Two statements at most, however many cases there are."""
    actor = person(view)
    overseen = _overseen(view, actor, [case.id for case in cases])
    found = {case.id: Sight(whole=case.id in overseen or _sees_all(actor, case)) for case in cases}
    partial = [id_ for id_, one in found.items() if not one.whole]
    return {**found, **_parts(view, actor, partial)} if partial else found


def seen(actor: "Actor", part: str) -> ColumnElement[bool]:
    """The cases, of those an actor may see at all, in which the actor sees the part of this name."""
    if not part or actor.is_administrator:
        return true()
    of_name = or_(Item.part == part, Item.part.startswith(f"{part}:", autoescape=True))
    acted = or_(Event.part == part, Event.part.startswith(f"{part}:", autoescape=True))
    return or_(
        Case.starter_id == actor.id,
        Case.starter_department_id.in_(_inboxes(actor)),
        in_jurisdictions(*actor.oversees) if actor.oversees else false(),
        exists().where(Item.case_id == Case.id, of_name, Candidate.item_id == Item.id, _addressed(actor)),
        exists().where(Event.case_id == Case.id, Event.actor_id == actor.id, acted),
    )


def _sees_all(actor: "Actor", case: Case) -> bool:
    """Administrators, who started the case, that department, and the leaders above it."""
    return actor.is_administrator or case.starter_id == actor.id or case.starter_department_id in _inboxes(actor)


def _overseen(view: "Unit", actor: "Actor", case_ids: Sequence[str]) -> set[str]:
    if not actor.oversees:
        return set()
    overseen = select(Case.id).where(Case.id.in_(case_ids), in_jurisdictions(*actor.oversees))
    return set(view.session.scalars(overseen))


def _parts(view: "Unit", actor: "Actor", case_ids: Sequence[str]) -> Mapping[str, Sight]:
    """To a part belongs who has or had an item of it, and who acted in it."""
    laid = select(Item.case_id, Item.part).join(Item.candidates).where(_addressed(actor), Item.part.is_not(None))
    acted = select(Event.case_id, Event.part).where(Event.actor_id == actor.id, Event.part.is_not(None))
    rows = view.session.execute(
        laid.where(Item.case_id.in_(case_ids)).union(acted.where(Event.case_id.in_(case_ids)))
    )
    parts: dict[str, set[str]] = {id_: set() for id_ in case_ids}
    for case_id, part in rows:
        parts[case_id] |= {str(part), part_name(str(part))}
    return {case_id: Sight(parts=frozenset(names)) for case_id, names in parts.items()}


def _inboxes(actor: "Actor") -> frozenset[str]:
    return actor.departments | actor.portfolio


def _addressed(actor: "Actor") -> ColumnElement[bool]:
    departments = _inboxes(actor)
    of_department = Candidate.department_id.in_(departments) if departments else false()
    return or_(of_department, Candidate.person_id == actor.id)
