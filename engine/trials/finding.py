"""Finding the open item a verb means, by its step and by words that tell several apart."""

from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from engine.models import Incident, Item
from engine.places import names_of
from engine.trials.errors import NotWaiting, Unclear
from engine.trials.verbs import OnItem

if TYPE_CHECKING:
    from engine.unit import Unit


def open_items(view: "Unit") -> list[Item]:
    """All open items of the trial, oldest first, with their cases and candidates."""
    items = select(Item).where(Item.state == "open").order_by(Item.id)
    return list(view.session.scalars(items.options(joinedload(Item.case), selectinload(Item.candidates))))


def item_of(view: "Unit", verb: OnItem, case_id: str | None) -> Item:
    """The one item meant; those of the trial's own case come first. Raises NotWaiting or Unclear."""
    everything = open_items(view)
    found = [item for item in everything if item.element == verb.element]
    if verb.of:
        found = [item for item in found if any(verb.of in words for words in words_of(view, item))]
    own = [item for item in found if item.case_id == case_id]
    found = own or found
    if not found:
        listed = "、".join(f"{item.element}（{item.name}）" for item in everything)
        raise NotWaiting(element=verb.element, open=listed or "—")
    if len(found) > 1:
        choices = "；".join("、".join(words_of(view, item)) for item in found)
        raise Unclear(element=verb.element, count=len(found), choices=choices)
    return found[0]


def words_of(view: "Unit", item: Item) -> list[str]:
    """What tells an item from others of its step: subject, inboxes, case and process."""
    holders = [one.department_id or one.person_id or "" for one in item.candidates if one.role == "lead"]
    words = [item.subject, *names_of(view.session, holders), item.case.number, item.case.title, item.case.key]
    return [word for word in words if word]


def told_apart(view: "Unit", item_id: str, case_id: str | None) -> str:
    """Words by which `item_of` finds this item among others of its step; empty where its step is enough."""
    item = view.session.get_one(Item, item_id)
    others = [one for one in open_items(view) if one.element == item.element and one.id != item.id]
    if item.case_id == case_id:  # those of the trial's own case come first
        others = [one for one in others if one.case_id == case_id]
    if not others:
        return ""
    theirs = [word for one in others for word in words_of(view, one)]
    own = words_of(view, item)
    return next((word for word in own if not any(word in one for one in theirs)), own[0] if own else "")


def incident_of(view: "Unit", element: str) -> Incident:
    """The open incident at a step. Raises NotWaiting."""
    incidents = list(view.session.scalars(select(Incident).where(Incident.resolved_at.is_(None)).order_by(Incident.id)))
    found = next((one for one in incidents if one.element == element), None)
    if found is None:
        listed = "、".join(f"{one.element}（{one.element_name}）" for one in incidents)
        raise NotWaiting(element=element, open=listed or "—")
    return found
