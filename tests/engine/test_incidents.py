"""Incidents: listed with their case, their variables shown, mended and tried again."""

from __future__ import annotations

import pytest

from engine import commands, incidents
from engine.errors import InvalidAnswers, NotAllowed, Refused
from tests.engine.commission import Commission, start_event, task

BROKEN = f"""
{start_event()}
<bpmn:exclusiveGateway id="choice" name="分流"/>
{task("one")}
{task("two")}
start -> choice
choice -> one size > 5
choice -> two size <= 5
"""


@pytest.fixture
def stuck(office: Commission) -> Commission:
    """A case that stands at a gateway because a variable it asks for has no value."""
    office.deploy(BROKEN, process="broken")
    office.launch("broken", note="原样")
    return office


def test_an_incident_is_listed_with_case_step_and_sentence(stuck: Commission) -> None:
    (row,) = stuck.look("admin", incidents.incidents).rows
    assert (row.element_name, row.resolution) == ("分流", None)
    assert row.text("zh") and row.text("en") != row.text("zh")
    assert stuck.look("admin", incidents.incidents, text=row.number).total == 1
    assert stuck.look("admin", incidents.incidents, text="别的").total == 0
    assert stuck.look("admin", incidents.incidents, resolved=True).total == 0


def test_mending_the_variable_lets_the_case_go_on(stuck: Commission) -> None:
    (row,) = stuck.look("admin", incidents.incidents).rows
    shown = stuck.look("admin", incidents.incident, row.id)
    assert shown.variables["note"] == '"原样"'
    # what stays as it was is no change
    mended = incidents.changed(shown.variables, {**shown.variables, "size": "9"})
    assert mended == {"size": 9}
    stuck.do("admin", commands.assign, row.case_id, shown.scope, mended, "补填")
    stuck.do("admin", commands.retry, row.id)
    assert stuck.item("one")
    (resolved,) = stuck.look("admin", incidents.incidents, resolved=True).rows
    assert (resolved.id, resolved.resolution, resolved.resolved_by) == (row.id, "retried", "admin")
    # and a resolved one has nothing left to mend
    assert stuck.look("admin", incidents.incident, row.id).variables == {}
    with stuck.refused(Refused, zh="已经处理完毕"):
        stuck.do("admin", commands.retry, row.id)


def test_what_is_no_json_is_said_at_its_variable() -> None:
    with pytest.raises(InvalidAnswers) as refused:
        incidents.changed({"a": "1"}, {"a": "一", "b": '{"$date": "2026-11-22"}'})
    assert list(refused.value.errors) == ["a"]


def test_only_administrators_see_incidents(stuck: Commission) -> None:
    (row,) = stuck.look("admin", incidents.incidents).rows
    for read, arguments in ((incidents.incidents, ()), (incidents.incident, (row.id,))):
        with pytest.raises(NotAllowed):
            stuck.look("leader", read, *arguments)
