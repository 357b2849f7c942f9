"""Who is treated under the special programme, and what the path of a patient still lacks."""

from __future__ import annotations

import pytest

from tests.bpmn.rules import example, load, model, rows, wrong

KEY, VERSION = "treatment-eligibility", "cn.2017-01-01"
PARTS = {
    "临床路径": "定临床路径",
    "救治医院": "定救治医院",
    "单病种费用": "定单病种费用",
    "报销比例": "定报销比例",
    "救治管理": "加强救治管理",
    "责任落实": "加强责任落实",
}

EXAMPLES = [
    example("救治资格", "纳入救治", 救治对象=True, 目录结论="列入"),
    example("救治资格", "待确认", 救治对象=True, 目录结论="待确认"),
    example("救治资格", "不纳入", 救治对象=True, 目录结论="未列入"),
    example("救治资格", "不纳入", 救治对象=False, 目录结论="列入"),
    example("救治资格", "不纳入", 救治对象=False, 目录结论="未列入"),
    example("救治资格", "待确认", 救治对象=None, 目录结论="列入"),
    example("救治资格", "不纳入", 救治对象=None, 目录结论="未列入"),
    example("四定缺项", [], **dict.fromkeys(PARTS, True)),
    example("四定缺项", list(PARTS.values()), **dict.fromkeys(PARTS, False)),
    *(example("四定缺项", [missing], **{**dict.fromkeys(PARTS, True), part: None}) for part, missing in PARTS.items()),
]


def test_treatment_keeps_to_its_examples() -> None:
    assert wrong(model(KEY, VERSION), EXAMPLES) == []


@pytest.mark.parametrize(("version", "row"), rows(KEY))
def test_no_row_of_treatment_can_go_missing_unnoticed(version: str, row: str) -> None:
    assert wrong(load(KEY, version, removed=row), EXAMPLES) != []
