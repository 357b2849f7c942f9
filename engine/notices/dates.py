"""Dates of notices and deadlines of tasks: first and last day, precision and the wording they come from."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from engine.notices.marks import count_of
from engine.notices.values import Period, Precision

_YEAR = r"(?P<year>(?:19|20)\d{2})\s*年"
_MONTH = r"(?P<month>1[0-2]|0?[1-9])\s*月"
_HAN_DATE = re.compile(
    r"([二两][〇○ＯO零0一二三四五六七八九]{3})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_DAY = re.compile(rf"{_YEAR}\s*{_MONTH}\s*(?P<day>[12]\d|3[01]|0?[1-9])\s*[日号]")
_DASHED = re.compile(r"(?P<year>20\d{2})[-./](?P<month>1[0-2]|0?[1-9])[-./](?P<day>[12]\d|3[01]|0?[1-9])(?!\d)")
_BEFORE = r"(?P<before>以前|之前|前|底前|底以前|底之前|末前|底|末|完成|止)"
_DUE = re.compile(
    rf"(?P<aim>力争|争取)?(?:在|于)?(?P<to>到|至|截至|截止)?\s*(?:(?P<this>今年|本年度?)|{_YEAR})?\s*"
    rf"(?:{_MONTH}\s*(?:(?P<day>[12]\d|3[01]|0?[1-9])\s*[日号]|(?P<part>[上中下]旬))?|(?P<quarter>第?[一二三四1-4])季度|(?P<half>[上下]半年)|(?P<end>年)(?=底|末))?"
    rf"\s*{_BEFORE}?"
)
_OPEN = re.compile(r"长期|持续|常态|全年|贯穿|即日|立即|立行|随时")
_RECURRING = re.compile(r"每(?:个)?(?:年|半年|季度?|月|周|旬|日)|定期|按(?:年|季|月|周|日)")


def day_in(text: str) -> Period | None:
    """The first full date in `text` (2018年8月30日, 二〇二〇年五月二十二日, 2020-05-22)."""
    match = _DAY.search(text) or _DASHED.search(text)
    if match:
        return _period(int(match["year"]), int(match["month"]), int(match["day"]), match[0])
    han = _HAN_DATE.search(text)
    if han:
        year = int("".join(str(count_of(digit) or 0) for digit in re.sub("[○ＯO0]", "〇", han[1])))
        return _period(year, count_of(han[2]) or 0, count_of(han[3]) or 0, han[0])
    return None


def is_day(text: str) -> bool:
    """Whether `text` is a full date and nothing else, as in the signature of a notice."""
    bare = re.sub(r"\s", "", text)
    found = day_in(bare)
    return found is not None and re.sub(r"\s", "", found.wording) == re.sub(r"[（(].*[）)]|印发$", "", bare)


def years_in(text: str) -> Period | None:
    """The year or years a title names (2020年, 2019-2020年, （2018—2020年）)."""
    match = re.search(r"(20\d{2})\s*年?\s*[-—–－~～至]+\s*(20\d{2})\s*年?|(20\d{2})\s*年?", text)
    if not match:
        return None
    first, last = int(match[1] or match[3]), int(match[2] or match[3])
    precision: Precision = "year" if first == last else "years"
    return Period(first=date(first, 1, 1), last=date(last, 12, 31), precision=precision, wording=match[0].strip())


def deadlines_in(text: str, year: int | None) -> Iterator[Period]:
    """Phrases by which something is to be done (2019年7月底以前, 年底前, 到2020年); `year` stands in for 今年."""
    seen = set()
    for match in _DUE.finditer(text):
        found = _deadline(match, year, text)
        if found and (found.last, found.wording) not in seen:
            seen.add((found.last, found.wording))
            yield found


def deadline_of(cell: str, year: int | None) -> Period | None:
    """The content of a 完成时限 column or label: a date, an open end, a rhythm, or `unknown`; None if it is blank."""
    cell = re.sub(r"\s+", " ", cell).strip(" 。")
    if not cell or cell in "-—/无":
        return None
    exact = day_in(cell)
    if exact:
        return exact
    dated = [found for match in _DUE.finditer(cell) if (found := _dated(match, year))]
    if dated:
        return dated[-1]
    plain = _year_and_month(cell) or years_in(cell)
    if plain:
        return plain
    kind: Precision = "open" if _OPEN.search(cell) else "recurring" if _RECURRING.search(cell) else "unknown"
    return Period(first=None, last=None, precision=kind, wording=cell)


def _deadline(match: re.Match[str], year: int | None, text: str) -> Period | None:
    """A date in running text is a deadline only with 到… before it or 前/底 after it, and not as part of a span."""
    if not (match["to"] or match["before"]) or re.match(r"\s*[-—–－~～、至]", text[match.end() :]):
        return None
    if re.search(r"[-—–－~～、至]\s*$", text[: match.start()]) or (match["before"] == "完成" and not match["to"]):
        return None
    return _dated(match, year)


def _dated(match: re.Match[str], year: int | None) -> Period | None:
    named = match["year"] or match["this"] or match["end"]
    if not (named or match["month"] or match["quarter"] or match["half"]):
        return None
    number = int(match["year"]) if match["year"] else year
    wording, firm = match[0].strip(), not match["aim"]
    if number is None:
        return Period(first=None, last=None, precision="unknown", wording=wording, firm=firm)
    if match["quarter"]:
        return _months(
            number, ("一二三四".find(match["quarter"][-1]) + 1 or int(match["quarter"][-1])) * 3, wording, firm
        )
    if match["half"]:
        return _months(number, 6 if match["half"].startswith("上") else 12, wording, firm)
    if not match["month"]:
        return _months(number, 12, wording, firm, precision="year")
    if match["part"] or match["day"]:
        day = {"上旬": 10, "中旬": 20}.get(match["part"] or "") or int(match["day"] or 31)
        return _period(number, int(match["month"]), day, wording, firm)
    return _months(number, int(match["month"]), wording, firm)


def _year_and_month(cell: str) -> Period | None:
    match = re.search(r"(20\d{2})[-./](1[0-2]|0?[1-9])(?!\d)", cell)
    return _months(int(match[1]), int(match[2]), match[0], True) if match else None


def _months(year: int, month: int, wording: str, firm: bool, precision: Precision = "month") -> Period:
    first = date(year, 1 if precision == "year" else month, 1)
    last = date(year, month, monthrange(year, month)[1])
    return Period(first=first, last=last, precision=precision, wording=wording, firm=firm)


def _period(year: int, month: int, day: int, wording: str, firm: bool = True) -> Period | None:
    """A day of the calendar; a 31st that a month does not have is its last day, 月 0 or 13 is no date."""
    if not (1 <= month <= 12 and 1900 <= year <= 2999 and day >= 1):
        return None
    exact = date(year, month, min(day, monthrange(year, month)[1]))
    return Period(first=exact, last=exact, precision="day", wording=wording, firm=firm)
