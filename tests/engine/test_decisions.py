"""Decisions deployed with a process: called by a step, explained in the history, refused when they are not sound."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest

from engine import definitions
from engine.errors import Invalid
from engine.rules import Rules
from engine.settings import changing
from tests.engine.calls import call
from tests.engine.commission import PLACE, Commission, start_event
from tests.engine.kernel.diagrams import diagram
from tests.engine.settings.offering import rule as offered

MODEL = "https://www.omg.org/spec/DMN/20230324/MODEL/"
CALL = """<bpmn:businessRuleTask id="rate" name="报销比例"><bpmn:extensionElements>
<zeebe:calledDecision decisionId="{decision}" resultVariable="rate" /></bpmn:extensionElements></bpmn:businessRuleTask>
"""
TABLE = f"""<definitions xmlns="{MODEL}" id="benefit" name="待遇" namespace="benefit">
<inputData id="bill" name="费用"><variable name="费用" typeRef="number"/></inputData>
<decision id="rate" name="比例"><variable name="比例" typeRef="number"/>
<informationRequirement><requiredInput href="#bill"/></informationRequirement>
<decisionTable hitPolicy="UNIQUE">
<input><inputExpression typeRef="number"><text>费用</text></inputExpression></input>
<output typeRef="number"/>
<annotation name="依据"/>
<rule id="small"><inputEntry><text>&lt;= 30000</text></inputEntry><outputEntry><text>0.65</text></outputEntry>
<annotationEntry><text>第三条</text></annotationEntry></rule>
<rule id="large"><inputEntry><text>&gt; 20000</text></inputEntry><outputEntry><text>0.7</text></outputEntry></rule>
</decisionTable></decision></definitions>"""


FORCE = '<extensionElements><force xmlns="https://bangfu.example/decisions/1.0" {}/></extensionElements>'


def rule(value: str, force: str) -> bytes:
    """The table as a rule, with a value of its own for small bills."""
    named = TABLE.replace('namespace="benefit">', f'namespace="{value}">' + FORCE.format(force))
    return named.replace("0.65", value).replace("&gt; 20000", "&gt; 30000").encode()


RULES = (
    rule("0.5", 'from="2020-01-01"'),
    rule("0.6", 'jurisdiction="990100" from="2020-01-01" source="第 2 条"'),
    rule("0.9", 'jurisdiction="990100" from="2030-01-01"'),
)


@pytest.fixture
def commission(database_url: str) -> Iterator[Commission]:
    with Commission(database_url) as commission:
        yield commission


def deploy(commission: Commission, decision: str = "rate", **files: str) -> None:
    called = CALL.replace("{decision}", decision)
    end = '<bpmn:userTask id="end" name="确认"/>'
    bpmn = diagram(f"{start_event()}{called}{end}\nstart -> rate\nrate -> end\n")
    decisions = {f"{name}.dmn": content.encode() for name, content in files.items()}
    commission.do(None, definitions.deploy, {"a.bpmn": bpmn, **decisions})


def test_a_step_asks_a_decision_and_the_history_says_how_it_came_about(commission: Commission) -> None:
    # given a process whose step calls a table
    deploy(commission, benefit=TABLE)
    # when a case comes to it
    case_id = commission.launch(费用=12000)
    # then the case has the value, and the event says which rule matched with which input and by which clause
    assert commission.variables(case_id)["rate"] == Decimal("0.65")
    (event,) = commission.history(case_id, "decided")
    assert event.data["decision"] == "rate"
    (decision,) = event.data["explanation"]["decisions"]
    assert decision["inputs"] == {"费用": 12000}
    assert decision["tables"][0]["matched"] == [
        {"rule": 1, "id": "small", "tests": ["<= 30000"], "output": "0.65", "annotations": {"依据": "第三条"}}
    ]
    assert commission.is_sound()


def test_a_called_process_asks_the_decisions_of_its_own_file(commission: Commission) -> None:
    # given two files with a decision of the same id, one of which calls the other's process
    asking = start_event() + CALL.replace("{decision}", "rate") + "\nstart -> rate\n"
    called, calling = diagram(asking, process="rated"), diagram(f"{asking}{call('rated')}\nrate -> call\n")
    other = TABLE.replace("0.65", "0.1").encode()
    commission.do(None, definitions.deploy, {"a.bpmn": called, "benefit.dmn": other})
    commission.do(None, definitions.deploy, {"a.bpmn": calling, "benefit.dmn": TABLE.encode()})
    # when a case passes both
    case_id = commission.launch(费用=12000)
    # then each asked its own
    values = [event.data["explanation"]["value"] for event in commission.history(case_id, "decided")]
    assert values == ["0.65", "0.1"]


def test_a_decision_without_a_value_is_an_incident_with_its_reason(commission: Commission) -> None:
    # given a table two rules of which match although only one may
    deploy(commission, benefit=TABLE)
    # when a case asks it for such a value
    case_id = commission.launch(费用=25000)
    # then the case waits as an incident that says so, and how it was tried is in the history
    (incident,) = commission.incidents()
    assert "第 1, 2 条规则同时命中" in incident.zh
    assert "UNIQUE" in incident.en
    assert commission.history(case_id, "decided")[0].data["explanation"]["value"] is None


def test_a_decision_found_only_when_running_is_an_incident_when_it_is_missing(commission: Commission) -> None:
    deploy(commission, decision="=&quot;other&quot;", benefit=TABLE)
    commission.launch(费用=1)
    (incident,) = commission.incidents()
    assert "未随流程部署" in incident.zh


def test_a_process_that_calls_a_decision_no_file_has_is_refused(commission: Commission) -> None:
    with commission.refused(Invalid) as refused:
        deploy(commission, decision="missing", benefit=TABLE)
    (fault,) = refused.value.faults
    assert (fault.rule, fault.element) == ("decision-missing", "rate")
    assert "missing" in fault.zh and "missing" in fault.en


def test_unsound_decisions_are_refused_with_all_their_faults_and_the_file(commission: Commission) -> None:
    unsound = TABLE.replace("0.65", "0.65 +").replace("#bill", "#gone")
    with commission.refused(Invalid) as refused:
        deploy(commission, benefit=unsound, broken="<definitions")
    faults = refused.value.faults
    assert {fault.rule for fault in faults} == {"feel", "reference", "xml"}
    assert {fault.zh.partition("：")[0] for fault in faults} == {"决策表 benefit.dmn", "决策表 broken.dmn"}


def test_the_same_id_in_two_files_is_refused(commission: Commission) -> None:
    with commission.refused(Invalid) as refused:
        deploy(commission, benefit=TABLE, again=TABLE.replace('namespace="benefit"', 'namespace="again"'))
    assert [fault.rule for fault in refused.value.faults] == ["decision-twice"]


def test_a_step_asks_the_rule_in_force_where_the_case_is_and_the_history_names_its_version(database_url: str) -> None:
    # given a rule with versions for the nation, for the city from long ago and for the city from a later day
    with Commission(database_url, rules=Rules(RULES)) as commission:
        deploy(commission, decision="benefit/rate")
        # when a case of the city comes to the step
        case_id = commission.launch(费用=12000)
        # then the city's version in force decides, and the event says which that was
        assert commission.variables(case_id)["rate"] == Decimal("0.6")
        (event,) = commission.history(case_id, "decided")
        assert event.data["decision"] == "benefit/rate"
        named = {name: event.data["rule"][name] for name in ("key", "jurisdiction", "since", "source")}
        assert named == {"key": "benefit", "jurisdiction": "990100", "since": "2020-01-01", "source": "第 2 条"}
        assert event.data["explanation"]["decisions"][0]["inputs"] == {"费用": 12000}
        assert commission.is_sound()


def test_a_rule_not_in_force_where_the_case_is_is_an_incident(database_url: str) -> None:
    with Commission(database_url, rules=Rules(RULES[2:])) as commission:
        deploy(commission, decision="benefit/rate")
        commission.launch(费用=12000)
        (incident,) = commission.incidents()
        assert "没有生效的规则“benefit”" in incident.zh


def test_a_process_that_calls_what_no_rule_has_is_refused(database_url: str) -> None:
    with Commission(database_url, rules=Rules(RULES)) as commission:
        with commission.refused(Invalid) as refused:
            deploy(commission, decision="benefit/other")
        assert [fault.rule for fault in refused.value.faults] == ["decision-missing"]


def test_a_rule_gets_its_settings_from_the_administrator_and_the_history_says_what_is_unconfirmed(
    database_url: str,
) -> None:
    # given a rule with a rate that no notice gives, proposed as 60
    with Commission(database_url, rules=Rules([offered(default='default="60"')])) as commission:
        deploy(commission, decision="benefit/paid")
        # when a case asks it before anybody confirmed the rate, whatever the case itself calls so
        case_id = commission.launch(费用=1000, 比例=99)
        # then the proposal counts, and the event says that it is unconfirmed
        assert commission.variables(case_id)["rate"] == 600
        (event,) = commission.history(case_id, "decided")
        assert event.data["settings"] == [{"name": "比例", "value": 60, "unit": "%", "pending": True}]
        # when the city gives its rate, later cases are decided by it
        commission.do("admin", changing.give, "benefit", "比例", "75", place=PLACE, reason="医保局复函")
        case_id = commission.launch(费用=1000)
        assert commission.variables(case_id)["rate"] == 750
        (event,) = commission.history(case_id, "decided")
        assert event.data["settings"] == [{"name": "比例", "value": 75, "unit": "%", "pending": False}]
        # and a decision that does not ask for it says nothing of it
        deploy(commission, decision="benefit/free")
        (event,) = commission.history(commission.launch(费用=0), "decided")
        assert event.data["settings"] == []
