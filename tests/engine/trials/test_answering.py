"""Answers in a trial: what a person would do to the page, so that it comes back as a browser would send it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from engine.errors import InvalidAnswers
from engine.trials.errors import NotAsked
from engine.trials.trial import Trial
from engine.trials.verbs import Begin, By, Do
from tests.engine.commission import form, start_event, task
from tests.engine.trials.conftest import Trying

SEVERITY = {
    "type": "radio", "key": "severity", "validate": {"required": True},
    "values": [{"label": "严重", "value": "high"}, {"label": "一般", "value": "low"}],
}  # fmt: skip
UNIT = {"type": "select", "key": "unit", "properties": {"kind": "department"}, "validate": {"required": True}}
WHY = {
    "type": "textfield", "key": "why", "validate": {"required": True},
    "conditional": {"hide": '=severity != "high"'},
}  # fmt: skip
BY_WHEN = {"type": "datetime", "subtype": "date", "key": "by_when", "dateLabel": "期限"}
FILES = {"type": "filepicker", "key": "files", "multiple": True, "label": "附件"}
ROWS = {
    "type": "dynamiclist", "key": "rows", "path": "rows", "isRepeating": True, "allowAddRemove": True,
    "defaultRepetitions": 1,
    "components": [
        {"id": "row_what", "type": "textfield", "key": "what", "label": "事项", "validate": {"required": True}},
        {"id": "row_who", "type": "select", "key": "who", "label": "单位", "properties": {"kind": "department"}},
    ],
}  # fmt: skip
INSIDE = f"""{start_event("ask")}
{task("first", "[starter.department]", form="again")}
<bpmn:endEvent id="end"/>
start -> first
first -> end"""


def trial_of(trying: Trying, *fields: dict[str, Any], **answers: Any) -> Trial:
    """A trial whose start and first step ask the same questions."""
    forms = (form("ask", *fields), form("again", *fields))
    trial = trying(INSIDE, forms=forms, started=False)
    trial.perform(Begin(process="main", by=By(name="整改办"), answers=answers))
    return trial


def test_choices_are_given_by_what_people_read(trying: Trying) -> None:
    trial = trial_of(trying, SEVERITY, UNIT, severity="一般", unit="石桥县卫生健康局医政股")
    assert trial.evaluate("[severity, names of([unit])]") == ["low", "石桥县卫生健康局医政股"]


def test_a_question_that_an_answer_brings_up_is_answered_with_it(trying: Trying) -> None:
    trial = trial_of(trying, SEVERITY, WHY, severity="high", why="断药")
    assert trial.evaluate("why") == "断药"


def test_an_answer_to_what_is_not_asked_is_refused_with_what_is(trying: Trying) -> None:
    with pytest.raises(NotAsked) as raised:
        trial_of(trying, SEVERITY, WHY, severity="low", why="断药")
    assert "why" in raised.value.text("zh")
    assert "severity" in raised.value.text("zh")
    with pytest.raises(NotAsked):
        trial_of(trying, SEVERITY, severity="low", sevrity="high")


def test_what_the_page_offers_stays_where_nothing_else_is_said(trying: Trying) -> None:
    trial = trial_of(trying, SEVERITY, BY_WHEN, severity="low", by_when=date(2026, 4, 1))
    trial.perform(Do(element="first", answers={"severity": "high"}))
    assert trial.evaluate("[severity, by_when]") == ["high", date(2026, 4, 1)]


def test_a_list_is_what_the_answers_make_of_it(trying: Trying) -> None:
    rows = [{"what": "补药", "who": "医政处"}, {"what": "培训", "who": "科教处"}]
    trial = trial_of(trying, ROWS, rows=rows)
    assert trial.evaluate("rows.what") == ["补药", "培训"]
    # when a later step keeps the first row, of which it says one thing anew
    trial.perform(Do(element="first", answers={"rows": [{"what": "补齐"}]}))
    # then the second is gone and the rest of the first is as it was
    assert trial.evaluate("for r in rows return [r.what, names of([r.who])]") == [
        ["补齐", "云川市卫生健康委员会医政处"]
    ]


def test_files_are_made_up_by_their_names(trying: Trying) -> None:
    trial = trial_of(trying, FILES, files=["现场.jpg", "说明"])
    assert trial.evaluate("count(files)") == 2


def test_what_is_wrong_is_said_by_the_form_itself(trying: Trying) -> None:
    with pytest.raises(InvalidAnswers) as raised:
        trial_of(trying, SEVERITY, UNIT, severity="low", unit="不存在的处")
    assert "unit" in raised.value.errors


def test_a_step_without_a_form_takes_no_answers(trying: Trying) -> None:
    inside = INSIDE.replace(start_event("ask"), start_event())
    trial = trying(inside.replace('<zeebe:formDefinition formId="again"/>', ""))
    with pytest.raises(NotAsked):
        trial.perform(Do(element="first", answers={"severity": "low"}))
    trial.perform(Do(element="first"))
    assert trial.evaluate("case.number") == "SY-2026-0001"
