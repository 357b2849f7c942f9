"""A submitted draft is taken back as long as nobody has decided about it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from engine import commands
from engine.errors import Refused
from engine.models import Draft
from tests.engine import publication
from tests.engine.commission import Commission
from tests.engine.publication import decide, drawn


@pytest.fixture
def office(sqlite_url: str) -> Iterator[Commission]:
    yield from publication.commission(sqlite_url)


def test_a_draft_that_is_taken_back_is_drawn_on(office: Commission) -> None:
    draft = drawn(office)
    case = office.do("designer", commands.submit, draft, "新增")
    office.do("designer", commands.recall, draft)
    assert office.row(Draft, draft).state == "open"
    assert (office.case(case).state, office.case(case).stage) == ("done", "已撤回")
    # then it can be submitted anew, in a case of its own
    assert office.do("designer", commands.submit, draft, "新增") != case


def test_what_was_decided_is_not_taken_back(office: Commission) -> None:
    draft = drawn(office)
    office.do("designer", commands.submit, draft, "新增")
    decide(office, "approve")
    with office.refused(Refused, "已经审批"):
        office.do("designer", commands.recall, draft)
