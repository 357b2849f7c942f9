"""A process and a rule that offer settings, over three jurisdictions: 云山市 with 石梁县, and 清江市 beside."""

from __future__ import annotations

from datetime import timedelta

from engine import organizations
from engine.rules import Rules
from engine.settings.owners import setting_of
from engine.settings.pages import SettingRow, row
from engine.unit import Unit
from tests.engine.commission import FORMS, PLACE, TWO_STEPS, Commission

COUNTY, NEIGHBOUR = "990121", "990200"
PROPERTIES = {
    "days": "=3", "days.label": "办理时限", "days.unit": "个工作日", "days.source": "要点（三）",
    "limit": "=5000", "limit.label": "起付线", "limit.unit": "元", "limit.confirm": "true", "limit.empty": "不设",
    "way": "=null", "way.label": "提高方式", "way.type": "choice", "way.choices": "百分点|相对", "way.confirm": "true",
}  # fmt: skip
SETTINGS = "<bpmn:extensionElements><zeebe:properties>{}</zeebe:properties></bpmn:extensionElements>".format(
    "".join(f'<zeebe:property name="setting.{name}" value="{value}"/>' for name, value in PROPERTIES.items())
)


def rule(jurisdiction: str = "", since: str = "2020-01-01", default: str = "") -> bytes:
    """A version of a rule with one setting, the rate it answers with."""
    where = f'jurisdiction="{jurisdiction}" ' if jurisdiction else ""
    return f"""<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="benefit"
        name="待遇（{jurisdiction}）" namespace="benefit/{jurisdiction}/{since}" xmlns:bangfu="https://bangfu.example/decisions/1.0">
      <extensionElements><bangfu:force {where}from="{since}" source="第 1 条"/></extensionElements>
      <inputData id="rate" name="比例"><description>原文没有写。</description><extensionElements>
        <bangfu:setting unit="%" {default} confirm="true" source="第 2 条"/></extensionElements>
        <variable name="比例" typeRef="number"/></inputData>
      <inputData id="bill" name="费用"><variable name="费用" typeRef="number"/></inputData>
      <decision id="paid" name="报销"><variable name="报销"/>
        <informationRequirement id="n1"><requiredInput href="#rate"/></informationRequirement>
        <informationRequirement id="n2"><requiredInput href="#bill"/></informationRequirement>
        <literalExpression><text>费用 * 比例 / 100</text></literalExpression></decision>
      <decision id="free" name="免费"><variable name="免费"/>
        <informationRequirement id="n3"><requiredInput href="#bill"/></informationRequirement>
        <literalExpression><text>费用 = 0</text></literalExpression></decision>
    </definitions>""".encode()


def opened(url: str, *contents: bytes) -> Commission:
    """The commission with a process of three settings, and these rules."""
    commission = Commission(url, rules=Rules(contents))
    commission.deploy(SETTINGS + TWO_STEPS, forms=FORMS)
    commission.do(None, _found)
    return commission


def shown(commission: Commission, name: str, place: str = PLACE, key: str = "main") -> SettingRow:
    """A setting as an administrator sees it, once what was remembered of it is looked up again."""
    commission.clock.set(commission.clock() + timedelta(seconds=6))
    found: SettingRow = commission.look("admin", lambda view: row(view, setting_of(view, key, name, place), place))
    return found


def _found(unit: Unit) -> None:
    organizations.add_jurisdiction(unit, COUNTY, "石梁县", "county", PLACE)
    organizations.add_jurisdiction(unit, NEIGHBOUR, "清江市", "city")
