"""A case in its diagrams: where it stands and how it came there, in its own and in those of the processes it calls."""

from __future__ import annotations

import pytest

from engine.diagrams import Diagram, diagrams
from engine.errors import NotAllowed, NotFound
from tests.engine.calls import CALLED, CALLED_FORM, CALLING, call, deploy, visiting
from tests.engine.commission import Commission, start_event, task


def of(commission: Commission, case_id: str) -> list[Diagram]:
    found: list[Diagram] = commission.look("registrar", diagrams, case_id)
    return found


def test_the_diagram_shows_where_the_case_stands_and_how_it_came_there(office: Commission) -> None:
    case_id = office.start(title="药品")
    office.complete("clerk", "first", finding="缺货")
    (diagram,) = of(office, case_id)
    assert diagram.tokens == {"second": 1}
    assert diagram.steps == (("second", "userTask", 1),)
    assert {"start", "first", "second"} <= set(diagram.path)
    assert b'id="second"' in diagram.source


def test_people_stand_at_a_step_and_not_at_the_subprocess_around_it(office: Commission) -> None:
    inner = f"""<bpmn:subProcess id="part"><bpmn:startEvent id="in"/>{task("inside")}
    in -> inside
    </bpmn:subProcess>"""
    office.deploy(f"{start_event()}{inner}\nstart -> part\n", process="parts")
    (diagram,) = of(office, office.start("parts"))
    assert diagram.tokens == {"inside": 1}


def test_a_called_process_has_a_diagram_of_its_own_with_its_own_tokens(office: Commission) -> None:
    # given a case in a called process that has a step of the same id as its caller
    case_id = visiting(office)
    own, called = of(office, case_id)
    # then each diagram has what belongs to it
    assert (own.key, own.tokens) == ("calling", {"call": 1})
    assert (called.key, called.tokens, called.version) == ("visit", {"check": 1}, 1)
    assert "check" in called.path and "call" not in called.path
    assert "call" in own.path
    # and when the call is over its path stays to be seen
    office.complete("clerk", "check", "已走访", people="9")
    office.complete("clerk", "report", people="9")
    own, called = of(office, case_id)
    assert (own.tokens, called.tokens) == ({"close": 1}, {})
    assert "report" in called.path


def test_calls_of_one_version_are_shown_together_and_of_two_apart(office: Commission) -> None:
    # given three calls at once
    more = """<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>3</bpmn:loopCardinality>
    </bpmn:multiInstanceLoopCharacteristics>"""
    case_id = visiting(office, CALLING.replace(call("visit"), call("visit", more=more)))
    assert of(office, case_id)[1].tokens == {"check": 3}
    # when the next call is one of a newer version
    later = task("wait") + call("visit", "later")
    case_id = visiting(office, f"{CALLING}{later}\ncheck -> wait\nwait -> later\n")
    office.deploy(CALLED.replace("report", "summary"), forms=[CALLED_FORM], process="visit")
    office.complete("clerk", "wait", case_id=case_id)
    # then both versions can be looked at
    assert [(one.key, one.version) for one in of(office, case_id)] == [("calling", 2), ("visit", 1), ("visit", 2)]


def test_only_those_concerned_see_a_diagram(office: Commission) -> None:
    case_id = visiting(office)
    with pytest.raises(NotAllowed):
        office.look("outsider", diagrams, case_id)
    with pytest.raises(NotFound):
        office.look("outsider", diagrams, "0" * 32)


def test_of_called_processes_a_party_sees_those_it_has_had_work_in(office: Commission) -> None:
    # given a call that is the other party's, and a step of one's own before it
    own = "<zeebe:calledElement"
    part = '<zeebe:properties><zeebe:property name="part" value="theirs"/></zeebe:properties>'
    calling = CALLING.replace(own, f"{part}{own}").replace("[{office}]", "[{county}]")
    deploy(office, calling)
    case_id = office.start("calling")
    office.complete("outsider", "check", title="走访")
    # when each looks
    keys = {
        login: [one.key for one in office.look(login, diagrams, case_id)]
        for login in ("registrar", "clerk", "outsider")
    }
    # then who has no part in it does not see where the other stands within
    assert keys == {"registrar": ["calling", "visit"], "clerk": ["calling", "visit"], "outsider": ["calling"]}
