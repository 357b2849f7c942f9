"""Two files whose processes call each other, with steps of the same id that mean different things in each."""

from __future__ import annotations

from tests.engine.commission import Commission, form, setting, start_event, task, text, timer

OUTSIDE = """<bpmn:message id="m" name="撤回"><bpmn:extensionElements><zeebe:subscription correlationKey="=case.id"/>
</bpmn:extensionElements></bpmn:message><bpmn:signal id="s" name="停办"/><bpmn:error id="e" errorCode="E1"/>
<bpmn:escalation id="u" escalationCode="U1"/>"""

LIMIT = "workdays after(now(), settings.days)"


def call(process: str, id_: str = "call", more: str = "", binding: str = "latest") -> str:
    return f"""<bpmn:callActivity id="{id_}" name="{id_}"><bpmn:extensionElements>
    <zeebe:calledElement processId="{process}" bindingType="{binding}"/></bpmn:extensionElements>{more}
    </bpmn:callActivity>"""


CALLING = f"""
{setting("days", "1")}{start_event()}
{task("check", "[{office}]", form="check", stage="受理中", due=LIMIT)}{call("visit")}
{task("close", "[{office}]", stage="办结中")}
start -> check
check -> call
call -> close
"""
CALLED = f"""
{setting("days", "5")}{start_event()}
{task("check", form="check", stage="走访中", due=LIMIT, actions="complete send_back transfer", opinion="required",
      remind_before="1", escalate_leader_after="1", check_1="people > settings.days", check_1_message="人数太少")}
{task("report", form="check")}
start -> check
check -> report
"""
"""The same id `check` is a step of both: with another form, limit, rule, stage and other verbs."""

CALLED_FORM = form("check", text("remark"), {"type": "number", "key": "people", "validate": {"required": True}})


def deploy(commission: Commission, calling: str = CALLING, called: str = CALLED) -> tuple[str, str]:
    """Publish both, each from a file of its own; the ids of their versions."""
    visit = commission.deploy(called, OUTSIDE, [CALLED_FORM], "visit")
    return commission.deploy(calling, OUTSIDE, [form("check", text("title", required=True))], "calling"), visit


def visiting(commission: Commission, calling: str = CALLING, called: str = CALLED) -> str:
    """A case that is in its called process."""
    deploy(commission, calling, called)
    case_id = commission.start("calling")
    commission.complete("registrar", "check", case_id=case_id, title="走访")
    return case_id


def guarded(definition: str, interrupting: bool = True) -> str:
    """A called process of one step, guarded by an event that leads to another step of it."""
    return f"""{start_event()}{task("work")}<bpmn:boundaryEvent id="edge" attachedToRef="work"
    cancelActivity="{str(interrupting).lower()}">{definition}</bpmn:boundaryEvent>{task("after")}
    start -> work
    edge -> after
    """


LATE = timer("P1D")
