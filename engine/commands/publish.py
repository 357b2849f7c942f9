"""Publish a message: the one case that waits for it by name and key goes on."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from engine import messages
from engine.course import course
from engine.forms import Message
from engine.rights import administrator

if TYPE_CHECKING:
    from engine.unit import Unit


def publish(unit: "Unit", name: str, key: str = "", variables: Mapping[str, Any] | None = None) -> bool:
    """Deliver a message; False when nobody waits for it yet, it is then kept for a while.

    For the system and administrators: a message moves cases past what their diagrams wait for.
    """
    if unit.actor is not None:
        administrator(unit, Message("发送消息", "send messages"))
    return messages.publish(unit, name, key, variables or {}, course)
