"""Ad-hoc subprocesses as people work on them: which work can be begun in one now, and whether it can be concluded.

Each is an item from its beginning to its end, laid with those its properties name (`engine.vocabulary`), else with who
leads the duty, else with the department that started the case. Who holds that item decides what is begun: so a waiting
ad-hoc subprocess lies in an inbox, has a time limit, is reminded of, claimed and transferred as all other work.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.course import run_of
from engine.kernel import AdHocWait, Run
from engine.models import Case, Item
from engine.rights import is_ad_hoc, person, verbs

if TYPE_CHECKING:
    from engine.definitions import Deployed
    from engine.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A step that can be begun; how often it is `running` now, and how often `queued` to begin after that."""

    element: str
    name: str
    help: str
    running: int
    queued: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AdHoc:
    """An ad-hoc subprocess a case is in, and the verbs (`actions`) the actor has with it.

    `enough` is None where it has no condition: it ends by itself when its work is done. `cancelled` is how many pieces
    of work would be cancelled if it was concluded now.
    """

    item_id: str
    name: str
    subject: str
    works: tuple[Work, ...]
    sequential: bool
    enough: bool | None
    cancelled: int
    actions: frozenset[str]


def ad_hocs(view: "Unit", case: Case, items: Iterable[Item]) -> list[AdHoc]:
    """Those among open items of a case, in their order."""
    found = [(item, view.definitions.get(view.session, item.definition_id)) for item in items]
    chosen = [(item, deployed) for item, deployed in found if is_ad_hoc(deployed.element(item.element))]
    if not chosen:
        return []
    run = run_of(view, case)
    return [one for one in (ad_hoc(view, run, item, deployed) for item, deployed in chosen) if one is not None]


def ad_hoc(view: "Unit", run: Run, item: Item, deployed: "Deployed") -> AdHoc | None:
    """The one an item stands for; None where it is none, or nothing more can be begun."""
    wait = run.waits.get(item.wait_id)
    if not isinstance(wait, AdHocWait):
        return None
    return AdHoc(
        item_id=item.id,
        name=item.name,
        subject=item.subject,
        works=tuple(_work(wait, element, deployed) for element in wait.choices),
        sequential=wait.sequential,
        enough=wait.enough,
        cancelled=len(wait.running) if wait.cancels else 0,
        actions=verbs(person(view), item, deployed.element(item.element)),
    )


def _work(wait: AdHocWait, element: str, deployed: "Deployed") -> Work:
    return Work(
        element=element,
        name=deployed.name_of(element),
        help=deployed.element(element).documentation or "",
        running=wait.running.count(element),
        queued=wait.queued.count(element),
    )
