"""Messages and signals between cases: who waits gets them, in the transaction of the sender."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from engine import kernel
from engine.history import record
from engine.ids import new_id
from engine.models import Case, Job, Message, Subscription

if TYPE_CHECKING:
    from engine.unit import Unit

KEPT = timedelta(days=7)
"""How long a message without a receiver waits for one."""

Course = Callable[["Unit", Case], AbstractContextManager[kernel.Run]]


def subscribe(unit: "Unit", case: Case, wait: kernel.MessageWait | kernel.SignalWait) -> None:
    """Note that a case waits; a message that came before is delivered by the job that follows."""
    kind = "message" if isinstance(wait, kernel.MessageWait) else "signal"
    key = _text(wait.key) if isinstance(wait, kernel.MessageWait) else ""
    unit.session.add(
        Subscription(id=new_id(unit.now), case_id=case.id, wait_id=wait.id, kind=kind, name=wait.name, key=key)
    )
    if kind == "message":
        _hand_over_kept(unit, case, wait.name, key)


def deliver(unit: "Unit", thrown: kernel.Thrown, course: Course) -> None:
    """Give a message to the one case that waits for it, a signal to all; a message nobody waits for is kept."""
    if thrown.kind == "signal":
        _broadcast(unit, thrown, course)
    else:
        publish(unit, thrown.name, _text(thrown.key), thrown.variables, course)


def publish(unit: "Unit", name: str, key: str, variables: Mapping[str, Any], course: Course) -> bool:
    """Deliver a message by name and correlation key; False when nobody waits and it is kept for later."""
    found = unit.session.scalar(
        select(Subscription)
        .where(Subscription.kind == "message", Subscription.name == name, Subscription.key.in_((key, "")))
        .order_by(Subscription.id)
        .limit(1)
    )
    if found is None:
        unit.session.add(
            Message(id=new_id(unit.now), name=name, key=key, variables=dict(variables), expires_at=unit.now + KEPT)
        )
        return False
    _receive(unit, found, variables, course)
    return True


def _broadcast(unit: "Unit", thrown: kernel.Thrown, course: Course) -> None:
    waiting = select(Subscription).where(Subscription.kind == "signal", Subscription.name == thrown.name)
    for subscription in list(unit.session.scalars(waiting.order_by(Subscription.id))):
        _receive(unit, subscription, thrown.variables, course)


def _receive(unit: "Unit", subscription: Subscription, variables: Mapping[str, Any], course: Course) -> None:
    case = unit.session.get_one(Case, subscription.case_id)
    record(unit, case, "received", name=subscription.name)
    with course(unit, case) as run:
        run.receive(subscription.wait_id, dict(variables), unit.now)


def _hand_over_kept(unit: "Unit", case: Case, name: str, key: str) -> None:
    unit.session.flush()
    kept = unit.session.scalar(
        select(Message)
        .where(Message.name == name, Message.key == key, Message.expires_at > unit.now)
        .order_by(Message.id)
        .limit(1)
    )
    if kept is not None:
        data = {"name": name, "key": key, "variables": kept.variables}
        unit.session.add(Job(id=new_id(unit.now), kind="message", due_at=unit.now, case_id=case.id, data=data))
        unit.session.delete(kept)


def _text(key: Any) -> str:
    return "" if key is None else str(key)
