"""The search box of the top bar."""

from __future__ import annotations

from tests.web.commission import Commission


def test_cases_are_found_and_lead_to_their_page(commission: Commission) -> None:
    case_id = commission.register("药品储备不足")
    page = commission.browser("clerk").get("/search?q=ypcb").text
    assert f'href="/cases/{case_id}"' in page and "ZG-2026-0001" in page


def test_nothing_found_says_how_to_search(commission: Commission) -> None:
    commission.register("药品储备不足")
    assert "拼音首字母" in commission.browser("clerk").get("/search?q=xyz").text
    assert commission.browser("clerk").get("/search?q=").status_code == 200
