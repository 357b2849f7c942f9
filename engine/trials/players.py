"""The players of a trial: who there is to act, and which of them have a verb with an item."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from engine import people
from engine.models import Department, Item, Organization, Person, Post
from engine.rights import verbs
from engine.trials.verbs import By

if TYPE_CHECKING:
    from engine.trials.trial import Trial
    from engine.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Player:
    """Somebody who can act: by the words a verb keeps, with department and role for people to read."""

    by: By
    department: str
    role: str


def players(trial: "Trial") -> list[Player]:
    """Everybody with a post, in the order of the departments; with the first of several posts."""
    with trial.space.engine.view() as view:
        return list(_players(view))


def players_of(trial: "Trial", item_id: str) -> list[Player]:
    """Those who can complete an item or take it in hand: whoever has it first."""
    with trial.space.engine.view() as view:
        item = view.session.get_one(Item, item_id)
        element = view.definitions.get(view.session, item.definition_id).element(item.element)
        leads = [one for one in item.candidates if one.role == "lead"]
        departments = {one.department_id for one in leads if one.department_id}
        persons = {one.person_id for one in leads if one.person_id} | {item.claimant_id}
        among = (Post.department_id.in_(departments)) | Post.person_id.in_(persons)
        ids = dict.fromkeys(view.session.scalars(select(Post.person_id).where(among).order_by(Post.id)))
        actors = [found for id_ in ids if (found := people.actor(view, id_))]
        mine = [one for one in actors if verbs(one, item, element) - {"comment", "remind"}]
        known = {player.by.name: player for player in _players(view)}
        return [known[one.name] for one in mine if one.name in known]


def _players(view: "Unit") -> Iterator[Player]:
    rows = view.session.scalars(
        select(Post).join(Person).join(Department).join(Organization)
        .where(Person.active, Department.active, Organization.active)
        .order_by(Organization.jurisdiction_code, Department.id, Post.id)
        .options(joinedload(Post.person), joinedload(Post.department).joinedload(Department.organization))
    )  # fmt: skip
    seen: set[str] = set()
    for post in rows:
        if post.person.name not in seen:  # a name that two people share stands for the first of them, as in a scenario
            seen.add(post.person.name)
            yield Player(by=By(name=post.person.name), department=post.department.full_name, role=post.role)
