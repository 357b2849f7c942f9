"""Release: a claimed item goes back to all who could claim it."""

from __future__ import annotations

from engine import commands
from engine.errors import Overtaken, Refused
from engine.models import Item
from tests.engine.commission import Commission, start_event, task


def test_a_released_item_can_be_claimed_by_a_colleague_who_finds_the_draft(office: Commission) -> None:
    # given an item claimed and half filled in
    case, item = office.start(title="药品"), office.item("first")
    office.do("clerk", commands.claim, item)
    office.do("clerk", commands.save_draft, item, {"finding": ["一半"]})
    # when it is released
    office.do("clerk", commands.release, item)
    # then it is free, and what was typed is still there
    row = office.row(Item, item)
    assert (row.claimant_id, row.claimed_at, row.draft["posted"]) == (None, None, {"finding": ["一半"]})
    office.do("colleague", commands.claim, item)
    assert office.events(case) == ["started", "claimed", "released", "claimed"]


def test_only_ones_own_claim_can_be_released(office: Commission) -> None:
    office.start(title="药品")
    item = office.item("first")
    with office.refused(Refused, "尚未由您领取", "you have not claimed this item"):
        office.do("clerk", commands.release, item)
    office.do("clerk", commands.claim, item)
    with office.refused(Overtaken, "已由clerk领取", "clerk was faster"):
        office.do("colleague", commands.release, item)


def test_what_was_given_to_one_person_alone_is_transferred_not_released(office: Commission) -> None:
    office.deploy(f"{start_event()}{task('mine', '', assignee='{clerk}')}\nstart -> mine\n", process="personal")
    office.start("personal")
    item = office.item("mine")
    assert office.row(Item, item).claimant_id == office.persons["clerk"]
    with office.refused(Refused, "请使用“转办”", "transfer it"):
        office.do("clerk", commands.release, item)
