"""Move (调整环节): an administrator takes a case from where it waits to another element, with the reason on record."""

from typing import TYPE_CHECKING

from engine import kernel
from engine.course import course
from engine.errors import InvalidAnswers, Refused
from engine.forms import Message
from engine.history import record
from engine.rights import administrator, visible_case

if TYPE_CHECKING:
    from engine.unit import Unit


def move(unit: "Unit", case_id: str, wait_id: str, element: str, reason: str) -> None:
    """Take the token of a wait to an element of the same part of the diagram or one around it.

    Items that end by it are gone, those that begin are given out as always. Raises InvalidAnswers without a reason,
    Refused where it cannot be moved there.
    """
    administrator(unit, Message("调整环节", "move a case"))
    if not reason.strip():
        raise InvalidAnswers(errors={"reason": Message("请写明调整理由。", "Please give the reason.")})
    case = visible_case(unit, case_id)
    with course(unit, case) as run:
        wait = run.waits.get(wait_id)
        if wait is None or element not in run.targets(wait_id):
            raise Refused(
                zh="事项已不在这一步，或不能调整到所选环节，请刷新后再选。",
                en="the case stands elsewhere by now, or cannot be moved there; reload and choose again.",
            )
        deployed = unit.definitions.get(unit.session, wait.ref)
        record(
            unit, case, "adjusted", element=wait.element, part=wait.part, name=deployed.name_of(wait.element),
            to=element, to_name=deployed.name_of(element), opinion=reason.strip(),
        )  # fmt: skip
        try:
            run.move(wait_id, element, unit.now)
        except kernel.NotMovable as refused:
            raise Refused(zh=refused.text("zh"), en=refused.text("en")) from refused
