"""More files for a draft: begun anew, uploaded, or taken from a version or another draft."""

from __future__ import annotations

import pytest

from engine import drafts
from engine.errors import NotFound, Refused
from tests.engine.commission import Commission


def begun(office: Commission, key: str = "visit") -> str:
    return str(office.do("designer", drafts.begin_blank, key, "入户走访"))


def test_a_new_form_and_a_new_table_are_sound_as_they_are(office: Commission) -> None:
    # given a draft
    draft = begun(office)
    # when a form and a decision table are begun in it
    form = office.do("designer", drafts.add_blank, draft, ".form", "走访 记录")
    table = office.do("designer", drafts.add_blank, draft, ".dmn", "走访频次")
    # then they are there under their names, and nothing about them stands in the way of publishing
    assert (form, table) == ("走访_记录.form", "走访频次.dmn")
    assert office.do("designer", drafts.faults, draft) == []
    assert (
        b'name="\xe8\xb5\xb0\xe8\xae\xbf\xe9\xa2\x91\xe6\xac\xa1"'
        in office.do("designer", drafts.contents, draft)["走访频次.dmn"]
    )


@pytest.mark.parametrize(("ending", "name"), [(".form", ""), (".form", "1st"), (".dmn", "  "), (".bpmn", "走访")])
def test_a_file_without_a_name_or_of_another_kind_is_not_begun(office: Commission, ending: str, name: str) -> None:
    with pytest.raises(Refused):
        office.do("designer", drafts.add_blank, begun(office), ending, name)


def test_a_form_of_another_draft_is_copied_and_both_stay(office: Commission) -> None:
    # given a draft with a form, and another draft
    other = begun(office, "other")
    form = office.do("designer", drafts.add_blank, other, ".form", "走访记录")
    draft = begun(office)
    # when the form is taken over
    office.do("designer", drafts.add_from, draft, other, [form])
    # then both have it
    assert list(office.do("designer", drafts.files_of, draft)) == [form]
    assert list(office.do("designer", drafts.files_of, other)) == [form]


def test_a_file_that_the_source_does_not_offer_is_not_copied(office: Commission) -> None:
    draft, other = begun(office), begun(office, "other")
    with pytest.raises(NotFound):
        office.do("designer", drafts.add_from, draft, other, ["other.bpmn"])
    with pytest.raises(NotFound):
        office.do("designer", drafts.add_from, draft, "nowhere", ["a.form"])


def test_a_draft_keeps_its_one_diagram(office: Commission) -> None:
    with pytest.raises(Refused, match="one diagram"):
        office.do("designer", drafts.add_all, begun(office), {"second.bpmn": b"<a/>"})
