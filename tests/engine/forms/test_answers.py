"""Answers arrive as strings and become typed values, or a sentence that says what to correct."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from engine.clock import ZONE
from tests.engine.forms.drawing import check, component, draw, zh


def answer(typed: str | list[str], type: str = "textfield", **settings: Any) -> Any:
    """The value of one correct answer."""
    checked = check(draw(component(type, "a", **settings)), a=typed)
    assert not checked.errors
    return checked.values["a"]


def complaint(typed: str | list[str], type: str = "textfield", **settings: Any) -> str:
    """The Chinese sentence about one wrong answer."""
    return zh(check(draw(component(type, "a", **settings)), a=typed))["a"]


def test_all_errors_are_said_at_once_and_in_both_languages() -> None:
    form = draw(
        component("textfield", "title", validate={"required": True}),
        component("number", "amount"),
        component("datetime", "due"),
    )

    checked = check(form, title=" ", amount="many", due="2026-02-30")

    assert zh(checked) == {
        "title": "请填写此项。",
        "amount": "请填写数字，如 1200 或 0.5。",
        "due": "请填写存在的日期，如 2026-11-22。",
    }
    assert checked.errors["title"].en == "Please answer this."


def test_text_loses_outer_blanks_and_control_characters_and_keeps_its_lines() -> None:
    assert answer("  甲\r\n乙\x00\x07 ", "textarea") == "甲\n乙"
    assert answer("甲\r\n乙") == "甲 乙"


def test_nothing_answered_is_null_false_or_an_empty_list() -> None:
    form = draw(component("textfield", "t"), component("checkbox", "c"), component("taglist", "l", values=["x"]))

    assert check(form).values == {"t": None, "c": False, "l": []}


@pytest.mark.parametrize(
    ("typed", "value"),
    [("12", 12), ("1,200", 1200), ("１２．５", Decimal("12.5")), ("-0.10", Decimal("-0.10")), ("3.00", 3), ("￥8", 8)],
)
def test_numbers_are_exact_however_people_type_them(typed: str, value: object) -> None:
    given = answer(typed, "number")

    assert given == value
    assert type(given) is type(value)


def test_money_always_has_two_decimals_and_never_more() -> None:
    money = {"properties": {"kind": "money"}}

    assert str(answer("1,200", "number", **money)) == "1200.00"
    assert complaint("0.125", "number", **money) == "最多保留 2 位小数。"


@pytest.mark.parametrize(
    ("typed", "settings", "said"),
    [
        ("1.5", {"decimalDigits": 0}, "请填写整数。"),
        ("-1", {"validate": {"min": 0}}, "不能小于 0。"),
        ("101", {"validate": {"max": "=limit + 100"}}, None),
        ("101", {"validate": {"max": "=50 + 50"}}, "不能大于 100。"),
        ("7", {"increment": 5}, "应为 5 的整数倍。"),
        ("1e9", {}, "请填写数字，如 1200 或 0.5。"),
        ("NaN", {}, "请填写数字，如 1200 或 0.5。"),
        ("9" * 30, {}, "请填写数字，如 1200 或 0.5。"),
    ],
)
def test_numbers_outside_their_bounds_are_explained(typed: str, settings: dict[str, Any], said: str | None) -> None:
    checked = check(draw(component("number", "a", **settings)), a=typed)

    assert zh(checked).get("a") == said


@pytest.mark.parametrize("typed", ["2026-11-30", "2026/11/30", "2026年11月30日", "20261130", "２０２６-11-30"])
def test_dates_are_read_as_people_write_them(typed: str) -> None:
    assert answer(typed, "datetime") == date(2026, 11, 30)


@pytest.mark.parametrize("typed", ["2026-02-29", "0026-11-30", "明天", "2026-13-01", "11-30"])
def test_dates_that_do_not_exist_are_refused(typed: str) -> None:
    assert "存在的日期" in complaint(typed, "datetime")


def test_a_deadline_in_the_past_is_refused_and_today_is_not() -> None:
    assert complaint("2026-11-22", "datetime", disallowPassedDates=True) == "日期不能早于今天。"
    assert answer("2026-11-23", "datetime", disallowPassedDates=True) == date(2026, 11, 23)


def test_moments_are_in_beijing_time() -> None:
    assert answer("2026-11-30T09:30", "datetime", subtype="datetime") == datetime(2026, 11, 30, 9, 30, tzinfo=ZONE)
    assert "日期和时间" in complaint("2026-11-30", "datetime", subtype="datetime")
    past = complaint("2026-11-23 09:59", "datetime", subtype="datetime", disallowPassedDates=True)
    assert past == "时间不能早于现在。"


def test_times_of_day_are_written_with_two_digits() -> None:
    assert answer("9:05", "datetime", subtype="time") == "09:05"
    assert "09:30" in complaint("25:00", "datetime", subtype="time")


def test_too_long_too_short_and_misshapen_texts_say_by_how_much() -> None:
    assert complaint("一二三四", validate={"maxLength": 3}) == "最多 3 个字，现有 4 个，请删减。"
    assert complaint("一", validate={"minLength": "2"}) == "至少 2 个字，现有 1 个，请补充。"
    assert "格式" in complaint("ZG-1", validate={"pattern": r"^ZG-\d{4}-\d{4}$"})
    assert answer("ZG-2026-0147", validate={"pattern": r"^ZG-\d{4}-\d{4}$"}) == "ZG-2026-0147"
    assert "20000" in complaint("字" * 20_001, "textarea")
    assert "200" in complaint("1" * 201, validate={"pattern": r"\d"}), "no answer is too long for its pattern"


def test_an_empty_answer_that_is_not_required_breaks_no_rule() -> None:
    assert answer("", validate={"minLength": 5, "pattern": "x"}) is None


def test_mail_and_telephone_are_checked() -> None:
    assert "邮箱" in complaint("a@b", validate={"validationType": "email"})
    assert answer(" li@example.cn ", validate={"validationType": "email"}) == "li@example.cn"
    assert "手机号" in complaint("12345", validate={"validationType": "phone"})


def test_only_offered_options_can_be_chosen_and_keep_their_type() -> None:
    levels = [{"value": 1, "label": "Ⅰ级"}, {"value": 2, "label": "Ⅱ级"}]

    assert answer("2", "radio", values=levels) == 2
    assert complaint("3", "radio", values=levels) == "所选项已不可用，请重新选择。"
    assert complaint("", "select", values=levels, validate={"required": True}) == "请选择一项。"
    assert answer(["2", "1", "2"], "checklist", values=levels) == [2, 1]
    assert complaint([], "checklist", values=levels, validate={"required": True}) == "请至少选择一项。"


def test_departments_come_from_the_organization() -> None:
    assert answer("d2", "select", properties={"kind": "department"}) == "d2"
    assert "重新选择" in complaint("d9", "select", properties={"kind": "department"})


def test_options_may_be_computed_or_stand_in_a_variable() -> None:
    computed = draw(component("select", "a", valuesExpression="=for u in units return u.name"))
    listed = draw(component("select", "a", valuesKey="units"))
    units = {"units": [{"name": "甲院", "value": "u1", "label": "甲院"}]}

    assert check(computed, units, a="甲院").values["a"] == "甲院"
    assert check(listed, units, a="u1").values["a"] == "u1"
    assert zh(check(listed, {}, a="u1")) == {"a": "所选项已不可用，请重新选择。"}


def test_a_confirmation_must_be_ticked() -> None:
    assert complaint("", "checkbox", validate={"required": True}) == "请勾选此项。"
    assert answer(["", "true"], "checkbox", validate={"required": True}) is True


def test_files_are_those_uploaded_now_and_those_that_may_stay() -> None:
    form = draw(component("filepicker", "f", multiple=True, validate={"required": True}))

    assert check(form, uploaded={"f": ["new"]}, f=["", "old"]).values["f"] == ["old", "new"]
    assert check(form, {"f": ["kept"]}, f=["", "kept"]).values["f"] == ["kept"]
    assert zh(check(form, f=["", "somebody-elses"])) == {"f": "所选项已不可用，请重新选择。"}
    assert zh(check(form, f=[""])) == {"f": "请上传文件。"}


def test_a_single_file_cannot_become_two() -> None:
    form = draw(component("filepicker", "f"))

    assert "只能有一个" in zh(check(form, uploaded={"f": ["new"]}, f=["old"]))["f"]


def test_inputs_the_form_does_not_have_are_ignored() -> None:
    assert check(draw(component("textfield", "a")), a="x", closing="approve", csrf_token="t").values == {"a": "x"}


def test_read_only_answers_cannot_be_forged() -> None:
    form = draw(component("textfield", "a", readonly=True), component("textfield", "b", disabled="=locked"))

    checked = check(form, {"a": "stored", "b": "stored", "locked": True}, a="forged", b="forged")

    assert checked.values == {}
