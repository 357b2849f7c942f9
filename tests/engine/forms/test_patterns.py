"""Patterns of designers never make the server hang."""

import pytest

from engine.forms.patterns import Unsafe, compile_pattern


@pytest.mark.parametrize(
    "pattern", [r"^\d{6}$", r"^ZG-\d{4}-\d+$", "[一-龥]{2,10}", r"^(\d{3,4}-)?\d{7,8}$", "a|b", r"^.*号$"]
)
def test_usual_patterns_are_accepted(pattern: str) -> None:
    compile_pattern(pattern)


@pytest.mark.parametrize(
    "pattern", ["(a+)+$", "(a|a)*$", "(a|aa)+$", r"(\w+\s?)*$", r"(x)\1", "(?=a)b", r".*.*.*=", "(a{1,50}){1,50}"]
)
def test_patterns_that_may_take_very_long_are_refused(pattern: str) -> None:
    with pytest.raises(Unsafe):
        compile_pattern(pattern)


@pytest.mark.parametrize("pattern", ["(", "[", "*a", "(?P<n", "a{99999999999999999999}"])
def test_what_is_no_pattern_is_refused(pattern: str) -> None:
    with pytest.raises(Unsafe) as refused:
        compile_pattern(pattern)

    assert "正则" in refused.value.message.zh


def test_digits_are_ascii_as_in_browsers() -> None:
    assert not compile_pattern(r"^\d$").search("５")
