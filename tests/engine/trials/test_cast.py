"""People and departments by the words people call them."""

from __future__ import annotations

import pytest

from engine import organizations
from engine.scenarios.scenario import BEGIN
from engine.trials.cast import actor_of, department_of, full_name
from engine.trials.errors import Unknown
from engine.trials.space import Template
from engine.trials.verbs import By


@pytest.mark.parametrize(
    ("by", "name"),
    [
        (By(), "办公室经办"),
        (By(name="整改办"), "整改办经办"),
        (By(name="医政处负责人"), "医政处负责人"),
        (By(name="石桥县卫生健康局"), "石桥县卫生健康局经办"),
        (By(name="石桥县人民医院内科"), "石桥县人民医院内科经办"),
        (By(name="云川市卫生健康委员会办公室"), "办公室经办"),
        (By(name="家庭医生团队"), "河口镇卫生院家庭医生团队经办"),
        (By(department="医政处"), "医政处经办"),
        (By(department="医政处", organization="长岭市卫生健康委员会"), "长岭市卫生健康委员会医政处经办"),
        (By(organization="石桥县人民医院", role="leader"), "石桥县人民医院分管副院长"),
        (By(department="医政处", role="head"), "医政处负责人"),
    ],
)
def test_words_mean_a_person(model: Template, by: By, name: str) -> None:
    with model.open(BEGIN).engine.view() as view:
        assert actor_of(view, by).name == name


@pytest.mark.parametrize(
    "by", [By(name="不存在"), By(name="医政股"), By(department="医政股"), By(organization="不存在")]
)
def test_words_that_mean_nobody_or_several_are_refused(model: Template, by: By) -> None:
    with model.open(BEGIN).engine.view() as view, pytest.raises(Unknown):
        department_of(view, by)


def test_two_of_one_name_are_told_apart_by_their_department(model: Template) -> None:
    space = model.open(BEGIN)
    with space.engine.unit() as unit:
        places = [department_of(unit, By(name=name)) for name in ("医政处", "财务处")]
        for place in places:
            organizations.add_post(unit, organizations.add_person(unit, "王芳"), place, "staff")
    with space.engine.view() as view:
        for place, name in zip(places, ("医政处", "财务处"), strict=True):
            assert actor_of(view, By(name="王芳", department=name)).departments == {place}


def test_everybody_has_one_full_name(model: Template) -> None:
    with model.open(BEGIN).engine.view() as view:
        named = [full_name(view, words) for words in ("整改办", "石桥县卫生健康局", "医政处经办", "别的")]
    assert named == ["云川市卫生健康委员会整改办", "石桥县卫生健康局", "医政处经办", "别的"]
