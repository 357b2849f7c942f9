"""The built-in functions of DMN 1.5 §10.3.4, one module per table of the standard."""

from engine.feel.builtins import (
    contexts,
    conversion,
    lists,
    moments,
    numeric,
    ranges,
    sets,
    statistics,
    strings,
)
from engine.feel.builtins.registry import BUILTINS, Builtin

__all__ = [
    "BUILTINS",
    "Builtin",
    "contexts",
    "conversion",
    "lists",
    "moments",
    "numeric",
    "ranges",
    "sets",
    "statistics",
    "strings",
]
