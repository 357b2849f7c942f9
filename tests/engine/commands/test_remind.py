"""Remind (催办): those who hold an item are told that it is waited for, at most once an hour."""

from __future__ import annotations

from engine import commands
from engine.errors import NotFound, Refused
from engine.models import Reminder
from tests.engine.commission import Commission


def test_everybody_who_could_claim_is_told_and_after_that_only_the_claimant(office: Commission) -> None:
    # given an unclaimed item
    case, item = office.start(title="药品"), office.item("first")
    # when it is urged, then the whole department is told, each once
    office.do("registrar", commands.remind, item)
    assert office.reminded("urged") == ["clerk", "colleague", "head"]
    # when it is claimed and urged again, then the claimant alone is
    office.do("clerk", commands.claim, item)
    office.clock.advance(hours=2)
    office.do("leader", commands.remind, item)
    assert office.reminded("urged") == ["clerk", "clerk", "colleague", "head"]
    assert office.events(case).count("urged") == 2


def test_urging_again_within_the_hour_is_refused(office: Commission) -> None:
    office.start(title="药品")
    item = office.item("first")
    office.do("registrar", commands.remind, item)
    office.clock.advance(minutes=59)
    with office.refused(Refused, "一小时内已经催办过", "already urged within the hour"):
        office.do("leader", commands.remind, item)
    office.clock.advance(minutes=1)
    office.do("leader", commands.remind, item)


def test_what_is_done_is_not_urged(office: Commission) -> None:
    office.start(title="药品")
    item = office.item("first")
    office.complete("clerk", "first", finding="缺货")
    with office.refused(NotFound, "未办结的待办", "this item among the open ones"):
        office.do("registrar", commands.remind, item)
    assert office.rows(Reminder) == []
