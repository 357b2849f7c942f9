"""Numbering marks and the numbers they count."""

import pytest

from engine.notices.marks import count_of, mark_of


@pytest.mark.parametrize(
    ("text", "level", "number", "count"),
    [
        ("一、总体要求", 1, "一", 1),
        ("十二、整治", 1, "十二", 12),
        ("（十四）宣传", 2, "（十四）", 14),
        ("(三)考核", 2, "（三）", 3),
        ("第二十一条 本办法", 2, "第二十一条", 21),
        ("17. 创新", 3, "17", 17),
        ("3．救治", 3, "3", 3),
        ("（2）随访", 4, "（2）", 2),
        ("⑫随访", 4, "⑫", 12),
        ("第三章 附则", 0, "第三章", 3),
    ],
)
def test_every_way_to_number_has_its_level(text: str, level: int, number: str, count: int) -> None:
    mark = mark_of(text)
    assert mark is not None
    assert (mark.level, mark.number, mark.count) == (level, number, count)


@pytest.mark.parametrize("text", ["2020年是收官之年", "1.5倍", "一是建队", "一定要好", "（含中医院）", "4、5、6三个月"])
def test_what_only_looks_like_a_number_is_none(text: str) -> None:
    assert mark_of(text) is None


def test_numbers_are_counted_in_all_scripts() -> None:
    assert [count_of(text) for text in ("10", "二十", "一百零三", "⑳", "甲", "")] == [10, 20, 103, 20, None, None]
