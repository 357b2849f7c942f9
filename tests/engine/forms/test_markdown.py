"""Texts of forms: a small part of Markdown, and nothing that could harm a page."""

from engine.forms.markdown import Block, Span, blocks


def test_headings_lists_and_lines_are_told_apart() -> None:
    kinds = [
        (block.kind, len(block.lines)) for block in blocks("# 标题\n第一行\n第二行\n\n新段\n- 甲\n- 乙\n1. 一\n2. 二")
    ]

    assert kinds == [("heading", 1), ("paragraph", 2), ("paragraph", 1), ("bullets", 2), ("numbers", 2)]


def test_indented_lines_belong_to_the_entry_above_and_numbers_go_on() -> None:
    (numbers,) = blocks("3. 招聘\n    完成标准：到岗\n4. 巡诊")

    assert numbers.level == 3
    assert [line[0].text for line in numbers.lines] == ["招聘\n完成标准：到岗", "巡诊"]


def test_words_are_styled_and_only_web_addresses_become_links() -> None:
    (block,) = blocks("**要** *斜* `码` [网](https://example.cn/a) [坏](javascript:alert(1)) <b>")

    assert [(span.style, span.text, span.href) for span in block.lines[0] if span.style] == [
        ("strong", "要", ""),
        ("em", "斜", ""),
        ("code", "码", ""),
        ("link", "网", "https://example.cn/a"),
    ]
    assert block.lines[0][-1].text == " [坏](javascript:alert(1)) <b>"


def test_a_decimal_number_begins_no_list() -> None:
    assert blocks("1.5 万元") == (Block(kind="paragraph", lines=((Span(text="1.5 万元"),),)),)


def test_nothing_gives_nothing() -> None:
    assert blocks("\n \n") == ()
