"""The graph of one scope: SpiffWorkflow's process spec without its implicit start and end tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from SpiffWorkflow.bpmn.specs.bpmn_process_spec import BpmnProcessSpec
from SpiffWorkflow.bpmn.specs.control import SimpleBpmnTask
from SpiffWorkflow.specs.WorkflowSpec import WorkflowSpec

if TYPE_CHECKING:
    from engine.kernel.events import EventStart, StartEvent

ROOT_NAME = "(root)"
"""No XML id can be this, so that elements may be called Start or End."""


class Root(SimpleBpmnTask):  # type: ignore[misc]
    """The spec of the task that holds the tokens of a scope."""

    opens_scope = False


class ProcessSpec(BpmnProcessSpec):  # type: ignore[misc]
    """A process or subprocess: its nodes by id, the start events of its event subprocesses, its own none start.

    `undoing` is the start event of its compensation event subprocess, `firsts` the nodes it begins at without a start
    event, `variables` its properties and data objects, `instantiating` the events and receive tasks that begin a case,
    with the event-based gateway they come after, if any; `before` those a token may come to a node from directly.
    """

    task_specs: dict[str, Any]

    def __init__(self, name: str, description: str | None = None) -> None:
        WorkflowSpec.__init__(self, name=name)
        self.description = description
        self.bpmn_start_events: list[StartEvent] = []
        self.io_specification = None
        self.data_objects: dict[str, Any] = {}
        self.data_stores: dict[str, Any] = {}
        self.correlation_keys: dict[str, Any] = {}
        self.start = Root(self, ROOT_NAME)
        self.event_starts: list[EventStart] = []
        self.undoing: EventStart | None = None
        self.firsts: tuple[Any, ...] = ()
        self.variables: tuple[str, ...] = ()
        self.instantiating: dict[str, Any] = {}
        self.before: dict[str, set[str]] = {}

    @property
    def none_start(self) -> Any:
        """The start event a call, a subprocess or a plain start begins at; None if there is none."""
        for event in self.bpmn_start_events:
            if event.event_definition.kind == "none":
                return event
        return None
