"""Data: objects, their references and associations, inputs and outputs."""

import pytest

from tests.engine.kernel.rules.sketch import Cases, broken, of

OBJECTS = 'dataObject o\n dataObjectReference r dataObjectRef="o"\n dataObjectReference r2 dataObjectRef="o"\n'
HOLDER = "subProcess s {\n startEvent x\n dataObject hidden\n more }\n a -> s\n"
SETS = "inputSet { dataInputRefs = i }\n outputSet { dataOutputRefs = u }"
PLACES = "dataInput i\n dataOutput u\n"


def task(inside: str, specification: str = PLACES + SETS, name: str = "b") -> str:
    return f"{OBJECTS}task {name} {{ ioSpecification {{ {specification} }}\n property v\n{inside}\n }}\n a -> {name}\n"


def into(sources: str, target: str, more: str = "") -> str:
    found = "\n".join(f"sourceRef = {source}" for source in sources.split())
    return f"dataInputAssociation {{ {found}\n {f'targetRef = {target}' if target else ''}\n{more}\n }}"


def out_of(source: str, target: str) -> str:
    return into(source, target).replace("Input", "Output")


CASES: Cases = {
    "data-object-missing": ("dataObjectReference r", OBJECTS),
    "data-object-hidden": (
        HOLDER.replace("more", "") + 'dataObjectReference r dataObjectRef="hidden"',
        HOLDER.replace("more", 'dataObjectReference r dataObjectRef="hidden"\n'),
    ),
    "data-target-missing": (task(into("r", "")), task(into("r", "i"))),
    "data-source-missing": (
        task(into("", "i")),
        task(into("", "i", "assignment {\n from = =1\n to = =i\n }")),
    ),
    "data-sources-unmerged": (task(into("r r2", "i")), task(into("r r2", "i", "transformation = =r"))),
    "dangling-data": (task(into("gone", "i")), task(into("r", "v"))),
    "data-end-kind": (task(into("a", "i")), task(into("r", "i"))),
    "data-input-elsewhere": (task(into("r", "r2")), task(into("r", "v"))),
    "data-output-elsewhere": (task(out_of("r", "r2")), task(out_of("u", "r"))),
    "input-set-missing": (task("", "outputSet"), task("", "inputSet\n outputSet")),
    "output-set-missing": (task("", "inputSet"), task("", "inputSet\n outputSet")),
    "input-unused": (task("", "dataInput i\n inputSet\n outputSet"), task("")),
    "output-unused": (
        task("", "dataOutput u\n inputSet\n outputSet"),
        "startEvent e { dataOutput u\n timerEventDefinition { timeDate = 2026-01-01 } }\n e -> a",
    ),
    "input-set-member": (task("", "inputSet { dataInputRefs = r }\n outputSet"), task("")),
    "output-set-member": (task("", "inputSet\n outputSet { dataOutputRefs = r }"), task("")),
    "input-set-optional": (
        task("", PLACES + SETS.replace("dataInputRefs = i", "dataInputRefs = i\n optionalInputRefs = j")
             + "\n dataInput j\n inputSet { dataInputRefs = j }"),
        task("", PLACES + SETS.replace("dataInputRefs = i", "dataInputRefs = i\n optionalInputRefs = i")),
    ),
    "output-set-optional": (
        task("", PLACES + SETS.replace("dataOutputRefs = u", "dataOutputRefs = u\n optionalOutputRefs = j")
             + "\n dataOutput j\n outputSet { dataOutputRefs = j }"),
        task("", PLACES + SETS.replace("dataOutputRefs = u", "dataOutputRefs = u\n whileExecutingOutputRefs = u")),
    ),
    "assignment-incomplete": (
        task(into("r", "i", "assignment {\n from = =1\n }")),
        task(into("r", "i", "assignment {\n from = =1\n to = =i\n }")),
    ),
}  # fmt: skip


@pytest.mark.parametrize("rule", of("data"))
def test_what_breaks_the_rule_is_refused_for_just_that_and_its_sound_neighbour_passes(rule: str) -> None:
    wrong, sound = CASES[rule]
    assert broken(wrong) == {rule}
    assert broken(sound) == set()
