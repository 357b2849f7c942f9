"""Rules by place and day: the nearest jurisdiction decides, by its newest version in force."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree

import bpmn
from engine.errors import Misconfigured
from engine.rules import NoRule, Rules

DAY = date(2026, 1, 1)


def rule(
    value: str, since: str = "2020-01-01", jurisdiction: str = "", key: str = "greeting", force: str = ""
) -> bytes:
    where = f'jurisdiction="{jurisdiction}" ' if jurisdiction else ""
    force = force or f'<force xmlns="https://bangfu.example/decisions/1.0" {where}from="{since}" source="第 1 条"/>'
    return f"""<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="{key}" name="问候"
        namespace="https://bangfu.example/{value}">
      <description>说明</description>
      <extensionElements>{force}</extensionElements>
      <decision id="said" name="问候语"><variable name="问候语"/>
        <literalExpression><text>"{value}"</text></literalExpression></decision>
    </definitions>""".encode()


def said(rules: Rules, *places: str, on: date = DAY) -> object:
    return rules.in_force("greeting", places, on).model.evaluate("问候语", {}).value


def test_the_newest_version_in_force_on_the_day_holds() -> None:
    rules = Rules([rule("new", "2025-07-01"), rule("old", "2020-01-01"), rule("coming", "2027-01-01")])
    assert said(rules, on=date(2025, 6, 30)) == "old"
    assert said(rules, on=date(2025, 7, 1)) == "new"
    assert said(rules) == "new"


def test_the_nearest_jurisdiction_upward_decides_before_the_nation() -> None:
    rules = Rules([rule("nation"), rule("city", jurisdiction="990100"), rule("county", "2030-01-01", "990121")])
    # when a county has no version of its own yet, that of its city holds
    assert said(rules, "990121", "990100", "990000") == "city"
    assert said(rules, "990121", "990100", "990000", on=date(2030, 1, 1)) == "county"
    assert said(rules, "990200", "990000") == "nation"
    # and an old one of the county stands before a newer one above it
    older = Rules([rule("county", "2001-01-01", "990121"), rule("city", "2024-01-01", "990100")])
    assert said(older, "990121", "990100") == "county"


def test_where_nothing_is_in_force_words_say_so() -> None:
    with pytest.raises(NoRule) as found:
        said(Rules([rule("city", jurisdiction="990100")]), "990200")
    assert found.value.text("zh") == "990200在 2026-01-01 没有生效的规则“greeting”。"
    with pytest.raises(NoRule):
        said(Rules([rule("later", "2027-01-01")]))


def test_a_version_is_named_by_place_day_and_text() -> None:
    first, other = (
        Rules([rule(value, jurisdiction="990100")]).in_force("greeting", ["990100"], DAY) for value in ("hello", "bye")
    )
    named = {"key": "greeting", "jurisdiction": "990100", "since": "2020-01-01", "source": "第 1 条"}
    named["version"] = "990100.2020-01-01"
    assert first.identity == {**named, "digest": first.digest}
    # and the same place and day with another text is another one
    assert other.identity == {**named, "digest": other.digest} != first.identity
    assert (first.title, first.description) == ("问候", "说明")


def test_steps_may_call_what_any_version_has() -> None:
    assert Rules([rule("one"), rule("two", key="farewell")]).names() == {"greeting/said", "farewell/said"}


def test_two_versions_of_the_same_place_and_day_stop_the_start() -> None:
    with pytest.raises(Misconfigured, match="greeting"):
        Rules([rule("one"), rule("two")])


@pytest.mark.parametrize("force", ["<other/>", '<force xmlns="https://bangfu.example/decisions/1.0" from="soon"/>'])
def test_a_rule_that_does_not_say_since_when_stops_the_start(force: str) -> None:
    with pytest.raises(Misconfigured, match="since when"):
        Rules([rule("one", force=force)])


def test_the_rules_of_this_installation_are_sound_and_lie_where_they_say() -> None:
    paths = bpmn.rules()
    rules = Rules(path.read_bytes() for path in paths)
    for key in rules.keys:
        for version in rules.versions(key):
            # then each loads, and its folder and file name say what is written in it
            assert rules.on(version, version.since).model.decisions
            assert version.source
            assert f"{key}/{version.jurisdiction or 'cn'}.{version.since}.dmn" in {
                f"{path.parent.name}/{path.name}" for path in paths
            }
    assert sum(len(rules.versions(key)) for key in rules.keys) == len(paths)


@pytest.mark.parametrize("path", bpmn.rules(), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_row_of_every_table_says_what_it_rests_on(path: Path) -> None:
    for row in etree.fromstring(path.read_bytes()).iter("{*}rule"):
        assert [entry for entry in row.findall("{*}annotationEntry") if "".join(entry.itertext()).strip()], row.get(
            "id"
        )


def test_a_county_settles_by_its_own_scheme_and_its_neighbour_by_that_of_the_city() -> None:
    rules = Rules(path.read_bytes() for path in bpmn.rules())
    own = rules.in_force("medical-settlement", ["990121", "990100", "990000"], DAY)
    neighbour = rules.in_force("medical-settlement", ["990122", "990100", "990000"], DAY)
    assert (own.jurisdiction, neighbour.jurisdiction) == ("990121", "990100")
    assert own.model.evaluate("大病累计补偿", {"累计负担": Decimal(120_000)}).value == 81_250
