"""Who may act on an item, see a case, repair it: denied unless a rule here says otherwise."""

from typing import TYPE_CHECKING

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import joinedload
from sqlalchemy.sql.elements import ColumnElement

from engine.errors import NotAllowed, NotFound, Overtaken, Refused
from engine.forms import Message
from engine.jurisdictions import within
from engine.models import Candidate, Case, Event, Item, Patient, Person

if TYPE_CHECKING:
    from engine.kernel import Element
    from engine.people import Actor
    from engine.unit import Unit

VERBS = {
    "claim": Message("领取", "claimed"),
    "release": Message("释放", "released"),
    "complete": Message("办理", "completed"),
    "send_back": Message("退回", "sent back"),
    "transfer": Message("转办", "transferred"),
    "activate": Message("开展其他工作", "begun more within"),
    "conclude": Message("提前完成", "concluded"),
}
"""What may be done with an item one holds, and what it is called when it has been done."""

OF_AD_HOC = frozenset({"activate", "conclude"})
"""The verbs of ad-hoc subprocesses alone; they are not completed with answers."""

_DONE = {"done": VERBS["complete"], "cancelled": Message("撤销", "cancelled")}


def person(unit: "Unit") -> "Actor":
    """The acting person; raises NotAllowed where the system acts and a person is needed."""
    if unit.actor is None:
        raise NotAllowed(action=Message("以个人身份办理", "act in person"), person="system")
    return unit.actor


def actionable(unit: "Unit", item_id: str, verb: str | None = None) -> Item:
    """An open item the actor may work on, by a verb the diagram allows at this step.

    Raises NotFound, NotAllowed, Overtaken (a colleague was faster, or holds it) or Refused. One statement.
    """
    actor = person(unit)
    item = unit.session.get(Item, item_id, options=[joinedload(Item.case), joinedload(Item.candidates)])
    if item is None:
        raise NotFound(what=Message("该待办", "this item"))
    if not any(is_addressed(actor, candidate) for candidate in item.candidates if candidate.role == "lead"):
        raise NotAllowed(action=Message("办理该事项", "work on this item"), person=actor.name)
    if item.state != "open":
        raise Overtaken(person=_name(unit, item.completed_by), done=_DONE[item.state])
    if item.claimant_id not in (None, actor.id):
        raise Overtaken(person=_name(unit, item.claimant_id), done=VERBS["claim"])
    if verb is not None:
        deployed = unit.definitions.get(unit.session, item.definition_id)
        if verb not in allowed(deployed.element(item.element)):
            zh, en = VERBS[verb].zh, VERBS[verb].en
            raise Refused(zh=f"本环节不能{zh}。", en=f"at this step items cannot be {en}.")
    return item


def allowed(element: "Element") -> frozenset[str]:
    """The verbs the diagram allows at a step (`actions`); all there are for its kind where it says nothing."""
    possible = VERBS.keys() - ({"complete"} if is_ad_hoc(element) else OF_AD_HOC)
    said = element.properties.get("actions")
    return frozenset(possible if said is None else possible & set(said.split()))


def verbs(actor: "Actor", item: Item, element: "Element") -> frozenset[str]:
    """The verbs this person has with an item here and now; the diagram may allow fewer than all."""
    ours = any(is_addressed(actor, one) for one in item.candidates if one.role == "lead")
    if item.state != "open":
        return frozenset()
    if not ours or item.claimant_id not in (None, actor.id):
        return frozenset({"comment", "remind"})
    return allowed(element) - {"release" if item.claimant_id is None else "claim"} | {"comment"}


def is_ad_hoc(element: "Element") -> bool:
    """Whether a step is an ad-hoc subprocess, in which people decide what is done."""
    return element.kind == "adHocSubProcess"


def is_addressed(actor: "Actor", candidate: Candidate) -> bool:
    """Whether an inbox is one of the actor's: the actor's own or a department's."""
    return candidate.person_id == actor.id or candidate.department_id in actor.departments


def visible_case(unit: "Unit", case_id: str) -> Case:
    """A case the actor may see; raises NotFound or NotAllowed."""
    actor = person(unit)
    case = unit.session.get(Case, case_id)
    if case is None:
        raise NotFound(what=Message("该事项", "this case"))
    if not unit.session.scalar(select(exists().where(Case.id == case_id, visible(actor)))):
        raise NotAllowed(action=Message("查看该事项", "see this case"), person=actor.name)
    return case


def visible(actor: "Actor") -> ColumnElement[bool]:
    """The cases an actor may see, as a condition on `case_`.

    The starter and the starter's department, every department and person that has or had an item of it, leaders of
    those departments, who acted in it, overseers of where it was started or its patient lives, and administrators.
    """
    if actor.is_administrator:
        return Case.id.is_not(None)
    departments = actor.departments | actor.portfolio
    addressed = or_(Candidate.department_id.in_(departments), Candidate.person_id == actor.id)
    # Correlated to the case alone: a query may look at items of its own beside it.
    has_item = exists().where(Item.case_id == Case.id, Candidate.item_id == Item.id, addressed).correlate(Case)
    acted = exists().where(Event.case_id == Case.id, Event.actor_id == actor.id).correlate(Case)
    mine = or_(Case.starter_id == actor.id, Case.starter_department_id.in_(departments), has_item, acted)
    return or_(mine, in_jurisdictions(*actor.oversees)) if actor.oversees else mine


def in_jurisdictions(*codes: str) -> ColumnElement[bool]:
    """The cases started in jurisdictions or below, or whose patient lives there, as a condition on `case_`."""
    lives_there = select(Patient.id).where(Patient.jurisdiction_code.in_(within(*codes)))
    return or_(Case.jurisdiction_code.in_(within(*codes)), Case.patient_id.in_(lives_there))


def administrator(unit: "Unit", action: str | Message) -> "Actor":
    """The acting administrator; raises NotAllowed for everybody else."""
    actor = person(unit)
    if not actor.is_administrator:
        raise NotAllowed(action=action, person=actor.name)
    return actor


def may_cancel(actor: "Actor", case: Case) -> bool:
    """Whether the actor could end a case that should not go on: its starter's department, and administrators."""
    return actor.is_administrator or case.starter_department_id in actor.departments


def _name(unit: "Unit", person_id: str | None) -> str | Message:
    found = unit.session.get(Person, person_id) if person_id else None
    return found.name if found else Message("系统", "the system")
