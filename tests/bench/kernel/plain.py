"""Plain SpiffWorkflow at the same work: its own parser, workflow and serializer, nothing of ours."""

from io import BytesIO
from typing import Any

from lxml import etree
from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

SERIALIZER = BpmnWorkflowSerializer(BpmnWorkflowSerializer.configure())


def begin(source: bytes) -> BpmnWorkflow:
    """A workflow at its first user task."""
    parser = BpmnParser()
    parser.add_bpmn_xml(etree.parse(BytesIO(source)))
    workflow = BpmnWorkflow(parser.get_spec("main"), parser.get_subprocess_specs("main"))
    workflow.do_engine_steps()
    return workflow


def step(workflow: BpmnWorkflow) -> None:
    """Complete the user task that is ready."""
    workflow.get_next_task(state=TaskState.READY, manual=True).run()
    workflow.do_engine_steps()


def complete_all(workflow: BpmnWorkflow) -> None:
    """To the end of the workflow."""
    while not workflow.is_completed():
        step(workflow)


def put_away_and_restore(workflow: BpmnWorkflow) -> Any:
    """What a program that stores the workflow does between two steps."""
    return SERIALIZER.deserialize_json(SERIALIZER.serialize_json(workflow))
