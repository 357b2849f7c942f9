"""Types: how they are written and which values belong to them (DMN 1.5 §10.3.2.9, rules 50 to 56)."""

from collections.abc import Mapping
from datetime import UTC, time
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Protocol

from engine.feel.cursor import NAME, Cursor
from engine.feel.errors import Fault
from engine.feel.nodes import TypeNode
from engine.feel.temporal.exact import combined
from engine.feel.values import Function, Range, entry, kind_of

if TYPE_CHECKING:
    from engine.feel.run import Run

_LONG = {
    ("date", "and", "time"): "date and time",
    ("days", "and", "time", "duration"): "days and time duration",
    ("years", "and", "months", "duration"): "years and months duration",
}
_SHORT = {
    "dateTime": "date and time",
    "dayTimeDuration": "days and time duration",
    "yearMonthDuration": "years and months duration",
    "Null": "null",
}
SIMPLE = frozenset(
    {"number", "string", "boolean", "date", "time", "null", "Any", "list", "context", "function", "range"}
) | frozenset(_LONG.values())


_PARAMETERIZED = ("list", "range", "context", "function")


class NamedType(Protocol):
    """A type declared outside the expression, as an item definition of a decision model."""

    def includes(self, run: "Run", value: Any) -> bool:
        """Whether a FEEL value that is not null belongs to it; looking at many costs steps of the evaluation."""
        ...


Types = Mapping[str, NamedType]
NO_TYPES: Final[Types] = MappingProxyType({})


def parse_type(cursor: Cursor) -> TypeNode:
    """The type written here: `date and time`, `list<number>`, `context<a: string>`, `function<Any> -> number`."""
    position = cursor.token.start
    name = _type_name(cursor)
    if not cursor.at("<") or name not in _PARAMETERIZED:
        return TypeNode(position, name)
    cursor.advance()
    if name == "context":
        return TypeNode(position, name, entries=_entries(cursor))
    inner: list[TypeNode] = []
    while not cursor.at(">"):
        inner.append(parse_type(cursor))
        if name != "function" or not cursor.accept(","):
            break
    cursor.expect(">")
    if name == "function":
        cursor.expect("->")
        inner.append(parse_type(cursor))
    return TypeNode(position, name, inner=tuple(inner))


def _type_name(cursor: Cursor) -> str:
    for words, name in _LONG.items():
        if all(cursor.ahead(distance).text == word for distance, word in enumerate(words)):
            cursor.advance(len(words))
            return name
    known = cursor.known_name()
    if known is None and cursor.token.kind != "word":
        cursor.refuse(NAME)
    name = known or cursor.advance().text
    while cursor.at("."):
        cursor.advance()
        name += "." + cursor.member()
    return _SHORT.get(name, name)


def _entries(cursor: Cursor) -> tuple[tuple[str, TypeNode], ...]:
    entries: list[tuple[str, TypeNode]] = []
    while not cursor.at(">"):
        key = cursor.declared(":")
        cursor.expect(":")
        entries.append((key, parse_type(cursor)))
        if not cursor.accept(","):
            break
    cursor.expect(">")
    return tuple(entries)


def complete(wanted: TypeNode) -> bool:
    """Whether a type says what is inside: `list` alone does not (§10.3.2.15, table 61)."""
    inside = (*wanted.inner, *(each for _, each in wanted.entries))
    return (wanted.name not in _PARAMETERIZED or bool(inside)) and all(map(complete, inside))


def belongs(run: "Run", value: Any, wanted: TypeNode, types: Types = NO_TYPES) -> bool:
    """`value instance of wanted`; null itself belongs to Null only, but inside a value it belongs to every type."""
    if wanted.name not in SIMPLE:
        named = _named(wanted, types)
        return value is not None and named.includes(run, value)
    if wanted.name == "Any":
        return value is not None
    if kind_of(value) != wanted.name:
        return False
    if wanted.entries:
        return _has_entries(run, value, wanted.entries, types)
    if not wanted.inner or (wanted.inner[0].name == "Any" and wanted.name != "function"):
        return True
    if wanted.name == "list":
        run.spend(len(value))
        return all(each is None or belongs(run, each, wanted.inner[0], types) for each in value)
    if wanted.name == "range":
        return _has_ends(run, value, wanted.inner[0], types)
    return _takes(value, wanted.inner[:-1])


def _takes(function: Function, given: tuple[TypeNode, ...]) -> bool:
    """Whether a function takes arguments of these types; the type of a result is not known before there is one."""
    if function.types:
        pairs = zip(given, function.types, strict=False)
        conform = all(own is None or _conforms(each, own) for each, own in pairs)
        return conform and len(given) == len(function.types)
    return not function.signatures or any(len(each) == len(given) for each in function.signatures)


def _conforms(narrow: TypeNode, wide: TypeNode) -> bool:
    """Whether each value of a type belongs to another, as they are written (§10.3.2.9.2)."""
    if wide.name == "Any" or narrow.name == "null":
        return True
    entries = dict(narrow.entries)
    return (
        narrow.name == wide.name
        and len(narrow.inner) == len(wide.inner)
        and all(map(_conforms, narrow.inner, wide.inner))
        and all(key in entries and _conforms(entries[key], inner) for key, inner in wide.entries)
    )


def conformed(run: "Run", value: Any, wanted: TypeNode, types: Types = NO_TYPES) -> Any:
    """A value for a parameter of a type after the implicit conversions of §10.3.2.9.4; null stays null."""
    if value is None or wanted.name == "Any" or belongs(run, value, wanted, types):
        return value
    for candidate in conversions(value):
        if belongs(run, candidate, wanted, types):
            return candidate
    raise Fault(f"参数应为 {wanted.name}，实际是 {kind_of(value)}", f"expected {wanted.name}, but got {kind_of(value)}")


def conversions(value: Any) -> list[Any]:
    """What a value may become where it does not fit: out of a list of one, in one, a date as its midnight."""
    if type(value) is list:
        return [value[0], *_midnight(value[0])] if len(value) == 1 else []
    return [[value], *_midnight(value)]


def _midnight(value: Any) -> list[Any]:
    return [combined(value, time(tzinfo=UTC))] if kind_of(value) == "date" else []


def _named(wanted: TypeNode, types: Types) -> NamedType:
    if wanted.name not in types:
        raise Fault(f"没有名为“{wanted.name}”的类型", f'there is no type "{wanted.name}"')
    return types[wanted.name]


def _has_entries(
    run: "Run", context: Mapping[str, Any], wanted: tuple[tuple[str, TypeNode], ...], types: Types
) -> bool:
    run.spend(len(wanted))
    return all(
        key in context and (context[key] is None or belongs(run, entry(context, key), inner, types))
        for key, inner in wanted
    )


def _has_ends(run: "Run", value: Range, inner: TypeNode, types: Types) -> bool:
    return all(belongs(run, end, inner, types) for end in (value.start, value.end) if end is not None)
