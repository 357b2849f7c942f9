"""XPath regular expressions (XPath and XQuery Functions 3.1 §5.6, XML Schema 1.1 part 2 appendix G)."""

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.feel.errors import Fault
from engine.feel.regex import expression
from engine.feel.regex.pattern import Pattern
from engine.feel.run import Run


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (r'matches("51010119900307123X", "^\d{17}[\dXx]$")', True),
        (r'matches("5101011990030712", "^\d{17}[\dXx]$")', False),
        (r'matches("（2026）12号", "^（\d{4}）\d+号$")', True),
        (r'matches("医院", "^\p{IsCJKUnifiedIdeographs}+$")', True),
        (r'matches("Ab", "^\p{Lu}\p{Ll}$")', True),
        (r'matches("ab", "^\P{Lu}+$")', True),
        (r'matches("a_b", "^\w+$")', False),
        (r'matches("a b", "^\w\s\w$")', True),
        (r'matches("x", "[\W\d]")', False),
        (r'matches("b", "[a-z-[aeiou]]")', True),
        (r'matches("e", "[a-z-[aeiou]]")', False),
        (r'matches("xml:id", "^\i\c*$")', True),
        (r'matches("HELLO", "hello", "i")', True),
        (r'matches("a.c", "a.c", "q")', True),
        (r'matches("abc", "a.c", "q")', False),
        (r'matches("abc", " a b c ", "x")', True),
        (r'matches("a\nb", "a.b")', False),
        (r'matches("a\nb", "a.b", "s")', True),
        (r'matches("a\nb", "^b$", "m")', True),
        (r'matches("a\nb", "^b$")', False),
        (r'matches("abab", "^(ab)\1$")', True),
        (r'matches("abc", null)', None),
        (r'matches("abc", "a", "z")', None),
        (r'replace("abracadabra", "bra", "*")', "a*cada*"),
        (r'replace("abracadabra", "a.*a", "*")', "*"),
        (r'replace("abracadabra", "a.*?a", "*")', "*c*bra"),
        (r'replace("abracadabra", "a(.)", "a$1$1")', "abbraccaddabbra"),
        (r'replace("darted", "^(.*?)d(.*)$", "$1c$2")', "carted"),
        (r'replace("a", "a", "\$1")', "$1"),
        (r'replace("a.b", ".", "$", "q")', "a$b"),
        (r'replace("ab", "(a)(b)", "$12")', "a2"),
        (r'replace("abc", "x*", "-")', None),
        (r'replace("abc", "b", "$")', None),
        (r'split("一、二；三", "[、；]")', ["一", "二", "三"]),
        (r'split("", ",")', [""]),
    ],
)
def test_patterns(value: Any, expression: str, expected: Any) -> None:
    assert value(expression) == expected


@pytest.mark.parametrize(
    "pattern",
    ["(", ")", "[", "[]", "a**", "*a", "a{2,1}", "a{99999}", r"\q", r"\1", r"(a\1)", "(?=a)", "(?i)a", "[z-a]", "a]"],
)
def test_what_xpath_does_not_know_is_refused(pattern: str) -> None:
    with pytest.raises(Fault):
        expression(pattern, "")


@pytest.mark.parametrize(
    "pattern", ["^(a+)+$", "^(a|a)*$", "^(a*)*b$", "(x+x+)+y", "^(([a-z])+.)+[A-Z]([a-z])+$", "a.*b.*c.*d.*e"]
)
def test_patterns_that_hang_others_answer(value: Any, pattern: str) -> None:
    assert value("matches(text, pattern)", {"text": "a" * 2000 + "!", "pattern": pattern}) is False


def _both_ways(pattern: str, text: str) -> tuple[Any, Any]:
    quick, bounded = Pattern(pattern, ""), Pattern(pattern, "")
    run = Run("", {}, None)
    return list(quick._quick_matches(run, text)), list(bounded._bounded_matches(run, text))


_ATOMS = st.sampled_from(["a", "b", ".", "[ab]", "(a)", "(a|b)", "(?:ab)", "(a|ab)", "^", "$"])
_COUNTS = st.sampled_from(["", "", "*", "+", "?", "{1,2}", "*?", "+?", "{2}"])
_PATTERNS = st.lists(st.tuples(_ATOMS, _COUNTS), min_size=1, max_size=5).map(
    lambda parts: "".join(atom + ("" if atom in "^$" else count) for atom, count in parts)
)


@settings(deadline=None, max_examples=300)
@given(_PATTERNS, st.text("ab", max_size=8))
def test_the_bounded_matcher_finds_what_re_finds(pattern: str, text: str) -> None:
    quick, bounded = _both_ways(pattern, text)
    assert [spans[: len(quick[0])] for spans in bounded[:1]] == quick[:1] if quick else not bounded


@settings(deadline=None, max_examples=300)
@given(st.text(r"ab\dwspPLIu{}[]()^$|?*+-.,12", max_size=15))
def test_any_text_as_a_pattern_is_compiled_or_refused(pattern: str) -> None:
    try:
        expression(pattern, "").search(Run("", {}, None), "ab12")
    except Fault:
        return
    except re.error as error:
        raise AssertionError(pattern) from error
