"""The page of rules says what the rules say."""

from pathlib import Path

from engine.kernel import rules
from engine.kernel.rulebook import RULES
from engine.kernel.rules.page import TITLES, page

PAGE = Path(rules.__file__).parent.with_suffix(".md")


def test_the_page_of_rules_is_the_one_generated_from_them() -> None:
    assert PAGE.read_text("utf-8") == page(), "python -m engine.kernel.rules > engine/kernel/rules.md"


def test_every_rule_is_on_the_page_in_both_languages_and_with_its_clause() -> None:
    assert {rule.topic for rule in RULES.values()} == set(TITLES)
    assert len(RULES) >= 150
    for rule in RULES.values():
        assert f"`{rule.name}`" in page()
        assert rule.zh and rule.en.isascii() and rule.clause
        assert rule.check is not None or rule.topic == "reading"
