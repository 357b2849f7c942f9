"""Settings of rules: declared in the file as inputs with a unit, a clause and a kind of their type."""

from __future__ import annotations

from typing import Any

import pytest

from engine.dmn import source
from engine.errors import Misconfigured
from engine.settings.declaring import SettingOf
from engine.settings.of_rules import declared

TYPES = """
<itemDefinition name="方式"><typeRef>string</typeRef>
  <allowedValues><text>"百分点", "相对"</text></allowedValues></itemDefinition>
<itemDefinition name="病名表" isCollection="true"><typeRef>string</typeRef></itemDefinition>
<itemDefinition name="分段"><itemComponent name="以上"><typeRef>number</typeRef></itemComponent>
  <itemComponent name="比例"><typeRef>number</typeRef></itemComponent></itemDefinition>
<itemDefinition name="分段表" isCollection="true"><typeRef>分段</typeRef></itemDefinition>
<itemDefinition name="金额"><typeRef>number</typeRef></itemDefinition>
<itemDefinition name="单"><itemComponent name="以上"><typeRef>number</typeRef></itemComponent></itemDefinition>
"""


def settings(type_: str, said: str) -> tuple[SettingOf, ...]:
    content = f"""<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="benefit" name="待遇"
        namespace="n" xmlns:bangfu="https://bangfu.example/decisions/1.0">{TYPES}
      <inputData id="a" name="起付线"><description>倾斜前的。</description>
        <extensionElements>{said}</extensionElements><variable name="起付线" typeRef="{type_}"/></inputData>
      <inputData id="b" name="总费用"><variable name="总费用" typeRef="number"/></inputData></definitions>"""
    return declared(source.read(content.encode()))


def test_only_inputs_that_say_so_are_settings() -> None:
    (found,) = settings("number", '<bangfu:setting unit="元" source="第 11 项" confirm="true" empty="不设"/>')
    assert (found.key, found.name, found.note, found.source) == ("benefit", "起付线", "倾斜前的。", "第 11 项")
    assert (found.shape.unit, found.to_confirm, found.empty, found.default) == ("元", True, "不设", None)
    assert settings("number", "") == ()


@pytest.mark.parametrize(
    ("type_", "default", "kind", "value"),
    [
        ("number", "30", "number", 30),
        ("boolean", "true", "boolean", True),
        ("方式", '"相对"', "choice", "相对"),
        ("病名表", '["甲"]', "list", ["甲"]),
        ("分段表", "[{以上: 1, 比例: 2}]", "table", [{"以上": 1, "比例": 2}]),
        ("金额", "30", "number", 30),
    ],
)
def test_its_kind_is_that_of_its_type(type_: str, default: str, kind: str, value: Any) -> None:
    (found,) = settings(type_, f"<bangfu:setting default='{default}'/>")
    assert (found.shape.kind, found.default) == (kind, value)


@pytest.mark.parametrize(("type_", "default"), [("单", ""), ("函数", ""), ("number", '"三"'), ("方式", '"倍数"')])
def test_what_cannot_be_typed_in_stops_the_start(type_: str, default: str) -> None:
    with pytest.raises(Misconfigured, match="起付线"):
        settings(type_, f"<bangfu:setting default='{default}'/>")
