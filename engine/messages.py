"""Messages and signals between cases: who waits gets them, in the transaction of the sender."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import ScalarResult, delete, func, select

from engine import kernel
from engine.beginnings import Launch, by_message, by_signal, message_names
from engine.history import record
from engine.ids import new_id
from engine.models import Case, Job, Message, Subscription

if TYPE_CHECKING:
    from engine.unit import Unit

KEPT = timedelta(days=7)
"""How long a message without a receiver waits for one."""

LONGEST_KEY = 120
"""Characters of a correlation key that count."""

Course = Callable[["Unit", Case], AbstractContextManager[kernel.Run]]


def subscribe(unit: "Unit", case: Case, wait: kernel.MessageWait | kernel.SignalWait) -> None:
    """Note that a case waits; messages that came before are delivered by the jobs that follow."""
    kind = "message" if isinstance(wait, kernel.MessageWait) else "signal"
    key = _text(wait.key) if isinstance(wait, kernel.MessageWait) else ""
    unit.session.add(
        Subscription(id=new_id(unit.now), case_id=case.id, wait_id=wait.id, kind=kind, name=wait.name, key=key,
                     element=wait.element, definition_id=wait.ref)
    )  # fmt: skip
    if kind == "message":
        _hand_over_kept(unit, case, wait.name, key)


def deliver(unit: "Unit", sender: Case, thrown: kernel.Thrown, course: Course, launch: Launch) -> None:
    """Give a message to the one case that waits for it or begins with it, else keep it; a signal to all of these."""
    if thrown.kind == "signal":
        broadcast(unit, thrown.name, thrown.variables, course, launch, sender=sender)
    else:
        publish(
            unit, thrown.name, _text(thrown.key), thrown.variables, course, launch, until=thrown.until,
            message_id=thrown.message_id, sender=sender,
        )  # fmt: skip


def publish(
    unit: "Unit", name: str, key: str, variables: Mapping[str, Any], course: Course, launch: Launch, *,
    until: datetime | None = None, message_id: str | None = None, sender: Case | None = None,
) -> bool:  # fmt: skip
    """Deliver a message by name and correlation key to one case that waits, else begin one with it.

    False when there is neither and it is kept, at most until a moment. A message with an id that came before, and
    whose time is not over, is not delivered again.
    """
    key, until = _text(key), until or unit.now + KEPT
    _take_turns(unit, name)
    if message_id is not None and _came_before(unit, name, key, message_id):
        return True
    delivered = _to_one(unit, name, key, variables, course, launch, sender)
    if not delivered or message_id is not None:
        _keep(unit, name, key, variables, until, message_id, delivered)
    return delivered


def broadcast(
    unit: "Unit", name: str, variables: Mapping[str, Any], course: Course, launch: Launch, *,
    sender: Case | None = None,
) -> None:  # fmt: skip
    """Give a signal to all cases but the sender's, which has heard it already, and begin those that begin with it."""
    waiting = select(Subscription).where(Subscription.kind == "signal", Subscription.name == name)
    if sender is not None:
        waiting = waiting.where(Subscription.case_id != sender.id)
    for subscription in list(unit.session.scalars(waiting.order_by(Subscription.id))):
        _receive(unit, subscription, variables, course)
    by_signal(unit, name, variables, launch, sender)


def _to_one(
    unit: "Unit", name: str, key: str, variables: Mapping[str, Any], course: Course, launch: Launch,
    sender: Case | None,
) -> bool:  # fmt: skip
    """Whether a case has taken the message: one that waits for this key, for any, or one that begins with it."""
    found = unit.session.scalar(
        select(Subscription)
        .where(Subscription.kind == "message", Subscription.name == name, Subscription.key.in_((key, "")))
        .order_by(Subscription.key.desc(), Subscription.id)
        .limit(1)
    )
    if found is None:
        return by_message(unit, name, key, variables, launch, sender)
    _receive(unit, found, variables, course)
    return True


def _came_before(unit: "Unit", name: str, key: str, message_id: str) -> bool:
    same = (Message.name == name) & (Message.key == key) & (Message.message_id == message_id)
    return unit.session.scalar(select(Message.id).where(same, Message.expires_at > unit.now).limit(1)) is not None


def _receive(unit: "Unit", subscription: Subscription, variables: Mapping[str, Any], course: Course) -> None:
    case = unit.session.get_one(Case, subscription.case_id)
    with course(unit, case) as run:
        # One signal may reach two waits of a case, and the first of them may have ended the second.
        if subscription.wait_id in run.waits:
            record(unit, case, "received", name=subscription.name)
            run.receive(subscription.wait_id, dict(variables), unit.now)


def hand_on(unit: "Unit", case: Case) -> None:
    """A case that began with a message has ended: the oldest that is kept with its key may begin the next."""
    key, case.begun_key = case.begun_key, None
    if key is None:
        return
    names = message_names(unit, case.key)
    for name in names:
        _take_turns(unit, name)
    kept = _kept(unit, names, key).first()
    if kept is not None:
        _schedule(unit, case, kept)


def _hand_over_kept(unit: "Unit", case: Case, name: str, key: str) -> None:
    """Schedule the kept messages for delivery; those the case does not take are kept on, until the same moment."""
    _take_turns(unit, name)
    for kept in _kept(unit, [name], key):
        _schedule(unit, case, kept)


def _kept(unit: "Unit", names: Sequence[str], key: str) -> ScalarResult[Message]:
    """The messages that wait for a receiver, oldest first; without a key those of any."""
    waiting = select(Message).where(Message.name.in_(names), Message.expires_at > unit.now)
    waiting = waiting.where(Message.delivered.is_(False))
    return unit.session.scalars((waiting.where(Message.key == key) if key else waiting).order_by(Message.id))


def _schedule(unit: "Unit", case: Case, kept: Message) -> None:
    data = {"name": kept.name, "key": kept.key, "variables": kept.variables, "until": kept.expires_at}
    unit.session.add(Job(id=new_id(unit.now), kind="message", due_at=unit.now, case_id=case.id, data=data))
    if kept.message_id is None:
        unit.session.delete(kept)
    else:
        kept.delivered = True


def _keep(
    unit: "Unit", name: str, key: str, variables: Mapping[str, Any], until: datetime, message_id: str | None,
    delivered: bool,
) -> None:  # fmt: skip
    """Keep a message for a receiver to come, or in order to know it again; one that lives no longer is not kept."""
    unit.session.execute(delete(Message).where(Message.expires_at <= unit.now))
    if until > unit.now:
        unit.session.add(
            Message(id=new_id(unit.now), name=name, key=key, variables=dict(variables), expires_at=until,
                    message_id=message_id[:LONGEST_KEY] if message_id else None, delivered=delivered)
        )  # fmt: skip


def _take_turns(unit: "Unit", name: str) -> None:
    """Let whoever sends and whoever begins to wait go one after the other, else both could miss each other.

    On SQLite writers take turns anyway.
    """
    if unit.engine.database.dialect.name == "postgresql":
        unit.session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(name, 0))))


def _text(key: Any) -> str:
    return "" if key is None else str(key)[:LONGEST_KEY]
