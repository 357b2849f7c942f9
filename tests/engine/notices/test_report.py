"""What became of each line: every line has a fate, and attachments, counts and leftovers are told."""

import pytest

from engine.notices import parse, read
from tests.engine.notices import shapes

TEXTS = [
    shapes.TABLE_IN_TEXT,
    shapes.LABELS_ON_LINES,
    shapes.BRACKETS_AT_THE_END,
    shapes.NUMBERED_ITEMS,
    shapes.WITHOUT_ASSIGNMENTS,
]


@pytest.mark.parametrize("text", TEXTS)
def test_every_line_has_a_fate_in_two_languages(text: str) -> None:
    document = read("文件.txt", text.encode())
    report = parse(document).report
    assert sorted({fate.line for fate in report}) == [line.number for line in document.lines]
    assert all(fate.zh and fate.en for fate in report)
    assert not [fate for fate in report if fate.became == "other"]


def test_lines_name_the_duties_they_went_into() -> None:
    report = parse(read("文件.txt", shapes.BRACKETS_AT_THE_END.encode())).report
    assert {fate.line: fate.duties for fate in report if fate.duties} == {
        17: (1,),
        21: (2,),
        22: (2,),
        24: (2,),
        28: (3,),
        30: (4,),
        32: (5,),
    }
    assert [fate.line for fate in report if fate.became == "assignment"] == [24]


def test_a_declared_number_of_items_is_checked() -> None:
    report = parse(read("文件.txt", shapes.NUMBERED_ITEMS.encode())).report
    assert [(fate.line, fate.became) for fate in report if fate.became.startswith("count")] == [(8, "count-agrees")]


def test_an_attachment_is_linked_to_its_announcement() -> None:
    (attachment,) = parse(read("文件.txt", shapes.TABLE_IN_TEXT.encode())).attachments
    lines = shapes.TABLE_IN_TEXT.split("\n")
    assert attachment.title == "山区就医服务任务分工"
    assert lines[(attachment.announced or 0) - 1].startswith("附件：")
    assert lines[(attachment.begins or 0) - 1] == "## 附件"
