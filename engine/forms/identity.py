"""Identity and telephone numbers: whether they can be right, and how they are shown to those who need not know."""

import re
import unicodedata
from datetime import date

from engine.forms.messages import Message

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_PROVINCE = re.compile("1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")
_MOBILE = re.compile(r"(?:\+?86)?(1[3-9]\d{9})", re.ASCII)
_LANDLINE = re.compile(r"(?:0\d{2,3}-?)?\d{7,8}(?:-\d{1,6})?", re.ASCII)


def idcard(number: str, today: date) -> Message | None:
    """What is wrong with a resident identity number, or None.

    18 digits as GB 11643-1999 has them (also residence permits of Hong Kong, Macao and Taiwan residents: 81, 82, 83)
    or the 15 digits of cards issued before; other documents have other fields.
    """
    if not re.fullmatch(r"\d{17}[\dX]|\d{15}", number, re.ASCII):
        return Message(
            "请填写 18 位身份证号（最后一位可为 X）或 15 位旧号，护照等其他证件请填在证件栏。",
            "Enter the 18 digits of the identity number (the last may be X) or the 15 of an old one; no passports.",
        )
    if not _PROVINCE.match(number):
        return Message("身份证号前两位不是地区代码，请核对。", "The first two digits name no province: check them.")
    born = _birthday(number[6:14] if len(number) == 18 else "19" + number[6:12])
    if born is None or born > today:
        return Message("身份证号中的出生日期不存在，请核对。", "The birth date in the number does not exist: check it.")
    if len(number) == 18 and number[17] != _check_digit(number):
        return Message("身份证号校验不符，有数字填错，请对照证件逐位核对。", "A digit is wrong: compare with the card.")
    return None


def normalized(number: str) -> str:
    """A number as it is kept: without blanks, X in upper case, the 15 digits of an old card as the 18 they became.

    Old cards leave out the century, which was the 20th (GB 11643-1989), and the check digit.
    """
    plain = "".join(unicodedata.normalize("NFKC", number).split()).upper()
    if not re.fullmatch(r"\d{15}", plain, re.ASCII):
        return plain
    longer = f"{plain[:6]}19{plain[6:]}"
    return longer + _check_digit(longer)


def birth_of(number: str) -> date | None:
    """The birth date in a normalized number."""
    return _birthday(number[6:14]) if re.fullmatch(r"\d{17}[\dX]", number, re.ASCII) else None


def sex_of(number: str) -> str:
    """男 or 女: the last digit of the serial in a normalized number is odd for men."""
    return "男" if int(number[16]) % 2 else "女"


def phone(number: str) -> Message | None:
    """What is wrong with a mobile or landline number of mainland China, or None."""
    if _MOBILE.fullmatch(number) or _LANDLINE.fullmatch(number):
        return None
    return Message(
        "请填写 11 位手机号，或带区号的座机号，如 0951-1234567。",
        "Enter a mobile number of 11 digits or a landline with area code, such as 0951-1234567.",
    )


def mask(kind: str, number: str) -> str:
    """The number with its middle hidden: 640202********123X, 138****5678; other kinds come back as they are."""
    if kind == "idcard":
        shown = (6, 4)
    elif kind == "phone":
        shown = (3, 4)
    else:
        return number
    hidden = len(number) - sum(shown)
    return number[: shown[0]] + "*" * hidden + number[-shown[1] :] if hidden > 0 else "*" * len(number)


def _birthday(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def _check_digit(number: str) -> str:
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number[:17], strict=True))
    return _CHECKS[total % 11]
