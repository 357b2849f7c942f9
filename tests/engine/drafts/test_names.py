"""What a drawing can name: the files beside it and what is published, each in the words of its designers."""

from __future__ import annotations

import json

from engine import drafts
from engine.drafts.names import Question
from tests.engine.commission import Commission

FORM = {
    "id": "register", "type": "default",
    "components": [
        {"type": "group", "components": [{"type": "textfield", "key": "title", "label": "事项"}]},
        {"type": "dynamiclist", "path": "rows", "components": [{"type": "textfield", "key": "inside", "label": "内"}]},
    ],
}  # fmt: skip


def begun(office: Commission, **files: bytes) -> drafts.Names:
    draft = office.do("designer", drafts.begin_blank, "visit", "入户走访")
    for name, content in files.items():
        office.do("designer", drafts.add, draft, name.replace("_", "."), content)
    found: drafts.Names = office.do("designer", drafts.names, draft)
    return found


def test_a_form_names_its_questions_but_not_those_of_rows(office: Commission) -> None:
    # given a form with a question in a group and a list with rows
    found = begun(office, register_form=json.dumps(FORM).encode())
    # then its questions are those a case keeps as variables
    (form,) = found.forms
    assert (form.id, form.file) == ("register", "register.form")
    assert form.questions == (Question(key="title", label="事项"), Question(key="rows", label=""))


def test_a_broken_form_or_table_names_nothing_and_hinders_nobody(office: Commission) -> None:
    nested = b"[" * 100_000
    found = begun(office, a_form=b"{", b_form=b'{"id": 3}', c_form=nested, d_dmn=b"<dmn>", e_form=b"[]")
    assert found.forms == ()
    assert not [one for one in found.decisions if one.file]


def test_functions_are_those_the_engine_evaluates_with_their_parameters(office: Commission) -> None:
    functions = begun(office).functions
    assert functions["substring"] == ("string", "start position", "length")
