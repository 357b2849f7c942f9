"""An ad-hoc subprocess asks people: addressed like a user task, it tells what can be begun and whether it may end."""

from __future__ import annotations

from datetime import timedelta

import pytest

from engine import kernel
from engine.kernel import NotEnough, NotStartable
from tests.engine.kernel.play import MORNING, Play

INSIDE = """
<bpmn:startEvent id="s"/><bpmn:adHocSubProcess id="adhoc" name="协同处置">{properties}
<bpmn:userTask id="a"/><bpmn:userTask id="b"/>
{until}</bpmn:adHocSubProcess>
s -> adhoc
"""
GIVEN = {
    "candidateGroups": '=["medical", who]', "candidateUsers": '"helper, clerk"', "assignee": "me",
    "dueDate": 'duration("P3D")', "priority": "80",
}  # fmt: skip


def adhoc(until: str = "", **given: str) -> str:
    said = "".join(
        f'<zeebe:property name="{name}" value="{text.replace(chr(34), "&quot;")}"/>' for name, text in given.items()
    )
    holder = f"<bpmn:extensionElements><zeebe:properties>{said}</zeebe:properties></bpmn:extensionElements>"
    condition = f"<bpmn:completionCondition>{until}</bpmn:completionCondition>" if until else ""
    return INSIDE.format(properties=holder, until=condition)


def test_it_is_addressed_by_its_properties_and_stays_so() -> None:
    # given an ad-hoc subprocess that names groups, persons, a due date and a priority
    case = Play(adhoc(**GIVEN), {"who": "office", "me": "head"})
    wait = case.wait("adhoc")
    assert isinstance(wait, kernel.AdHocWait)
    assert (wait.groups, wait.users, wait.assignee) == (("medical", "office"), ("helper", "clerk"), "head")
    assert (wait.due, wait.priority) == (MORNING + timedelta(days=3), 80)
    # when what they were computed from changes
    case.assign("0", who="county")
    # then it is for the same people
    assert case.wait("adhoc").groups == ("medical", "office")


def test_one_that_names_nobody_is_for_nobody_in_particular() -> None:
    wait = Play(adhoc()).wait("adhoc")
    assert (wait.groups, wait.users, wait.assignee, wait.due, wait.priority) == ((), (), None, None, 50)


def test_a_mistake_in_its_properties_is_told_when_it_is_deployed() -> None:
    with pytest.raises(kernel.Invalid, match="syntax error"):
        Play(adhoc(candidateGroups="[1, 2"))


def test_only_what_is_in_it_can_be_begun_and_only_when_it_is_enough_it_ends() -> None:
    case = Play(adhoc("=enough"), {"enough": False})
    key = case.wait("adhoc").id
    with pytest.raises(NotStartable):
        case.do(lambda run: run.activate(key, "s", case.now))
    case = Play(adhoc("=enough"), {"enough": False})
    with pytest.raises(NotEnough, match="协同处置"):
        case.do(lambda run: run.conclude(key, case.now))


def test_one_without_a_condition_is_never_ended_by_hand() -> None:
    case = Play(adhoc())
    assert case.wait("adhoc").enough is None
    key = case.wait("adhoc").id
    with pytest.raises(NotEnough):
        case.do(lambda run: run.conclude(key, case.now))


def test_a_condition_that_cannot_be_computed_does_not_hold() -> None:
    assert Play(adhoc("=nothing")).wait("adhoc").enough is False


def test_a_condition_about_time_is_asked_at_the_moment_of_the_look() -> None:
    case = Play(adhoc("=now() > from"), {"from": MORNING + timedelta(days=1)})
    assert case.wait("adhoc").enough is False
    case.later(days=2).assign("0", looked=True)
    assert case.wait("adhoc").enough is True
