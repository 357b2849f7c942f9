"""To which earlier steps an item can be sent back (退回)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from engine.course import run_of
from engine.models import Item
from engine.parts import Sight

if TYPE_CHECKING:
    from engine.definitions import Deployed
    from engine.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnTarget:
    """An element of the diagram a case can be returned to, with what people call it."""

    element: str
    name: str


def return_targets(unit: "Unit", item: Item, sight: Sight) -> list[ReturnTarget]:
    """Steps people had completed before the case first came to this one and that are seen, the latest first.

    What lies behind this step is no way back, though it may have been done in an earlier round. A step inside a
    subprocess or a called process the item is not in stands for all of that: it is then done again. Out of a called
    process nothing is sent back: its diagram says by errors and escalations how the caller goes on.
    """
    deployed = unit.definitions.get(unit.session, item.definition_id)
    around = _enclosing(deployed, item.element)
    lifted = dict.fromkeys(_lift(deployed, element, around) for element in _passed(unit, item))
    own = {item.element, *around}
    reachable = set(run_of(unit, item.case).targets(item.wait_id))
    return [
        ReturnTarget(element=element, name=deployed.name_of(element))
        for element in lifted
        if element is not None and element not in own and element in reachable
        and sight.sees(deployed.part_of(element))
    ]


def _passed(unit: "Unit", item: Item) -> Iterator[str]:
    """Elements of the item's own process, the latest first; what was done in a process called from it is its call."""
    here = (Item.case_id == item.case_id) & (Item.calls == item.calls)
    first_arrival = select(func.min(Item.arrived_at)).where(here, Item.element == item.element)
    passed = unit.session.execute(
        select(Item.element, Item.calls)
        .where(Item.case_id == item.case_id, Item.state == "done")
        .group_by(Item.element, Item.calls)
        .having(func.min(Item.completed_at) <= first_arrival.scalar_subquery())
        .order_by(func.max(Item.completed_at).desc(), func.max(Item.id).desc())
    )
    depth = len(item.calls)
    for element, calls in passed:
        if calls[:depth] == item.calls:
            yield element if len(calls) == depth else calls[depth][1]


def _enclosing(deployed: "Deployed", element_id: str) -> list[str | None]:
    """The subprocesses around an element from the inside out, and None for the process itself."""
    found: list[str | None] = []
    parent = deployed.element(element_id).parent
    while parent is not None:
        found.append(parent)
        parent = deployed.element(parent).parent
    return [*found, None]


def _lift(deployed: "Deployed", element_id: str, around: list[str | None]) -> str | None:
    element = deployed.spec.elements.get(element_id)
    while element is not None and element.parent not in around:
        element = deployed.spec.elements.get(element.parent or "")
    return element.id if element else None
