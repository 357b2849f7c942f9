"""Editing a duty on its page: with a reason, with history, never over a colleague; and filling a gap."""

from __future__ import annotations

import re

from tests.engine.notices import shapes
from tests.web.commission import Commission, id_of
from tests.web.duties.test_register import duty, in_force


def test_a_change_is_kept_in_the_history_with_its_reason(commission: Commission) -> None:
    browser = commission.browser("admin")
    in_force(browser)
    path = duty(browser, "常用药品")
    version = re.search(r'name="version" value="(\d+)"', browser.get(f"{path}/edit").text)[1]  # type: ignore[index]
    sent = {"task": "常用药品送到每个村", "mode": "single", "lead": id_of("medical"), "version": version}
    # without a reason nothing is saved and nothing typed is lost
    answer = browser.post(f"{path}/edit", sent)
    assert answer.status_code == 422
    assert "请填写修改理由" in answer.text and "常用药品送到每个村" in answer.text
    # with one it is, and the page says what was and what is
    page = browser.follow(browser.post(f"{path}/edit", {**sent, "reason": "扩大范围"})).text
    assert "扩大范围" in page and "系统管理员" in page
    assert "<del>药政处</del> → <ins>云山市卫生健康委员会医政处</ins>" in page
    # and who still has the old page before them is told
    assert browser.post(f"{path}/edit", {**sent, "reason": "再改"}).status_code == 409


def test_only_administrators_get_the_form(commission: Commission) -> None:
    admin = commission.browser("admin")
    in_force(admin)
    path = duty(admin, "常用药品")
    clerk = commission.browser("clerk")
    assert (clerk.get(f"{path}/edit").status_code, clerk.post(f"{path}/edit").status_code) == (403, 403)


def test_a_gap_is_filled_from_the_coverage(commission: Commission) -> None:
    browser = commission.browser("admin")
    path = in_force(browser, shapes.WITHOUT_ASSIGNMENTS)
    coverage = browser.get(f"{path}/coverage").text
    assert coverage.count("无人负责") == 3
    link = re.search(rf'href="({path}/articles/\d+/duty)"', coverage)[1]  # type: ignore[index]
    assert "建好车队" in browser.get(link).text
    assert "至少选择一个" in browser.post(link, {"task": "建好车队", "mode": "single"}).text
    page = browser.follow(browser.post(link, {"task": "建好车队", "mode": "single", "lead": id_of("medical")})).text
    assert "已为该条款补充任务分工" in page
    assert browser.get(f"{path}/coverage").text.count("无人负责") == 2


def test_saving_without_a_change_keeps_the_order_of_the_leads_for_the_first_hosts(commission: Commission) -> None:
    browser = commission.browser("admin")
    in_force(browser, shapes.TABLE_IN_TEXT.replace("医政处、基层处", "基层处、医政处"))
    path = duty(browser, "建好山区巡诊车队")
    page = browser.get(f"{path}/edit").text
    leads = re.findall(r'name="lead" value="(\w+)"[^>]* checked>\s*<label[^>]*>([^<]+?)\s*<', page)
    assert [name for _id, name in leads] == ["基层处", "医政处"]
    version = re.search(r'name="version" value="(\d+)"', page)[1]  # type: ignore[index]
    sent = {"task": "建好车队", "mode": "joint", "lead": [id_ for id_, _name in leads], "version": version}
    browser.post(f"{path}/edit", {**sent, "reason": "精简文字"})
    assert re.findall(r"<dd>\s*<div>(.+?)<", browser.get(path).text)[0].strip() == "基层处"
