"""Identifiers sort in the order in which they were made."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from engine.ids import new_id

NOON = datetime(2026, 3, 2, 12, 0)


def test_an_identifier_is_a_uuid_of_version_7() -> None:
    made = uuid.UUID(new_id(NOON))
    assert (made.version, made.variant) == (7, uuid.RFC_4122)
    assert made.int >> 80 == int(NOON.timestamp() * 1000)


def test_identifiers_of_a_clock_that_stands_still_keep_their_order_while_another_clock_is_asked() -> None:
    # given two clocks that stand still, as in trials that run beside each other
    made: dict[datetime, list[str]] = {NOON: [], NOON - timedelta(days=3000): []}
    # when both make more identifiers than a short counter could tell apart
    for _ in range(5000):
        for now, ids in made.items():
            ids.append(new_id(now))
    # then each made them in order
    for ids in made.values():
        assert ids == sorted(set(ids))


def test_a_later_moment_sorts_later() -> None:
    early, late = new_id(NOON), new_id(NOON + timedelta(milliseconds=1))
    assert early < late
