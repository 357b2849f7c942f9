"""Assignments in running text: where they stand, what they cover, and what they leave open."""

import pytest

from engine.notices import Notice, parse, read


def notice(*lines: str) -> Notice:
    return parse(read("文件.txt", "\n".join(["云河市卫生健康局2021年工作要点", "一、主要任务", *lines]).encode()))


@pytest.mark.parametrize(
    "assignment",
    [
        "（牵头单位：医政科，配合单位：基层科、各县（区）卫生健康局）",
        "(牵头单位:医政科,配合单位:基层科、各县（区）卫生健康局)",
        "〔牵头科室：医政科；配合科室：基层科、各县（区）卫生健康局〕",
        "【牵头单位：医政科；配合单位：基层科、各县(区)卫生健康局】",
        "[牵头处室：医政科 协办单位：基层科、各县（区）卫生健康局]",
        "（医政科牵头，基层科、各县（区）卫生健康局配合）",
        "（由医政科牵头，基层科和各县（区）卫生健康局配合）。",
        "牵头单位：医政科；配合单位：基层科、各县（区）卫生健康局",
        "【牵头单位】医政科【配合单位】基层科、各县（区）卫生健康局",
        "**牵 头 单 位：**医政科  **配合单位：**基层科、各县（区）卫生健康局",
    ],
)
@pytest.mark.parametrize("before", ["（一）建好车队。每月下乡。", "（一）建好车队。每月下乡。\n"])
def test_brackets_colons_and_labels_are_told_in_many_ways(before: str, assignment: str) -> None:
    (duty,) = notice(*(before + assignment).split("\n")).duties
    assert (duty.article, duty.task) == ("（一）", "建好车队")
    assert (duty.leads, duty.units, duty.mode) == (("医政科",), (), "single")
    assert tuple(name.replace("(", "（").replace(")", "）") for name in duty.supports) == (
        "基层科",
        "各县（区）卫生健康局",
    )


def test_brackets_that_assign_nothing_stay_text() -> None:
    found = notice(
        "（一）建好车队。配好车辆（含救护车），落实政策（确保责任落实），医政科、基层科牵头抓好。（责任单位：医政科）"
    )
    (duty,) = found.duties
    assert duty.units == ("医政科",)
    assert duty.wording == "（责任单位：医政科）"


def test_an_assignment_below_several_items_is_for_all_of_them_with_a_question() -> None:
    found = notice(
        "（一）救治攻坚", "1.摸清底数。", "2.建立台账。", "责任单位：医政科", "责任领导：钱甲", "（二）其他", "抓好。"
    )
    (duty,) = found.duties
    assert (duty.article, duty.task, duty.lines) == ("（一）", "救治攻坚", (3, 4, 5, 6, 7))
    assert [question.code for question in duty.questions] == ["scope"]
    assert [article.number for article in found.articles] == ["（一）", "（二）"]


def test_items_with_assignments_of_their_own_are_articles_of_their_own() -> None:
    found = notice("（一）救治攻坚", "1.摸清底数。", "责任单位：医政科", "2.建立台账。", "责任单位：基层科")
    assert [(duty.article, duty.units) for duty in found.duties] == [("1", ("医政科",)), ("2", ("基层科",))]


def test_an_assignment_at_the_heading_covers_the_text_below_it() -> None:
    found = notice(
        "（一）建好车队（责任单位：医政科）",
        "每月下乡。",
        "（二）备好药品",
        "责任单位：药政科",
        "责任领导：钱甲",
        "送到村口。",
        "（三）做好服务（责任单位：基层科）",
        "1.看急病。",
        "2.看慢病。",
    )
    assert [(duty.task, duty.units, duty.lines) for duty in found.duties] == [
        ("建好车队", ("医政科",), (3, 4)),
        ("备好药品", ("药政科",), (6, 7, 8)),
        ("做好服务", ("基层科",), (9, 10, 11)),
    ]
    assert not found.coverage.gaps


def test_several_assignments_in_one_paragraph_cut_it() -> None:
    found = notice("（一）三项服务。看急病。（责任单位：医政科）看慢病。（责任单位：基层科）讲健康。")
    assert [(duty.article, duty.task, duty.units) for duty in found.duties] == [
        ("（一）-1", "三项服务", ("医政科",)),
        ("（一）-2", "看慢病", ("基层科",)),
    ]


def test_text_that_nobody_was_given_is_named_in_the_report() -> None:
    found = notice("（一）三项服务。看急病。（责任单位：医政科）", "另行通知。")
    assert [(fate.line, fate.became) for fate in found.report if fate.became == "unassigned"] == [(4, "unassigned")]


def test_a_list_of_names_cut_by_a_page_end_is_whole_again() -> None:
    (duty,) = notice("（一）三项服务。看急病。", "责任单位：各县（区）卫生健", "", "康局、医政科").duties
    assert (duty.groups, duty.units, duty.lines) == (("各县（区）卫生健康局",), ("医政科",), (3, 4, 6))


@pytest.mark.parametrize(
    ("assignment", "codes"),
    [
        ("（责任单位：医政科、基层科、疾控科配合）", ["support-reach"]),
        ("（牵头单位：医政科；责任单位：市卫健委等部门）", ["group-members"]),
        ("（责任单位：各县（区）卫生健康局）", ["group-mode"]),
        ("（责任领导：钱甲）", ["nobody"]),
        ("（责任单位：医政科；完成时限：待定）", ["due"]),
        ("（责任领导：钱甲、孙乙 责任科室：医政科、基层科）", ["leader-pairing"]),
        ("（责任领导：钱甲、孙乙 责任科室：医政科）", []),
        ("（牵头单位：医政科；责任单位：各县（区）卫生健康局）", []),
    ],
)
def test_what_is_ambiguous_is_asked_and_nothing_else(assignment: str, codes: list[str]) -> None:
    (duty,) = notice("（一）建好车队。每月下乡。" + assignment).duties
    assert [question.code for question in duty.questions] == codes
    assert all(question.default in [option.code for option in question.options] for question in duty.questions)


def test_pairing_by_position_is_shown_with_what_the_other_rows_say() -> None:
    agreeing = "（二）备好药品。送到村口。（责任领导：孙乙 责任科室：基层科）"
    against = "（二）备好药品。送到村口。（责任领导：李丙 责任科室：基层科）"
    both = "（一）建好车队。每月下乡。（责任领导：钱甲、孙乙 责任科室：医政科、基层科）"
    duty = notice(both, agreeing).duties[0]
    assert duty.pairs == (("钱甲", "医政科"), ("孙乙", "基层科"))
    assert "第2项 孙乙—基层科，与此一致" in duty.questions[0].zh
    assert "第2项与之不同" in notice(both, against).duties[0].questions[0].zh


def test_numbered_labels_are_an_assignment_and_no_articles() -> None:
    found = notice("（一）建好车队。", "1、牵头领导：钱甲", "2、责任单位：医政科", "（二）备好药品。——责任单位：药政科")
    assert [(duty.article, duty.leaders, duty.units) for duty in found.duties] == [
        ("（一）", ("钱甲",), ("医政科",)),
        ("（二）", (), ("药政科",)),
    ]


def test_a_time_among_the_names_is_the_deadline() -> None:
    (duty,) = notice("（一）体检。开展体检。（责任单位：医政科；2021年10月底前完成）").duties
    assert duty.units == ("医政科",)
    assert duty.due is not None and duty.due.iso == "2021-10"
