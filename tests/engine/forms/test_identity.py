"""Identity and telephone numbers: typing errors are found, and strangers see only the ends."""

from datetime import date

import pytest

from engine.forms import identity
from tests.engine.forms.drawing import check, component, draw, show, zh

TODAY = date(2026, 11, 23)
# Invented: 6 digits of a place, a birth date, a serial number and the check digit of GB 11643.
VALID = ["11010519491231002X", "440524188001010014", "810000199408230021", "830000199201300022", "110105491231002"]


@pytest.mark.parametrize("number", VALID)
def test_numbers_with_a_sound_check_digit_residence_permits_and_old_cards_are_accepted(number: str) -> None:
    assert identity.idcard(number, TODAY) is None


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("110105194912310021", "逐位核对"),
        ("11010519490231002X", "出生日期"),
        ("110105202712310020", "出生日期"),
        ("00010519491231002X", "地区"),
        ("E12345678", "18 位"),
        ("１1010519491231002X", "18 位"),
        ("11010519491231", "18 位"),
    ],
)
def test_wrong_numbers_say_what_to_look_at(number: str, said: str) -> None:
    message = identity.idcard(number, TODAY)

    assert message is not None and said in message.zh and message.en


@pytest.mark.parametrize("number", ["13800001234", "+8613800001234", "0951-1234567", "01012345678", "0951-1234567-801"])
def test_mobile_and_landline_numbers_are_accepted(number: str) -> None:
    assert identity.phone(number) is None


@pytest.mark.parametrize("number", ["12800001234", "1380000123", "电话", "", "138000012345"])
def test_other_telephone_numbers_are_not(number: str) -> None:
    assert identity.phone(number) is not None


def test_the_middle_of_a_number_is_hidden() -> None:
    assert identity.mask("idcard", "11010519491231002X") == "110105********002X"
    assert identity.mask("phone", "13800001234") == "138****1234"
    assert identity.mask("phone", "1234") == "****"
    assert identity.mask("", "13800001234") == "13800001234"


def test_a_stored_number_is_masked_on_the_form_and_kept_when_left_alone() -> None:
    form = draw(component("textfield", "card", properties={"kind": "idcard"}))
    stored = {"card": "11010519491231002X"}

    shown = show(form, stored).fields["card"]

    assert (shown.value, shown.text) == ("110105********002X", "110105********002X")
    assert check(form, stored, card=shown.value).values == stored
    assert zh(check(form, {}, card=shown.value))["card"].startswith("请填写 18 位")


def test_a_number_typed_with_blanks_small_x_or_full_width_digits_is_understood() -> None:
    form = draw(component("textfield", "card", properties={"kind": "idcard"}))

    assert check(form, card="１10105 19491231 002x").values["card"] == "11010519491231002X"
