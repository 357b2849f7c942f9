"""Publish a message: the one case that waits for it by name and key goes on."""

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from engine import messages
from engine.course import course, launch
from engine.forms import Message
from engine.rights import administrator

if TYPE_CHECKING:
    from engine.unit import Unit


def publish(
    unit: "Unit", name: str, key: str = "", variables: Mapping[str, Any] | None = None, *,
    message_id: str | None = None, keep: timedelta | None = None,
) -> bool:  # fmt: skip
    """Deliver a message; False when nobody waits for it yet, it is then kept for `keep`, else as long as usual.

    One with an id is delivered once, however often it is sent while its time lasts.

    For the system and administrators: a message moves cases past what their diagrams wait for.
    """
    if unit.actor is not None:
        administrator(unit, Message("发送消息", "send messages"))
    return messages.publish(
        unit, name, key, variables or {}, course, launch, message_id=message_id,
        until=None if keep is None else unit.now + keep,
    )  # fmt: skip
