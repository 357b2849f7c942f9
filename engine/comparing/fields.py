"""Two forms compared field by field, and shown side by side."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from engine.comparing import words
from engine.comparing.changes import Cell, Change, Fact, Grid, Kind, Section
from engine.forms import Message

NOT_SAID = frozenset({"id", "components", "layout.row", "layout.columns", "schemaVersion"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One component, `depth` levels within lists and groups."""

    id: str
    name: str
    kind: str
    depth: int
    facts: Mapping[str, str]


def section(name: str, before: bytes | None, after: bytes | None) -> Section | None:
    """What differs between two states of a form, None where nothing does."""
    was, now = ({field.id: field for field in _fields(_read(content))} for content in (before, after))
    changes = tuple(_changes(was, now))
    if not changes:
        return None
    title = Message(f"表单 {name}", f"Form {name}")
    return Section(id=f"form-{name}", title=title, changes=changes, grid=_grid(was, now, changes))


def _read(content: bytes | None) -> Mapping[str, Any]:
    """The schema; what is none has no fields, and validation says why."""
    try:
        found = json.loads(content or b"{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _fields(schema: Mapping[str, Any], depth: int = 0) -> Iterator[Field]:
    components = schema.get("components")
    for component in components if isinstance(components, list) and depth < 20 else ():
        if not isinstance(component, dict):
            continue
        facts = dict(_facts(component))
        name = str(component.get("label") or component.get("text") or component.get("key") or component.get("id") or "")
        yield Field(
            id=str(component.get("key") or component.get("path") or component.get("id")), name=name.strip()[:80],
            kind=str(component.get("type")), depth=depth, facts=facts,
        )  # fmt: skip
        yield from _fields(component, depth + 1)


def _facts(component: Mapping[str, Any], around: str = "") -> Iterator[tuple[str, str]]:
    for name, value in component.items():
        place = f"{around}{name}"
        if place in NOT_SAID:
            continue
        if isinstance(value, dict):
            yield from _facts(value, f"{place}.")
        else:
            yield place, _written(value)


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(str(each.get("label", each)) if isinstance(each, dict) else str(each) for each in value)
    return "" if value is None else str(value)


def _changes(was: Mapping[str, Field], now: Mapping[str, Field]) -> Iterator[Change]:
    moved = _moved([id_ for id_ in was if id_ in now], [id_ for id_ in now if id_ in was])
    for id_, field in now.items():
        former = was.get(id_)
        facts = tuple(_differing(former.facts if former else {}, field.facts))
        if former is None:
            yield _change("added", field, facts)
        elif facts:
            yield _change("changed", field, facts)
        elif id_ in moved:
            yield _change("moved", field, ())
    for id_, field in was.items():
        if id_ not in now:
            yield _change("removed", field, ())


def _moved(was: list[str], now: list[str]) -> set[str]:
    """The fewest that stand elsewhere among the others."""
    stay = SequenceMatcher(None, was, now, autojunk=False).get_matching_blocks()
    return set(now) - {id_ for block in stay for id_ in now[block.b : block.b + block.size]}


def _differing(was: Mapping[str, str], now: Mapping[str, str]) -> Iterator[Fact]:
    for place in dict.fromkeys((*now, *was)):
        if was.get(place, "") != now.get(place, ""):
            label = words.FIELD_FACTS.get(place, Message(place, place))
            yield Fact(label=label, was=was.get(place, ""), now=now.get(place, ""))


def _change(kind: Kind, field: Field, facts: tuple[Fact, ...]) -> Change:
    what = words.FIELD_KINDS.get(field.kind, words.FIELD)
    return Change(kind=kind, element="", name=field.name or field.id, what=what, facts=facts)


def _grid(was: Mapping[str, Field], now: Mapping[str, Field], changes: tuple[Change, ...]) -> Grid:
    kinds = {change.name: change.kind for change in changes}
    order = [*now, *(id_ for id_ in was if id_ not in now)]
    lines = [(_cell(was.get(id_), kinds), _cell(now.get(id_), kinds)) for id_ in order]
    headings = (Message("字段", "Field"), Message("类型", "Type"), Message("必填", "Required"))
    return Grid(headings=headings, lines=tuple(lines))


def _cell(field: Field | None, kinds: Mapping[str, Kind]) -> Cell | None:
    if field is None:
        return None
    kind = words.FIELD_KINDS.get(field.kind, Message(field.kind, field.kind))
    name = "　" * field.depth + (field.name or field.id)
    required = field.facts.get("validate.required", "")
    return Cell(kind=kinds.get(field.name or field.id), texts=(name, kind.zh, required))
