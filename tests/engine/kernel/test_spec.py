"""A parsed process shows its elements to deployment and to the inbox, and is shared by all cases."""

import threading

from engine import kernel
from tests.engine.kernel.diagrams import diagram
from tests.engine.kernel.play import MORNING
from tests.engine.kernel.test_snapshot import calls

INSIDE = """
<bpmn:extensionElements><zeebe:properties><zeebe:property name="prefix" value="ZG"/></zeebe:properties>
</bpmn:extensionElements>
<bpmn:laneSet id="lanes"><bpmn:lane id="l1" name="整改办"><bpmn:flowNodeRef>a</bpmn:flowNodeRef>
<bpmn:flowNodeRef>sub</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>
<bpmn:startEvent id="Start"/>
<bpmn:userTask id="a" name="登记"><bpmn:documentation>如实登记</bpmn:documentation><bpmn:extensionElements>
<zeebe:properties><zeebe:property name="duty" value="rectification"/></zeebe:properties>
<zeebe:assignmentDefinition candidateGroups="=duty.lead"/><zeebe:taskSchedule dueDate="=now()"/>
<zeebe:formDefinition formId="finding"/></bpmn:extensionElements></bpmn:userTask>
<bpmn:subProcess id="sub"><bpmn:startEvent id="s0"/><bpmn:serviceTask id="b"><bpmn:extensionElements>
<zeebe:taskDefinition type="number" retries="3"/>
<zeebe:taskHeaders><zeebe:header key="k" value="v"/></zeebe:taskHeaders>
</bpmn:extensionElements></bpmn:serviceTask>
s0 -> b
</bpmn:subProcess><bpmn:endEvent id="End"/>
Start -> a
a -> sub
sub -> End
"""


def test_elements_say_what_the_diagram_says() -> None:
    (spec,) = kernel.parse(diagram(INSIDE), "definition-7")
    assert (spec.process, spec.ref, spec.properties) == ("main", "definition-7", {"prefix": "ZG"})
    a, b = spec.elements["a"], spec.elements["b"]
    assert (a.name, a.kind, a.lane, a.parent, a.documentation) == ("登记", "userTask", "整改办", None, "如实登记")
    assert (a.properties, a.groups, a.due, a.form) == ({"duty": "rectification"}, "=duty.lead", "=now()", "finding")
    assert (b.lane, b.parent, b.service, b.retries, b.headers) == ("整改办", "sub", "number", "3", {"k": "v"})
    assert a.line < b.line


def test_every_executable_process_of_a_file_is_parsed() -> None:
    other = """<bpmn:collaboration id="c"><bpmn:participant id="p1" processRef="main"/>
    <bpmn:participant id="p2" processRef="second"/></bpmn:collaboration>
    <bpmn:process id="second" isExecutable="true"><bpmn:startEvent id="x"/></bpmn:process>
    <bpmn:process id="drawn" isExecutable="false"><bpmn:complexGateway id="y"/></bpmn:process>"""
    specs = kernel.parse(diagram(INSIDE, other), "v1")
    assert [spec.process for spec in specs] == ["main", "second"]
    assert list(specs[1].elements) == ["x"]


def test_the_sequence_flows_are_known_with_their_names_and_ends() -> None:
    inside = INSIDE.replace("sub -> End", '<bpmn:sequenceFlow id="last" name="完成" sourceRef="sub" targetRef="End"/>')
    (spec,) = kernel.parse(diagram(inside), "v1")
    ends = [(flow.source, flow.target) for flow in spec.flows.values()]
    assert ends == [("s0", "b"), ("Start", "a"), ("a", "sub"), ("sub", "End")]
    assert spec.flows["last"] == kernel.SequenceFlow(id="last", name="完成", source="sub", target="End")


def test_a_chain_of_ten_thousand_steps_parses_and_runs() -> None:
    # given a diagram far longer than Python's recursion limit
    count = 10_000
    tasks = "".join(f'<bpmn:task id="t{number}"/>' for number in range(count))
    flows = "\n".join(f"t{number} -> t{number + 1}" for number in range(count - 1))
    inside = f'<bpmn:startEvent id="start"/><bpmn:endEvent id="end"/>{tasks}\nstart -> t0\n{flows}\nt{count - 1} -> end'
    (spec,) = kernel.parse(diagram(inside), "v1")
    assert kernel.start(spec, {}, now=MORNING, environment=kernel.Environment()).ended


def test_threads_share_one_spec() -> None:
    (spec,) = kernel.parse(diagram(INSIDE), "v1")
    environment = kernel.Environment(services={"number": lambda inputs, headers: {"n": inputs["mine"]}})
    results: dict[int, object] = {}

    def one_case(number: int) -> None:
        for _ in range(20):
            run = kernel.start(spec, {"mine": number}, now=MORNING, environment=environment)
            run.complete(next(iter(run.waits)), {}, MORNING)
            results[number] = (run.ended, run.variables())

    threads = [threading.Thread(target=one_case, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == {number: (True, {"mine": number, "n": number}) for number in range(4)}


def test_reading_many_inclusive_gateways_costs_what_they_are_many() -> None:
    # given diagrams of which one has four times the gateways, each reached from everywhere
    def ring(count: int) -> bytes:
        gateways = "".join(f'<bpmn:inclusiveGateway id="g{n}"/>' for n in range(count))
        flows = "\n".join(f"g{n} -> g{(n + step) % count} true" for n in range(count) for step in (1, 7))
        return diagram(f"{gateways}\n{flows}\n")

    def cost(source: bytes) -> int:
        return calls(lambda: kernel.parse(source, "v1"))

    # then the larger takes about four times as long to read, not sixteen times
    assert cost(ring(200)) < 5 * cost(ring(50))
