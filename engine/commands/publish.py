"""Publish a message: the one case that waits for it by name and key goes on."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from engine import messages
from engine.course import course

if TYPE_CHECKING:
    from engine.unit import Unit


def publish(unit: "Unit", name: str, key: str = "", variables: Mapping[str, Any] | None = None) -> bool:
    """Deliver a message; False when nobody waits for it yet, it is then kept for a while."""
    return messages.publish(unit, name, key, variables or {}, course)
