"""The calendar page: a year at a glance, holidays taken over, days set and cleared with a way back."""

from __future__ import annotations

import html
import re

from tests.web.commission import PLACE, Commission


def test_a_years_holidays_are_taken_over_from_the_page(commission: Commission) -> None:
    browser = commission.browser("admin")
    assert "还没有载入节假日" in browser.get("/admin/calendar?year=2026").text
    page = browser.follow(browser.post("/admin/calendar/years", {"year": "2026"})).text
    assert "还没有载入节假日" not in page and "2026年10月1日" in page
    assert re.search(r'class="off special" title="法定节假日">1<small>休</small>', page)


def test_a_year_not_announced_yet_carries_a_warning(commission: Commission) -> None:
    browser = commission.browser("admin")
    assert "尚未公布" in browser.get("/admin/calendar?year=2090").text
    assert "尚未公布" not in browser.get("/admin/calendar?year=2026").text
    assert browser.get("/admin/calendar?year=99999").status_code == 200


def test_a_local_festival_is_set_cleared_and_put_back(commission: Commission) -> None:
    browser = commission.browser("admin")
    data = {"date": "2026-04-20", "working": "0", "name": "花山节", "jurisdiction": PLACE}
    page = browser.follow(browser.post("/admin/calendar/days", data)).text
    assert "花山节" in page
    assert "花山节" not in browser.get("/admin/calendar?year=2026").text
    action = re.search(r'action="(/admin/calendar/days/2026-04-20[^"]+)"', page)
    assert action
    page = browser.follow(browser.post(html.unescape(action[1]))).text
    undo = re.search(r'action="(/admin/calendar/days\?[^"]+)"', page)
    assert "已取消" in page and undo
    assert "花山节" in browser.follow(browser.post(html.unescape(undo[1]))).text


def test_a_day_needs_a_date_and_a_name(commission: Commission) -> None:
    browser = commission.browser("admin")
    assert "请选择日期" in browser.follow(browser.post("/admin/calendar/days", {"name": "节"})).text
    assert "请填写名称" in browser.follow(browser.post("/admin/calendar/days", {"date": "2026-04-20"})).text
