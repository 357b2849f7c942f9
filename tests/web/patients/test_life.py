"""One person's page: the cases one may see, everything over time, and numbers in full only for a reason."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from engine.course import course
from engine.models import Case
from tests.engine.patients.illness import WANG
from tests.web.commission import Commission
from tests.web.patients.ward import start


def assign(ward: Commission, case_id: str, **variables: object) -> None:
    with ward.engine.unit() as unit, course(unit, unit.session.get_one(Case, case_id)) as run:
        run.assign(next(token.scope for token in run.tokens), variables, unit.now)


def test_it_shows_cases_money_and_moments_and_narrows_them(ward: Commission) -> None:
    case_id, patient_id = start(ward)
    assign(
        ward, case_id, found_on=date(2026, 2, 1), settled_on=date(2026, 2, 20), cost=Decimal("46820.35"),
        visits=[{"on": date(2026, 2, 27), "result": "平稳"}, {"on": date(2026, 9, 1)}],
    )  # fmt: skip
    browser = ward.browser("registrar")
    page = browser.get(f"/patients/{patient_id}").text
    for said in ("DB-2026-0001", "确诊", "平稳", "46,820.35元", "计划 2026年9月1日", "费用合计", "接下来"):
        assert said in page
    page = browser.get(f"/patients/{patient_id}?kind=follow_up").text
    assert "平稳" in page and "确诊</" not in page
    assert "这段时间没有这类记录" in browser.get(f"/patients/{patient_id}?until=2020-01-01").text


def test_the_numbers_are_shown_once_for_a_reason_and_the_look_is_on_the_audit_page(ward: Commission) -> None:
    _case, patient_id = start(ward, phone="13800001234")
    browser, page = ward.browser("reviewer"), f"/patients/{patient_id}"
    assert WANG not in browser.get(page).text
    answer = browser.post(f"{page}/looks", {"reason": " "}, page=page)
    assert answer.status_code == 422 and "请写明查看理由" in answer.text and WANG not in answer.text
    answer = browser.post(f"{page}/looks", {"reason": "核对转诊单"}, page=page)
    assert WANG in answer.text and "13800001234" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert WANG not in browser.get(page).text
    audit = ward.browser("admin")
    listed = audit.get("/admin/events?kind=looked").text
    for said in ("查看完整号码", "医政处经办", "王小明", "核对转诊单"):
        assert said in listed
    verified = audit.post(f"/admin/events/verification/patients/{patient_id}", page="/admin/events")
    assert "没有被改动" in audit.follow(verified).text


def test_whoever_has_no_part_in_a_case_does_not_see_the_person(ward: Commission) -> None:
    case_id, patient_id = start(ward)
    stranger = ward.browser("clerk")
    for path in ("", "/record", "/history"):
        assert stranger.get(f"/patients/{patient_id}{path}").status_code == 403
    assert ward.browser("overseer").get(f"/patients/{patient_id}").status_code == 200
    assert stranger.get("/patients/unknown").status_code == 404
    # and the page of the case leads to the person
    assert f'href="/patients/{patient_id}"' in ward.browser("reviewer").get(f"/cases/{case_id}").text


def test_a_case_is_started_from_the_persons_page_with_what_is_on_record(ward: Commission) -> None:
    _case, patient_id = start(ward, phone="13800001234")
    browser = ward.browser("registrar")
    address = f"/start/illness?_patient={patient_id}"
    assert address in browser.get(f"/patients/{patient_id}").text
    form = browser.get(address).text
    assert "640299********0010" in form and WANG not in form
    sent = {"_patient": patient_id, "patient_name": "王小明", "identity": "640299********0010", "disease": "胃癌"}
    answer = browser.post("/start/illness", sent, page=address)
    assert answer.status_code == 303, answer.text
    with ward.engine.view() as view:
        (case,) = view.session.query(Case).filter_by(concern="胃癌")
        assert case.patient_id == patient_id


def test_the_start_form_says_what_is_wrong_with_the_person_at_the_question(ward: Commission) -> None:
    start(ward)
    browser = ward.browser("registrar")
    sent = {"patient_name": "李四", "identity": WANG, "disease": "胃癌"}
    answer = browser.post("/start/illness", sent, page="/start/illness")
    assert answer.status_code == 422 and "姓名为“王**”" in answer.text
