"""What every answer carries against misuse."""

from __future__ import annotations

import re

from tests.web.commission import PASSWORD, Commission


def test_only_the_scripts_of_the_page_itself_run(commission: Commission) -> None:
    browser = commission.browser("clerk")
    first, second = browser.get("/inbox"), browser.get("/inbox")
    policy = first.headers["Content-Security-Policy"]
    nonce = re.search(r"script-src 'self' 'nonce-([\w-]+)'", policy)
    assert nonce and f'nonce="{nonce[1]}"' in first.text
    assert nonce[1] not in second.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


def test_no_page_brings_scripts_or_styles_in_its_text(commission: Commission) -> None:
    item = commission.register() and commission.item()
    browser = commission.browser("clerk")
    for path in ("/inbox", f"/items/{item}", "/me", "/reminders", "/search?q=x", "/nothing"):
        page = browser.get(path).text
        assert not re.search(r"\son\w+=|\sstyle=|javascript:|<style", page), path
        assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", page)), path


def test_pages_are_kept_by_nobody_and_framed_by_nobody(commission: Commission) -> None:
    headers = commission.browser("clerk").get("/inbox").headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_a_form_of_another_site_is_refused_in_words(commission: Commission) -> None:
    item_id = commission.register() and commission.item()
    browser = commission.browser("clerk")
    answer = browser.client.post(f"/items/{item_id}/claim")
    assert answer.status_code == 400
    assert "这次提交没有生效" in answer.text
    assert commission.look(item_id).claimant_id is None


def test_a_page_left_open_over_lunch_is_still_accepted(commission: Commission) -> None:
    assert commission.app.config["WTF_CSRF_TIME_LIMIT"] is None


def test_signing_in_gives_a_fresh_token(commission: Commission) -> None:
    browser = commission.browser()
    before = re.search(r'name="csrf-token" content="([^"]+)"', browser.get("/login").text)
    assert before
    browser.client.post("/login", data={"login": "clerk", "password": PASSWORD, "csrf_token": before[1]})
    answer = browser.client.post("/logout", data={"csrf_token": before[1]})
    assert answer.status_code == 400
