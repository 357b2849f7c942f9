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


def fixed(expression: Expression) -> str:
    """What a text says before there is any variable; its source where it cannot be computed then."""
    value = expression.text if expression.compiled is None else expression.compiled.evaluate({})
    return value if isinstance(value, str) else expression.text


@dataclass(frozen=True, slots=True)
class Assignment:
    """One input or output mapping: the value of `source` goes to the variable `path`, dots reaching into contexts.

    `of` are the data inputs or outputs of the activity it belongs to.
    """

    source: Expression
    path: tuple[str, ...]
    of: frozenset[str] = frozenset()


def put(variables: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    """Set `path` in `variables` to a value, beside what the contexts on the way hold already.

    These contexts are copied, never changed in place, since another scope may see the old one.
    """
    name, *rest = path
    if not rest:
        variables[name] = value
        return
    held = variables.get(name)
    inner = dict(held) if isinstance(held, Mapping) else {}
    put(inner, tuple(rest), value)
    variables[name] = inner
