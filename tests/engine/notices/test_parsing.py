"""Notices in the shapes offices write them, from the first line to the duties."""

import pytest

from engine.notices import Notice, dry_run, parse, read
from engine.notices.refusals import NotANotice
from tests.engine.notices import shapes


def notice(text: str) -> Notice:
    return parse(read("文件.txt", text.encode()))


def rows(found: Notice) -> list[tuple[object, ...]]:
    return [
        (
            duty.sequence,
            duty.article,
            duty.leads,
            duty.supports,
            duty.leaders,
            duty.units,
            duty.groups,
            duty.mode,
            duty.lines,
        )
        for duty in found.duties
    ]


def test_a_table_of_lead_departments_gives_a_duty_for_each_row() -> None:
    found = notice(shapes.TABLE_IN_TEXT)
    assert rows(found) == [
        (1, "（一）", ("医政处", "基层处"), (), (), (), (), "joint", (41,)),
        (2, "（二）", ("药政处",), (), (), (), (), "single", (42, 46)),
        (3, "（三）", ("医政处", "信息处", "基层处"), (), (), (), (), "each", (47,)),
        (4, "（四）", ("宣传处",), (), (), (), ("委相关业务处室",), "single", (48,)),
    ]
    assert found.duties[1].task == "常用药品送到村口。"
    assert [question.code for question in found.duties[3].questions] == ["group-members"]


def test_labels_on_lines_of_their_own_are_one_assignment() -> None:
    found = notice(shapes.LABELS_ON_LINES)
    groups = ("各医疗卫生单位", "各县（区）卫生健康局")
    assert rows(found) == [
        (1, "（一）", (), (), ("钱甲",), ("委机关办公室",), groups, "joint", (11, 13, 15, 17)),
        (2, "（二）", (), (), ("孙乙",), ("药政科",), groups[1:], "joint", (19, 21, 23)),
    ]
    assert found.duties[0].task == "巡诊下乡"
    assert found.duties[0].wording == "责任领导：钱甲\n责任单位：委机关办公室、各医疗卫生单位、各县（区）卫生健康局"
    assert found.duties[1].measures == ("备好常用药。", "备好急救药。")


def test_brackets_at_the_end_assign_the_text_before_them() -> None:
    found = notice(shapes.BRACKETS_AT_THE_END)
    leader, other = ("钱甲",), ("孙乙",)
    medical, planning = ("医政医管股",), ("规划财务与信息股",)
    assert rows(found) == [
        (1, "一", (), (), leader, medical, (), "single", (17,)),
        (2, "二", (), (), other, planning, (), "single", (21, 22, 24)),
        (3, "三-1", (), (), leader, medical, (), "single", (28,)),
        (4, "三-2", (), (), other, planning, (), "single", (30,)),
        (5, "三-3", (), (), leader + other, medical + planning, (), "joint", (32,)),
    ]
    assert [duty.task for duty in found.duties] == [
        "组好巡诊队伍",
        "开好巡诊班车",
        "先看急病",
        "再看慢病，随访不少于4次",
        "最后讲健康",
    ]


def test_numbered_items_count_on_over_the_parts() -> None:
    found = notice(shapes.NUMBERED_ITEMS)
    assert rows(found) == [
        (1, "1", (), (), (), ("市卫健委",), (), "single", (8,)),
        (2, "2", ("市卫健委", "市医保局"), (), (), ("市财政局",), ("各县（区）人民政府",), "joint", (9,)),
        (3, "3", ("市医保局",), ("市卫健委",), (), ("市民政局", "市财政局"), (), "single", (11,)),
        (4, "4", ("市人社局",), (), (), ("市卫健委",), (), "single", (12,)),
    ]
    assert [article.path for article in found.articles[1:3]] == [("二", "（一）")] * 2


def test_articles_without_assignments_are_proposals_and_no_duties() -> None:
    found = notice(shapes.WITHOUT_ASSIGNMENTS)
    issuers = ("云河省卫生健康委员会", "云河省医疗保障局", "云河省乡村振兴局")
    assert found.duties == ()
    assert [(proposal.article, proposal.task) for proposal in found.coverage.proposals] == [
        ("（一）", "建好车队"),
        ("（二）", "备好药品"),
        ("（三）", "及时结算"),
    ]
    assert {proposal.candidates for proposal in found.coverage.proposals} == {issuers}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("分工.md", shapes.markdown()),
        ("分工.txt", shapes.tabs()),
        ("分工.xlsx", shapes.sheet()),
        ("分工.docx", shapes.word([])),
    ],
)
def test_the_same_table_gives_the_same_duties_in_every_kind_of_file(name: str, content: bytes) -> None:
    duties = dry_run(name, content)["duties"]
    assert [(d["leads"], d["supports"], d["leaders"], d["groups"], d["mode"]) for d in duties] == [
        (["医政处"], ["基层处", "财务处"], ["钱甲"], [], "single"),
        (["药政处", "医政处"], [], ["孙乙"], [], "joint"),
        ([], ["信息处"], ["孙乙"], ["各县（区）卫生健康局"], "joint"),
    ]
    assert [duty.due and (duty.due.iso, duty.due.precision) for duty in parse(read(name, content)).duties] == [
        ("2021-06", "month"),
        (None, "open"),
        ("2021-12-31", "day"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "第一章 雪夜\n那年冬天，雪下得很大。\n第二章 归途\n他又走了。\n",
        "1,2,3\n4,5,6\n",
        "1\t2\t3\n4\t5\t6\n",
        "今天开会，大家都来了。\n",
        "一、买菜\n二、做饭\n",
    ],
)
def test_a_text_that_divides_no_tasks_is_refused(text: str) -> None:
    with pytest.raises(NotANotice):
        notice(text)


def test_a_table_with_a_missing_number_asks_whether_a_row_is_lost() -> None:
    content = shapes.tabs([shapes.ROWS[0], shapes.ROWS[1], ["4", *shapes.ROWS[2][1:]]])
    found = parse(read("分工.txt", content))
    assert [duty.sequence for duty in found.duties] == [1, 4]
    assert "2、3" in next(question.zh for question in found.questions if question.code == "numbering")


def test_tasks_assigned_in_the_text_and_in_a_table_are_all_kept_with_a_question() -> None:
    text = "云河市2021年工作方案\n一、巡诊\n每月下乡。（责任单位：医政处）\n" + shapes.tabs().decode()
    found = notice(text)
    assert [duty.sequence for duty in found.duties] == [1, 2, 3, 4]
    assert "twice" in [question.code for question in found.questions]


def test_a_task_that_no_article_speaks_of_asks_where_it_belongs() -> None:
    text = (
        "云河市2021年工作方案\n一、巡诊\n每月下乡。\n"
        + shapes.tabs([shapes.ROWS[0], ["1", "修好屋顶", "财务处", "", "", ""]]).decode()
    )
    (duty,) = notice(text).duties
    assert duty.article == ""
    assert [question.code for question in duty.questions] == ["article"]


def test_a_second_notice_glued_on_is_reported_and_its_duties_are_left_out() -> None:
    found = notice(shapes.BRACKETS_AT_THE_END)
    (other,) = found.others
    assert (other.first, other.last) == (34, 42)
    assert other.title == "石桥县卫生健康局关于印发《石桥县冬季防滑工作方案（试行）》的通知"
    assert all("李丙" not in duty.leaders for duty in found.duties)
    assert {fate.became for fate in found.report if fate.line >= 34} == {"second-notice", "blank"}
    assert "second-notice" in [question.code for question in found.questions]
