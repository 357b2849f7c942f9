"""Looking into a trial: items, tokens, variables, decisions, papers and history."""

from __future__ import annotations

from engine.process import Heading, Paper, Process, Sheet
from engine.rules import Rules
from engine.scenarios.scenario import BEGIN
from engine.trials import looking
from engine.trials.space import Template
from engine.trials.trial import Trial
from engine.trials.verbs import Begin, By, Do
from tests.engine.commission import FORMS, form, start_event, task, text
from tests.engine.kernel.diagrams import diagram
from tests.engine.trials.conftest import Trying

TABLE = b"""<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="http://example.org/d">
  <inputData id="in" name="amount"><variable name="amount"/></inputData>
  <decision id="level" name="level"><variable name="level"/>
    <informationRequirement><requiredInput href="#in"/></informationRequirement>
    <decisionTable id="t" hitPolicy="FIRST"><input id="i"><inputExpression id="ie"><text>amount</text></inputExpression>
      </input><output id="o" name="level"/>
      <rule id="r1"><inputEntry id="a"><text>&gt; 100</text></inputEntry><outputEntry id="b"><text>"high"</text>
      </outputEntry></rule>
      <rule id="r2"><inputEntry id="c"><text>-</text></inputEntry><outputEntry id="d1"><text>"low"</text></outputEntry>
      </rule></decisionTable></decision></definitions>"""
DECIDE = """<bpmn:businessRuleTask id="decide"><bpmn:extensionElements>
<zeebe:calledDecision decisionId="level" resultVariable="found"/></bpmn:extensionElements></bpmn:businessRuleTask>"""
OFFICE = "[starter.department]"
ONE = f"""{start_event("ask")}
{task("first", OFFICE)}
<bpmn:endEvent id="end"/>
go: start -> first
done: first -> end"""


def own(trial: Trial) -> str:
    assert trial.case_id is not None
    return trial.case_id


def test_a_decision_is_told_with_the_row_that_made_it(model: Template) -> None:
    amount = {"type": "number", "key": "amount", "validate": {"required": True}}
    inside = f"{start_event('ask')}\n{DECIDE}\n{task('first', OFFICE)}\nstart -> decide\ndecide -> first"
    files = {"main.bpmn": diagram(inside), "0.form": form("ask", amount), "level.dmn": TABLE}
    trial = Trial(model.extended(files).open(BEGIN))
    trial.perform(Begin(process="main", by=By(name="整改办"), answers={"amount": 120}))
    (decided,) = looking.decided(trial, own(trial))
    assert (decided.decision, decided.value, decided.rule) == ("level", "high", None)
    (row,) = decided.explanation["decisions"][0]["tables"][0]["matched"]
    assert row["rule"] == 1


def test_tokens_and_the_way_so_far_are_seen_in_the_diagram(trying: Trying) -> None:
    trial = trying(ONE, forms=[form("ask", text("title"))], title="甲")
    (diagram,) = looking.diagrams(trial, own(trial))
    assert (diagram.tokens, diagram.path) == ({"first": 1}, ("start", "go", "first"))
    assert looking.passed(trial, own(trial)) == diagram.path
    trial.perform(Do(element="first"))
    assert looking.passed(trial, own(trial), trial.before.row) == ("first", "done", "end")


def test_variables_are_seen_by_scope(trying: Trying) -> None:
    trial = trying(ONE, forms=[form("ask", text("title"))], title="甲")
    (scope,) = looking.variables(trial, own(trial)).values()
    assert scope["title"] == "甲"


def test_an_item_is_seen_in_words(trying: Trying) -> None:
    trial = trying(ONE, forms=[form("ask", text("title"))], title="甲")
    (item,) = looking.open_now(trial, own(trial))
    assert (item.name, item.case_number, item.process, item.light) == ("first", "SY-2026-0001", "main", "none")
    assert (item.receivers, item.copied, item.claimant) == (("云川市卫生健康委员会整改办",), (), "")
    assert looking.open_now(trial, "another") == []


def test_the_papers_a_case_offers_are_named() -> None:
    def sheet(values: object) -> Sheet:
        return Sheet("通知", (Heading("通知"),))

    paper = Paper(name="letter", label="告知书", when='title = "甲"', build=sheet)
    process = Process(key="main", prefix="SY", papers=(paper,))
    files = {"main.bpmn": diagram(ONE), "0.form": form("ask", text("title"))}
    template = Template([files], processes=[process], rules=Rules())
    for title, offered in (("甲", [("letter", "告知书")]), ("乙", [])):
        trial = Trial(template.open(BEGIN))
        trial.perform(Begin(process="main", by=By(name="整改办"), answers={"title": title}))
        assert looking.papers(trial, own(trial)) == offered


def test_the_history_is_that_of_the_pages(trying: Trying) -> None:
    trial = trying(ONE, forms=FORMS[:1], title="甲")
    trial.perform(Do(element="first", opinion="属实"))
    kinds = [entry.kind for entry in looking.history(trial, own(trial))]
    assert kinds == ["ended", "completed", "started"]
    assert looking.case_of(trial, "main") == own(trial)
    assert looking.case_of(trial, "other") is None
