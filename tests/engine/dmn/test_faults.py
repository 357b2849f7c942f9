"""What is refused on loading: every fault at once, with element, line and reason in both languages."""

import pytest

from engine.dmn import Invalid, load, read
from tests.engine.dmn.conftest import MODEL, decision, file

TABLE = """<decision id="d" name="d"><decisionTable id="t" {attributes}>
<input id="in"><inputExpression typeRef="number"><text>1</text></inputExpression></input>
{outputs}
<rule id="r"><inputEntry id="c"><text>{cell}</text></inputEntry>{entries}</rule></decisionTable></decision>"""
ONE = '<output id="o" typeRef="number"/>'
ENTRY = '<outputEntry id="e"><text>1</text></outputEntry>'


def table(attributes: str = "", outputs: str = ONE, cell: str = "-", entries: str = ENTRY) -> str:
    return TABLE.format(attributes=attributes, outputs=outputs, cell=cell, entries=entries)


@pytest.mark.parametrize(
    ("inside", "rule", "element"),
    [
        ('<decision id="d"/>', "name-missing", "d"),
        ('<inputData id="a" name="x"/><inputData id="b" name="x"/>', "name-twice", "b"),
        ('<inputData id="a" name="x"/><inputData id="a" name="y"/>', "id-twice", "a"),
        ('<inputData id="a" name="a &quot; b"/>', "name-invalid", "a"),
        ('<inputData id="a" name="x"><variable id="v" name="x" typeRef="tNo"/></inputData>', "type-unknown", "v"),
        (decision("d", "1 +"), "feel", "d"),
        (decision("d", "1", 'requiredInput="#gone"'), "reference", "d"),
        (decision("d", "1", 'requiredInput="#e"') + decision("e", "1"), "reference-kind", "d"),
        (decision("d", "1", 'requiredDecision="other#x"'), "reference", "d"),
        ('<import name="o" namespace="other" importType="' + MODEL + '"/>', "import-missing", "definitions"),
        ('<import name="o" namespace="other" importType="http://pmml"/>', "import-kind", "definitions"),
        ('<itemDefinition id="a" name="tA"><typeRef>tB</typeRef></itemDefinition>', "type-unknown", "a"),
        ('<itemDefinition id="a" name="tA"><typeRef>tA</typeRef></itemDefinition>', "type-cycle", "a"),
        ('<itemDefinition id="a" name="tA"><typeRef>number</typeRef><allowedValues><text>&lt;</text></allowedValues>'
         "</itemDefinition>", "feel", "a"),
        ('<itemDefinition id="a" name="tA"><typeRef>number</typeRef><itemComponent name="x"/></itemDefinition>',
         "type-shape", "a"),
        ('<decision id="d" name="d"><literalExpression id="x" expressionLanguage="http://python"><text>1</text>'
         "</literalExpression></decision>", "language", "x"),
        ('<decision id="d" name="d"><literalExpression id="x" expressionLanguage="https://www.omg.org/spec/DMN/20240513/'
         'B-FEEL/"><text>1</text></literalExpression></decision>', "language", "x"),
        ('<decision id="d" name="d"><literalExpression id="x"><importedValues/></literalExpression></decision>',
         "imported-values", "x"),
        ('<decision id="d" name="d"><functionDefinition id="x" kind="Java"/></decision>', "function-kind", "x"),
        ('<decision id="d" name="d"><functionDefinition id="x" kind="PMML"/></decision>', "function-kind", "x"),
        ('<decision id="d" name="d"><invocation id="x"/></decision>', "expression-missing", "x"),
        ('<decision id="d" name="d"><list/><list/></decision>', "expression-twice", "d"),
        ('<decision id="d" name="d"><conditional id="x"/></decision>', "expression-missing", "x"),
        ('<decision id="d" name="d"><for id="x" iteratorVariable="i"><in><list/></in></for></decision>',
         "expression-missing", "x"),
        ('<decision id="d" name="d"><context id="x"><contextEntry><list/></contextEntry><contextEntry><list/>'
         "</contextEntry></context></decision>", "result-place", "x"),
        ('<decision id="d" name="d"><relation><column name="a"/><row id="x"/></relation></decision>',
         "row-length", "x"),
        (table('hitPolicy="LAST"'), "hit-policy", "t"),
        (table('aggregation="SUM"'), "aggregation", "t"),
        (table('hitPolicy="PRIORITY"'), "output-order", "t"),
        (table(outputs=""), "outputs-missing", "t"),
        (table(outputs=ONE + '<output name="b"/>', entries=ENTRY * 2), "output-name", "t"),
        (table(entries=""), "rule-length", "r"),
        (table(cell="5 <").replace("5 <", "5 &lt;"), "feel", "c"),
        (table(entries='<outputEntry id="e"><text>)</text></outputEntry>'), "feel", "e"),
        ('<decisionService id="s" name="s"/>', "service-outputs", "s"),
    ],
)  # fmt: skip
def test_an_invalid_model_is_refused_with_element_line_and_reason(inside: str, rule: str, element: str) -> None:
    with pytest.raises(Invalid) as refused:
        load(file(inside))
    found = {fault.rule: fault for fault in refused.value.faults}
    assert rule in found
    assert found[rule].element == element
    assert found[rule].line >= 1
    assert found[rule].zh != found[rule].en and "{" not in found[rule].zh + found[rule].en
    assert found[rule].clause


def test_all_faults_are_told_at_once_in_the_order_of_the_file() -> None:
    # given a model with a fault on each of three lines
    inside = "\n".join((decision("a", "1 +"), decision("b", "1", 'requiredInput="#x"'), decision("c", "(")))
    # when it is loaded
    with pytest.raises(Invalid) as refused:
        load(file(inside))
    # then all three are told
    assert [(fault.element, fault.line) for fault in refused.value.faults] == [("a", 2), ("b", 3), ("c", 4)]
    assert "3" in refused.value.text("zh") and "3" in refused.value.text("en")


def test_decisions_that_need_each_other_are_refused_with_the_way_round() -> None:
    inside = decision("a", "b", 'requiredDecision="#b"') + decision("b", "c", 'requiredDecision="#c"')
    with pytest.raises(Invalid) as refused:
        load(file(inside + decision("c", "a", 'requiredDecision="#a"')))
    (fault,) = refused.value.faults
    assert (fault.rule, "a → b → c → a" in fault.zh) == ("cycle", True)


def test_what_has_a_name_feel_cannot_read_is_refused_but_can_be_asked_where_it_was_only_read() -> None:
    content = file(decision("d", "1").replace('name="d"', 'name="rate in %"'))
    with pytest.raises(Invalid):
        load(content)
    assert read(content).evaluate("rate in %", {}).value == 1


def test_a_model_that_was_only_read_is_null_where_it_is_faulty_and_sound_elsewhere() -> None:
    model = read(file(decision("a", "1 +") + decision("b", "2")))
    assert [fault.rule for fault in model.faults] == ["feel"]
    broken = model.evaluate("a", {})
    assert broken.value is None and "语法" in broken.diagnostics[0].text("zh")
    assert model.evaluate("b", {}).value == 2
