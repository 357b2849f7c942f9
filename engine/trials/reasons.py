"""Why an item lies where it lies: the assignment of its step, and what each receiver is to the case."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from engine.forms import Message
from engine.kernel import Element
from engine.models import Case, Department, DutyParty, Event, Item, Person, Portfolio, Post
from engine.places import names_of
from engine.responsibility import duty_of

if TYPE_CHECKING:
    from engine.trials.trial import Trial
    from engine.unit import Unit

MODES = {
    "single": Message("牵头处室", "the leading department"),
    "joint": Message("联合牵头处室之一（任一处室办理即可）", "one of the departments that lead jointly; any may act"),
    "each": Message("分别负责的牵头处室之一（各办一份）", "one of the departments that lead, each for itself"),
}
"""What a lead of a duty is by its mode."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """Somebody an item lies with, as lead or in copy, and what each is to the case."""

    name: str
    role: str
    because: tuple[Message, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasons:
    """How the step is assigned (its lane and expressions), and why each receiver has the item."""

    step: tuple[Message, ...]
    receivers: tuple[Receiver, ...]


def reasons(trial: "Trial", item_id: str) -> Reasons:
    """Why an item lies where it lies."""
    with trial.space.engine.view() as view:
        item = view.session.get_one(Item, item_id)
        deployed = view.definitions.get(view.session, item.definition_id)
        duty = duty_of(view, item.case, deployed)
        candidates = sorted(item.candidates, key=lambda one: one.position)
        found = [
            Receiver(
                name=names_of(view.session, [one.department_id or one.person_id or ""])[0],
                role=one.role,
                because=tuple(
                    _of_department(item.case, duty, one.department_id)
                    if one.department_id
                    else _of_person(view, item.case, duty, one.person_id or "")
                ),
            )
            for one in candidates
        ]
        step = (*_of_step(deployed.element(item.element)), *_of_item(view, item))
        return Reasons(step=step, receivers=tuple(found))


def _of_step(element: Element) -> Iterator[Message]:
    if element.lane:
        yield Message(f"泳道“{element.lane}”", f"lane {element.lane}")
    texts = (
        ("办理人", "assignee", element.assignee), ("候选处室", "candidate groups", element.groups),
        ("候选人员", "candidate users", element.users), ("抄送", "copies", element.properties.get("copies")),
    )  # fmt: skip
    for zh, en, text in texts:
        if text:
            yield Message(f"{zh}按 {text}", f"{en} by {text}")


def _of_item(view: "Unit", item: Item) -> Iterator[Message]:
    """What happened to this item alone: nobody was found for it, or somebody handed it on."""
    if item.stray:
        yield Message(item.stray, "nobody was found by the assignment, so the administrators have it")
    moved = select(Event.data).where(Event.item_id == item.id, Event.kind == "transferred").order_by(Event.sequence)
    for data in view.session.scalars(moved):
        to, opinion = data["to_name"], data["opinion"]
        yield Message(f"转办给{to}：{opinion}", f"transferred to {to}: {opinion}")


def _of_department(case: Case, duty: Mapping[str, Any], id_: str) -> Iterator[Message]:
    if id_ in duty["lead"]:
        mode = MODES[duty["mode"]]
        yield Message(f"任务分工“{duty['task']}”的{mode.zh}", f"{mode.en} of the duty {duty['task']!r}")
    if id_ in duty["support"]:
        yield Message(f"任务分工“{duty['task']}”的配合单位", f"supports the duty {duty['task']!r}")
    if id_ == case.starter_department_id:
        yield Message("登记本事项的处室", "the department that started the case")


def _of_person(view: "Unit", case: Case, duty: Mapping[str, Any], id_: str) -> Iterator[Message]:
    if id_ in duty["leaders"]:
        named = select(DutyParty.id).where(DutyParty.duty_id == duty["id"], DutyParty.person_id == id_)
        if view.session.scalar(named.limit(1)):
            yield Message(f"任务分工“{duty['task']}”写明的责任领导", f"the leader the duty {duty['task']!r} names")
        yield from _leading(view, id_, duty["lead"])
    if id_ == case.starter_id:
        yield Message("登记本事项的人", "the person who started the case")
    posts = select(Post.role, Department).join(Department, Department.id == Post.department_id).where(
        Post.person_id == id_, Post.role.in_(("head", "leader", "administrator"))
    )  # fmt: skip
    for role, department in view.session.execute(posts.order_by(Post.id)):
        zh, en = _ROLES[role]
        yield Message(f"{department.full_name}的{zh}", f"{en} of {department.full_name}")


def _leading(view: "Unit", id_: str, leads: Iterable[str]) -> Iterator[Message]:
    held = select(Portfolio.department_id).where(Portfolio.person_id == id_, Portfolio.department_id.in_(list(leads)))
    for name in names_of(view.session, view.session.scalars(held.join(Person, Person.id == Portfolio.person_id))):
        yield Message(f"分管牵头处室{name}的领导", f"the leader whose portfolio holds {name}, which leads")


_ROLES = {"head": ("负责人", "head"), "leader": ("领导", "leader"), "administrator": ("系统管理员", "administrator")}
