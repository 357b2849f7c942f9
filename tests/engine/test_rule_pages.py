"""What the page of a rule is made of: states, inputs, parts, and trials."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

import bpmn
from engine import rule_pages
from engine.clock import ZONE
from engine.rule_pages import Field, Part
from engine.rules import Rule, Rules

NOW = datetime(2026, 3, 2, 9, tzinfo=ZONE)


@pytest.fixture(scope="module")
def rules() -> Rules:
    return Rules(path.read_bytes() for path in bpmn.rules())


@pytest.fixture
def county(rules: Rules) -> Rule:
    return named(rules, "medical-settlement", "990121.2020-01-01")


def named(rules: Rules, key: str, version: str) -> Rule:
    return next(rules.on(rule, NOW.date()) for rule in rules.versions(key) if rule.version == version)


def part(each: Rule, name: str) -> Part:
    return next(found for found in rule_pages.parts(each) if found.name == name)


def test_a_version_is_coming_then_in_force_then_superseded(county: Rule) -> None:
    later = county.content.replace(b'from="2020-01-01"', b'from="2025-01-01"').replace(b"990121.2020", b"990121.2025")
    both = Rules([county.content, later])
    first, second = both.versions(county.key)
    states = [
        [rule_pages.state(both, each, day) for each in (first, second)]
        for day in (date(2019, 12, 31), date(2024, 12, 31), date(2025, 1, 1))
    ]
    assert states == [["coming", "coming"], ["in force", "coming"], ["superseded", "in force"]]
    # and one that is not among the rules was withdrawn
    assert rule_pages.state(Rules([county.content]), second, date(2025, 1, 1)) == "withdrawn"


def test_the_inputs_are_those_of_the_file_and_of_what_it_imports(county: Rule) -> None:
    found = {field.name: field for field in rule_pages.fields(county)}
    assert found["医院等级"] == Field(name="医院等级", type="string", choices=("一级", "二级", "三级"), note="")
    assert (found["总费用"].type, found["总费用"].note) == ("number", "元，精确到分。")
    # the person's category belongs to the rule of eligibility
    assert "孤儿" in found["人员类别"].choices


def test_results_come_before_what_they_rest_on(county: Rule) -> None:
    names = [each.name for each in rule_pages.parts(county)]
    assert names[0] == "结算单"
    assert names.index("基本医保") < names.index("住院报销比例")


def test_a_table_is_read_with_headings_rows_and_clauses(county: Rule) -> None:
    rate = part(county, "住院报销比例")
    assert (rate.policy, rate.conditions, rate.results) == (
        "UNIQUE",
        ("医院等级", "县域内，或经批准转诊"),
        ("住院报销比例",),
    )
    assert [row.results for row in rate.rows] == [("90",), ("80",), ("70",)]
    assert rate.rows[0].conditions == ("一级", "是") and "二定" in rate.rows[0].clause
    check = part(county, "审核").rows[-1]
    assert (check.conditions, check.results) == (("",) * 6, ("可结算",))
    assert part(county, "大病累计补偿").policy == "COLLECT SUM"
    assert [name for name, _text in part(county, "结算单").lines][:2] == ["状态", "费用合计"]


def test_what_is_typed_becomes_values_or_is_named_as_wrong() -> None:
    kinds = {"数": "number", "词": "string", "日": "date", "是": "boolean", "表": "病名表"}
    wanted = [Field(name=name, type=kind, choices=(), note="") for name, kind in kinds.items()]
    typed = {"数": " 1,234.50 ", "词": "三级", "日": "2026-03-01", "是": "false", "表": '["甲", "乙"]'}
    values, faulty = rule_pages.read(wanted, typed)
    assert faulty == []
    assert values == {"数": Decimal("1234.50"), "词": "三级", "日": date(2026, 3, 1), "是": False, "表": ["甲", "乙"]}
    assert rule_pages.read(wanted, {})[0] == dict.fromkeys(kinds)
    for name, text in {"数": "true", "日": "明天", "是": "不是", "表": "["}.items():
        assert rule_pages.read(wanted, {name: text})[1] == [name]


def test_a_trial_marks_the_rows_of_this_file_only(rules: Rules) -> None:
    # given a local catalogue whose table has the same ids as the national one it imports
    local = named(rules, "disease-catalogue", "990200.2020-01-01")
    inputs = {"诊断病名": "甲病", "年度": 2020, "地方病种": ["甲病"]}
    trial = rule_pages.tried(local, inputs, NOW)
    # then only the row that says a confirmed local name is listed has matched, not that of the nation
    assert trial.matched == {"listed_2"}
    assert trial.values["listed"] == "列入" and trial.values["missing"] == 3


def test_a_trial_says_why_something_has_no_value(county: Rule) -> None:
    trial = rule_pages.tried(county, {"总费用": 100}, NOW)
    assert trial.values["check"] == "费用有误"
    assert any("基本医保" in each.text("zh") for each in trial.diagnostics)
