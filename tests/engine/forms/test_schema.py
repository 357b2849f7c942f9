"""A form that nobody could fill in is refused when it is deployed, with every fault at once."""

import json
from typing import Any

import pytest

from engine.forms import Invalid, load
from tests.engine.forms.drawing import component, draw, schema


def faults(*components: dict[str, Any]) -> dict[str, str]:
    """Component id -> what is wrong with it, in Chinese."""
    with pytest.raises(Invalid) as refused:
        load(schema(*components))
    assert all(fault.zh and fault.en for fault in refused.value.faults)
    return {fault.component: fault.zh for fault in refused.value.faults}


def test_all_faults_are_reported_at_once_with_the_component_they_belong_to() -> None:
    found = faults(
        {"type": "textfield", "id": "nameless", "key": "title"},
        component("textfield", "a", id="regex", validate={"pattern": "("}),
        component("select", "b", id="empty"),
        component("textfield", "c", id="feel", conditional={"hide": "=1 +"}),
        component("html", id="html"),
    )

    assert set(found) == {"nameless", "regex", "empty", "feel", "html"}
    assert "label" in found["nameless"]
    assert "html" in found["html"]


def test_the_refusal_reads_as_one_sentence_in_both_languages() -> None:
    with pytest.raises(Invalid) as refused:
        load(schema(component("hologram", id="h")))

    assert refused.value.text("zh") == "表单有1处问题：〔h〕没有“hologram”这种组件。"
    assert "1 fault" in refused.value.text("en")


@pytest.mark.parametrize("text", [b"", b"{", b"[]", b"\xff\xfe", b'"form"', b"[" * 100_000, b" " * 1_000_001])
def test_what_is_no_form_at_all_is_refused(text: bytes) -> None:
    with pytest.raises(Invalid):
        load(text)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"key": "1st"}, "不以数字开头"),
        ({"key": ""}, "须填写“key”"),
        ({"key": "a..b"}, "须填写“key”"),
        ({"key": "_add"}, "保留"),
        ({"validate": {"min": "many"}}, "数字"),
        ({"validate": {"min": 5, "max": 3}}, "小于最小值"),
        ({"validate": {"required": "yes"}}, "true 或 false"),
        ({"validate": []}, "对象"),
        ({"decimalDigits": 99}, "0 至 12"),
        ({"layout": {"columns": 17}}, "1 至 16"),
        ({"properties": {"kind": "department"}}, "不能用作“department”"),
        ({"increment": -1}, "大于 0"),
        ({"description": "{{#if x}}"}, "循环和判断"),
    ],
)
def test_every_unfit_setting_is_named(settings: dict[str, Any], said: str) -> None:
    found = faults(component("number", id="f", **{"key": "amount", **settings}))

    assert said in " ".join(found.values())


def test_a_key_given_twice_is_refused_unless_conditions_tell_the_two_apart() -> None:
    assert "重复" in faults(component("textfield", "a"), component("number", "a"))["a"]

    draw(component("textfield", "a"), component("number", "a", conditional={"hide": "=true"}))
    draw(
        component("group", conditional={"hide": "=x"}, components=[component("textfield", "a")]),
        component("textfield", "a"),
    )


def test_a_key_cannot_be_a_value_and_hold_others() -> None:
    assert "上层" in faults(component("textfield", "plan"), component("textfield", "plan.goal"))["plan.goal"]


def test_the_same_key_in_rows_and_outside_are_different_answers() -> None:
    draw(
        component("textfield", "title"), component("dynamiclist", "rows", components=[component("textfield", "title")])
    )


def test_option_values_are_distinct() -> None:
    twice = [{"value": "a", "label": "甲"}, {"value": "a", "label": "乙"}]

    assert "重复" in faults(component("radio", "r", id="r", values=twice))["r"]


def test_chinese_keys_nested_paths_and_buttons_are_welcome() -> None:
    form = draw(
        component("number", "报销金额"),
        component("group", "plan", components=[component("textfield", "goal")]),
        component("button"),
    )

    assert form.names == {"报销金额", "plan"}


def test_a_form_tells_which_variables_its_expressions_look_at() -> None:
    form = draw(
        component("text", text="剩余 {{left}} 条"),
        component("textfield", "a", conditional={"hide": '=stage != "plan"'}),
        component("select", "b", valuesKey="units.names"),
        component("number", "c", validate={"max": "=budget"}),
    )

    assert form.reads == {"left", "stage", "units", "budget"}


def test_a_schema_nested_or_grown_without_end_is_refused() -> None:
    deep = component("textfield", "x")
    for _ in range(30):
        deep = component("group", components=[deep])

    assert "嵌套" in " ".join(faults(deep).values())
    assert "500" in " ".join(faults(*(component("separator") for _ in range(501))).values())


def test_functions_of_several_words_are_known_when_named() -> None:
    drawn = schema(component("textfield", "a", conditional={"hide": "=workdays after(due, 3) > today()"}))

    assert load(drawn, {"workdays after"}).names == {"a"}


def test_a_component_that_is_no_object_is_refused() -> None:
    with pytest.raises(Invalid):
        load(json.dumps({"type": "default", "components": ["textfield"]}).encode())
