"""The page of supported elements is written by the kernel, never by hand; every element is in the catalogue."""

from pathlib import Path

from engine import kernel
from engine.kernel import supported
from engine.kernel.dialect import DEFINITIONS, GLOBAL_TASKS, NODES
from tests.engine.kernel.test_elements import STORIES

PAGE = Path(kernel.__file__).with_name("elements.md")


def test_the_page_is_the_one_the_kernel_generates() -> None:
    assert PAGE.read_text(encoding="utf-8") == supported.page()


def test_every_flow_node_and_event_definition_has_a_story() -> None:
    told = "".join(story.diagram + story.outside for story in STORIES.values())
    missing = [tag for tag in (NODES | DEFINITIONS) if f"<bpmn:{tag} " not in told and f"<bpmn:{tag}/" not in told]
    assert sorted(tag for tag in missing if f"<bpmn:{tag}>" not in told) == []


def test_every_global_task_is_a_task_when_it_is_called() -> None:
    assert set(GLOBAL_TASKS.values()) <= NODES
