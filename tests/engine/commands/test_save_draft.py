"""Save a draft: what is typed survives the closing of the page, unchecked."""

from __future__ import annotations

from engine import commands
from engine.errors import Overtaken
from engine.items import open_item
from engine.models import Item
from tests.engine.commission import Commission


def test_a_draft_is_kept_as_typed_and_shown_again(office: Commission) -> None:
    # given an item with a required answer
    case, item = office.start(title="药品"), office.item("first")
    # when something incomplete is saved
    office.do("clerk", commands.save_draft, item, {"finding": ["还没"]}, "拟同意")
    # then it is shown again to the colleague too, with who wrote it, and the history has nothing of it
    shown = office.look("colleague", open_item, item)
    assert (shown.opinion, shown.draft_by) == ("拟同意", "clerk")
    assert [cell.text for row in shown.form.rows for cell in row] == ["还没"]
    assert office.row(Item, item).draft_at == office.clock()
    assert office.events(case) == ["started"]


def test_the_draft_is_gone_once_the_item_is_done(office: Commission) -> None:
    office.start(title="药品")
    item = office.item("first")
    office.do("clerk", commands.save_draft, item, {"finding": ["缺"]})
    office.complete("clerk", "first", finding="缺货")
    assert office.row(Item, item).draft is None


def test_no_draft_is_written_over_a_colleagues_work(office: Commission) -> None:
    office.start(title="药品")
    item = office.item("first")
    office.do("clerk", commands.claim, item)
    with office.refused(Overtaken, "已由clerk领取"):
        office.do("colleague", commands.save_draft, item, {"finding": ["缺"]})
