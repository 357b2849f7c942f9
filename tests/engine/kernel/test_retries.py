"""Services that fail are called again, as often as the diagram says, and then are an incident (Camunda 8)."""

from datetime import timedelta
from typing import Any

import pytest

from engine import kernel
from tests.engine.kernel.diagrams import diagram
from tests.engine.kernel.play import MORNING, Play


class Flaky:
    """A service that fails so many times before it works."""

    def __init__(self, failures: int) -> None:
        self.failures, self.calls = failures, 0

    def __call__(self, inputs: dict[str, Any], headers: dict[str, str]) -> dict[str, Any]:
        self.calls += 1
        if self.calls <= self.failures:
            raise ConnectionError("no answer")
        return {"answer": "yes"}


def called(attributes: str = "", header: str = "", tag: str = "serviceTask", inside: str = "") -> str:
    headers = f"<zeebe:taskHeaders>{header}</zeebe:taskHeaders>" if header else ""
    return f"""<bpmn:startEvent id="s"/><bpmn:{tag} id="call"><bpmn:extensionElements>
    <zeebe:taskDefinition type="flaky" {attributes}/>{headers}</bpmn:extensionElements>{inside}</bpmn:{tag}>
    <bpmn:userTask id="z"/>
    s -> call
    call -> z
    """


def one(inside: str, failures: int, **variables: Any) -> tuple[kernel.Run, Flaky]:
    """A single run, whose service is called once for each try."""
    (spec,) = kernel.parse(diagram(inside), "v1")
    flaky = Flaky(failures)
    environment = kernel.Environment(services={"flaky": flaky})
    return kernel.start(spec, variables, now=MORNING, environment=environment), flaky


def wait_of(run: kernel.Run) -> Any:
    (wait,) = run.waits.values()
    return wait


def test_a_service_is_called_three_times_with_growing_pauses_unless_the_diagram_says_otherwise() -> None:
    run, flaky = one(called(), failures=3)
    first = wait_of(run)
    assert isinstance(first, kernel.RetryWait)
    assert (first.left, first.due - MORNING) == (2, timedelta(seconds=10))
    assert "no answer" in first.en
    with pytest.raises(kernel.NotDue):
        run.fire(first.id, MORNING)
    run.fire(first.id, first.due)
    second = wait_of(run)
    assert (second.id, second.left, second.due - first.due) == (first.id, 1, timedelta(minutes=1))
    run.fire(second.id, second.due)
    trouble = wait_of(run)
    assert isinstance(trouble, kernel.Trouble)
    assert (trouble.kind, flaky.calls) == ("service", 3)
    # and after the incident a person has one try at a time, which works now
    run.retry(trouble.id, second.due)
    assert wait_of(run).element == "z"
    assert run.variables()["answer"] == "yes"


@pytest.mark.parametrize("attributes", ['retries="2"', 'retries="=n"'])
def test_how_often_may_be_a_number_or_computed(attributes: str) -> None:
    run, flaky = one(called(attributes), failures=2, n=2)
    run.fire(wait_of(run).id, wait_of(run).due)
    assert isinstance(wait_of(run), kernel.Trouble)
    assert flaky.calls == 2


@pytest.mark.parametrize("attributes", ['retries="0"', 'retries="1"', 'retries="=null"'])
def test_without_retries_the_first_failure_is_the_incident(attributes: str) -> None:
    run, _ = one(called(attributes), failures=1)
    assert isinstance(wait_of(run), kernel.Trouble)


def test_a_header_says_how_long_to_wait() -> None:
    run, _ = one(called(header='<zeebe:header key="retryBackoff" value="PT5M"/>'), failures=1)
    assert wait_of(run).due == MORNING + timedelta(minutes=5)


def test_a_boundary_event_may_end_the_waiting() -> None:
    inside = "<bpmn:timerEventDefinition><bpmn:timeDuration>PT5S</bpmn:timeDuration></bpmn:timerEventDefinition>"
    late = f'<bpmn:boundaryEvent id="late" attachedToRef="call">{inside}</bpmn:boundaryEvent><bpmn:userTask id="y"/>'
    case = Play(called() + f"{late}\nlate -> y\n", services={"flaky": Flaky(99)})
    assert case.at == ["call", "late"]
    assert case.fire("late").at == ["y"]


@pytest.mark.parametrize("tag", ["sendTask", "businessRuleTask", "scriptTask"])
def test_every_task_with_a_service_is_retried_also_over_restarts(tag: str) -> None:
    # Each of the two copies fails once.
    case = Play(called(tag=tag), services={"flaky": Flaky(2)})
    assert case.fire("call").at == ["z"]


def test_a_number_that_is_none_is_refused() -> None:
    with pytest.raises(kernel.Invalid) as refused:
        kernel.parse(diagram(called('retries="often"')), "v1")
    assert [fault.rule for fault in refused.value.faults] == ["setting"]
