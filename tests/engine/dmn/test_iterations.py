"""Boxed expressions over the elements of a list mean what their text means (DMN 1.5 §10.2.1.9 to §10.2.1.11)."""

from typing import Any

import pytest

from engine.dmn import load
from tests.engine.dmn.conftest import file


def text(feel: str) -> str:
    return f"<literalExpression><text>{feel.replace('<', '&lt;')}</text></literalExpression>"


def boxed(tag: str, source: str, part: str, inner: str) -> Any:
    """The value of a boxed filter, or of an iterator with the variable `i`."""
    variable = "" if tag == "filter" else ' iteratorVariable="i"'
    box = f"<{tag}{variable}><in>{text(source)}</in><{part}>{text(inner)}</{part}></{tag}>"
    return load(file(f'<decision id="d" name="d">{box}</decision>')).evaluate("d", {}).value


@pytest.mark.parametrize(
    ("source", "match", "expected"),
    [
        ("[1, 2, 3]", "item > 1", [2, 3]),
        ("[{a: 1}, {a: 2}]", "a = 2", [{"a": 2}]),
        ("[1, 2, 3]", "2", 2),
        ("[1, 2, 3]", "1.5", None),
        ("5", "item = 5", [5]),
        ("null", "true", []),
        ("[1, 2]", "null", []),
    ],
)
def test_a_filter_keeps_what_matches(source: str, match: str, expected: Any) -> None:
    assert boxed("filter", source, "match", match) == expected


@pytest.mark.parametrize(
    ("source", "body", "expected"),
    [
        ("[1, 2, 3]", "i * 2", [2, 4, 6]),
        ("[3..1]", "i", [3, 2, 1]),
        ("[1..3]", "i + count(partial)", [1, 3, 5]),
        ("7", "i", [7]),
        ("[]", "i", []),
        ("null", "i", None),
    ],
)
def test_a_loop_gives_a_value_for_each(source: str, body: str, expected: Any) -> None:
    assert boxed("for", source, "return", body) == expected


@pytest.mark.parametrize(
    ("tag", "source", "expected"),
    [
        ("some", "[1, 2]", True),
        ("some", "[1]", False),
        ("some", "[]", False),
        ("some", "[null]", False),
        ("some", "null", None),
        ("every", "[2, 2]", True),
        ("every", "[1, 2]", False),
        ("every", "[]", True),
        ("every", "[2, true]", None),
    ],
)
def test_some_and_every_have_three_values(tag: str, source: str, expected: Any) -> None:
    assert boxed(tag, source, "satisfies", "i = 2") is expected
