"""Persons on the administrator's pages: taken on, changed, given passwords and posts, let go and taken back."""

from __future__ import annotations

import re

import pytest

from tests.web.commission import Browser, Commission, id_of


def taken_on(browser: Browser, **data: str) -> tuple[str, str]:
    """The address of a new person's page and the password told there."""
    answer = browser.post("/admin/persons", {"name": "王芳", "department": id_of("medical"), "role": "staff", **data})
    assert answer.status_code == 303, answer.text
    told = re.search(r"新密码：([a-z0-9-]+)", browser.follow(answer).text)
    assert told
    return answer.headers["Location"], told[1]


def test_a_new_person_gets_a_login_and_a_password_and_can_sign_in(commission: Commission) -> None:
    browser = commission.browser("admin")
    path, password = taken_on(browser)
    assert 'value="wangfang"' in browser.get(path).text
    # the password is told once only
    assert password not in browser.get(path).text
    own = commission.browser()
    assert own.post("/login", {"login": "wangfang", "password": password}, page="/login").status_code == 303


def test_what_is_missing_is_asked_for_and_nothing_typed_is_lost(commission: Commission) -> None:
    answer = commission.browser("admin").post("/admin/persons", {"name": "", "title": "科员"})
    assert answer.status_code == 422
    assert "请填写姓名" in answer.text and 'value="科员"' in answer.text


def test_a_persons_data_are_changed(commission: Commission) -> None:
    browser = commission.browser("admin")
    path = f"/admin/persons/{id_of('clerk')}"
    assert "登录名不能含空格" in browser.post(path, {"name": "新名", "login": "a b"}).text
    page = browser.follow(browser.post(path, {"name": "新名", "login": "clerk", "title": "副股长"})).text
    assert "已保存" in page and "副股长" in page


def test_a_new_password_signs_out_every_browser(commission: Commission) -> None:
    clerk = commission.browser("clerk")
    browser = commission.browser("admin")
    page = browser.follow(browser.post(f"/admin/persons/{id_of('clerk')}/password")).text
    assert "新密码：" in page
    assert "/login" in clerk.get("/inbox").headers["Location"]


def test_posts_and_portfolio_decide_what_a_person_sees(commission: Commission) -> None:
    browser = commission.browser("admin")
    path = f"/admin/persons/{id_of('clerk')}"
    page = browser.follow(browser.post(f"{path}/posts", {"department": id_of("office"), "role": "leader"})).text
    assert "已增加岗位" in page and "云山市卫生健康委员会整改办" in page
    page = browser.follow(browser.post(f"{path}/portfolio", {"department": [id_of("medical"), id_of("office")]})).text
    assert "分管已保存" in page
    assert "县局经办" in browser.get("/admin/portfolios?q=整改办").text
    browser.post(f"{path}/posts/{id_of('post-clerk')}?_verb=DELETE")
    assert {post.department_id for post in commission.actor("clerk").posts} == {id_of("office")}


def test_a_person_is_let_go_and_taken_back_from_the_message(commission: Commission) -> None:
    browser = commission.browser("admin")
    path = f"/admin/persons/{id_of('clerk')}"
    page = browser.follow(browser.post(f"{path}/activity?_verb=DELETE")).text
    assert "已停用" in page and f'action="{path}/activity"' in page
    assert "县局经办" not in browser.get("/admin/persons").text
    assert "县局经办" in browser.get("/admin/persons?state=gone").text
    assert "已启用" in browser.follow(browser.post(f"{path}/activity")).text
    # but nobody shuts themselves out
    page = browser.follow(browser.post(f"/admin/persons/{id_of('admin')}/activity?_verb=DELETE")).text
    assert "不能停用自己的账号" in page


def test_persons_are_searched_sorted_and_turned(commission: Commission) -> None:
    browser = commission.browser("admin")
    for number in range(25):
        taken_on(browser, name=f"测试{number}", login=f"t{number:02}")
    assert "共 1 件" in browser.get("/admin/persons?q=t07").text
    assert "没有符合条件的人员" in browser.get("/admin/persons?q=没有").text
    first = browser.get("/admin/persons?sort=login&q=t").text
    following = re.search(r'rel="next" href="([^"]+)"', first)
    assert following and "t24" not in first
    assert "t24" in browser.get(following[1].replace("&amp;", "&")).text


PAGES = (
    "persons", "persons/new", "places", "portfolios", "aliases", "groups", "sheets", "calendar", "definitions",
    "definitions/issue-rectification", "incidents", "events", "sheets/directory.xlsx", f"persons/{id_of('clerk')}",
)  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_for_administrators_alone(commission: Commission, path: str) -> None:
    assert commission.browser("admin").get(f"/admin/{path}").status_code == 200
    assert commission.browser("leader").get(f"/admin/{path}").status_code == 403
    assert "/login" in commission.browser().get(f"/admin/{path}").headers["Location"]


def test_the_section_is_shown_only_to_administrators(commission: Commission) -> None:
    assert 'href="/admin/"' in commission.browser("admin").get("/inbox").text
    assert 'href="/admin/"' not in commission.browser("leader").get("/inbox").text
