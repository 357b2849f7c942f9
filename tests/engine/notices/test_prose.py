"""Paragraphs that a page end has cut are whole again, and what begins anew is not swallowed."""

from engine.notices.prose import Piece, paragraphs


def told(*lines: str) -> list[str]:
    return [paragraph.text for paragraph in paragraphs(Piece(number=n, text=text) for n, text in enumerate(lines, 1))]


def test_a_paragraph_cut_within_a_word_is_joined() -> None:
    assert told("（一）巡诊。每月下乡，遇到急", "病随叫随到。", "（二）送药。") == [
        "（一）巡诊。每月下乡，遇到急病随叫随到。",
        "（二）送药。",
    ]


def test_headings_labels_and_brackets_begin_anew() -> None:
    lines = ["一、巡诊", "每月下乡，遇到急病", "（责任单位：医政处）", "责任领导：钱甲", "责任单位：医政处", "二、送药"]
    assert told(*lines) == lines


def test_a_number_out_of_order_in_a_cut_sentence_is_part_of_it() -> None:
    assert told("（一）计划。根据《关于", "7.看病的通知》执行。") == ["（一）计划。根据《关于7.看病的通知》执行。"]
    assert len(told("（一）计划。根据《关于", "（二）送药。")) == 2


def test_a_list_of_names_goes_on_and_people_do_not() -> None:
    assert told("责任单位：医政处、规划信", "息处") == ["责任单位：医政处、规划信息处"]
    assert len(told("责任领导：钱甲", "正文在此。")) == 2


def test_a_paragraph_knows_the_lines_of_its_characters() -> None:
    (paragraph,) = paragraphs([Piece(number=3, text="一二，三"), Piece(number=5, text="四五。")])
    assert paragraph.lines(0, 7) == (3, 5)
    assert paragraph.lines(4, 5) == (5,)


def test_a_heading_cut_within_a_quotation_or_bold_letters_is_joined() -> None:
    assert told("（一）办好“一站", "式”服务。每周一次。") == ["（一）办好“一站式”服务。每周一次。"]
    pieces = [
        Piece(number=1, text="（一）办好服", bold_open=True),
        Piece(number=2, text="务。每周一次。", bold_open=True),
    ]
    assert [paragraph.text for paragraph in paragraphs(pieces)] == ["（一）办好服务。每周一次。"]
