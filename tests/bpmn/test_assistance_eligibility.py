"""Who is entitled to assistance: premiums paid by the government, better benefits, the guarantee."""

from __future__ import annotations

import pytest

from tests.bpmn.rules import Example, example, load, model, rows, wrong

KEY = "assistance-eligibility"
POOREST = [
    "特困供养人员",
    "孤儿",
    "最低生活保障家庭成员",
    "丧失劳动能力的残疾人",
    "严重精神障碍患者",
    "计划生育特殊困难家庭成员",
]
BOTH, NO_GUARANTEE, NEITHER = (
    {"倾斜待遇": better, "兜底保障": guarantee} for better, guarantee in ((True, True), (True, False), (False, False))
)

EXAMPLES: dict[str, list[Example]] = {
    "990121.2020-01-01": [
        *(example("参保资助", {"政府资助": 250, "个人缴费": 0}, 人员类别=each) for each in POOREST),
        example("参保资助", {"政府资助": 125, "个人缴费": 125}, 人员类别="建档立卡贫困人口"),
        example("参保资助", {"政府资助": 0, "个人缴费": 250}, 人员类别="一般人口"),
        *(example("待遇资格", BOTH, 人员类别=each) for each in [*POOREST, "建档立卡贫困人口"]),
        example("待遇资格", NEITHER, 人员类别="一般人口"),
    ],
    "990100.2019-01-01": [
        example("待遇资格", BOTH, 人员类别="未脱贫人口"),
        example("待遇资格", BOTH, 人员类别="两年扶持期内脱贫人口"),
        example("待遇资格", NO_GUARANTEE, 人员类别="不在两年扶持期内脱贫人口"),
        example("待遇资格", NO_GUARANTEE, 人员类别="2014或2015年退出户"),
        example("待遇资格", NEITHER, 人员类别="一般人口"),
        example("参保资助", {"政府资助": 150, "个人缴费": 100}, 人员类别="不在两年扶持期内脱贫人口", 个人缴费标准=250),
        example("参保资助", {"政府资助": 75, "个人缴费": 175}, 人员类别="2014或2015年退出户", 个人缴费标准=250),
        example("参保资助", {"政府资助": 0, "个人缴费": 250}, 人员类别="一般人口", 个人缴费标准=250),
        # what the text does not say is not guessed
        example("参保资助", {"政府资助": None, "个人缴费": None}, 人员类别="未脱贫人口", 个人缴费标准=250),
    ],
}


@pytest.mark.parametrize("version", EXAMPLES)
def test_eligibility_keeps_to_its_examples(version: str) -> None:
    assert wrong(model(KEY, version), EXAMPLES[version]) == []


@pytest.mark.parametrize(("version", "row"), rows(KEY))
def test_no_row_of_eligibility_can_go_missing_unnoticed(version: str, row: str) -> None:
    assert wrong(load(KEY, version, removed=row), EXAMPLES[version]) != []
