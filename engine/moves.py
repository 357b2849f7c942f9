"""Moving a case by hand, looked at before it is done: where it waits, where it could go, and what would follow."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine import kernel
from engine.course import run_of
from engine.errors import NotFound
from engine.forms import Message
from engine.rights import administrator, visible_case

if TYPE_CHECKING:
    from engine.models import Case
    from engine.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Movable:
    """Something a case waits for, and the elements it could be moved to: (id, name)."""

    wait_id: str
    element: str
    name: str
    kind: str
    targets: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequences:
    """What a move would end and begin, as (name of the element, kind of element); whether the case would end."""

    ends: tuple[tuple[str, str], ...]
    begins: tuple[tuple[str, str], ...]
    troubles: tuple[tuple[str, str], ...]
    """New incidents: (Chinese, English)."""
    over: bool


def movable(view: "Unit", case_id: str) -> list[Movable]:
    """Where a case waits now; what nothing can be moved from is left out. For administrators."""
    case = _case(view, case_id)
    run = run_of(view, case)
    found = []
    for id_, wait in run.waits.items():
        deployed = view.definitions.get(view.session, wait.ref)
        targets = tuple(
            (target, deployed.name_of(target)) for target in run.targets(id_)
            if target != wait.element and target in deployed.spec.elements
        )  # fmt: skip
        if targets:
            name, kind = deployed.name_of(wait.element), deployed.element(wait.element).kind
            found.append(Movable(wait_id=id_, element=wait.element, name=name, kind=kind, targets=targets))
    return found


def consequences(view: "Unit", case_id: str, wait_id: str, element: str) -> Consequences:
    """What moving would do: it is done, looked at and thrown away. Raises NotFound where it cannot be done.

    In a view only, where nothing that services change is kept.
    """
    run = run_of(view, _case(view, case_id))
    before = run.waits
    try:
        run.move(wait_id, element, view.now)
    except (kernel.NotMovable, kernel.UnknownWait) as refused:
        raise NotFound(what=Message("这个调整", "this move")) from refused
    after = run.waits
    new = [wait for id_, wait in after.items() if id_ not in before]
    return Consequences(
        ends=tuple(_named(view, wait) for id_, wait in before.items() if id_ not in after),
        begins=tuple(_named(view, wait) for wait in new if not isinstance(wait, kernel.Trouble)),
        troubles=tuple((wait.zh, wait.en) for wait in new if isinstance(wait, kernel.Trouble)),
        over=run.ended,
    )


def _named(view: "Unit", wait: kernel.Wait) -> tuple[str, str]:
    deployed = view.definitions.get(view.session, wait.ref)
    return deployed.name_of(wait.element), deployed.element(wait.element).kind


def _case(view: "Unit", case_id: str) -> "Case":
    administrator(view, Message("调整环节", "move a case"))
    return visible_case(view, case_id)
