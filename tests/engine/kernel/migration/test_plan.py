"""A plan is proposed: by id, then by name and place."""

from __future__ import annotations

from engine import kernel
from engine.kernel.migration import Match, propose
from tests.engine.kernel.diagrams import diagram


def spec(inside: str) -> kernel.Spec:
    return kernel.parse(diagram(inside), "v")[0]


def task(id_: str, name: str) -> str:
    user = "<bpmn:extensionElements><zeebe:userTask/></bpmn:extensionElements>"
    return f'<bpmn:userTask id="{id_}" name="{name}">{user}</bpmn:userTask>'


def test_a_step_goes_on_as_the_one_with_its_id_even_under_another_name() -> None:
    (match,) = propose(spec(task("plan", "制定方案")), spec(task("plan", "制定整改方案")))
    assert match == Match(old="plan", new="plan", how="id")


def test_a_step_drawn_anew_is_known_by_its_name() -> None:
    (match,) = propose(spec(task("Activity_1", "制定方案")), spec(task("Activity_2", "制定方案") + task("x", "审核")))
    assert match == Match(old="Activity_1", new="Activity_2", how="name")


def test_two_steps_of_one_name_are_not_guessed_at() -> None:
    (match,) = propose(spec(task("a", "审核")), spec(task("b", "审核") + task("c", "审核")))
    assert match == Match(old="a", new=None, how="none")


def test_a_step_of_the_same_id_but_another_kind_is_no_match() -> None:
    (match,) = propose(spec(task("a", "审核")), spec('<bpmn:task id="a" name="审核"/>'))
    assert match.new is None


def test_a_step_is_looked_for_where_its_subprocess_has_gone() -> None:
    # given a step inside a subprocess that was drawn anew, and one of the same name outside
    old = spec(f'<bpmn:subProcess id="s" name="落实">{task("a", "核查")}</bpmn:subProcess>')
    new = spec(f'<bpmn:subProcess id="t" name="落实">{task("b", "核查")}</bpmn:subProcess>' + task("c", "核查"))
    # when a plan is proposed
    found = {match.old: match.new for match in propose(old, new)}
    # then it is the one inside
    assert found == {"s": "t", "a": "b"}
