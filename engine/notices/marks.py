"""Numbering of passages (一、 （一） 1. 第一条 ①): which level a mark has, its number, and the text after it."""

import re
from dataclasses import dataclass

_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_UNITS = {"十": 10, "百": 100}
_HAN = "[一二三四五六七八九十百零〇]{1,5}"
_MARKS: tuple[tuple[int, str, re.Pattern[str]], ...] = (
    (0, "{}", re.compile(rf"(第(?P<n>{_HAN}|\d{{1,3}})(?:章|部分|编))[\s　、：:]*")),
    (1, "{}", re.compile(rf"(?P<n>{_HAN})\s*[、.．]\s*")),
    (2, "{}", re.compile(rf"(第(?P<n>{_HAN}|\d{{1,3}})条)[\s　、：:]*")),
    (2, "（{}）", re.compile(rf"[（(〔]\s*(?P<n>{_HAN})\s*[）)〕]\s*[、.．]?\s*")),
    (3, "{}", re.compile(r"(?P<n>\d{1,3})\s*(?:[.．](?!\d)|、(?!\d))\s*")),
    (4, "（{}）", re.compile(r"[（(]\s*(?P<n>\d{1,3})\s*[）)]\s*[、.．]?\s*|(?P<c>\d{1,3})\s*[）)]\s*")),
    (4, "{}", re.compile(r"(?P<n>[①-⑳⑴-⒇])\s*")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A numbering mark at the start of a passage: level 0 (outermost) to 4, number as shown and as counted."""

    level: int
    number: str
    count: int
    length: int


def mark_of(text: str) -> Mark | None:
    """The mark that `text` begins with, or None."""
    for level, shown, pattern in _MARKS:
        match = pattern.match(text)
        if match:
            digits = match["n"] or match.groupdict().get("c") or ""
            number = match[1] if match[0].startswith("第") else shown.format(digits)
            return Mark(level=level, number=number, count=count_of(digits) or 0, length=match.end())
    return None


def count_of(digits: str) -> int | None:
    """A number in arabic, Chinese or circled digits as int (`十二`, `12`, `⑫` -> 12); None for anything else."""
    digits = digits.strip().strip("（）().、．")
    if not digits:
        return None
    if len(digits) == 1 and "①" <= digits <= "⒇":
        return (ord(digits) - ord("①")) % 20 + 1
    if digits.isdecimal():
        return int(digits)
    total = current = 0
    for digit in digits:
        if digit in _DIGITS:
            current = _DIGITS[digit]
        elif digit in _UNITS:
            total += (current or 1) * _UNITS[digit]
            current = 0
        else:
            return None
    return total + current
