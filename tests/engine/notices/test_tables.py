"""Tables of tasks: rows cut by pages or merged cells are whole again, sections and notes are no tasks."""

from collections.abc import Sequence

from engine.notices import Notice, parse, read
from tests.engine.notices import shapes

HEAD = ["序号", "工作任务", "牵头单位"]


def tabs(*rows: Sequence[str]) -> Notice:
    return parse(read("分工.txt", shapes.tabs([list(row) for row in rows])))


def told(notice: Notice) -> list[tuple[object, ...]]:
    return [(duty.sequence, duty.task, duty.leads, duty.lines) for duty in notice.duties]


def test_a_row_without_number_and_lead_is_the_rest_of_the_row_above() -> None:
    notice = tabs(HEAD, ["1", "送药到", "药政处"], [""], ["", "村口。", ""], ["2", "巡诊。", "医政处"])
    assert told(notice) == [(1, "送药到村口。", ("药政处",), (2, 4)), (2, "巡诊。", ("医政处",), (5,))]
    assert [fate.became for fate in notice.report][3] == "table-continuation"


def test_a_name_cut_by_a_page_end_is_whole_again() -> None:
    notice = tabs(
        HEAD, ["1", "送药。", "药政处、规划信"], ["", "", "息处"], ["2", "巡诊。", "医政处"], ["", "", "基层处"]
    )
    assert [duty.leads for duty in notice.duties] == [("药政处", "规划信息处"), ("医政处", "基层处")]


def test_a_row_without_number_but_with_a_cut_task_is_joined_with_a_question() -> None:
    notice = tabs(HEAD, ["1", "巡诊。", "医政处"], ["2", "送药到", "药政处、规划信"], ["", "村口。", "息处"])
    assert told(notice)[1] == (2, "送药到村口。", ("药政处", "规划信息处"), (3, 4))
    assert [question.code for question in notice.duties[1].questions] == ["cut-row"]


def test_a_whole_row_without_number_is_a_task_of_its_own() -> None:
    notice = tabs(HEAD, ["1", "巡诊。", "医政处"], ["", "送药。", "药政处"])
    assert told(notice) == [(1, "巡诊。", ("医政处",), (2,)), (2, "送药。", ("药政处",), (3,))]


def test_page_numbers_repeated_headers_and_stray_lines_do_not_end_a_table() -> None:
    head = "序号\t工作任务\t牵头单位\n"
    text = f"{head}1\t送药到\t药政处\n— 3 —\n村口。\n{head}2\t巡诊。\t医政处\n"
    notice = parse(read("分工.txt", text.encode()))
    assert told(notice) == [(1, "送药到村口。", ("药政处",), (2, 4)), (2, "巡诊。", ("医政处",), (6,))]
    assert [fate.became for fate in notice.report] == [
        "table-header",
        "table-row",
        "page-number",
        "table-continuation",
        "table-header",
        "table-row",
    ]
    assert [question.code for question in notice.duties[0].questions] == ["cut-row"]


def test_sections_name_the_article_and_notes_are_no_tasks() -> None:
    notice = parse(
        read(
            "分工.xlsx",
            shapes.sheet(
                [
                    ["2021年任务分工表", "", ""],
                    HEAD,
                    ["（一）看好病", "", ""],
                    ["1", "巡诊", "医政处"],
                    ["备注：按月调度。", "", ""],
                ],
                merges=("A1:C1", "A3:C3", "A5:C5"),
            ),
        )
    )
    assert [(duty.article, duty.task) for duty in notice.duties] == [("（一）", "巡诊")]
    assert [fate.became for fate in notice.report] == [
        "title",
        "table-header",
        "table-section",
        "table-row",
        "table-note",
    ]


def test_merged_cells_of_word_give_every_row_its_leader_and_join_the_leads() -> None:
    rows = [
        [*HEAD, "责任领导"],
        ["1", "巡诊", "医政处", "钱甲"],
        ["", "", "基层处", ""],
        ["2", "送药", "药政处\n财务处", ""],
    ]
    content = shapes.word([], rows, merges=((1, 0, 2, 0), (1, 1, 2, 1), (1, 3, 3, 3)))
    notice = parse(read("分工.docx", content))
    assert [(duty.leads, duty.leaders, duty.lines) for duty in notice.duties] == [
        (("医政处", "基层处"), ("钱甲",), (2, 3)),
        (("药政处", "财务处"), ("钱甲",), (4,)),
    ]


def test_a_header_of_two_merged_rows_is_understood() -> None:
    rows = [
        ["序号", "重点任务", "具体措施", "责任分工", "", "完成时限"],
        ["", "", "", "牵头单位", "责任单位", ""],
        ["1", "看好病", "巡诊", "医政处", "各县（区）卫生健康局", "2021年6月"],
        ["2", "", "送药", "药政处", "", "全年"],
    ]
    content = shapes.sheet(rows, merges=("D1:E1", "A1:A2", "B1:B2", "C1:C2", "F1:F2", "B3:B4"))
    notice = parse(read("分工.xlsx", content))
    assert [(duty.article, duty.task, duty.leads, duty.groups) for duty in notice.duties] == [
        ("看好病", "巡诊", ("医政处",), ("各县（区）卫生健康局",)),
        ("看好病", "送药", ("药政处",), ()),
    ]


def test_of_two_columns_of_tasks_the_narrower_is_the_task_and_nothing_gets_lost() -> None:
    notice = tabs(["序号", "重点任务", "工作任务", "牵头单位"], ["1", "看好病", "配备急救车", "医政处"])
    assert [(duty.article, duty.task) for duty in notice.duties] == [("看好病", "配备急救车")]


def test_units_and_people_in_one_column_are_told_apart() -> None:
    notice = tabs(["序号", "工作任务", "责任单位及责任人"], ["1", "巡诊", "医政科 钱甲、基层科 孙乙"])
    (duty,) = notice.duties
    assert (duty.units, duty.leaders) == (("医政科", "基层科"), ("钱甲", "孙乙"))


def test_another_table_is_reported_and_gives_no_duties() -> None:
    contacts = [["单位", "联系人", "电话", "", "", ""], ["医政处", "钱甲", "1", "", "", ""]]
    notice = parse(read("分工.xlsx", shapes.sheet([*shapes.ROWS, *contacts])))
    assert len(notice.duties) == 3
    assert [fate.became for fate in notice.report[-2:]] == ["other-table", "other-table"]
