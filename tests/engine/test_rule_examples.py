"""The worked examples every rule carries: each is kept, and comes out as the rule says it."""

from __future__ import annotations

from datetime import datetime

import pytest

from engine.clock import ZONE
from engine.rule_examples import corrected, examples, outcome
from engine.rules import Rule, read
from tests.engine.rule_workbooks import COUNTY, KEY, rules

NOW = datetime(2026, 3, 2, 9, tzinfo=ZONE)
KNOWN = rules()
EVERY = [KNOWN.on(rule, max(rule.since, NOW.date())) for key in KNOWN.keys for rule in KNOWN.versions(key)]


@pytest.mark.parametrize("rule", EVERY, ids=lambda rule: f"{rule.key}/{rule.version}")
def test_every_rule_of_this_installation_keeps_its_examples(rule: Rule) -> None:
    found = examples(rule)
    assert found
    for each in found:
        assert outcome(rule, each, NOW) == each.value, each.name


def test_examples_can_be_set_right_to_what_a_version_says() -> None:
    rule = next(rule for rule in EVERY if (rule.key, rule.version) == (KEY, COUNTY))
    values = [None, "文字", {"状态": "可结算"}, 1, True, [1], 2]
    again = read(corrected(rule, values))
    assert [each.value for each in examples(again)] == values
    assert [each.given for each in examples(again)] == [each.given for each in examples(rule)]
