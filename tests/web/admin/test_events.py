"""The page of what happened in all cases."""

from __future__ import annotations

import re

from sqlalchemy import text

from engine.models import Event
from tests.web.commission import Commission


def test_what_happened_is_listed_searched_and_verified(commission: Commission) -> None:
    commission.register("药品储备不足")
    browser = commission.browser("admin")
    page = browser.get("/admin/events?kind=started").text
    assert "药品储备不足" in page and "整改办经办" in page and "登记" in page
    assert "没有符合条件的记录" in browser.get("/admin/events?q=别的事").text
    assert "没有符合条件的记录" in browser.get("/admin/events?until=2020-01-01").text
    action = re.search(r'action="(/admin/events/verification/\w+)"', page)
    assert action
    assert "没有被改动" in browser.follow(browser.post(action[1])).text
    with commission.engine.unit() as unit:
        # the database refuses it to everybody who does not take its guard away first
        unit.session.execute(text("DROP TRIGGER event_stays_unchanged"))
        unit.session.query(Event).filter_by(sequence=1).update({"kind": "cancelled"})
    assert "第1条操作记录被改动过" in browser.follow(browser.post(action[1])).text
