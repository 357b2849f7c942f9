"""A running case goes on by another version, with its tokens, variables and waits, or stays where it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from engine import kernel
from engine.kernel.migration import Move, Unfit, carry, misfits, propose
from tests.engine.kernel.diagrams import diagram
from tests.engine.kernel.play import MORNING

USER = "<bpmn:extensionElements><zeebe:userTask/></bpmn:extensionElements>"


def task(id_: str, inside: str = "", tag: str = "userTask") -> str:
    return f'<bpmn:{tag} id="{id_}" name="{id_}">{USER}{inside}</bpmn:{tag}>'


def timer(id_: str, host: str, duration: str = "P3D", interrupting: bool = True) -> str:
    return (
        f'<bpmn:boundaryEvent id="{id_}" attachedToRef="{host}" cancelActivity="{str(interrupting).lower()}">'
        f"<bpmn:timerEventDefinition><bpmn:timeDuration>{duration}</bpmn:timeDuration></bpmn:timerEventDefinition>"
        "</bpmn:boundaryEvent>"
    )


def down(inputs: dict[str, Any], headers: dict[str, str]) -> None:
    raise RuntimeError("not now")


AFTER_AN_HOUR = "<bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>"


class Moving:
    """A case of the first version, to be carried to the second; every look also through a snapshot."""

    def __init__(self, old: str, new: str, outside: str = "", **variables: Any) -> None:
        self.versions = {
            (spec.process, ref): spec
            for ref, source in (("v1", old), ("v2", new))
            for spec in kernel.parse(diagram(source, outside), ref)
        }
        self.old, self.new = self.versions["main", "v1"], self.versions["main", "v2"]
        self.environment = kernel.Environment(
            specs=lambda process, ref: self.versions[process, ref or "v1"], services={"down": down}
        )
        self.now = MORNING
        self.run = kernel.start(self.old, variables, now=self.now, environment=self.environment)

    def move(self, restart: bool = False, **steps: str) -> Moving:
        plan = {match.old: match.new for match in propose(self.old, self.new) if match.new}
        self.plan = Move(old=self.old, new=self.new, steps={**plan, **steps}, restart_timers=restart)
        self.run = carry(self.plan, self.old, self.run.dump(), environment=self.environment, now=self.now)
        # what was carried is what is restored from its snapshot
        again = kernel.load(self.new, self.run.dump(), environment=self.environment)
        assert (again.waits, again.tokens, again.variables()) == (self.run.waits, self.run.tokens, self.run.variables())
        self.run = again
        return self

    def later(self, **duration: float) -> Moving:
        self.now += timedelta(**duration)
        return self

    @property
    def at(self) -> list[str]:
        return sorted(wait.element for wait in self.run.waits.values())

    def wait(self, element: str, which: int = 0) -> Any:
        return [wait for wait in self.run.waits.values() if wait.element == element][which]

    def complete(self, element: str, **answers: Any) -> Moving:
        self.run.complete(self.wait(element).id, answers, self.now)
        return self


def test_a_waiting_step_keeps_its_wait_its_variables_and_its_arrival() -> None:
    # given a case that waits at a step for two days
    case = Moving(f"{task('a')}\n{task('b')}\na -> b", f"{task('a')}\n{task('c')}\n{task('b')}\na -> c\nc -> b", n=1)
    before = case.wait("a")
    case.later(days=2)
    # when a version with one more step comes
    case.move()
    # then the wait is the same one but for its version, and the case goes on by the new one
    assert case.wait("a") == replace(before, ref="v2")
    assert case.complete("a").at == ["c"]
    assert case.run.variables() == {"n": 1}


def test_a_step_without_a_place_in_the_new_version_says_so_and_nothing_moves() -> None:
    case = Moving(task("a"), task("b"))
    before = case.run.dump()
    with pytest.raises(Unfit, match="stands at a"):
        case.move()
    assert case.run.dump() == before


def test_a_step_goes_where_the_plan_sends_it() -> None:
    case = Moving(task("a"), f"{task('b')}\n{task('c')}\nb -> c")
    assert case.move(a="c").at == ["c"]


def test_a_step_cannot_become_another_kind_of_step() -> None:
    pause = "<bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>"
    case = Moving(task("a"), f'<bpmn:intermediateCatchEvent id="b">{pause}</bpmn:intermediateCatchEvent>')
    with pytest.raises(Unfit, match="different kinds"):
        case.move(a="b")


def test_a_step_cannot_jump_into_a_subprocess() -> None:
    inside = f'<bpmn:subProcess id="s">{task("a")}</bpmn:subProcess>'
    case = Moving(task("a"), inside)
    with pytest.raises(Unfit, match="another subprocess"):
        case.move()


def test_a_running_timer_keeps_its_time() -> None:
    case = Moving(f"{task('a')}{timer('t', 'a')}", f"{task('a')}{timer('t', 'a')}\n{task('late')}\nt -> late")
    due = case.wait("t").due
    assert case.later(days=2).move().wait("t").due == due


def test_a_running_timer_begins_again_where_the_plan_says_so() -> None:
    case = Moving(f"{task('a')}{timer('t', 'a')}", f"{task('a')}{timer('t', 'a')}")
    due = case.wait("t").due
    assert case.later(days=2).move(restart=True).wait("t").due == due + timedelta(days=2)


def test_a_timer_drawn_with_another_duration_is_set_anew() -> None:
    case = Moving(f"{task('a')}{timer('t', 'a')}", f"{task('a')}{timer('t', 'a', 'P10D')}")
    assert case.later(days=2).move().wait("t").due == MORNING + timedelta(days=12)


def test_a_new_boundary_event_listens_at_once_and_one_taken_out_no_more() -> None:
    case = Moving(f"{task('a')}{timer('gone', 'a')}", f"{task('a')}{timer('new', 'a')}")
    assert case.move().at == ["a", "new"]


def test_items_of_a_multi_instance_step_move_with_their_counts_and_results() -> None:
    # given three items of which one is done
    loop = (
        "<bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements><zeebe:loopCharacteristics "
        'inputCollection="=units" inputElement="unit" outputCollection="answers" outputElement="=answer"/>'
        "</bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>"
    )
    case = Moving(task("a", loop), f"{task('b', loop)}\n{task('c')}\nb -> c", units=["x", "y", "z"])
    case.complete("a", answer=1)
    # when the step is called otherwise in the new version
    case.move(a="b")
    # then two are left, each with its own item, and the results are in their places
    assert case.at == ["b", "b"]
    assert [case.run.variables(wait.scope)["unit"] for wait in case.run.waits.values()] == ["y", "z"]
    case.complete("b", answer=2).complete("b", answer=3)
    assert (case.at, case.run.variables()["answers"]) == (["c"], [1, 2, 3])


def test_a_branch_that_waits_at_a_join_is_still_counted() -> None:
    forked = '<bpmn:parallelGateway id="f"/><bpmn:parallelGateway id="j"/>' + task("a") + task("b") + task("end")
    flows = "\nf -> a\nf -> b\none: a -> j\ntwo: b -> j\nj -> end"
    case = Moving(forked + flows, forked + flows.replace("one:", "uno:"))
    assert case.complete("a").move().at == ["b"]
    assert case.complete("b").at == ["end"]


def test_a_branch_that_waits_where_no_way_leads_any_more_says_so() -> None:
    forked = '<bpmn:parallelGateway id="f"/><bpmn:parallelGateway id="j"/>' + task("a") + task("b") + task("end")
    flows = "\nf -> a\nf -> b\nb -> j\nj -> end"
    other = task("c") + task("d") + "\nf -> c\nf -> d\nc -> j\nd -> j\na -> end\n"
    case = Moving(f"{forked}{flows}\na -> j", forked + other + flows)
    with pytest.raises(Unfit, match="no flow for it"):
        case.complete("a").move()


def test_a_join_that_needs_fewer_branches_goes_on_by_itself() -> None:
    forked = '<bpmn:parallelGateway id="f"/><bpmn:parallelGateway id="j"/>' + task("a") + task("b") + task("end")
    flows = "\nf -> a\nf -> b\nj -> end\none: a -> j"
    case = Moving(f"{forked}{flows}\ntwo: b -> j", forked + flows)
    assert case.complete("a").move().at == ["b", "end"]


def test_steps_inside_a_subprocess_and_an_event_subprocess_move_with_their_variables() -> None:
    def version(extra: str) -> str:
        handler = (
            '<bpmn:subProcess id="h" triggeredByEvent="true"><bpmn:startEvent id="hs" isInterrupting="false">'
            "<bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>"
            f"</bpmn:startEvent>{task('told')}\nhs -> told\n</bpmn:subProcess>"
        )
        return f'<bpmn:subProcess id="s">{task("a")}{extra}\n{handler}</bpmn:subProcess>'

    case = Moving(version(""), version(task("b") + "\na -> b"))
    case.later(hours=1)
    case.run.fire(case.wait("hs").id, case.now)
    case.move()
    # then both are there, and the timer that has fired once fires no more
    assert case.at == ["a", "told"]
    assert case.complete("told").complete("a").at == ["b"]


def test_a_new_event_subprocess_guards_a_scope_that_is_under_way() -> None:
    handler = (
        '<bpmn:subProcess id="h" triggeredByEvent="true"><bpmn:startEvent id="hs">'
        f"{AFTER_AN_HOUR}</bpmn:startEvent>{task('told')}\nhs -> told\n</bpmn:subProcess>"
    )
    case = Moving(task("a"), task("a") + "\n" + handler).move()
    case.later(hours=1)
    case.run.fire(case.wait("hs").id, case.now)
    assert case.at == ["told"]


def test_a_repeated_event_subprocess_that_has_taken_its_scope_over_stays_alone() -> None:
    def version(more: str) -> str:
        twice = "<bpmn:loopCardinality>=2</bpmn:loopCardinality>"
        return f"""{task("a")}<bpmn:subProcess id="h" triggeredByEvent="true"><bpmn:multiInstanceLoopCharacteristics>
        {twice}</bpmn:multiInstanceLoopCharacteristics><bpmn:startEvent id="hs">{AFTER_AN_HOUR}</bpmn:startEvent>
        {task("told")}
        hs -> told
        </bpmn:subProcess>{more}"""

    # given a case whose event subprocess runs twice at once in place of what it has interrupted
    again = f"""<bpmn:subProcess id="more" triggeredByEvent="true"><bpmn:startEvent id="ms">{AFTER_AN_HOUR}
    </bpmn:startEvent></bpmn:subProcess>"""
    case = Moving(version(""), version(again)).later(hours=1)
    case.run.fire(case.wait("hs").id, case.now)
    # when it moves to a version with one more event subprocess, then that one does not guard it any more
    assert case.move().at == ["told", "told"]


def test_a_service_that_is_to_be_called_again_is_called_in_the_new_version() -> None:
    def version(name: str) -> str:
        setting = f'<zeebe:taskDefinition type="down" retries="{name}"/>'
        return f'<bpmn:serviceTask id="s"><bpmn:extensionElements>{setting}</bpmn:extensionElements></bpmn:serviceTask>'

    # given a service that has failed once, with one more call to come
    case = Moving(version("2"), version("9"))
    before = case.wait("s")
    # when the case moves to a version with more calls, then the time stays, and more follow
    case.move()
    assert (case.wait("s").due, case.wait("s").left) == (before.due, 1)
    case.run.fire(case.wait("s").id, before.due)
    assert case.wait("s").left == 7


def test_a_step_that_waits_for_data_waits_for_those_of_the_new_version() -> None:
    def version(needed: str) -> str:
        return f"""<bpmn:dataObject id="form"/><bpmn:dataObject id="file"/><bpmn:userTask id="a"><bpmn:ioSpecification>
        <bpmn:dataInput id="in"/><bpmn:inputSet><bpmn:dataInputRefs>in</bpmn:dataInputRefs></bpmn:inputSet>
        <bpmn:outputSet/></bpmn:ioSpecification><bpmn:dataInputAssociation><bpmn:sourceRef>{needed}</bpmn:sourceRef>
        <bpmn:targetRef>in</bpmn:targetRef></bpmn:dataInputAssociation></bpmn:userTask>"""

    case = Moving(version("form"), version("file"), file=1)
    assert isinstance(case.wait("a"), kernel.DataWait)
    case.move()
    assert isinstance(case.wait("a"), kernel.UserWait)


def test_what_was_completed_can_still_be_undone() -> None:
    def version(name: str) -> str:
        return f"""
        <bpmn:startEvent id="start"/>
        {task("book")}
        <bpmn:boundaryEvent id="c" attachedToRef="book"><bpmn:compensateEventDefinition/></bpmn:boundaryEvent>
        <bpmn:userTask id="{name}" isForCompensation="true">{USER}</bpmn:userTask>
        <bpmn:association id="as" sourceRef="c" targetRef="{name}" associationDirection="One"/>
        {task("go")}
        <bpmn:endEvent id="undo"><bpmn:compensateEventDefinition/></bpmn:endEvent>
        start -> book
        book -> go
        go -> undo
        """

    case = Moving(version("cancel"), version("cancel_booking")).complete("book").move()
    assert case.complete("go").at == ["cancel_booking"]


def test_what_lies_three_hundred_subprocesses_deep_can_still_be_undone() -> None:
    # given a booking at the bottom of subprocesses in each other, all of them completed
    def version(name: str) -> str:
        inside = f"""
        <bpmn:startEvent id="s0"/>{task("book")}
        <bpmn:boundaryEvent id="c" attachedToRef="book"><bpmn:compensateEventDefinition/></bpmn:boundaryEvent>
        <bpmn:userTask id="{name}" isForCompensation="true">{USER}</bpmn:userTask>
        <bpmn:association id="as" sourceRef="c" targetRef="{name}" associationDirection="One"/>
        s0 -> book
        """
        for level in range(1, 301):
            inside = f"""
            <bpmn:startEvent id="s{level}"/><bpmn:subProcess id="p{level}">{inside}</bpmn:subProcess>
            s{level} -> p{level}
            """
        return f"""{inside}{task("go")}<bpmn:endEvent id="undo"><bpmn:compensateEventDefinition/></bpmn:endEvent>
        p300 -> go
        go -> undo
        """

    case = Moving(version("cancel"), version("cancel_booking")).complete("book")
    # when it moves to a version that undoes it by another step
    case.move()
    # then that step undoes it
    assert case.complete("go").at == ["cancel_booking"]


def test_an_incident_moves_too_and_is_retried_by_the_new_version() -> None:
    gateway = '<bpmn:exclusiveGateway id="g"/>' + task("b")
    case = Moving(gateway + "\ng -> b x > 5", gateway + "\ng -> b")
    trouble = next(wait for wait in case.run.waits.values() if isinstance(wait, kernel.Trouble))
    case.move()
    case.run.retry(trouble.id, case.now)
    assert case.at == ["b"]


def test_checking_a_case_changes_nothing_and_lists_every_reason() -> None:
    fork = '<bpmn:parallelGateway id="f"/>' + task("a") + task("b") + "\nf -> a\nf -> b"
    case = Moving(fork, task("c"))
    plan = Move(old=case.old, new=case.new, steps={})
    found = misfits(plan, case.old, case.run.dump(), environment=case.environment, now=case.now)
    assert [misfit.element for misfit in found] == ["a", "b"]
    assert case.at == ["a", "b"]


CALL = """<bpmn:callActivity id="call"><bpmn:extensionElements>
<zeebe:calledElement processId="inner" propagateAllChildVariables="true"/>
</bpmn:extensionElements></bpmn:callActivity>"""


def test_a_called_process_moves_inside_a_caller_that_stays() -> None:
    # given a case that waits in a process it called
    caller = kernel.parse(diagram(CALL), "main-v1")[0]
    old, new = (kernel.parse(diagram(task(step), process="inner"), ref)[0] for ref, step in (("v1", "a"), ("v2", "b")))
    environment = kernel.Environment(specs=lambda process, ref: new if ref == "v2" else old)
    run = kernel.start(caller, {"n": 1}, now=MORNING, environment=environment)
    assert [wait.element for wait in run.waits.values()] == ["a"]
    # when the called process alone moves on
    move = Move(old=old, new=new, steps={"a": "b"})
    run = carry(move, caller, run.dump(), environment=environment, now=MORNING)
    # then the caller is the one it was, and the call ends by the new version
    assert (run.spec, [wait.element for wait in run.waits.values()]) == (caller, ["b"])
    again = kernel.load(caller, run.dump(), environment=environment)
    again.complete(next(iter(again.waits)), {"n": 2}, MORNING)
    assert (again.ended, again.variables()) == (True, {"n": 2})
