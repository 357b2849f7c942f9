"""Words of a row become answers: options by any of their names, dates in any usual shape, and no guessing."""

from __future__ import annotations

import pytest

from engine.forms import View
from engine.forms.views import FieldView, OptionView
from engine.intake import rows
from tests.engine.findings import INTAKE


def field(name: str, control: str, *options: tuple[str, str, str]) -> FieldView:
    return FieldView(
        id=name, name=name, label=name, control=control, kind="", description="", prefix="", suffix="", columns=None,
        required=False, readonly=False, error="", values=(), text="", triggers=False, multiple=False, accept="",
        min="", max="", step="", max_length="",
        options=tuple(
            OptionView(id=value, value=value, label=label, group=group or None, selected=False)
            for value, label, group in options
        ),
    )  # fmt: skip


UNITS = [("1", "医政股", "甲县卫健局"), ("2", "医政股", "乙县卫健局"), ("3", "县医院", "甲县"), ("4", "市医院", "")]
FORM = View(
    rows=(
        (field("level", "radio", ("Ⅰ", "Ⅰ级", ""), ("Ⅱ", "Ⅱ级", "")),),
        (field("units", "taglist", *UNITS),),
        (field("on", "date"), field("common", "checkbox"), field("title", "textfield")),
    ),
    errors=(),
)


@pytest.mark.parametrize(
    ("column", "text", "expected"),
    [
        ("level", "Ⅱ级", ["Ⅱ"]),
        ("level", "Ⅱ", ["Ⅱ"]),
        ("units", "县医院", ["3"]),
        ("units", "县医院、市医院", ["3", "4"]),
        ("units", "县医院；市医院\n", ["3", "4"]),
        ("units", "乙县卫健局医政股", ["2"]),
        ("units", "市医", ["4"]),
        ("common", "是", ["true"]),
        ("common", "否", []),
        ("title", "甲、乙", ["甲、乙"]),
        ("on", "2026-03-05", ["2026-03-05"]),
        ("on", "2026.3.5", ["2026-03-05"]),
        ("on", "2026/3/5", ["2026-03-05"]),
        ("on", "2026年3月5日", ["2026-03-05"]),
        ("on", "20260305", ["2026-03-05"]),
        ("on", "2026.13.5", ["2026.13.5"]),
        ("on", "下月初", ["下月初"]),
    ],
)
def test_a_cell_becomes_an_answer(column: str, text: str, expected: list[str]) -> None:
    assert rows.posted({column: text}, FORM) == ({column: expected}, {})


def test_a_word_that_no_option_has_is_named_with_what_could_be_chosen() -> None:
    _answers, errors = rows.posted({"units": "县医院、天上医院"}, FORM)
    assert "“天上医院”" in errors["units"].zh and "县医院" in errors["units"].zh


def test_namesakes_are_not_guessed() -> None:
    _answers, errors = rows.posted({"units": "医政股"}, FORM)
    assert "甲县卫健局医政股、乙县卫健局医政股" in errors["units"].zh


def test_a_part_of_several_names_is_not_guessed_either() -> None:
    _answers, errors = rows.posted({"units": "医院"}, FORM)
    assert "不止一个" in errors["units"].zh


def test_a_row_is_known_again_by_its_identity_whatever_its_blanks() -> None:
    same = rows.digest("main", {"title": "村卫生室 缺药", "kind": "药品"}, INTAKE)
    assert same == rows.digest("main", {"title": "村卫生室缺药 ", "kind": "设备"}, INTAKE)
    assert same != rows.digest("main", {"title": "村卫生室缺床"}, INTAKE)
    assert same != rows.digest("other", {"title": "村卫生室缺药"}, INTAKE)
