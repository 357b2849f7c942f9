"""The settings a rule declares in its file: inputs that the administrator gives, not the case.

<inputData id="i_deductible" name="基础起付线"><description>...</description>
  <extensionElements>
    <bangfu:setting unit="元" default="500" source="..." confirm="true" empty="不设"/>
  </extensionElements>
  <variable name="基础起付线" typeRef="number"/></inputData>
"""

from collections.abc import Mapping
from typing import Any, Final

from engine import feel
from engine.dmn import source
from engine.dmn.source import child, children, name_of, text_of
from engine.errors import Misconfigured
from engine.settings.declaring import SettingOf, fault_of
from engine.settings.kinds import Kind, Shape

NAMESPACE: Final = "https://bangfu.example/decisions/1.0"

_KINDS: Final[Mapping[str, Kind]] = {
    "number": "number",
    "string": "text",
    "boolean": "boolean",
    "date": "date",
    "days and time duration": "duration",
    "years and months duration": "duration",
}


def declared(root: Any) -> tuple[SettingOf, ...]:
    """The settings of a rule from the root of its file. Raises Misconfigured for one that cannot be typed in."""
    types = {name_of(node): node for node in children(root, "itemDefinition")}
    found = []
    for node in children(root, "inputData"):
        said = node.find(f"./{{*}}extensionElements/{{{NAMESPACE}}}setting")
        if said is not None:
            found.append(_setting(root, node, said, types))
    return tuple(found)


def shape_of(type_: str, types: Mapping[str, Any], unit: str = "") -> Shape | None:
    """What a value of a type of a model must be; None for a type that has no plain way to be typed in."""
    node = types.get(type_)
    if node is None:
        kind = _KINDS.get(type_)
        return Shape(kind=kind, unit=unit) if kind else None
    if node.get("isCollection") == "true":
        return _collection(node, types)
    allowed = child(node, "allowedValues")
    if allowed is not None:
        choices = feel.evaluate(f"[{text_of(allowed)}]", {}) or []
        return Shape(kind="choice", unit=unit, choices=tuple(map(str, choices)))
    return shape_of(_reference(node), types, unit)


def _collection(node: Any, types: Mapping[str, Any]) -> Shape | None:
    holder = node if child(node, "itemComponent") is not None else types.get(_reference(node), node)
    components = list(children(holder, "itemComponent"))
    if not components:
        return Shape(kind="list") if _reference(holder) == "string" else None
    columns = [(name_of(each), shape_of(_reference(each), types)) for each in components]
    kinds = tuple((name, shape.kind) for name, shape in columns if shape is not None)
    return Shape(kind="table", columns=kinds) if len(kinds) == len(columns) else None


def _reference(node: Any) -> str:
    found = child(node, "typeRef")
    return "" if found is None else " ".join((found.text or "").split())


def _setting(root: Any, node: Any, said: Any, types: Mapping[str, Any]) -> SettingOf:
    variable, description = child(node, "variable"), child(node, "description")
    type_ = "" if variable is None else variable.get("typeRef") or ""
    shape = shape_of(type_, types, said.get("unit") or "")
    default = feel.evaluate(said.get("default") or "null", {})
    wrong = fault_of(shape.kind if shape else None, shape.choices if shape else (), default)
    if wrong or shape is None:
        zh, en = (wrong.zh, wrong.en) if wrong else ("类型无法填写", "its type cannot be typed in")
        raise Misconfigured(
            zh=f"规则“{source.name_of(root)}”的设置“{name_of(node)}”：{zh}。",
            en=f"the setting {name_of(node)!r} of the rule {source.name_of(root)!r}: {en}.",
        )
    return SettingOf(
        key=root.get("id") or "",
        name=name_of(node),
        label=name_of(node),
        shape=shape,
        default=default,
        note="" if description is None else (description.text or "").strip(),
        source=said.get("source") or "",
        to_confirm=said.get("confirm") == "true",
        empty=said.get("empty") or "",
    )
