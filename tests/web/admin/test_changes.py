"""What administrators changed, to be searched by name, reason and person."""

from __future__ import annotations

from tests.web.commission import Commission

PAGE = "/admin/changes"


def test_changes_are_listed_and_found_by_reason_and_person(commission: Commission) -> None:
    browser = commission.browser("admin")
    assert "还没有变更" in browser.get(PAGE).text
    browser.post(
        "/admin/settings/issue-rectification/accept_days?_verb=PUT",
        {"jurisdiction": "", "value": "7", "reason": "局长办公会"},
    )
    for text in ("", "办公会", "系统管理员", "accept_days"):
        page = browser.get(f"{PAGE}?q={text}").text
        assert "修改设置" in page and "3 → 7" in page and "局长办公会" in page
        assert "问题整改 · 认领时限" in page
    assert "没有符合条件的记录" in browser.get(f"{PAGE}?q=别的").text
