"""Where open cases stand: counted by element, red ones first, at a cost that does not grow with the cases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest

from engine import commands
from engine.errors import NotAllowed
from engine.process import Process, ServiceFailed
from engine.watching.cases import cases_at
from engine.watching.processes import processes
from engine.watching.standing import Standing, standing, versions
from tests.engine.commission import Commission, service, start_event, task

DIAGRAM = f"""{start_event()}{task("work", due='now() + duration("P2D")')}{service("compute", "main.compute")}
<bpmn:boundaryEvent id="beside" attachedToRef="work" cancelActivity="false"><bpmn:timerEventDefinition>
  <bpmn:timeDuration>P9D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
<bpmn:intermediateCatchEvent id="pause"><bpmn:timerEventDefinition><bpmn:timeDuration>P3D</bpmn:timeDuration>
  </bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
<bpmn:endEvent id="told"/>
start -> work
work -> compute
compute -> pause
beside -> told
"""


def fail_for(inputs: object, headers: object, desk: object) -> dict[str, object]:
    raise ServiceFailed("名称有误")


@pytest.fixture
def office(sqlite_url: str) -> Iterator[Commission]:
    with Commission(sqlite_url, Process(key="main", prefix="T", services={"main.compute": fail_for})) as found:
        found.deploy(DIAGRAM)
        yield found


def seen(office: Commission, login: str = "designer", **asked: object) -> dict[str, tuple[int, int, int]]:
    lines: list[Standing] = office.look(login, standing, "main", **asked)
    return {line.element: (line.cases, line.overdue, line.troubled) for line in lines}


def test_cases_are_counted_where_they_stand_red_ones_first(office: Commission) -> None:
    # given two cases at the step and one whose computation failed
    for _ in range(3):
        office.launch()
    office.do("clerk", commands.complete, office.items()[0], {})
    assert seen(office) == {"compute": (1, 0, 1), "work": (2, 0, 0)}
    # when the due date passes
    office.clock.set(datetime(2026, 3, 5, 9))
    assert list(seen(office).items()) == [("compute", (1, 0, 1)), ("work", (2, 2, 0))]
    # when the computation is skipped, the case stands at the timer; what waits beside a step is no standing
    (incident,) = office.incidents()
    office.do("admin", commands.skip, incident.id, "线下已办")
    assert seen(office) == {"work": (2, 2, 0), "pause": (1, 0, 0)}


def test_versions_are_watched_one_by_one_with_their_open_cases(office: Commission) -> None:
    office.launch()
    office.deploy(DIAGRAM.replace('id="told"', 'id="heard"').replace("-> told", "-> heard"))
    assert [(one.number, one.cases) for one in office.look("admin", versions, "main")] == [(2, 0), (1, 1)]
    assert (seen(office), seen(office, version=1)) == ({}, {"work": (1, 0, 0)})


def test_the_cost_does_not_grow_with_the_cases(office: Commission) -> None:
    def statements() -> int:
        with office.statements() as sent:
            seen(office)
        return len(sent)

    office.launch()
    few = statements()
    for _ in range(30):
        office.launch()
    assert statements() == few <= 8


def test_a_leader_watches_the_jurisdiction_and_staff_watch_nothing(office: Commission) -> None:
    office.launch()
    assert seen(office, "leader") == {"work": (1, 0, 0)}
    with office.refused(NotAllowed):
        seen(office, "clerk")


def test_the_cases_at_an_element_come_in_the_order_of_their_need(office: Commission) -> None:
    first, second, third = (office.launch() for _ in range(3))
    office.do("clerk", commands.complete, office.item("work", second), {})
    page = office.look("admin", cases_at, "main", "compute")
    assert [(row.id, row.incident_id is not None) for row in page.rows] == [(second, True)]
    office.clock.set(datetime(2026, 3, 5, 9))
    page = office.look("admin", cases_at, "main", "work")
    assert [(row.id, row.overdue) for row in page.rows] == [(first, True), (third, True)]
    # then a designer sees that there are some, but not which
    assert office.look("designer", cases_at, "main", "work").total == 0


def test_all_processes_are_listed_with_what_is_red(office: Commission) -> None:
    office.launch()
    office.clock.set(datetime(2026, 3, 5, 9))
    (row,) = office.look("admin", processes)
    assert (row.key, row.cases, row.overdue, row.troubled) == ("main", 1, 1, 0)
