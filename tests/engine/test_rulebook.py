"""Rules of files and of pages together, read once and the same object until something is published."""

from __future__ import annotations

from datetime import date

from engine import rule_publishing
from tests.engine.commission import PLACE, Commission
from tests.engine.rule_workbooks import KEY, rules
from tests.engine.test_rule_publishing import draft


def test_the_rules_are_the_same_object_until_something_is_published(sqlite_url: str) -> None:
    with Commission(sqlite_url, rules=rules()) as commission:

        def current() -> object:
            commission.clock.advance(seconds=6)
            return commission.look(None, lambda view: view.rules)

        first = current()
        assert current() is first
        draft_id = commission.do("admin", draft, place=PLACE, since=date(2026, 4, 1))
        assert current() is first
        # when a draft is published, its author sees it at once and everybody from then on
        with commission.engine.unit(commission.actor("admin")) as unit:
            version = rule_publishing.publish(unit, draft_id)
            assert version in {rule.version for rule in unit.rules.versions(KEY)}
        second = current()
        assert second is not first and current() is second
