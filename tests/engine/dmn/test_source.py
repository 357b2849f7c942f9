"""Files that are hostile, damaged or of another kind end in words, within bounds; every version of DMN is read."""

import resource

import pytest

from engine.dmn import Invalid, load
from engine.dmn.source import NAMESPACES
from engine.feel import FeelError
from tests.engine.dmn.conftest import decision, file

BOMB = (
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    b'<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/">&b;</definitions>'
)


@pytest.mark.parametrize("dialect", NAMESPACES)
def test_every_version_of_dmn_is_read_by_its_namespace(dialect: str) -> None:
    assert load(file(decision("d", "1 + 1"), dialect=dialect)).evaluate("d", {}).value == 2


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "XML"),
        (b"<definitions", "XML"),
        (b"PK\x03\x04", "XML"),
        (BOMB, "DTD"),
        (b'<definitions xmlns="urn:other"/>', "DMN"),
        (file("<context>" * 200 + "</context>" * 200), "层"),
        (b" " * (10 * 1024 * 1024 + 1), "MB"),
        (file("<a/>" * 400_001), "元素"),
    ],
)
def test_what_is_no_model_is_refused_in_words(content: bytes, word: str) -> None:
    with pytest.raises(Invalid) as refused:
        load(content)
    assert word in refused.value.faults[0].zh
    assert refused.value.text("en")


def test_a_file_outside_is_never_read(tmp_path_factory: pytest.TempPathFactory) -> None:
    secret = tmp_path_factory.mktemp("secret") / "secret.txt"
    secret.write_text("secret")
    content = f'<!DOCTYPE x [<!ENTITY s SYSTEM "file://{secret}">]><definitions>&s;</definitions>'.encode()
    with pytest.raises(Invalid) as refused:
        load(content)
    assert "secret" not in refused.value.text("zh")


def test_a_chain_of_thousands_of_decisions_is_decided() -> None:
    count = 3000
    links = (decision(f"d{n}", f"d{n - 1} + 1", f'requiredDecision="#d{n - 1}"') for n in range(1, count))
    model = load(file(decision("d0", "1") + "".join(links)))
    assert model.evaluate(f"d{count - 1}", {}).value == count


def test_knowledge_that_calls_itself_without_end_is_an_error_in_words() -> None:
    inside = (
        '<businessKnowledgeModel id="k" name="loop"><encapsulatedLogic><formalParameter name="n"/><literalExpression>'
        "<text>loop(n + 1)</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>"
    )
    with pytest.raises(FeelError):
        load(file(inside + decision("d", "loop(1)", 'requiredKnowledge="#k"'))).evaluate("d", {})


def test_decisions_that_multiply_each_others_work_share_one_budget() -> None:
    # given decisions each of which makes a long list
    needs = tuple(f'requiredDecision="#d{n}"' for n in range(30))
    makers = "".join(decision(f"d{n}", "for i in 1..100000 return i + 1") for n in range(30))
    model = load(file(makers + decision("all", "1", *needs)))
    # when all are needed, then the whole is refused, while one alone is decided
    with pytest.raises(FeelError):
        model.evaluate("all", {})
    assert len(model.evaluate("d1", {}).value) == 100_000


def test_a_huge_table_is_loaded_and_asked_within_bounds() -> None:
    rules = "".join(
        f'<rule><inputEntry><text>[{n}..{n + 1})</text></inputEntry><outputEntry><text>{n}</text></outputEntry></rule>'
        for n in range(20_000)
    )
    inside = (
        '<inputData id="i" name="x"/><decision id="d" name="d"><informationRequirement><requiredInput href="#i"/>'
        "</informationRequirement><decisionTable><input><inputExpression><text>x</text></inputExpression></input>"
        f"<output/>{rules}</decisionTable></decision>"
    )
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    model = load(file(inside))
    assert model.evaluate("d", {"x": 19_999.5}).value == 19_999
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 400_000


def test_decisions_that_double_each_others_lists_end_in_words() -> None:
    # given forty decisions, each a list of the one before twice, of a type that contains itself
    type_ = '<itemDefinition id="t" name="tTree" isCollection="true"><typeRef>tNode</typeRef></itemDefinition>'
    node = '<itemDefinition id="n" name="tNode"><itemComponent name="n"><typeRef>tTree</typeRef></itemComponent>'
    doubled = "".join(
        decision(f"x{n}", f"[{{n: x{n - 1}}}, {{n: x{n - 1}}}]", f'requiredDecision="#x{n - 1}"').replace(
            f'<variable name="x{n}"/>', f'<variable name="x{n}" typeRef="tTree"/>'
        )
        for n in range(1, 40)
    )
    model = load(file(f"{type_}{node}</itemDefinition>" + decision("x0", "[]") + doubled))
    # when the last is asked, then the work is refused
    with pytest.raises(FeelError):
        model.evaluate("x39", {})
    assert model.evaluate("x2", {}).value == [{"n": [{"n": []}] * 2}] * 2


def test_a_value_doubled_from_decision_to_decision_ends_in_words_and_little_memory() -> None:
    doubled = "".join(
        decision(f"x{n}", f"[x{n - 1}, x{n - 1}]", f'requiredDecision="#x{n - 1}"') for n in range(1, 60)
    )
    model = load(file(decision("x0", "[1]") + doubled))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(FeelError):
        model.evaluate("x59", {})
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000


def test_a_service_that_calls_itself_is_an_error_in_words() -> None:
    inside = '<decisionService id="s" name="s"><outputDecision href="#d"/></decisionService>'
    with pytest.raises(FeelError):
        load(file(inside + decision("d", "s()", 'requiredKnowledge="#s"'))).evaluate("d", {})


def test_values_of_the_caller_nested_without_end_are_an_error_in_words() -> None:
    deep: dict[str, object] = {}
    for _ in range(100_000):
        deep = {"n": deep}
    model = load(file('<inputData id="i" name="i"/>' + decision("d", "i", 'requiredInput="#i"')))
    with pytest.raises(FeelError):
        model.evaluate("d", {"i": deep})
