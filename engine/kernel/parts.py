"""Whose part of a case a token is in: the nearest element around it that names one, itself or by its lane."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.kernel.tokens import Token

SEPARATOR = ":"


def part_of(token: Token) -> str | None:
    """The name of the part, None where none is named: then it is everybody's.

    A subprocess, a call activity or an instance of a multi-instance activity that names a part is one of its own each
    time it is entered (`name:activation`): the hospital asked second does not see how the first one declined.
    """
    current: Token | None = token
    while current is not None:
        element = current.task_spec.element
        if element.part:
            apart = "part" in element.properties and (current is not token or current.is_item)
            return f"{element.part}{SEPARATOR}{current.id}" if apart else element.part
        current = current.workflow.caller
    return None


def name_of(part: str) -> str:
    """The name of a part without its activation."""
    return part.partition(SEPARATOR)[0]
