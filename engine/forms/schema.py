"""Reading a form-js schema into components, with all faults at once."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from engine.forms.components import COLUMNS, Component, Field, Group, Line, Options, Rows, Rules, Space, Text
from engine.forms.expressions import Expression, Template
from engine.forms.fields import CONTROLS, path_of, read_field
from engine.forms.messages import Fault, Invalid
from engine.forms.posted import MOST_ROWS
from engine.forms.reading import Faults, Raw

LARGEST = 1_000_000
"""Bytes a schema may have."""

_MOST_COMPONENTS = 500
_DEEPEST = 6
_RESERVED = ("csrf_token",)
_UNSUPPORTED = frozenset(("html", "iframe", "image", "table", "expression", "documentPreview", "multipage", "page"))


def read_schema(schema: bytes, names: frozenset[str]) -> tuple[str, tuple[Component, ...]]:
    """The id and the components of a schema. Raises Invalid with every fault found."""
    data = _json(schema)
    faults = Faults(names)
    root = Raw(data, str(data.get("id") or "form"), faults)
    if data.get("type", "default") != "default":
        root.fault("不是表单（type 应为 default）。", "This is no form: its type must be default.")
    root.whole("schemaVersion", 16, 1, 99)
    reader = _Reader(faults)
    parts = reader.parts(root, (), 1)
    _check_names(parts, faults)
    if faults.found:
        raise Invalid(faults.found)
    return root.id, parts


def walk(parts: Iterable[Component]) -> Iterator[Component]:
    """All components in reading order, those of groups and rows included."""
    for part in parts:
        yield part
        if isinstance(part, Group | Rows):
            yield from walk(part.parts)


def names_in(thing: Component | Rules | Options) -> frozenset[str]:
    """The variables that the settings of one component look at."""
    found: frozenset[str] = frozenset()
    for setting in fields(thing):
        value = getattr(thing, setting.name)
        if isinstance(value, Expression | Template):
            found |= value.names
        elif isinstance(value, Rules | Options):
            found |= names_in(value)
    if isinstance(thing, Options) and thing.key:
        found |= {thing.key.split(".")[0]}
    return found


def _json(schema: bytes) -> Mapping[str, Any]:
    if len(schema) > LARGEST:
        raise Invalid([Fault(component="form", zh="表单文件超过 1 MB。", en="The form is larger than 1 MB.")])
    try:
        data = json.loads(schema)
    except (ValueError, RecursionError) as error:
        fault = Fault(component="form", zh=f"不是有效的 JSON：{error}", en=f"This is no JSON: {error}")
        raise Invalid([fault]) from error
    if not isinstance(data, dict):
        raise Invalid([Fault(component="form", zh="表单应为 JSON 对象。", en="A form must be a JSON object.")])
    return data


@dataclass(slots=True)
class _Reader:
    """Walks the components, counting them."""

    faults: Faults
    count: int = 0

    def parts(self, raw: Raw, inside: tuple[str, ...], depth: int) -> tuple[Component, ...]:
        listed = raw.data.get("components", [])
        if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
            raw.fault("设置“components”应为组件列表。", "Setting components must be a list of components.")
            return ()
        if depth > _DEEPEST:
            raw.fault(f"嵌套超过 {_DEEPEST} 层。", f"Nested deeper than {_DEEPEST} levels.")
            return ()
        read = [self.component(one, inside, depth) for one in listed]
        return tuple(part for part in read if part is not None)

    def component(self, data: Mapping[str, Any], inside: tuple[str, ...], depth: int) -> Component | None:
        self.count += 1
        kind = str(data.get("type") or "")
        raw = Raw(data, str(data.get("id") or data.get("key") or data.get("path") or kind or "?"), self.faults)
        if self.count == _MOST_COMPONENTS + 1:
            raw.fault(f"组件超过 {_MOST_COMPONENTS} 个。", f"More than {_MOST_COMPONENTS} components.")
        if self.count > _MOST_COMPONENTS or kind == "button":
            return None
        if kind in CONTROLS:
            return read_field(raw, inside, _common(raw))
        if kind in ("group", "dynamiclist"):
            return self._container(raw, kind, inside, depth)
        return _still(raw, kind)

    def _container(self, raw: Raw, kind: str, inside: tuple[str, ...], depth: int) -> Component:
        common = _common(raw)
        if kind == "group":
            path = path_of(raw, "path") if raw.text("path") else ()
            parts = self.parts(raw, inside + path, depth + 1)
            return Group(**common, label=raw.template("label"), outline=raw.flag("showOutline"), parts=parts)
        properties = raw.part("properties")
        least = properties.whole("min_rows", 0, 0, MOST_ROWS)
        return Rows(
            **common,
            path=inside + path_of(raw, "path"),
            label=raw.template("label"),
            parts=self.parts(raw, (), depth + 1),
            fixed=not raw.flag("allowAddRemove", default=True),
            initial=raw.whole("defaultRepetitions", 1, 0, MOST_ROWS),
            least=least,
            most=properties.whole("max_rows", MOST_ROWS, max(least, 1), MOST_ROWS),
        )


def _still(raw: Raw, kind: str) -> Component | None:
    if kind == "text":
        return Text(**_common(raw), text=raw.template("text"))
    if kind == "separator":
        return Line(**_common(raw))
    if kind == "spacer":
        return Space(**_common(raw))
    if kind in _UNSUPPORTED:
        raw.fault(f"不支持“{kind}”组件，请删除或改用其他组件。", f"Component {kind} is not supported: use another.")
    else:
        raw.fault(f"没有“{kind}”这种组件。", f"There is no component of type {kind}.")
    return None


def _common(raw: Raw) -> dict[str, Any]:
    layout = raw.part("layout")
    columns = layout.whole("columns", 0, 1, COLUMNS)
    return {
        "id": raw.id,
        "row": layout.text("row") or None,
        "columns": columns or None,
        "hide": raw.part("conditional").expression("hide"),
    }


def _check_names(parts: tuple[Component, ...], faults: Faults) -> None:
    """Ids are unique; an answer's name is given once, or several times when each but one has a condition."""
    for twice, times in Counter(part.id for part in walk(parts)).items():
        if times > 1 and any(part.id == twice and not isinstance(part, Text | Line | Space) for part in walk(parts)):
            _note(faults, twice, "组件 id 重复。", "This component id occurs twice.")
    _check_scope(parts, faults)
    for part in walk(parts):
        if isinstance(part, Rows):
            _check_scope(part.parts, faults)


def _check_scope(parts: tuple[Component, ...], faults: Faults) -> None:
    named = list(_named(parts))
    always = Counter(path for path, conditional in named if not conditional)
    for path, times in always.items():
        if times > 1:
            _note(faults, ".".join(path), "名称（key）重复。", "This key is used twice.")
    paths = {path for path, _ in named}
    for path in sorted(paths):
        if any(path[:size] in paths for size in range(1, len(path))):
            _note(faults, ".".join(path), "名称（key）的上层已另有内容。", "A part of this key already holds a value.")
        if path[0].startswith("_") or path[0] in _RESERVED:
            _note(faults, ".".join(path), "名称（key）为系统保留。", "This key is reserved.")


def _named(parts: tuple[Component, ...], conditional: bool = False) -> Iterator[tuple[tuple[str, ...], bool]]:
    """The paths answers get in one scope, and whether they are shown only on a condition."""
    for part in parts:
        if isinstance(part, Group):
            yield from _named(part.parts, conditional or part.hide is not None)
        elif isinstance(part, Field | Rows):
            yield part.path, conditional or part.hide is not None


def _note(faults: Faults, component: str, zh: str, en: str) -> None:
    faults.found.append(Fault(component=component, zh=zh, en=en))
