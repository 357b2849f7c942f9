"""Comment: an answer of a supporting department, or a remark, that blocks nothing."""

from typing import TYPE_CHECKING

from engine.errors import InvalidAnswers, NotFound
from engine.forms import Message
from engine.history import record
from engine.models import Item
from engine.parts import sight
from engine.rights import person, visible_case

if TYPE_CHECKING:
    from engine.unit import Unit


def comment(unit: "Unit", case_id: str, opinion: str, *, item_id: str | None = None) -> None:
    """Add an opinion to a case's history, for everybody who may see the case, or the part of the item it is about."""
    case = visible_case(unit, case_id)
    if not opinion.strip():
        raise InvalidAnswers(errors={"opinion": Message("请填写意见。", "Please write an opinion.")})
    part = None
    if item_id is not None:
        item = unit.session.get(Item, item_id)
        if item is None or item.case_id != case_id:
            raise NotFound(what=Message("该待办", "this item"))
        part = item.part
        sight(unit, case).check(part, person(unit).name)
    record(unit, case, "commented", item_id=item_id, part=part, opinion=opinion.strip())
