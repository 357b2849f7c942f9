"""Drafts begin blank, from a version, from files, or as a copy."""

from __future__ import annotations

import pytest

from engine import definitions, drafts
from engine.errors import Invalid, Refused
from engine.in_force import all_in_force
from tests.engine.commission import Commission


def test_a_blank_process_can_be_published_as_it_is(office: Commission) -> None:
    # given a new process
    draft = office.do("designer", drafts.begin_blank, "visit", "入户走访")
    # when nothing is drawn yet
    # then nothing stands in its way, and it is named as its designer named it
    assert office.do("designer", drafts.faults, draft) == []
    deployed = office.do(None, definitions.deploy, office.do("designer", drafts.contents, draft))
    with office.engine.view() as view:
        assert view.definitions.get(view.session, deployed).name == "入户走访"


@pytest.mark.parametrize("key", ["", "1st", "走访", "a b", "a/b", "-a"])
def test_a_key_that_no_diagram_could_have_is_refused_in_words(office: Commission, key: str) -> None:
    with pytest.raises(Refused, match="begins with a letter"):
        office.do("designer", drafts.begin_blank, key, "入户走访")


def test_a_draft_of_the_next_version_has_the_files_of_this_one(office: Commission) -> None:
    # given a published process with forms
    with office.engine.view() as view:
        (published,) = all_in_force(view)
        names = sorted(resource.name for resource in published.resources)
    # when a designer begins to change it
    draft = office.do("designer", drafts.begin_from, published.id)
    # then the draft has all its files and knows where it comes from
    row = office.do("designer", drafts.draft_view, draft)
    assert sorted(row.files) == names
    assert (row.key, row.base_version) == (published.key, published.version)


def test_files_without_exactly_one_diagram_are_refused_in_words(office: Commission) -> None:
    with pytest.raises(Refused, match="exactly one"):
        office.do("designer", drafts.begin, {"visit.form": b"{}"})


def test_a_file_that_is_no_diagram_is_refused_in_words(office: Commission) -> None:
    with pytest.raises(Invalid):
        office.do("designer", drafts.begin, {"visit.bpmn": b"PK\x03\x04"})


def test_an_archive_brings_back_what_went_into_it(office: Commission) -> None:
    # given a draft with a form and a scenario
    draft = office.do("designer", drafts.begin_blank, "visit", "入户走访")
    office.do("designer", drafts.add, draft, "visit.form", b'{"id": "visit"}')
    office.do("designer", drafts.add, draft, "scenarios/first.yaml", b"name: x")
    files = office.do("designer", drafts.contents, draft)
    # when it goes out as a .zip and comes in again
    again = drafts.from_archive(drafts.to_archive(files))
    # then nothing is lost
    assert again == files


def test_a_copy_goes_its_own_way(office: Commission) -> None:
    draft = office.do("designer", drafts.begin_blank, "visit", "入户走访")
    copy = office.do("designer", drafts.copy_of, draft)
    office.do("designer", drafts.add, copy, "visit.form", b"{}")
    assert list(office.do("designer", drafts.contents, draft)) == ["visit.bpmn"]
