"""What a person fills in on the page of a trial, as the answers a scenario keeps: the same answers again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from engine.forms import View
from engine.items import Typed, start_form
from engine.process import Process
from engine.rules import Rules
from engine.scenarios.scenario import BEGIN
from engine.scenarios.speaking import spoken
from engine.trials.answering import Posted, posted
from engine.trials.cast import actor_of, department_of
from engine.trials.space import Space, Template
from engine.trials.verbs import By
from tests.engine.commission import form, start_event, task
from tests.engine.kernel.diagrams import diagram

FIELDS: tuple[dict[str, Any], ...] = (
    {"type": "textfield", "key": "title"},
    {"type": "number", "key": "amount"},
    {"type": "checkbox", "key": "common"},
    {"type": "datetime", "subtype": "date", "key": "by_when", "dateLabel": "期限"},
    {"type": "radio", "key": "kind", "values": [{"label": "是", "value": "yes"}, {"label": "否", "value": "no"}]},
    {"type": "select", "key": "unit", "properties": {"kind": "department"}},
    {"type": "taglist", "key": "supports", "properties": {"kind": "department"}},
    {"type": "select", "key": "duty_id", "properties": {"kind": "duty"}},
    {"type": "filepicker", "key": "files", "multiple": True},
    {
        "type": "dynamiclist", "key": "rows", "path": "rows", "isRepeating": True, "allowAddRemove": True,
        "defaultRepetitions": 1,
        "components": [
            {"id": "row_what", "type": "textfield", "key": "what", "label": "事项"},
            {"id": "row_who", "type": "select", "key": "who", "label": "单位", "properties": {"kind": "department"}},
        ],
    },
)  # fmt: skip
INSIDE = f"{start_event('ask')}\n{task('first', '[starter.department]')}\nstart -> first"
ANSWERS: tuple[dict[str, Any], ...] = (
    {},
    {"title": "药品不足", "amount": 12, "common": True, "by_when": date(2026, 4, 1), "kind": "no"},
    {"unit": "石桥县卫生健康局", "supports": ["医政处", "石桥县卫生健康局医政股"]},
    {"duty_id": "问题整改", "files": ["现场.jpg"]},
    {"rows": [{"what": "补药", "who": "石桥县人民医院"}, {"what": "培训"}]},
)


@pytest.fixture(scope="module")
def space() -> Iterator[Space]:
    """A space with a process whose start form asks every kind of question."""
    files = {"main.bpmn": diagram(INSIDE), "0.form": form("ask", *FIELDS)}
    space = Template([files], processes=[Process(key="main", prefix="SY")], rules=Rules()).open(BEGIN)
    yield space
    space.close()


@pytest.mark.parametrize("answers", ANSWERS, ids=lambda answers: "-".join(answers))
def test_what_is_typed_on_the_page_is_kept_in_words(space: Space, answers: dict[str, Any]) -> None:
    # given the page of the form, filled in
    with space.engine.view() as view:
        actor, department = actor_of(view, By(name="整改办")), department_of(view, By(name="整改办"))

    def page(filled: Posted) -> View:
        with space.engine.view(actor) as view:
            found = start_form(view, "main", department, typed=Typed(posted=filled))[1]
        assert found is not None
        return found

    filled = page(posted(space.engine, actor, page, answers))
    # then the answers kept are those given
    assert spoken(filled, page({})) == answers
