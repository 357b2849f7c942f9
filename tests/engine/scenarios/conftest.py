"""Scenarios for the tests: the model commission, and a process of two steps with a form."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import dedent

import pytest

from engine.process import Column, Process
from engine.rules import Rules
from engine.scenarios.playing import Played, play
from engine.scenarios.reading import read
from engine.trials.budget import Budget
from engine.trials.space import Template
from tests.engine.commission import form, start_event, task, text
from tests.engine.kernel.diagrams import diagram

LED = """<bpmn:extensionElements><zeebe:properties><zeebe:property name="duty" value="rectification"/>
<zeebe:property name="setting.days" value="=5"/></zeebe:properties></bpmn:extensionElements>"""
CHECKED = task(
    "check", "duty.lead", form="answer", opinion="required", due="workdays after(now(), settings.days)",
    remind_before="=2", copies="=duty.support", stage="核实", check_1="finding != title", check_1_message="请另写",
)  # fmt: skip
INSIDE = f"""{LED}{start_event("ask")}
{CHECKED}
<bpmn:exclusiveGateway id="sound" default="yes"/>
{task("decide", "[]", users="duty.leaders", stage="审批")}
<bpmn:endEvent id="end" name="办结"/>
start -> check
check -> sound
yes: sound -> end
no: sound -> decide finding = "不实"
decide -> end"""
FORMS = {"0.form": form("ask", text("title", required=True)), "1.form": form("answer", text("finding", required=True))}
PROCESS = Process(
    key="main", prefix="SY", title="title", ledger=(Column(name="finding", label="核实情况", value="finding"),)
)


def files(inside: str = INSIDE) -> dict[str, bytes]:
    return {"main.bpmn": diagram(inside), **FORMS}


@pytest.fixture(scope="session")
def template() -> Iterator[Template]:
    """The model commission with the process."""
    found = Template([files()], processes=[PROCESS], rules=Rules())
    yield found
    found.close()


class Stage:
    """Plays scenarios told as text."""

    def __init__(self, template: Template) -> None:
        self.template = template

    def play(self, told: str) -> Played:
        scenario = read(dedent(told), "main")
        return play(scenario, self.template.open(scenario.at, budget=Budget(seconds=600)))

    def complaints(self, told: str) -> list[str]:
        """Line and Chinese sentence of everything that is not as expected."""
        return [f"{one.line}: {one.zh}" for one in self.play(told).mismatches]


@pytest.fixture
def stage(template: Template) -> Stage:
    return Stage(template)
