"""A form of a draft as the server renders it, before anybody can be asked by it."""

from __future__ import annotations

import json
from typing import Any

from tests.web.commission import Browser, Commission
from tests.web.designer.test_workspace import begun, token

VISIT = {
    "id": "visit", "type": "default", "schemaVersion": 18,
    "components": [
        {"id": "met", "type": "radio", "key": "met", "label": "是否见到本人",
         "values": [{"label": "见到", "value": "yes"}, {"label": "未见到", "value": "no"}]},
        {"id": "why", "type": "textfield", "key": "why", "label": "未见到的原因",
         "conditional": {"hide": '=met != "no"'}},
        {"id": "family", "type": "dynamiclist", "path": "family", "label": "家庭成员", "components": [
            {"id": "name", "type": "textfield", "key": "name", "label": "姓名"}]},
    ],
}  # fmt: skip


def shown(browser: Browser, schema: Any, **answers: str) -> Any:
    """What the server answers to this form with these answers."""
    address, seen = begun(browser), token(browser)
    answer = browser.client.post(
        f"{address}/preview", data={"_schema": json.dumps(schema, ensure_ascii=False), **answers}, headers=seen
    )
    return answer.get_json()


def test_a_form_is_previewed_as_its_step_will_show_it(commission: Commission) -> None:
    page = shown(commission.browser("admin"), VISIT)["html"]
    assert ("是否见到本人" in page, "未见到的原因" in page, "增加一行" in page, "<script" in page) == (
        True,
        False,
        True,
        False,
    )


def test_answers_in_the_preview_decide_what_else_is_asked(commission: Commission) -> None:
    assert "未见到的原因" in shown(commission.browser("admin"), VISIT, met="no")["html"]


def test_rows_are_added_in_the_preview(commission: Commission) -> None:
    page = shown(commission.browser("admin"), VISIT, **{"family": "", "family[0]": "", "_add": "family"})["html"]
    assert page.count('name="family[') == 4  # the mark and the name of each of two rows


def test_what_is_wrong_with_a_form_is_said_of_its_question(commission: Commission) -> None:
    wrong = VISIT | {"components": [{"id": "logo", "type": "image", "label": "徽标"}]}
    (fault,) = shown(commission.browser("admin"), wrong)["faults"]
    assert fault == {"element": "logo", "text": "不支持“image”组件，请删除或改用其他组件。"}


def test_a_disease_is_chosen_from_the_catalogue_in_force(commission: Commission) -> None:
    field = {"id": "d", "type": "select", "key": "disease", "label": "病种", "properties": {"kind": "disease"}}
    page = shown(commission.browser("admin"), VISIT | {"components": [field]})["html"]
    assert ('value="食管癌"' in page, 'value="食道癌"' in page) == (True, False)  # as catalogued, not as often written
