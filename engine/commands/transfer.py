"""Transfer (转办): hand an item to another department or person."""

from typing import TYPE_CHECKING

from engine.errors import InvalidAnswers, NotFound, Refused
from engine.forms import Message
from engine.history import named, record
from engine.ids import new_id
from engine.models import Candidate, Department, Item, Person
from engine.rights import actionable

if TYPE_CHECKING:
    from engine.unit import Unit


def transfer(
    unit: "Unit", item_id: str, opinion: str, *, to_department: str | None = None, to_person: str | None = None
) -> None:
    """Replace the item's inboxes by one department's or one person's; the due date stays.

    Raises InvalidAnswers without a reason, NotFound or Refused where the receiver cannot work on it.
    """
    item = actionable(unit, item_id, "transfer")
    if not opinion.strip():
        text = Message("转办时请写明转办理由。", "Please give the reason for the transfer.")
        raise InvalidAnswers(errors={"opinion": text})
    receiver = _receiver(unit, to_department, to_person)
    _relay(unit, item, to_department, to_person)
    record(
        unit, item.case, "transferred", element=item.element, item_id=item.id, **named(item),
        opinion=opinion.strip(), to_name=receiver,
    )  # fmt: skip


def _receiver(unit: "Unit", department_id: str | None, person_id: str | None) -> str:
    if (department_id is None) == (person_id is None):
        raise Refused(zh="请选择一个转办处室或一名人员。", en="choose one department or one person to transfer to.")
    if department_id is not None:
        department = unit.session.get(Department, department_id)
        if department is None or not department.active:
            raise NotFound(what=Message("转办处室", "the department to transfer to"))
        return department.full_name
    receiver = unit.session.get(Person, person_id)
    if receiver is None or not receiver.active:
        raise NotFound(what=Message("转办人员", "the person to transfer to"))
    return receiver.name


def _relay(unit: "Unit", item: Item, department_id: str | None, person_id: str | None) -> None:
    """Those merely copied in stay; a person gets the item in hand, a department to be claimed."""
    for candidate in [one for one in item.candidates if one.role == "lead"]:
        item.candidates.remove(candidate)
    item.candidates.append(
        Candidate(id=new_id(unit.now), department_id=department_id, person_id=person_id, role="lead", position=0)
    )
    item.claimant_id, item.claimed_at = person_id, unit.now if person_id else None
    item.stray = None
