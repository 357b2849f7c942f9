"""Nested brackets stay whole, quotations are not entered, open ones are seen."""

from engine.notices.brackets import brackets, is_open


def test_a_bracket_within_a_bracket_does_not_end_it() -> None:
    text = "正文。（责任单位：各县（区）人民政府）"
    assert [bracket.content for bracket in brackets(text)] == ["责任单位：各县（区）人民政府"]


def test_mixed_kinds_close_each_other_as_printed() -> None:
    assert [bracket.content for bracket in brackets("〔牵头：甲（乙)〕和(丙）")] == ["牵头：甲（乙)", "丙"]


def test_brackets_in_quotations_and_stray_closings_are_no_brackets() -> None:
    assert not list(brackets("《方案（试行）》“（一）”1）"))


def test_a_cut_bracket_or_title_is_open() -> None:
    assert is_open("根据《关于") and is_open("（责任单位：甲") and not is_open("（甲）《乙》")
