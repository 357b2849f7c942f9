"""The 43 workflow control-flow patterns go as they say; the page that tells of them is the one generated here."""

from pathlib import Path

import pytest

from engine import kernel
from tests.engine.kernel.patterns.__main__ import PATTERNS, page

PAGE = Path(kernel.__file__).with_name("patterns.md")


@pytest.mark.parametrize("number", [one.number for one in PATTERNS if one.story])
def test_a_supported_pattern_goes_as_it_says(number: int) -> None:
    found = PATTERNS[number - 1].story
    assert found is not None
    found.play()


def test_all_patterns_are_there_once_in_their_order() -> None:
    assert [one.number for one in PATTERNS] == list(range(1, 44))


def test_the_page_is_the_one_the_tests_generate() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()
