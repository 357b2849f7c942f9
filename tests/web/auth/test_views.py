"""Signing in by the form, and what a person sets for himself."""

from __future__ import annotations

import pytest

from engine import people
from tests.web.commission import PASSWORD, Commission

AGAIN = {"new": "another-horse-8", "again": "another-horse-8"}


def test_signing_in_leads_to_where_the_person_was_going(commission: Commission) -> None:
    # given a stranger who opens a page
    browser = commission.browser()
    answer = browser.get("/inbox/mine?sort=number")
    assert answer.headers["Location"] == "/login?next=/inbox/mine?sort%3Dnumber"
    # when he signs in
    answer = browser.post(
        "/login", {"login": "clerk", "password": PASSWORD, "next": "/inbox/mine?sort=number"}, page="/login"
    )
    # then he is there, by name
    assert (answer.status_code, answer.headers["Location"]) == (303, "/inbox/mine?sort=number")
    assert "县局经办" in browser.follow(answer).text


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", ""])
def test_no_link_leads_elsewhere_after_the_login(commission: Commission, elsewhere: str) -> None:
    answer = commission.browser().post(
        "/login", {"login": "clerk", "password": PASSWORD, "next": elsewhere}, page="/login"
    )
    assert answer.headers["Location"] == "/"


def test_a_wrong_password_is_answered_in_words_and_keeps_the_login(commission: Commission) -> None:
    answer = commission.browser().post("/login", {"login": "clerk", "password": "wrong"}, page="/login")
    assert answer.status_code == 422
    assert "账号或密码不正确" in answer.text
    assert 'value="clerk"' in answer.text


def test_guessing_is_slowed_down_even_with_the_right_password_at_last(commission: Commission) -> None:
    browser = commission.browser()
    for _ in range(people.FAILURES_OF_LOGIN):
        browser.post("/login", {"login": "clerk", "password": "wrong"}, page="/login")
    answer = browser.post("/login", {"login": "clerk", "password": PASSWORD}, page="/login")
    assert answer.status_code == 429
    assert "请等待 15 分钟后再试" in answer.text


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(commission: Commission) -> None:
    answer = commission.browser().post("/login", {"login": "clerk", "password": PASSWORD}, page="/login")
    cookie = next(header for name, header in answer.headers if name == "Set-Cookie")
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie


def test_signing_out_ends_the_session_on_the_server_too(commission: Commission) -> None:
    # given a cookie somebody copied
    browser, copy = commission.browser("clerk"), commission.browser()
    copied = browser.client.get_cookie("bangfu")
    assert copied is not None
    copy.client.set_cookie("bangfu", copied.value)
    assert copy.get("/inbox").status_code == 200
    # when the person signs out
    assert browser.post("/logout").headers["Location"] == "/login"
    # then the copy opens nothing
    assert copy.get("/inbox").status_code == 302


def test_the_language_chosen_stays_with_the_person(commission: Commission) -> None:
    commission.browser("clerk").post("/language", {"language": "en", "next": "/inbox"})
    page = commission.browser("clerk").get("/inbox").text
    assert '<html lang="en">' in page
    assert "Sign out" in page


def test_a_stranger_chooses_the_language_of_the_login_page(commission: Commission) -> None:
    browser = commission.browser()
    assert "密码" in browser.get("/login").text
    browser.post("/language", {"language": "en", "next": "/login"}, page="/login")
    assert "Password" in browser.get("/login").text
    browser.post("/language", {"language": "klingon", "next": "/login"}, page="/login")
    assert "Password" in browser.get("/login").text


def test_a_new_password_signs_out_the_other_browsers_and_keeps_this_one(commission: Commission) -> None:
    here, there = commission.browser("clerk"), commission.browser("clerk")
    answer = here.post("/me/password", {"old": PASSWORD, **AGAIN})
    assert "其他设备已全部退出登录" in here.follow(answer).text
    assert there.get("/inbox").status_code == 302


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"old": "wrong", **AGAIN}, "账号或密码不正确"),
        ({"old": PASSWORD, "new": "short", "again": "short"}, "新密码至少 8 位"),
        ({"old": PASSWORD, **AGAIN, "again": "mistyped"}, "两次输入的新密码不一致"),
    ],
)
def test_a_password_not_changed_says_why(commission: Commission, given: dict[str, str], words: str) -> None:
    answer = commission.browser("clerk").post("/me/password", given)
    assert answer.status_code == 422
    assert words in answer.text


def test_a_person_signs_out_a_browser_left_open_elsewhere(commission: Commission) -> None:
    there, here = commission.browser("clerk"), commission.browser("clerk")
    form = here.get("/me").text.partition('action="/me/sessions/')[2].partition('"')[0]
    here.post(f"/me/sessions/{form}")
    assert there.get("/inbox").status_code == 302
    assert here.get("/inbox").status_code == 200
