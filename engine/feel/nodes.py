"""The tree of a parsed expression; `position` is the offset in the text (DMN 1.5 §10.3.1.2)."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Node:
    """Any part of an expression."""

    position: int


@dataclass(frozen=True, slots=True)
class Constant(Node):
    """A number, text, boolean, null or @-literal."""

    value: Any


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A variable or function by its name."""

    name: str


@dataclass(frozen=True, slots=True)
class Logic(Node):
    """`and` or `or` of two or more operands."""

    operator: str
    operands: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Compare(Node):
    """One of = != < <= > >= between two operands."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Arithmetic(Node):
    """A chain of operations of equal precedence, from the left: `a - b + c`."""

    first: Node
    rest: tuple[tuple[str, Node], ...]


@dataclass(frozen=True, slots=True)
class Negate(Node):
    """`-x`"""

    operand: Node


@dataclass(frozen=True, slots=True)
class Between(Node):
    """`x between low and high`"""

    value: Node
    low: Node
    high: Node


@dataclass(frozen=True, slots=True)
class Test(Node):
    """One positive unary test: `< 5` with an operator, `[1..5]`, `"a"` or a condition on `?` without."""

    operator: str | None
    operand: Node


@dataclass(frozen=True, slots=True)
class In(Node):
    """`x in (tests)`"""

    value: Node
    tests: tuple[Test, ...]


@dataclass(frozen=True, slots=True)
class UnaryTests(Node):
    """The cell of a decision table; no tests at all is `-`, which any value passes."""

    tests: tuple[Test, ...]
    negated: bool


@dataclass(frozen=True, slots=True)
class TypeNode(Node):
    """A type: its name, and for list, range and function the types inside (function: result last)."""

    name: str
    inner: "tuple[TypeNode, ...]" = ()
    entries: "tuple[tuple[str, TypeNode], ...]" = ()


@dataclass(frozen=True, slots=True)
class InstanceOf(Node):
    """`x instance of type`"""

    value: Node
    type: TypeNode


@dataclass(frozen=True, slots=True)
class Path(Node):
    """`source.name`"""

    source: Node
    name: str


@dataclass(frozen=True, slots=True)
class Filter(Node):
    """`source[predicate]`"""

    source: Node
    predicate: Node


@dataclass(frozen=True, slots=True)
class Invoke(Node):
    """`function(arguments)`; `names` when the arguments are named."""

    function: Node
    arguments: tuple[Node, ...]
    names: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class If(Node):
    """`if condition then this else that`"""

    condition: Node
    then: Node
    otherwise: Node


@dataclass(frozen=True, slots=True)
class For(Node):
    """`for name in domain, ... return body`"""

    iterators: tuple[tuple[str, Node], ...]
    body: Node


@dataclass(frozen=True, slots=True)
class Quantified(Node):
    """`some name in domain, ... satisfies condition`, or `every`."""

    every: bool
    iterators: tuple[tuple[str, Node], ...]
    condition: Node


@dataclass(frozen=True, slots=True)
class Lambda(Node):
    """`function(name: type, ...) body`"""

    parameters: tuple[tuple[str, TypeNode | None], ...]
    body: Node


@dataclass(frozen=True, slots=True)
class ListOf(Node):
    """`[a, b]`"""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class ContextOf(Node):
    """`{key: value, ...}`"""

    entries: tuple[tuple[str, Node], ...]


@dataclass(frozen=True, slots=True)
class RangeOf(Node):
    """`[a..b]`, and `(> a)` with the end that it lacks None."""

    start: Node | None
    end: Node | None
    start_included: bool
    end_included: bool
    operator: str | None = None
