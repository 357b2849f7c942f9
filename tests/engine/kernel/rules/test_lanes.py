"""Lanes: a node is in one lane of a lane set, and of its own process."""

import pytest

from tests.engine.kernel.rules.sketch import Cases, broken, of


def lanes(first: str, second: str, more: str = "") -> str:
    return f"""laneSet ls {{
    lane l1 name="甲" {{ {first} }}
    lane l2 name="乙" {{ {second} }}
    }}
    {more}"""


REF = "flowNodeRef = "
NESTED = f"{REF}a\n childLaneSet cl {{ lane l3 {{ {REF}a }} }}"
OTHER = "---\n process q {\n startEvent x\n }"
CASES: Cases = {
    "two-lanes": (lanes(REF + "a", REF + "a"), lanes(NESTED, REF + "start")),
    "foreign-lane": (lanes(REF + "x", REF + "a", OTHER), lanes(REF + "start", REF + "a", OTHER)),
    "dangling-lane-node": (lanes(REF + "gone", REF + "a"), lanes(REF + "start", REF + "a")),
    "lane-of-no-node": (lanes(REF + "f", REF + "a", "f: a -> a"), lanes(REF + "start", REF + "a", "f: a -> a")),
}


@pytest.mark.parametrize("rule", of("lanes"))
def test_what_breaks_the_rule_is_refused_for_just_that_and_its_sound_neighbour_passes(rule: str) -> None:
    wrong, sound = CASES[rule]
    assert broken(wrong) == {rule}
    assert broken(sound) == set()
