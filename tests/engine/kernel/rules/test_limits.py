"""What is valid but not executed here is refused with its reason."""

import pytest

from tests.engine.kernel.rules.sketch import Cases, broken, of

PROPERTIES = "---\n correlationProperty p\n collaboration c {\n"
CASES: Cases = {
    "correlation-property": (
        f"{PROPERTIES} correlationKey k {{ correlationPropertyRef = p }}\n }}",
        f"{PROPERTIES} participant pool\n }}",
    ),
    "extension-demanded": (
        '---\nextension mustUnderstand="true" definition="x:y"',
        '---\nextension mustUnderstand="false" definition="x:y"',
    ),
    "data-store": (
        'dataStoreReference d dataStoreRef="s"\n---\n dataStore s',
        'dataObject o\n dataObjectReference d dataObjectRef="o"\n---\n dataStore s',
    ),
}


@pytest.mark.parametrize("rule", of("limits"))
def test_what_breaks_the_rule_is_refused_for_just_that_and_its_sound_neighbour_passes(rule: str) -> None:
    wrong, sound = CASES[rule]
    assert broken(wrong) == {rule}
    assert broken(sound) == set()
