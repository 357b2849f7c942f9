"""A process is watched on its diagram and in tables that say the same; its cases are listed, red ones first."""

from __future__ import annotations

from datetime import timedelta

from tests.web.commission import Commission
from web.watching.words import span

PAGE = "/watching/issue-rectification"


def test_the_page_says_where_cases_stand_and_leads_to_them(commission: Commission) -> None:
    commission.register("药品储备不足")
    commission.clock.set(commission.clock() + timedelta(days=30))
    browser = commission.browser("admin")
    assert "逾期 1" in browser.get("/watching").text
    page = browser.get(PAGE).text
    assert 'href="/watching/issue-rectification/elements/accept"' in page
    listed = browser.get(f"{PAGE}/elements/accept").text
    assert "药品储备不足" in listed
    assert "逾期" in listed


def test_the_pace_of_steps_is_shown_with_its_units(commission: Commission) -> None:
    commission.register()
    commission.clock.set(commission.clock() + timedelta(hours=5))
    commission.complete("clerk", "accept", acceptance_outcome="accept", contact="站长", contact_phone="0951-1234567")
    page = commission.browser("admin").get(f"{PAGE}?show=pace&measure=items").text
    assert "5小时" in page
    assert "1次 / 1件" in page


def test_a_version_without_cases_says_so(commission: Commission) -> None:
    assert "没有在办事项" in commission.browser("admin").get(PAGE).text
    assert "这段时间没有办结的待办" in commission.browser("admin").get(f"{PAGE}?show=pace&since=2030-01-01").text


def test_times_are_told_in_the_unit_people_would_use(commission: Commission) -> None:
    with commission.app.test_request_context():
        assert [span(hours) for hours in (0.5, 5, 7.25, 60)] == ["30分钟", "5小时", "7.2小时", "2.5天"]


def test_an_administrator_moves_a_case_after_seeing_what_follows(commission: Commission) -> None:
    # given a finding whose plan waits for the review
    commission.planned()
    item = commission.look(commission.item("review"))
    browser = commission.browser("admin")
    address = f"/admin/cases/{item.case_id}/moves"
    # when it is asked what moving it back to the plan would do
    page = browser.get(f"{address}?wait={item.wait_id}&to=plan").text
    assert "调整理由" in page
    # then without a reason nothing happens, and with one the case goes there
    refused = browser.post(address, {"wait": item.wait_id, "to": "plan", "reason": ""}, page=address)
    assert (refused.status_code, "请写明调整理由" in refused.text) == (422, True)
    said = {"wait": item.wait_id, "to": "plan", "reason": "方案有误"}
    assert "管理员把" in browser.follow(browser.post(address, said, page=address)).text
    assert commission.item("plan")
