"""What a case reaches outside itself: context and functions for FEEL, services, decisions and other processes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from engine.kernel.spec import Spec

Service = Callable[[dict[str, Any], dict[str, str]], dict[str, Any] | None]
"""(inputs, headers) -> variables to take over, or None. May raise BpmnError."""


class NoSuchProcess(LookupError):
    """There is no process with this id to call."""


def no_process(process: str, ref: str | None) -> Spec:
    """The lookup of an environment that knows no other process."""
    raise NoSuchProcess(process)


def no_decision(decision: str, variables: dict[str, Any]) -> Any:
    """The lookup of an environment that knows no decision."""
    raise LookupError(decision)


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """Handed in at start and load; never part of a snapshot."""

    context: Mapping[str, Any] = field(default_factory=dict)
    functions: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    services: Mapping[str, Service] = field(default_factory=dict)
    decisions: Callable[[str, dict[str, Any]], Any] = no_decision
    specs: Callable[[str, str | None], Spec] = no_process
