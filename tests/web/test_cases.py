"""The pages of a case: how it stands, what happened in words, its diagram and paper, and its few verbs."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from engine import commands, jobs
from engine.course import launch
from engine.models import Case, Item, Job
from tests.web.commission import Browser, Commission, id_of


@pytest.fixture
def case_id(commission: Commission) -> str:
    return commission.register()


@pytest.fixture
def registrar(commission: Commission) -> Browser:
    return commission.browser("registrar")


def state_of(commission: Commission, case_id: str) -> str:
    with commission.engine.view() as view:
        return str(view.session.scalar(select(Case.state).where(Case.id == case_id)))


def test_the_page_says_how_the_case_stands(case_id: str, registrar: Browser) -> None:
    page = registrar.get(f"/cases/{case_id}").text
    assert "药品储备不足" in page and "ZG-2026-0001" in page and "认领中" in page
    assert [heading for heading in ("问题清单", "任务清单", "责任清单") if f"<h2>{heading}</h2>" in page]
    assert "<dt>问题来源</dt><dd>第三方评估</dd>" in page
    assert "当前待办（1）" in page and "石梁县卫生健康局医政股 · 未领取" in page
    assert "<dt>牵头</dt><dd>云山市卫生健康委员会医政处</dd>" in page
    assert "<dt>责任领导</dt><dd>分管领导</dd>" in page
    assert "<dt>登记人</dt><dd>云山市卫生健康委员会整改办 整改办经办</dd>" in page


def test_those_who_hold_the_work_are_led_to_it_and_others_may_urge(commission: Commission, case_id: str) -> None:
    item_id = commission.item("accept")
    assert f'class="btn btn-primary btn-sm" href="/items/{item_id}"' in commission.browser("clerk").get(
        f"/cases/{case_id}").text  # fmt: skip
    assert f"/items/{item_id}/reminders" in commission.browser("registrar").get(f"/cases/{case_id}").text


def test_whom_a_case_does_not_concern_gets_none_of_its_pages(commission: Commission, case_id: str) -> None:
    reviewer = commission.browser("reviewer")
    for page in ("", "/diagram", "/diagram.bpmn", "/print", "/cancellation"):
        answer = reviewer.get(f"/cases/{case_id}{page}")
        assert answer.status_code == 403, page
        assert "药品储备不足" not in answer.text


def test_the_history_is_told_in_words(commission: Commission, case_id: str) -> None:
    # given a finding that was claimed, urged, let go, transferred, and accepted too late
    clerk, item_id = commission.actor("clerk"), commission.item("accept")
    with commission.engine.unit(clerk) as unit:
        commands.claim(unit, item_id)
    with commission.engine.unit(commission.actor("registrar")) as unit:
        commands.remind(unit, item_id)
    with commission.engine.unit(clerk) as unit:
        commands.release(unit, item_id)
        commands.transfer(unit, item_id, "由同事办理", to_person=id_of("colleague"))
    commission.clock.advance(days=21)
    jobs.run_due(commission.engine)
    commission.complete(
        "colleague", "accept", "即知即改", acceptance_outcome="accept", contact="站长", contact_phone="0951-1234567"
    )
    # when its page is opened
    page = commission.browser("registrar").get(f"/cases/{case_id}").text
    # then each of it is a sentence, with who, when and how long
    step = "认领 · 石梁县卫生健康局医政股"
    told = [f"领取“{step}”", f"催办“{step}”", f"释放“{step}”", f"{step}：转办给县局同事", "由同事办理"]
    told += [f"“{step}”已逾期，提醒承办人员", f"“{step}”逾期未办，请处室负责人督促", f"“{step}”逾期未办，上报责任领导"]
    assert [words for words in told if words not in page] == []
    assert "逾期办结" in page
    assert "用时 15 个工作日" in page
    assert "县局同事（石梁县卫生健康局医政股）" in page
    assert "即知即改" in page
    assert "<dt>联系电话</dt>" in page


def test_what_was_registered_can_be_read_in_the_history(case_id: str, registrar: Browser) -> None:
    history = registrar.get(f"/cases/{case_id}").text.partition("办理过程")[2]
    assert "<dt>问题描述</dt><dd>常用药不足八十种。</dd>" in history


def test_a_case_sent_back_says_where_to(commission: Commission, registrar: Browser) -> None:
    item_id = commission.planned()
    with commission.engine.unit(commission.actor("reviewer")) as unit:
        commands.send_back(unit, item_id, "plan", "标准不可核查")
    with commission.engine.view() as view:
        case_id = view.session.scalars(select(Case.id)).one()
    page = registrar.get(f"/cases/{case_id}").text
    assert "退回到“制定整改方案”" in page and "标准不可核查" in page


def test_an_opinion_reaches_the_history(case_id: str, registrar: Browser) -> None:
    answer = registrar.post(f"/cases/{case_id}/comments", {"opinion": "请一并核对台账"})
    page = registrar.follow(answer).text
    assert "意见已发表" in page
    assert "发表意见" in page and "请一并核对台账" in page


def test_an_empty_opinion_is_asked_for(case_id: str, registrar: Browser) -> None:
    answer = registrar.post(f"/cases/{case_id}/comments", {"opinion": "  "})
    assert answer.status_code == 422
    assert "请填写意见" in answer.text


def test_urging_twice_within_the_hour_is_refused_in_words(
    commission: Commission, case_id: str, registrar: Browser
) -> None:
    address = f"/cases/{case_id}/items/{commission.item('accept')}/reminders"
    assert "已催办" in registrar.follow(registrar.post(address)).text
    assert "一小时内已经催办过" in registrar.follow(registrar.post(address)).text


def test_ending_a_case_wants_a_reason(commission: Commission, case_id: str, registrar: Browser) -> None:
    assert "1 件待办立即撤回" in registrar.get(f"/cases/{case_id}/cancellation").text
    answer = registrar.post(f"/cases/{case_id}/cancellation", {"reason": " "})
    assert answer.status_code == 422
    assert "请写明终止理由" in answer.text
    assert state_of(commission, case_id) == "open"


def test_a_case_is_ended_with_its_work(commission: Commission, case_id: str, registrar: Browser) -> None:
    answer = registrar.post(f"/cases/{case_id}/cancellation", {"reason": "与已登记的问题重复"})
    page = registrar.follow(answer).text
    assert "已终止" in page and "终止事项" in page and "与已登记的问题重复" in page
    assert "当前待办" not in page and "终止…" not in page
    with commission.engine.view() as view:
        assert view.session.scalars(select(Item.state)).all() == ["cancelled"]
        assert view.session.scalars(select(Job)).all() == []


def test_a_case_that_has_ended_cannot_be_ended_again(case_id: str, registrar: Browser) -> None:
    registrar.post(f"/cases/{case_id}/cancellation", {"reason": "重复"})
    assert "不能再次终止" in registrar.get(f"/cases/{case_id}/cancellation").text
    assert registrar.post(f"/cases/{case_id}/cancellation", {"reason": "重复"}).status_code == 422


def test_others_than_its_starter_cannot_end_a_case(commission: Commission, case_id: str) -> None:
    clerk = commission.browser("clerk")
    assert "终止…" not in clerk.get(f"/cases/{case_id}").text
    assert "只有登记处室和管理员可以终止事项" in clerk.get(f"/cases/{case_id}/cancellation").text
    assert clerk.post(f"/cases/{case_id}/cancellation", {"reason": "不想办"}).status_code == 403
    assert state_of(commission, case_id) == "open"


def test_the_paper_holds_facts_work_and_history_in_order(case_id: str, registrar: Browser) -> None:
    registrar.post(f"/cases/{case_id}/comments", {"opinion": "请一并核对台账"})
    page = registrar.get(f"/cases/{case_id}/print").text
    assert "问题整改事项单" in page and "打印时间：2026年3月2日 09:00" in page
    assert "常用药不足八十种。" in page
    assert re.search(r"<li>认领[^<]*：石梁县卫生健康局医政股，应于 2026年3月5日", page)
    rows = re.findall(r"<td>([^<]+)</td>", page)
    assert rows.index("登记") < rows.index("发表意见")


def test_a_reopened_finding_leads_to_the_one_before_and_back(
    commission: Commission, case_id: str, registrar: Browser
) -> None:
    with commission.engine.unit() as unit:
        case = unit.session.get_one(Case, case_id)
        finding = {"title": "药品又不足", "source": "回头看", "units": [id_of("county")], "duty_id": id_of("duty"),
                   "due": (datetime(2026, 3, 2) + timedelta(days=90)).date()}  # fmt: skip
        again = launch(unit, case.key, finding, parent=case).id
    old, new = registrar.get(f"/cases/{case_id}").text, registrar.get(f"/cases/{again}").text
    assert f'href="/cases/{again}"' in old and "重新立项" in old
    assert f'href="/cases/{case_id}"' in new and "原事项" in new
    assert "由 ZG-2026-0001 重新立项" in new
