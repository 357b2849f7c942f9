"""Broadcast a signal: every case that waits for it goes on, and every process that begins with it begins one."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from engine import messages
from engine.course import course, launch
from engine.forms import Message
from engine.rights import administrator

if TYPE_CHECKING:
    from engine.unit import Unit


def broadcast(unit: "Unit", name: str, variables: Mapping[str, Any] | None = None) -> None:
    """Give a signal to all; nobody may wait for it, it is not kept. For the system and administrators."""
    if unit.actor is not None:
        administrator(unit, Message("发送信号", "send signals"))
    messages.broadcast(unit, name, variables or {}, course, launch)
