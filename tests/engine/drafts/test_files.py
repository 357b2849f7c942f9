"""Files of a draft: every save stands on what its author had seen."""

from __future__ import annotations

import pytest

from engine import drafts
from engine.drafts.files import LARGEST, Stale
from engine.errors import NotAllowed, Refused
from tests.engine.commission import Commission


def begun(office: Commission) -> str:
    return str(office.do("designer", drafts.begin_blank, "visit", "入户走访"))


def test_a_save_on_the_newest_revision_replaces_the_file(office: Commission) -> None:
    # given a draft whose diagram a designer has open
    draft = begun(office)
    content, revision = office.do("designer", drafts.content, draft, "visit.bpmn")
    # when the changed diagram is saved
    new = content.replace("办理".encode(), "走访".encode())
    saved = office.do("designer", drafts.save, draft, "visit.bpmn", new, revision)
    # then it is the next revision, and what was written is there
    assert saved == revision + 1
    assert office.do("designer", drafts.content, draft, "visit.bpmn") == (new, saved)


def test_a_save_on_an_older_revision_overwrites_nothing(office: Commission) -> None:
    # given the same draft open in two windows, one of which has saved
    draft = begun(office)
    content, revision = office.do("designer", drafts.content, draft, "visit.bpmn")
    office.do("designer", drafts.save, draft, "visit.bpmn", content + b"\n", revision)
    # when the other one saves too
    with pytest.raises(Stale):
        office.do("designer", drafts.save, draft, "visit.bpmn", content + b"  ", revision)
    # then the first save stands
    assert office.do("designer", drafts.content, draft, "visit.bpmn")[0] == content + b"\n"


@pytest.mark.parametrize("name", ["../visit.form", "visit.exe", "a/b.form", ".form", "scenarios/../x.yaml", ""])
def test_a_name_that_leads_elsewhere_is_refused_in_words(office: Commission, name: str) -> None:
    draft = begun(office)
    with pytest.raises(Refused, match="will not do"):
        office.do("designer", drafts.add, draft, name, b"{}")


def test_a_file_as_large_as_a_film_is_refused_in_words(office: Commission) -> None:
    draft = begun(office)
    with pytest.raises(Refused, match="larger than 5 MB"):
        office.do("designer", drafts.add, draft, "visit.form", b" " * (LARGEST + 1))


def test_two_files_never_share_a_name(office: Commission) -> None:
    draft = begun(office)
    office.do("designer", drafts.add, draft, "visit.form", b"{}")
    with pytest.raises(Refused, match="already"):
        office.do("designer", drafts.add, draft, "Visit.form", b"{}")


def test_a_file_taken_out_can_be_put_back(office: Commission) -> None:
    draft = begun(office)
    office.do("designer", drafts.add, draft, "visit.form", b'{"id": "visit"}')
    content = office.do("designer", drafts.remove, draft, "visit.form")
    assert list(office.do("designer", drafts.contents, draft)) == ["visit.bpmn"]
    office.do("designer", drafts.add, draft, "visit.form", content)
    assert list(office.do("designer", drafts.contents, draft)) == ["visit.bpmn", "visit.form"]


def test_a_file_keeps_its_kind_when_it_is_renamed(office: Commission) -> None:
    draft = begun(office)
    office.do("designer", drafts.rename, draft, "visit.bpmn", "home-visit.bpmn")
    assert list(office.do("designer", drafts.contents, draft)) == ["home-visit.bpmn"]
    with pytest.raises(Refused, match="keeps its kind"):
        office.do("designer", drafts.rename, draft, "home-visit.bpmn", "home-visit.form")


def test_whoever_does_not_draw_sees_no_file(office: Commission) -> None:
    draft = begun(office)
    with pytest.raises(NotAllowed):
        office.do("clerk", drafts.contents, draft)
