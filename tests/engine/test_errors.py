"""Every expected trouble has a sentence in Chinese and one in English."""

from __future__ import annotations

import re

import pytest

from engine import errors, kernel, people  # noqa: F401  (their errors belong to the tree)
from engine.errors import BangfuError, NotFound, Overtaken
from engine.forms import Message


def tree(kind: type[BangfuError]) -> list[type[BangfuError]]:
    return [kind, *(below for child in kind.__subclasses__() for below in tree(child))]


@pytest.mark.parametrize("kind", [kind for kind in tree(BangfuError) if kind.__module__.startswith("engine.")])
def test_an_error_says_what_was_expected_in_english_and_what_to_do_in_chinese(kind: type[BangfuError]) -> None:
    assert "xpected" in (kind.__doc__ or "")
    assert kind is errors.Refused or re.search("[一-鿿]", kind.zh)


def test_details_are_told_in_the_readers_language() -> None:
    lost = Overtaken(person="王芳", done=Message("办理", "completed"))
    assert "已由王芳办理" in lost.text("zh-CN")
    assert "王芳 was faster: completed" in lost.text("en")
    assert str(lost) == lost.text("en")


def test_a_detail_that_is_missing_is_no_error_of_its_own() -> None:
    assert NotFound().text("zh") == "未找到[what]，可能已被删除，请刷新列表后再试。"


def test_braces_in_what_a_person_wrote_are_left_alone() -> None:
    assert "{what}" in NotFound(what="{what}").text("zh")
