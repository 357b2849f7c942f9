"""The types that need not be declared, by the names FEEL and XML Schema give them (DMN 1.5 §7.3.3, table 47)."""

from typing import Any, Final

from engine.dmn.types import BuiltIn
from engine.feel.cursor import Cursor, known_names
from engine.feel.errors import FeelSyntaxError
from engine.feel.nodes import TypeNode
from engine.feel.types import NO_TYPES, SIMPLE, Types, parse_type

SCHEMA: Final = "http://www.w3.org/2001/XMLSchema"
_NUMBERS = ("decimal", "double", "float", "integer", "int", "long", "short", "byte", "unsignedInt", "unsignedLong")
_ALIKE = ("string", "boolean", "date", "time", "dateTime", "dayTimeDuration", "yearMonthDuration")
_OF_SCHEMA = {
    **{name: name for name in _ALIKE},
    **dict.fromkeys((*_NUMBERS, "positiveInteger", "nonNegativeInteger", "negativeInteger"), "number"),
    **dict.fromkeys(("duration", "anyType", "anySimpleType"), "Any"),
}


def of_feel(text: str, types: Types = NO_TYPES) -> BuiltIn | None:
    """A type as FEEL writes it: `number`, `dateTime`, `list<number>`; `types` are what may stand in the brackets."""
    try:
        cursor = Cursor(text, known_names(name for name in types if not name.isidentifier()))
        node = parse_type(cursor)
    except FeelSyntaxError:
        return None
    complete = cursor.token.kind == "end"
    return BuiltIn(node=node, types=types) if complete and _is_known(node, types) else None


def _is_known(node: TypeNode, types: Types) -> bool:
    inside = (*node.inner, *(each for _, each in node.entries))
    return (node.name in SIMPLE or node.name in types) and all(_is_known(each, types) for each in inside)


def of_schema(name: str) -> BuiltIn | None:
    """A type as XML Schema names it: `decimal`."""
    return of_feel(_OF_SCHEMA.get(name, ""))


def language(node: Any) -> str:
    """The type language in force at a node, "" for FEEL."""
    told = (each.get("typeLanguage") for each in (node, *node.iterancestors()))
    return next((each for each in told if each), "")
