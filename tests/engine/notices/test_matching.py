"""Rows of a table find their articles by the words they share, and by their order where words stand twice."""

from engine.notices import Notice, parse, read

BODY = [
    "云河市2021年工作方案",
    "（一）巡诊下乡。车队每月下乡，药品同车送到。",
    "（二）药品到村。药品同车送到，缺什么补什么。",
]


def articles(*tasks: str) -> list[str]:
    rows = [f"{number}\t{task}\t医政处" for number, task in enumerate(tasks, 1)]
    notice: Notice = parse(read("文件.txt", "\n".join([*BODY, "", "序号\t工作任务\t牵头处室", *rows]).encode()))
    return [duty.article for duty in notice.duties]


def test_a_heading_said_again_and_words_of_the_text_find_the_article() -> None:
    assert articles("巡诊下乡。", "缺什么药补什么") == ["（一）", "（二）"]


def test_words_that_stand_in_two_articles_follow_the_order_of_the_rows() -> None:
    assert articles("药品同车送到。") == ["（一）"]
    assert articles("药品到村。", "药品同车送到。") == ["（二）", "（二）"]


def test_words_that_stand_nowhere_find_nothing() -> None:
    assert articles("修好屋顶。") == [""]
