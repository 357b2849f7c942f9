"""The bell: what is soon due, overdue or urged, until it is read."""

from __future__ import annotations

import re

from engine.commands import remind
from tests.web.commission import Commission


def unread(page: str) -> str:
    found = re.search(r'aria-label="提醒，(\d+) 条未读"', page)
    assert found
    return found[1]


def test_an_urged_item_rings_at_those_who_hold_it_until_it_is_read(commission: Commission) -> None:
    # given a finding the starter urges
    commission.register()
    item_id = commission.item()
    with commission.engine.unit(commission.actor("registrar")) as unit:
        remind(unit, item_id)
    browser = commission.browser("clerk")
    page = browser.get("/reminders").text
    assert (unread(page), "催办" in page) == ("1", True)
    # when it is opened
    action = re.search(r'action="(/reminders/\w+/reading)"', page)
    assert action
    answer = browser.post(action[1], {"to": f"/items/{item_id}"})
    # then it leads to the item and rings no more
    assert answer.headers["Location"] == f"/items/{item_id}"
    assert unread(browser.get("/inbox").text) == "0"
    assert "药品储备不足" in browser.get("/reminders").text


def test_all_are_read_at_once(commission: Commission) -> None:
    commission.register()
    with commission.engine.unit(commission.actor("registrar")) as unit:
        remind(unit, commission.item())
    browser = commission.browser("colleague")
    assert unread(browser.follow(browser.post("/reminders/reading")).text) == "0"


def test_a_reminder_of_somebody_else_is_not_there(commission: Commission) -> None:
    commission.register()
    with commission.engine.unit(commission.actor("registrar")) as unit:
        remind(unit, commission.item())
    page = commission.browser("clerk").get("/reminders").text
    action = re.search(r'action="(/reminders/\w+/reading)"', page)
    assert action
    assert commission.browser("reviewer").post(action[1]).status_code == 404


def test_nothing_to_be_reminded_of_is_said(commission: Commission) -> None:
    assert "没有提醒" in commission.browser("admin").get("/reminders").text
