"""A draft is submitted, locked while it is decided upon, returned with an opinion or published as it was submitted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest

from engine import changes, commands, drafts
from engine.clock import ZONE
from engine.errors import Invalid, InvalidAnswers, Refused
from engine.in_force import in_force
from engine.models import Definition, Draft
from tests.engine import publication
from tests.engine.commission import Commission
from tests.engine.publication import decide, drawn


@pytest.fixture
def office(sqlite_url: str) -> Iterator[Commission]:
    yield from publication.commission(sqlite_url)


def state(office: Commission, draft: str) -> tuple[str, str]:
    row = office.row(Draft, draft)
    return row.state, row.opinion


def test_a_submitted_draft_is_locked_and_lies_with_who_decides(office: Commission) -> None:
    draft = drawn(office)
    case = office.do("designer", commands.submit, draft, "新增入户走访")
    # then one case decides about it
    assert office.row(Draft, draft).case_id == case
    assert office.case(case).stage == "待审批"
    # then nobody changes it meanwhile, not even by submitting it twice
    content, revision = office.look("designer", drafts.content, draft, "visit.bpmn")
    for command, arguments in (
        (drafts.save, (draft, "visit.bpmn", content + b"\n", revision)), (commands.submit, (draft, "again")),
        (drafts.discard, (draft,)),
    ):  # fmt: skip
        with office.refused(Refused, "已提交"):
            office.do("designer", command, *arguments)


def test_an_approved_draft_holds_at_once_and_says_who_drew_and_who_decided(office: Commission) -> None:
    draft = drawn(office)
    office.do("designer", commands.submit, draft, "新增入户走访")
    decide(office, "approve")
    # then the version begins cases
    version = office.row(Definition, office.row(Draft, draft).published_id)
    assert office.look(None, lambda view: in_force(view, "visit").id) == version.id
    assert (version.author_id, version.published_by) == (office.persons["designer"], office.persons["admin"])
    assert version.note == "新增入户走访"
    # then the record of changes tells of it
    (change,) = office.look("admin", changes.changes, subject="visit").rows
    assert (change.kind, change.person, change.after) == ("process.published", "admin", "v1")
    assert change.reason == "新增入户走访"


def test_a_returned_draft_is_open_again_with_the_opinion_and_comes_back_to_the_same_case(office: Commission) -> None:
    draft = drawn(office)
    case = office.do("designer", commands.submit, draft, "新增")
    decide(office, "return", advice="请补充时限")
    assert state(office, draft) == ("open", "请补充时限")
    # when it is submitted again
    again = office.do("designer", commands.submit, draft, "补充了时限")
    # then the case goes on, and the opinion has been answered
    assert again == case
    assert state(office, draft) == ("submitted", "")
    decide(office, "approve")
    assert office.case(case).state == "done"


def test_a_version_to_come_holds_from_its_moment_on(office: Commission) -> None:
    office.deploy('<bpmn:startEvent id="start"/>', process="visit")
    draft = drawn(office)
    office.do("designer", commands.submit, draft, "新增", since=datetime(2026, 4, 1, 8, tzinfo=ZONE))
    decide(office, "approve", since="2026-04-01T08:00")
    # then until then the former version holds
    assert office.look(None, lambda view: in_force(view, "visit").version) == 1
    office.wait_until(datetime(2026, 4, 1, 8))
    assert office.look(None, lambda view: in_force(view, "visit").version) == 2


def test_a_draft_with_faults_is_not_submitted(office: Commission) -> None:
    draft = drawn(office)
    content, revision = office.look("designer", drafts.content, draft, "visit.bpmn")
    wrong = content.replace(b"<zeebe:userTask", b'<zeebe:formDefinition formId="none"/><zeebe:userTask')
    office.do("designer", drafts.save, draft, "visit.bpmn", wrong, revision)
    with office.refused(Invalid, "表单"):
        office.do("designer", commands.submit, draft, "新增")


def test_what_is_new_has_to_be_said(office: Commission) -> None:
    draft = drawn(office)
    with office.refused(InvalidAnswers):
        office.do("designer", commands.submit, draft, "  ")


def test_a_draft_somebody_else_edits_is_not_submitted_over_their_head(office: Commission) -> None:
    draft = drawn(office)
    office.do("admin", drafts.edit, draft)
    with office.refused(drafts.EditedElsewhere, "admin"):
        office.do("designer", commands.submit, draft, "新增")


def test_without_a_process_that_decides_nothing_is_submitted(sqlite_url: str) -> None:
    with Commission(sqlite_url) as office:
        draft = drawn(office)
        with office.refused(Refused, "没有审批流程版本的流程"):
            office.do("designer", commands.submit, draft, "新增")
