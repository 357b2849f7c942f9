"""Settings on the administrator's pages: found, confirmed, changed with a reason, set back; counted until confirmed."""

from __future__ import annotations

import re
from typing import Any

from tests.web.commission import PLACE, Browser, Commission

LIST = "/admin/settings"
DAYS = f"{LIST}/issue-rectification/accept_days"
WAY = f"{LIST}/medical-settlement/提高方式"


def give(browser: Browser, path: str, value: str, reason: str = "云卫发〔2026〕1号", place: str = PLACE) -> Any:
    return browser.post(f"{path}?_verb=PUT", {"jurisdiction": place, "value": value, "reason": reason})


def count(page: str) -> int:
    """What the side of the pages says is to be confirmed."""
    found = re.search(r'时限与参数 <span class="count">(\d+)', page)
    return int(found[1]) if found else 0


def test_processes_and_rules_are_listed_with_what_they_offer(commission: Commission) -> None:
    browser = commission.browser("admin")
    page = browser.get(LIST).text
    assert f'href="{LIST}/issue-rectification"' in page and f'href="{LIST}/medical-settlement"' in page
    assert f'href="{LIST}/issue-rectification"' not in browser.get(f"{LIST}?q=起付").text
    assert "没有符合条件的设置" in browser.get(f"{LIST}?q=没有这个").text


def test_what_waits_is_counted_listed_and_confirmed_with_an_undo(commission: Commission) -> None:
    browser = commission.browser("admin")
    # given the settings nobody has confirmed; one of them may be left empty, so it can be confirmed as it is
    page = browser.get(f"{LIST}?state=pending").text
    before = count(page)
    action = re.search(r'action="(/admin/settings/medical-settlement/[^"]+/confirmation)"', page)
    assert before > 3 and action
    # when it is confirmed
    answer = browser.post(action[1], {"jurisdiction": PLACE, "back": f"{LIST}?state=pending"})
    page = browser.follow(answer).text
    # then it waits no more, and can be taken back
    assert "已确认“救助比例”" in page and count(page) == before - 1
    undo = re.search(r'action="([^"]+_verb=DELETE)"', page)
    assert undo
    assert count(browser.follow(browser.post(undo[1].replace("&amp;", "&"))).text) == before


def test_a_setting_is_changed_with_a_reason_and_shows_its_history(commission: Commission) -> None:
    browser = commission.browser("admin")
    page = browser.follow(give(browser, DAYS, "7")).text
    assert "<b>7 个工作日</b>" in page and "由系统管理员于" in page
    assert re.search(r"<td>3 个工作日 → 7 个工作日</td><td>云卫发〔2026〕1号</td>", page)
    # and elsewhere it is as it was
    assert "<b>3 个工作日</b>" in browser.get(DAYS).text
    page = browser.follow(browser.post(f"{DAYS}?jurisdiction={PLACE}&_verb=DELETE")).text
    assert "<b>3 个工作日</b>" in page and "恢复设置" in page


def test_a_choice_that_no_notice_gives_is_filled_in(commission: Commission) -> None:
    browser = commission.browser("admin")
    page = browser.get(f"{WAY}?jurisdiction={PLACE}").text
    assert "待确认" in page and '<option value="百分点">' in page and "/confirmation" not in page
    page = browser.follow(give(browser, WAY, "百分点")).text
    assert "<b>百分点</b>" in page and "已确认" in page


def test_what_is_typed_wrongly_is_said_with_nothing_lost(commission: Commission) -> None:
    answer = give(commission.browser("admin"), DAYS, "七天", "口头")
    assert answer.status_code == 422
    assert "“认领时限”请填写0至10000的数字" in answer.text
    assert 'value="七天"' in answer.text and 'value="口头"' in answer.text


def test_the_county_is_shown_what_it_takes_over(commission: Commission) -> None:
    browser = commission.browser("admin")
    give(browser, DAYS, "7", place="")
    page = browser.get(f"{LIST}/issue-rectification?jurisdiction={PLACE}").text
    assert "沿用全国" in page


def test_a_setting_that_is_not_there_answers_in_words(commission: Commission) -> None:
    browser = commission.browser("admin")
    for path in (f"{LIST}/nothing", f"{LIST}/issue-rectification/nothing"):
        answer = browser.get(path)
        assert answer.status_code == 404 and "未找到" in answer.text
