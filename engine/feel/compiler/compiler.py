"""The compiler: hands each node to the function for its class and keeps the names in scope.

A closure takes a frame: a list of the caller's context, the run, and one slot for each name the expression binds.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from engine.feel import nodes
from engine.feel.errors import FEWER_LEVELS, TOO_MANY_LEVELS, FeelSyntaxError
from engine.feel.nodes import Node
from engine.feel.run import place
from engine.feel.types import NO_TYPES, Types

Frame = list[Any]
Code = Callable[[Frame], Any]
CONTEXT: Final = 0
RUN: Final = 1
HIGHEST: Final = 150
"""How high a tree may be; each level is a Python call."""


@dataclass(frozen=True, slots=True)
class Binding:
    """A name (None: any entry of the element being filtered) and the slot that holds its value."""

    name: str | None
    slot: int
    partial: bool = False


class Compiler:
    """Compiles one expression. `size` is the length of its frames, `free` the names it takes from its context."""

    def __init__(self, text: str, types: Types = NO_TYPES, hidden: frozenset[str] = frozenset()) -> None:
        self.text = text
        self.types = types
        self.hidden = hidden
        self.size = 2
        self.weight = 0
        self.free: set[str] = set()
        self.called: set[str] = set()
        self.asked: list[int] = []
        self.bindings: list[Binding] = []
        self._height = 0

    def code(self, node: Node) -> Code:
        """The closure of a node."""
        self._height += 1
        self.weight += 1
        if self._height > HIGHEST:
            line, column = place(self.text, node.position)
            raise FeelSyntaxError(line, column, FEWER_LEVELS, TOO_MANY_LEVELS)
        compiled = _RULES[type(node)](self, node)
        self._height -= 1
        return compiled

    def weighed(self, node: Node) -> tuple[Code, int]:
        """The closure and what evaluating it once costs at most, loops inside not counted."""
        before = self.weight
        return self.code(node), self.weight - before

    def bind(self, name: str | None, partial: bool = False) -> int:
        """A new slot for a name; in force until `release`."""
        slot = self.size
        self.size += 1
        self.bindings.append(Binding(name, slot, partial))
        return slot

    def free_name(self, node: Node) -> str | None:
        """The name of a node that is a variable of the caller's context for certain."""
        if not isinstance(node, nodes.Name) or any(each.name in (node.name, None) for each in self.bindings):
            return None
        return node.name

    def release(self, count: int) -> None:
        """The innermost bindings go out of scope."""
        if count:
            del self.bindings[-count:]


_RULES: dict[type[Node], Callable[[Compiler, Any], Code]] = {}


def rule(kind: type[Node]) -> Callable[[Callable[[Compiler, Any], Code]], Callable[[Compiler, Any], Code]]:
    """Registers the function that compiles nodes of a class."""

    def register(function: Callable[[Compiler, Any], Code]) -> Callable[[Compiler, Any], Code]:
        _RULES[kind] = function
        return function

    return register


@rule(nodes.Constant)
def _constant(compiler: Compiler, node: nodes.Constant) -> Code:
    value = node.value
    return lambda frame: value
