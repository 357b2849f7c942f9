"""The record in a form: shown masked, refused field by field, and its history on a page."""

from __future__ import annotations

from tests.engine.patients.illness import COUNTY, TOWN, WANG
from tests.web.commission import PLACE, Commission
from tests.web.patients.ward import start


def test_a_change_is_saved_and_told_in_the_history(ward: Commission) -> None:
    _case, patient_id = start(ward, phone="13800001234")
    browser, page = ward.browser("overseer"), f"/patients/{patient_id}/record"
    form = browser.get(page).text
    assert "640299********0010" in form and WANG not in form and "城关镇" in form
    sent = {"name": "王晓明", "identity": "640299********0010", "phone": "13900005678", "jurisdiction_code": TOWN}
    answer = browser.follow(browser.post(page, sent | {"state": "living"}, page=page))
    assert "已保存" in answer.text and "石桥县城关镇" in answer.text
    history = browser.get(f"/patients/{patient_id}/history").text
    for said in ("修改档案", "王小明", "王晓明", "138****1234", "139****5678", "统筹员", "建立档案"):
        assert said in history
    assert "没有改动" in browser.follow(browser.post(page, {"name": "王晓明"}, page=page)).text


def test_what_is_wrong_is_said_beside_the_field_and_nothing_typed_is_lost(ward: Commission) -> None:
    _case, patient_id = start(ward)
    browser, page = ward.browser("overseer"), f"/patients/{patient_id}/record"
    answer = browser.post(page, {"name": "", "address": "3组12号", "jurisdiction_code": COUNTY}, page=page)
    assert answer.status_code == 422
    assert 'href="#name"' in answer.text and "请填写姓名" in answer.text and "3组12号" in answer.text


def test_who_started_the_case_changes_the_telephone_and_not_the_name(ward: Commission) -> None:
    _case, patient_id = start(ward)
    browser, page = ward.browser("registrar"), f"/patients/{patient_id}/record"
    form = browser.get(page).text
    assert 'name="identity"' not in form and 'name="phone"' in form
    sent = {"name": "王大明", "phone": "13900005678", "jurisdiction_code": PLACE, "state": "living"}
    shown = browser.follow(browser.post(page, sent, page=page)).text
    assert "139****5678" in shown and "王大明" not in shown
    assert ward.browser("reviewer").get(page).status_code == 403
