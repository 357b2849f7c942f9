"""Where one name ends and the next begins, and which names stand for many."""

import pytest

from engine.notices.names import is_group, is_vague, split_parties, split_people


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("医政处、医改办", ["医政处", "医改办"]),
        ("医政处,医改办；财务处", ["医政处", "医改办", "财务处"]),
        ("医政处 医改办", ["医政处", "医改办"]),
        ("市 卫健委", ["市卫健委"]),
        ("财务处及委相关业务处室", ["财务处", "委相关业务处室"]),
        ("财务处以及医政处", ["财务处", "医政处"]),
        ("规划财务与信息股和基层卫生与妇幼保健股", ["规划财务与信息股", "基层卫生与妇幼保健股"]),
        ("市卫生和计划生育委员会、市发展和改革委员会", ["市卫生和计划生育委员会", "市发展和改革委员会"]),
        ("各县（市、区）卫生健康局、医政处", ["各县（市、区）卫生健康局", "医政处"]),
        ("公共场所与学校卫生科", ["公共场所与学校卫生科"]),
        ("离退休老干部和人事科", ["离退休老干部和人事科"]),
    ],
)
def test_names_are_split_between_and_never_within(text: str, names: list[str]) -> None:
    assert split_parties(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("钱甲、孙乙", ["钱甲", "孙乙"]),
        ("钱甲 孙乙", ["钱甲", "孙乙"]),
        ("钱　甲、孙 乙", ["钱甲", "孙乙"]),
        ("党组书记、局长 钱小甲", ["党组书记、局长钱小甲"]),
    ],
)
def test_people_keep_their_stretched_names_and_posts(text: str, names: list[str]) -> None:
    assert split_people(text) == names


@pytest.mark.parametrize(
    ("name", "group", "vague"),
    [
        ("各县（区）卫生健康局", True, False),
        ("委机关各科室", True, False),
        ("委直属各单位", True, False),
        ("局属医疗卫生单位", True, False),
        ("委相关业务处室", True, True),
        ("市直有关部门", True, True),
        ("委机关办公室", False, False),
        ("市直机关工委", False, False),
        ("医政医管股", False, False),
        ("市卫生健康委（各科室除外）", False, False),
    ],
)
def test_a_placeholder_is_told_from_a_name(name: str, group: bool, vague: bool) -> None:
    assert (is_group(name), is_vague(name)) == (group, vague)
