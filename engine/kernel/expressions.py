"""The texts of a diagram that are computed: FEEL after an equals sign, or a literal without one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.feel import Expression as Compiled


@dataclass(frozen=True, slots=True)
class Expression:
    """One text of a diagram; `compiled` is None for a literal, whose value is the text itself."""

    text: str
    compiled: Compiled | None


@dataclass(frozen=True, slots=True)
class Assignment:
    """One input or output mapping: the value of `source` goes to the variable `path`, dots reaching into contexts."""

    source: Expression
    path: tuple[str, ...]


def put(variables: dict[str, Any], path: tuple[str, ...], value: Any, present: Any = None) -> None:
    """Set `path` in `variables` to a value; `present` is what the first name held so far, kept beside the new key.

    Contexts on the way are copied, never changed in place, since the old one may be seen by another scope.
    """
    name, *rest = path
    if not rest:
        variables[name] = value
        return
    held = variables.get(name, present)
    inner = dict(held) if isinstance(held, Mapping) else {}
    put(inner, tuple(rest), value)
    variables[name] = inner
