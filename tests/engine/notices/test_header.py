"""The head of a notice: issuers, its own number and date; what it does not say stays empty and is asked."""

import pytest

from engine.notices import Notice, parse, read
from tests.engine.notices import shapes


def notice(text: str) -> Notice:
    return parse(read("文件.txt", text.encode()))


def with_head(*lines: str) -> Notice:
    return notice("\n".join([*lines, "一、巡诊", "每月下乡。（责任单位：医政处）", ""]))


def test_the_number_is_the_notices_own_and_not_one_it_cites() -> None:
    found = notice(shapes.TABLE_IN_TEXT)
    assert found.number == "云卫发〔2021〕7号"
    assert found.key == ("云卫发", 2021, 7)
    assert notice(shapes.WITHOUT_ASSIGNMENTS).number == ""


@pytest.mark.parametrize(
    "written", ["云卫发[2021]7号", "云卫发（2021）7号", "云卫发〔2021〕第7号", "云卫发 〔 2021 〕 7 号  签发人：钱甲"]
)
def test_a_number_is_known_in_every_kind_of_brackets(written: str) -> None:
    assert with_head("云河市卫生健康委员会文件", written, "关于巡诊的通知").number == "云卫发〔2021〕7号"


def test_three_issuers_sign_together() -> None:
    found = notice(shapes.WITHOUT_ASSIGNMENTS)
    assert found.issuers == ("云河省卫生健康委员会", "云河省医疗保障局", "云河省乡村振兴局")
    assert found.date is not None and found.date.iso == "2021-04-06"


def test_issuers_of_a_joint_letterhead_stand_on_several_lines() -> None:
    found = with_head("云河市卫生健康委员会", "云河市医疗保障局", "文 件", "云卫发〔2021〕7号", "关于巡诊的通知")
    assert found.issuers == ("云河市卫生健康委员会", "云河市医疗保障局")


def test_letterhead_and_signature_that_differ_are_asked_about() -> None:
    found = notice(
        "云河市卫生健康委员会文件\n关于巡诊的通知\n一、巡诊\n每月下乡。（责任单位：医政处）\n云河市医疗保障局\n2021年3月5日\n"
    )
    assert found.issuers == ("云河市卫生健康委员会",)
    assert "issuers-differ" in [question.code for question in found.questions]


@pytest.mark.parametrize(
    ("title", "issuers"),
    [
        ("石桥县卫生健康局关于印发巡诊计划的通知", ("石桥县卫生健康局",)),
        ("云河市卫生健康委 2021 年工作要点", ("云河市卫生健康委",)),
        ("云河市山区就医2021-2022年行动方案", ()),
    ],
)
def test_a_title_names_the_issuer_or_nobody_is_guessed(title: str, issuers: tuple[str, ...]) -> None:
    found = with_head(title)
    assert (found.title, found.issuers) == (title, issuers)
    assert ("issuer" in [question.code for question in found.questions]) is not bool(issuers)


@pytest.mark.parametrize(
    ("head", "iso", "precision"),
    [
        (("关于巡诊的通知", "云河市卫生健康局", "二〇二一年五月二十二日"), "2021-05-22", "day"),
        (("石卫发〔2020〕3号", "关于巡诊的通知"), "2020", "year"),
        (("云河市2021年工作要点",), "2021", "year"),
        (("云河市2021—2023年行动方案",), "2021-2023", "years"),
        (("关于巡诊的通知",), None, None),
    ],
)
def test_the_date_is_as_precise_as_the_notice(head: tuple[str, ...], iso: str | None, precision: str | None) -> None:
    found = with_head(*head)
    assert (found.date and found.date.iso, found.date and found.date.precision) == (iso, precision)
    assert ("date" in [question.code for question in found.questions]) is (precision != "day")


def test_the_mark_of_an_attachment_is_no_part_of_its_title() -> None:
    content = "附件1\n云河市2021年任务分解表\n序号\t主要任务\t牵头科室\n1\t巡诊\t医政科\n"
    assert notice(content).title == "云河市2021年任务分解表"


def test_a_title_over_two_lines_is_one_title() -> None:
    found = with_head("石桥县卫生健康局", "关于印发2021年石桥县", "巡诊工作计划的通知")
    assert found.title == "关于印发2021年石桥县巡诊工作计划的通知"
    assert found.issuers == ("石桥县卫生健康局",)
