"""What is published, for the trials of drafts that call it."""

from __future__ import annotations

from engine.rules import Rules
from engine.scenarios.scenario import BEGIN
from engine.trials.published import published
from engine.trials.space import Template
from engine.trials.trial import Trial
from engine.trials.verbs import Begin, By
from tests.engine.commission import Commission, start_event, task
from tests.engine.kernel.diagrams import diagram
from tests.engine.trials.conftest import PROCESS

CALLED = f"""{start_event()}<bpmn:scriptTask id="consult"><bpmn:extensionElements>
<zeebe:script expression="=&quot;VERSION&quot;" resultVariable="found"/></bpmn:extensionElements></bpmn:scriptTask>
start -> consult"""
CALL = """<bpmn:callActivity id="call"><bpmn:extensionElements><zeebe:calledElement processId="called"/>
</bpmn:extensionElements></bpmn:callActivity>"""


def test_a_draft_is_tried_with_the_newest_version_of_what_it_calls(office: Commission) -> None:
    # given a process published twice
    for version in ("first", "second"):
        office.deploy(CALLED.replace("VERSION", version), process="called")
    with office.engine.view() as view:
        files = published(view)
    # when a draft that calls it is tried
    template = Template(list(files.values()), processes=[PROCESS], rules=Rules())
    step = task("look", "[starter.department]")
    draft = template.extended({"main.bpmn": diagram(f"{start_event()}\n{CALL}\n{step}\nstart -> call\ncall -> look")})
    trial = Trial(draft.open(BEGIN))
    trial.perform(Begin(process="main", by=By(name="整改办")))
    # then the newest one runs
    assert trial.evaluate("found") == "second"
    # and what is published is named by its digests: the process and the one all offices have
    assert len(files) == 2


def test_a_version_with_a_tag_comes_along_beside_the_newest(office: Commission) -> None:
    tag = '<bpmn:extensionElements><zeebe:versionTag value="2026"/></bpmn:extensionElements>'
    office.deploy(tag + CALLED, process="called")
    office.deploy(CALLED, process="called")
    with office.engine.view() as view:
        files = published(view)
    assert sum(b"2026" in content for one in files.values() for content in one.values()) == 1
    assert len(files) == 3
