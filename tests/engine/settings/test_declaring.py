"""What a diagram says about its settings: kind, unit, clause, to be confirmed; what is said wrongly is refused."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from engine.feel import YearsMonths
from engine.settings.declaring import SettingOf, declared, faults


def setting(default: str, **about: str) -> SettingOf:
    said = {f"setting.days.{name}": text for name, text in about.items()}
    return declared("rotation", {"duty": "x", "setting.days": default, **said})["days"]


def test_a_setting_has_its_label_unit_clause_and_whether_it_is_to_be_confirmed() -> None:
    found = setting("=48", label="安排会诊时限", unit="小时", source="会诊规范 第三条", confirm="true", note="急诊除外")
    assert (found.key, found.name, found.label, found.default) == ("rotation", "days", "安排会诊时限", 48)
    assert (found.shape.unit, found.source, found.note) == ("小时", "会诊规范 第三条", "急诊除外")
    assert found.to_confirm and found.empty == ""
    # and one of which nothing is said is called by its name and needs no confirmation
    plain = setting("3")
    assert (plain.label, plain.to_confirm, plain.shape.unit) == ("days", False, "")


@pytest.mark.parametrize(
    ("default", "about", "kind", "value"),
    [
        ("=7", {}, "number", 7),
        ('="百分点"', {"choices": "百分点|相对"}, "choice", "百分点"),
        ("=true", {}, "boolean", True),
        ('=duration("PT48H")', {}, "duration", timedelta(hours=48)),
        ('=duration("P6M")', {}, "duration", YearsMonths(6)),
        ('=date("2019-07-31")', {}, "date", date(2019, 7, 31)),
        ('="办公室"', {}, "text", "办公室"),
        ('=["高血压", "糖尿病"]', {}, "list", ["高血压", "糖尿病"]),
        ("=null", {"type": "number"}, "number", None),
    ],
)
def test_its_kind_is_that_of_its_default_unless_it_is_said(
    default: str, about: dict[str, str], kind: str, value: Any
) -> None:
    found = setting(default, **about)
    assert (found.shape.kind, found.default) == (kind, value)
    assert not list(faults({"setting.days": default, **{f"setting.days.{name}": text for name, text in about.items()}}))


@pytest.mark.parametrize(
    ("properties", "place", "zh"),
    [
        ({"setting.a": "=1 +"}, "setting.a", ""),
        ({"setting.a": "=null"}, "setting.a", "写明类型"),
        ({"setting.a": "=1", "setting.a.type": "integer"}, "setting.a", "写明类型"),
        ({"setting.a": "=1", "setting.a.unti": "天"}, "setting.a.unti", "应为label"),
        ({"setting.b.unit": "天"}, "setting.b.unit", "没有设置“b”"),
        ({"setting.a": "=1", "setting.a.type": "choice"}, "setting.a", "可选的值"),
        ({"setting.a": '="丙"', "setting.a.choices": "甲|乙"}, "setting.a", "不在可选的值之中"),
        ({"setting.a": '="三"', "setting.a.type": "number"}, "setting.a", "不是number"),
        ({"setting.a": "=1", "setting.a.confirm": "是"}, "setting.a", "confirm"),
    ],
)
def test_what_is_said_wrongly_is_named(properties: dict[str, str], place: str, zh: str) -> None:
    ((found, said),) = faults(properties)
    assert found == place
    assert zh in said.zh and said.en
