"""Names of offices: what is short for what, and what stands inside an organization."""

from __future__ import annotations

import pytest

from engine.duties.keys import label_of, suggested_key
from engine.duties.names import bare, kind_of, short, stands_inside

PLACES = ("云河市", "云省")


@pytest.mark.parametrize(
    "name",
    [
        "市卫健委", "市卫生健康委", "卫生健康委员会", "云河市卫生健康委员会", "市卫生计生委",
        "云河市卫生和计划生育委员会", "市卫健局",
    ],
)  # fmt: skip
def test_all_these_are_the_health_commission(name: str) -> None:
    assert short(name, PLACES) == "卫健"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("市财政局", "云河市财政局"),
        ("市发改委", "市发展改革委"),
        ("市人社局", "云河市人力资源和社会保障局"),
        ("市医保局", "市医疗保障局"),
    ],
)
def test_short_and_full_names_are_the_same(one: str, other: str) -> None:
    assert short(one, PLACES) == short(other, PLACES)


@pytest.mark.parametrize(
    ("one", "other"),
    [("医政处", "医改办"), ("市财政局", "市民政局"), ("办公室", "市扶贫办"), ("市卫健委", "县医保局")],
)
def test_different_offices_stay_different(one: str, other: str) -> None:
    assert short(one, PLACES) != short(other, PLACES)


def test_offices_of_an_organization_are_told_from_organizations() -> None:
    assert all(map(stands_inside, ["医政处", "规划财务与信息股", "医政医改科", "委机关办公室", "爱卫办", "局办公室"]))
    outside = ["市扶贫办", "市财政局", "县人民政府", "市卫健委", "第一医院", "石桥县政府办公室"]
    assert not any(map(stands_inside, outside))
    assert bare("委机关办公室") == bare("局机关办公室") == "办公室"


def test_the_kind_of_an_organization_follows_from_its_name() -> None:
    kinds = {
        "云河市卫生健康委员会": "commission", "石桥县卫生健康局": "bureau", "云河市第一医院": "hospital",
        "河口镇卫生院": "health_centre", "上村卫生室": "clinic", "云河市疾控中心": "cdc", "石桥县人民政府": "other",
    }  # fmt: skip
    assert {name: kind_of(name) for name in kinds} == kinds


def test_a_task_suggests_the_key_its_first_word_belongs_to() -> None:
    assert suggested_key("抓好各类问题整改") == "rectification"
    assert suggested_key("大病患者的远程会诊") == "major-illness"
    assert suggested_key("修好停车场") is None
    labels = (label_of("telemedicine"), label_of("telemedicine", "en"), label_of("my-own"))
    assert labels == ("远程医疗", "Telemedicine", "my-own")
