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


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """Which version of a process is called: `ref` of a call that runs, else by binding as in Camunda 8.

    latest: the newest published; deployment: deployed together with the caller; versionTag: the newest with `tag`.
    """

    ref: str | None = None
    binding: str = "latest"
    tag: str | None = None


def no_process(process: str, ref: str | None) -> Spec:
    """The lookup of an environment that knows no other process."""
    raise NoSuchProcess(process)


def always() -> bool:
    """The patience of an environment that lets a case run as far as it goes."""
    return True


def no_decision(decision: str, variables: dict[str, Any], part: str | None) -> Any:
    """The lookup of an environment that knows no decision."""
    raise LookupError(decision)


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """Handed in at start and load; never part of a snapshot."""

    context: Mapping[str, Any] = field(default_factory=dict)
    functions: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    services: Mapping[str, Service] = field(default_factory=dict)
    decisions: Callable[[str, dict[str, Any], str | None], Any] = no_decision
    """(decision, variables, part of the case that asks) -> its value."""
    specs: Callable[[str, str | None], Spec] = no_process
    """(process, ref) -> the version with that ref, or the newest published one where it is None."""
    bound: Callable[[str, Version], Spec] | None = None
    """The version a call activity is bound to by deployment or by a version tag; None where there is no such choice."""
    may_go_on: Callable[[], bool] = always
    """Asked before each stage of a token; False stops the command with an incident at every token under way."""
    within: Callable[[str], Environment] | None = None
    """What a called process reaches, by the ref of its version: its own settings and decisions; None: the same."""

    def inside(self, ref: str) -> Environment:
        """The environment of a process called from this one."""
        return self if self.within is None else self.within(ref)

    def find(self, process: str, version: Version) -> Spec:
        """A process to call. Raises LookupError or what the lookups raise where there is none."""
        if version.binding == "latest" or version.ref is not None:
            return self.specs(process, version.ref)
        if self.bound is None:
            raise NoSuchProcess(process)
        return self.bound(process, version)
