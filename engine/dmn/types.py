"""Types: which values belong to one, and what a value may become to belong (DMN 1.5 §7.3.2, §10.3.2.9)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from engine.dmn.cells import Cell
from engine.feel.errors import Fault
from engine.feel.nodes import TypeNode
from engine.feel.run import Run
from engine.feel.types import NO_TYPES, Types, belongs, conversions
from engine.feel.values import Context, Function, entry, kind_of


class Type(Protocol):
    """What a value is checked against; `name` is what an author calls it."""

    @property
    def name(self) -> str: ...

    def includes(self, run: Run, value: Any) -> bool:
        """Whether a FEEL value that is not null belongs to it."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltIn:
    """A type as FEEL itself writes it; `types` are the declared ones it may name inside."""

    node: TypeNode
    types: Types = field(default_factory=lambda: NO_TYPES, compare=False)

    @property
    def name(self) -> str:
        return self.node.name

    def includes(self, run: Run, value: Any) -> bool:
        return belongs(run, value, self.node, self.types)


@dataclass(eq=False, slots=True, kw_only=True)
class ItemType:
    """A declared type: of another type, of components or of functions; several of them when it is a collection.

    `allowed` holds for each item, `constraint` for the value as a whole; both may name the components beside it
    (§7.3.3). Null conforms to every type.
    """

    name: str
    collection: bool = False
    base: Type | None = None
    components: "dict[str, ItemType] | None" = None
    parameters: int | None = None
    output: Type | None = None
    allowed: Cell | None = None
    constraint: Cell | None = None

    def includes(self, run: Run, value: Any) -> bool:
        return self.fits(run, value, {})

    def fits(self, run: Run, value: Any, siblings: Mapping[str, Any]) -> bool:
        """Whether a value that is not null belongs to it, as a component beside others."""
        if not self.collection:
            return self._item(run, value, siblings) and _passes(self.constraint, value, siblings)
        if type(value) is not list:
            return False
        run.spend(2 * len(value) + 2)
        items = all(each is None or self._item(run, each, siblings) for each in value)
        return items and _passes(self.constraint, value, siblings)

    def _item(self, run: Run, value: Any, siblings: Mapping[str, Any]) -> bool:
        if self.parameters is not None:
            return isinstance(value, Function) and _takes(value, self.parameters)
        if self.components is not None and not _has(run, value, self.components):
            return False
        return (self.base is None or self.base.includes(run, value)) and _passes(self.allowed, value, siblings)


def _passes(cell: Cell | None, value: Any, siblings: Mapping[str, Any]) -> bool:
    return cell is None or cell.holds(value, siblings)


def _takes(function: Function, count: int) -> bool:
    return not function.signatures or any(len(each) == count for each in function.signatures)


def _has(run: Run, value: Any, components: "Mapping[str, ItemType]") -> bool:
    """A context an expression made has all components (§10.3.2.9.2); what a caller left out is null."""
    if not isinstance(value, Mapping) or (type(value) is Context and not components.keys() <= value.keys()):
        return False
    run.spend(3 * len(components) + 2)
    found = ((entry(value, name), wanted) for name, wanted in components.items())
    return all(each is None or wanted.fits(run, each, value) for each, wanted in found)


def conformed(run: Run, value: Any, wanted: Type | None) -> Any:
    """A value for a variable of a type after the implicit conversions of §10.3.2.9.4. Raises Fault if it has none."""
    if value is None or wanted is None or wanted.includes(run, value):
        return value
    for candidate in conversions(value):
        if wanted.includes(run, candidate):
            return candidate
    raise Fault(
        f"{kind_of(value)} 类型的值不符合类型“{wanted.name}”",
        f'a value of type {kind_of(value)} does not conform to "{wanted.name}"',
    )
