"""An item opened: its form, what this person may do with it, and what came before."""

from __future__ import annotations

import pytest

from engine import commands
from engine.errors import NotAllowed, NotFound
from engine.items import Typed, open_item, start_form
from tests.engine.commission import Commission, start_event, task

ALL = {"claim", "complete", "send_back", "transfer", "comment"}


@pytest.fixture
def item(office: Commission) -> str:
    office.start(title="药品")
    return office.item("first")


@pytest.mark.parametrize(
    ("login", "actions"),
    [("clerk", ALL), ("head", ALL), ("registrar", {"comment", "remind"}), ("leader", {"comment", "remind"})],
)
def test_a_person_is_offered_what_that_person_may_do(
    office: Commission, item: str, login: str, actions: set[str]
) -> None:
    assert office.look(login, open_item, item).actions == actions


def test_a_claimed_item_can_be_released_by_its_claimant_and_only_urged_by_colleagues(
    office: Commission, item: str
) -> None:
    office.do("clerk", commands.claim, item)
    assert office.look("clerk", open_item, item).actions == ALL - {"claim"} | {"release"}
    assert office.look("colleague", open_item, item).actions == {"comment", "remind"}


def test_a_done_item_shows_who_did_it_and_offers_nothing(office: Commission, item: str) -> None:
    office.complete("clerk", "first", finding="缺货")
    opened = office.look("colleague", open_item, item)
    assert (opened.actions, opened.form, opened.completed_by) == (frozenset(), None, "clerk")


def test_who_is_not_concerned_sees_nothing(office: Commission, item: str) -> None:
    with pytest.raises(NotAllowed):
        office.look("outsider", open_item, item)
    with pytest.raises(NotFound):
        office.look("clerk", open_item, "0" * 32)


def test_the_step_says_how_opinions_go_and_which_are_common(office: Commission) -> None:
    step = task("sign", opinion="required", phrases="同意|拟同意，请领导阅示", actions="complete")
    office.deploy(f"{start_event()}{step}\nstart -> sign\n", process="signed")
    office.start("signed")
    opened = office.look("clerk", open_item, office.item("sign"))
    assert (opened.opinion_rule, opened.phrases) == ("required", ("同意", "拟同意，请领导阅示"))
    assert opened.actions == {"complete", "comment"}


def test_what_was_just_typed_goes_before_the_draft(office: Commission, item: str) -> None:
    office.do("clerk", commands.save_draft, item, {"finding": ["草稿"]}, "草稿意见")
    opened = office.look("clerk", open_item, item, typed=Typed(posted={"finding": ["刚写"]}, opinion="刚写意见"))
    assert opened.opinion == "刚写意见"
    assert [cell.text for row in opened.form.rows for cell in row] == ["刚写"]


def test_a_start_form_is_that_of_the_newest_version(office: Commission) -> None:
    deployed, view = office.look("registrar", start_form, "main", office.departments["office"])
    assert deployed.version == 1
    assert [cell.label for row in view.rows for cell in row] == ["title"]
    office.deploy(f"{start_event()}{task('only')}\nstart -> only\n")
    assert office.look("registrar", start_form, "main", office.departments["office"])[1] is None
