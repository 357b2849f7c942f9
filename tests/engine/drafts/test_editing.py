"""One editor at a time: a second one reads, or takes over knowingly."""

from __future__ import annotations

import pytest

from engine import drafts
from engine.errors import Refused
from tests.engine.commission import Commission


@pytest.fixture
def draft(office: Commission) -> str:
    """A draft that the designer has open."""
    found = str(office.do("designer", drafts.begin_blank, "visit", "入户走访"))
    office.do("designer", drafts.edit, found)
    return found


def saved_by(office: Commission, login: str, draft: str) -> None:
    content, revision = office.do(login, drafts.content, draft, "visit.bpmn")
    office.do(login, drafts.save, draft, "visit.bpmn", content + b"\n", revision)


def test_a_second_editor_is_told_who_edits_and_saves_nothing(office: Commission, draft: str) -> None:
    # when the administrator opens it too
    editing = office.do("admin", drafts.edit, draft)
    # then the page says who edits, and a save is refused
    assert (editing.mine, editing.editor) == (False, "designer")
    with pytest.raises(drafts.EditedElsewhere, match="designer"):
        saved_by(office, "admin", draft)


def test_taking_over_turns_the_former_editor_away(office: Commission, draft: str) -> None:
    # when the administrator takes over knowingly
    office.do("admin", drafts.take_over, draft)
    saved_by(office, "admin", draft)
    # then the designer's next save is refused in words
    with pytest.raises(drafts.EditedElsewhere, match="admin"):
        saved_by(office, "designer", draft)


def test_a_draft_left_open_over_lunch_is_free_again(office: Commission, draft: str) -> None:
    office.clock.advance(minutes=4)
    assert office.do("admin", drafts.edit, draft).mine


def test_a_draft_that_is_closed_is_free_at_once(office: Commission, draft: str) -> None:
    office.do("designer", drafts.release, draft)
    assert office.do("admin", drafts.edit, draft).mine


def test_a_discarded_draft_changes_no_more_until_it_is_restored(office: Commission, draft: str) -> None:
    office.do("designer", drafts.discard, draft)
    with pytest.raises(Refused, match="discarded"):
        saved_by(office, "designer", draft)
    office.do("designer", drafts.restore, draft)
    saved_by(office, "designer", draft)
