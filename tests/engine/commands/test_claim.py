"""Claim: an item leaves the department's inbox and comes into one person's hands."""

from __future__ import annotations

import pytest

from engine import commands, inbox
from engine.errors import NotFound, Overtaken, Refused
from engine.models import Item
from tests.engine.commission import Commission, start_event, task


def box(office: Commission, login: str, name: str) -> list[str | None]:
    return [row.id for row in office.look(login, inbox.page, name).rows]


def test_a_claimed_item_is_in_ones_own_hands_and_in_nobody_elses_box(office: Commission) -> None:
    # given an item of the department
    case, item = office.start(title="药品"), office.item("first")
    assert box(office, "colleague", "unclaimed") == [item]
    # when a clerk claims it
    office.do("clerk", commands.claim, item)
    # then it is the clerk's, with the moment, and the history says so
    row = office.row(Item, item)
    assert (row.claimant_id, row.claimed_at) == (office.persons["clerk"], office.clock())
    assert box(office, "clerk", "mine") == [item]
    assert box(office, "colleague", "todo") == []
    (event,) = office.history(case, "claimed")
    assert (event.actor_id, event.element, event.item_id) == (office.persons["clerk"], "first", item)


def test_claiming_ones_own_item_again_changes_nothing(office: Commission) -> None:
    case, item = office.start(title="药品"), office.item("first")
    office.do("clerk", commands.claim, item)
    before = office.contents()
    office.do("clerk", commands.claim, item)
    assert office.contents() == before
    assert office.events(case) == ["started", "claimed"]


def test_a_colleague_was_faster(office: Commission) -> None:
    office.start(title="药品")
    item = office.item("first")
    office.do("clerk", commands.claim, item)
    with office.refused(Overtaken, "已由clerk领取", "clerk was faster: claimed"):
        office.do("colleague", commands.claim, item)


def test_what_is_done_cannot_be_claimed(office: Commission) -> None:
    office.start(title="药品")
    item = office.item("first")
    office.complete("clerk", "first", finding="缺货")
    with office.refused(Overtaken, "已由clerk办理", "clerk was faster: completed"):
        office.do("colleague", commands.claim, item)


def test_what_was_cancelled_with_its_case_cannot_be_claimed(office: Commission) -> None:
    case, item = office.start(title="药品"), office.item("first")
    office.do("registrar", commands.cancel, case, "重复")
    with office.refused(Overtaken, "已由系统撤销", "the system was faster: cancelled"):
        office.do("colleague", commands.claim, item)


def test_there_is_no_such_item(office: Commission) -> None:
    with office.refused(NotFound, "未找到该待办", "to find this item"):
        office.do("clerk", commands.claim, "0" * 32)


@pytest.mark.parametrize(
    ("verb", "act"),
    [
        ("claim", lambda office, item: office.do("clerk", commands.claim, item)),
        ("complete", lambda office, item: office.do("clerk", commands.complete, item, {})),
        ("release", lambda office, item: office.do("clerk", commands.release, item)),
        ("transfer", lambda office, item: office.do("clerk", commands.transfer, item, "归口", to_person="x")),
        ("send_back", lambda office, item: office.do("clerk", commands.send_back, item, "first", "重办")),
    ],
)
def test_a_verb_the_diagram_does_not_allow_is_refused_whatever_the_page_showed(office: Commission, verb, act) -> None:  # type: ignore[no-untyped-def]
    others = " ".join({"claim", "complete", "release", "transfer", "send_back"} - {verb})
    office.deploy(f"{start_event()}{task('only', actions=others)}\nstart -> only\n", process="strict")
    office.start("strict")
    with office.refused(Refused, "本环节不能", "at this step items cannot be"):
        act(office, office.item("only"))
