"""Who leads, who supports and who is merely named, in the words of a list."""

import pytest

from engine.notices.parties import Parties, bare, collect, labelled, nobody


def parties(role: str, content: str) -> Parties:
    found = nobody()
    collect(found, role, content)
    return found


@pytest.mark.parametrize(
    ("content", "leads", "supports", "each"),
    [
        ("医政处", ["医政处"], [], False),
        ("医政处、医改办", ["医政处", "医改办"], [], False),
        ("医政处和医改办共同牵头", ["医政处", "医改办"], [], False),
        ("医政处、医改办按照职责分工分别负责", ["医政处", "医改办"], [], True),
        ("医政处、医改办按职责分工负责", ["医政处", "医改办"], [], True),
        ("医政处、医改办分别牵头，财务处配合", ["医政处", "医改办"], ["财务处"], True),
        ("医政处牵头，财务处、疾控处配合", ["医政处"], ["财务处", "疾控处"], False),
        ("医政处牵头、财务处、疾控处配合", ["医政处"], ["财务处", "疾控处"], False),
        ("医政处会同财务处、疾控处", ["医政处"], ["财务处", "疾控处"], False),
        ("医政处牵头，财务处、疾控处按职责分工配合", ["医政处"], ["财务处", "疾控处"], False),
        ("医政处（牵头）、财务处（配合）", ["医政处"], ["财务处"], False),
        ("医政处（负责救治）、基层处（负责签约）", ["医政处", "基层处"], [], False),
    ],
)
def test_a_list_says_who_leads_and_who_supports(
    content: str, leads: list[str], supports: list[str], each: bool
) -> None:
    found = parties("leads", content)
    assert (found.leads, found.supports, found.units, found.each) == (leads, supports, [], each)


def test_supporting_at_the_end_of_a_list_is_taken_for_the_last_alone() -> None:
    found = parties("units", "市民政局、市财政局、市卫健委配合")
    assert (found.units, found.supports) == (["市民政局", "市财政局"], ["市卫健委"])
    assert found.together == ("市民政局", "市财政局", "市卫健委")


def test_a_label_of_supporters_needs_no_question() -> None:
    found = parties("supports", "市民政局、市财政局配合")
    assert (found.supports, found.together) == (["市民政局", "市财政局"], ())


def test_placeholders_are_groups_whatever_their_label_and_stay_supporters_too() -> None:
    assert parties("leads", "财务处及委相关业务处室").groups == ["委相关业务处室"]
    supporting = parties("supports", "财务处、各县（区）卫生健康局")
    assert supporting.supports == ["财务处", "各县（区）卫生健康局"]
    assert supporting.groups == ["各县（区）卫生健康局"]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("责任单位:市卫健委", ["units"]),
        ("牵头单位：市医保局，责任单位：市财政局", ["leads", "units"]),
        ("责任领导：钱甲 责任科室：医政股", ["leaders", "units"]),
        ("牵头处（室）：医政处；参与单位：财务处；完成时限：6月底前", ["leads", "supports", "due"]),
        ("分管领导：钱甲；责任人：孙乙", ["leaders", "leaders"]),
        ("各责任单位：", []),
        ("联系人：钱甲", []),
        ("落实责任，明确责任单位：医政处", []),
    ],
)
def test_labels_give_the_roles(text: str, roles: list[str]) -> None:
    assert [role for role, _, _ in labelled(text)] == roles


@pytest.mark.parametrize("content", ["含中医院", "下同", "办公室", "确保责任落实", "国家项目由省级负责", "市卫健委"])
def test_a_bracket_without_label_that_names_no_duty_is_none(content: str) -> None:
    assert bare(content) is None


def test_one_of_a_list_is_marked_as_leading_in_brackets() -> None:
    found = parties("units", "医政股（牵头）、基层股")
    assert (found.leads, found.units) == (["医政股"], ["基层股"])
