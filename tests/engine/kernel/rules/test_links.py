"""Link events pair by name within one scope."""

import pytest

from tests.engine.kernel.rules.sketch import Cases, broken, of


def throw(name: str, link: str = "L") -> str:
    return f'intermediateThrowEvent {name} {{ linkEventDefinition name="{link}" }}\n a -> {name}\n'


def catch(name: str, link: str = "L") -> str:
    return f'intermediateCatchEvent {name} {{ linkEventDefinition name="{link}" }}\n'


PAIR = throw("t") + catch("c")
INSIDE = "subProcess s {\n startEvent x\n task y\n x -> y\n" + catch("c2") + "}\n a -> s\n"
OWN = 'intermediateThrowEvent t2 { linkEventDefinition name="L" }\n y -> t2\n'
CASES: Cases = {
    "link-nameless": (throw("t", "") + catch("c", ""), PAIR),
    "link-without-catch": (throw("t"), throw("u") + PAIR),
    "link-without-throw": (catch("c"), PAIR),
    "link-across": (throw("t") + INSIDE, PAIR + INSIDE.replace("}\n a", OWN + "}\n a")),
    "link-ambiguous": (PAIR + catch("d"), PAIR + throw("v", "M") + catch("d", "M")),
}


@pytest.mark.parametrize("rule", of("links"))
def test_what_breaks_the_rule_is_refused_for_just_that_and_its_sound_neighbour_passes(rule: str) -> None:
    wrong, sound = CASES[rule]
    assert broken(wrong) == {rule}
    assert broken(sound) == set()
