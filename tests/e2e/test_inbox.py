"""A day at the inbox in a real browser: keys, claiming in the list, drafts while typing, files with progress."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.server import Server
from tests.web.commission import PASSWORD, Commission

TITLES = ("药品储备不足", "村医空缺", "台账更新不及时")
Barriers = Callable[[Page], list[str]]


@pytest.fixture(scope="module")
def office(_sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a commission with a plan to review, one to write and three findings to accept."""
    folder = tmp_path_factory.mktemp("office")
    url = f"sqlite:///{shutil.copy(_sqlite_template, folder / 'bangfu.db')}"
    commission = Commission(url, datetime.now())
    commission.planned()
    commission.to_be_planned("就医结算不畅")
    for title in TITLES:
        commission.register(title)
    commission.engine.close()
    server = Server(database=url, log=folder / "log")
    server.start()
    yield server.url
    server.stop()


def sign_in(page: Page, office: str, login: str = "clerk") -> None:
    page.goto(f"{office}/login")
    page.get_by_label("账号").fill(login)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(page).to_have_url(f"{office}/inbox")


def open_item(page: Page, office: str, title: str) -> None:
    page.goto(f"{office}/inbox")
    page.get_by_role("link", name=re.compile(title)).first.click()
    expect(page.get_by_role("heading", name=title)).to_be_visible()


def test_the_list_is_worked_with_the_keyboard_alone(page: Page, office: str, barriers: Barriers) -> None:
    sign_in(page, office)
    assert barriers(page) == []
    # when the second row is chosen and claimed
    page.keyboard.press("j")
    page.keyboard.press("j")
    second = page.locator("tr.selected .title").inner_text()
    page.keyboard.press("c")
    # then the list says so without a new page, and goes on at the same row
    expect(page.locator("#messages")).to_contain_text("已领取，归您办理")
    expect(page.get_by_role("link", name="我已领取 1")).to_be_visible()
    assert page.locator("tr.selected .title").inner_text() == second
    # and it is undone from there
    page.get_by_role("button", name="撤销领取").click()
    expect(page.get_by_role("link", name="我已领取 0")).to_be_visible()
    # when a row is opened by Enter, and the help by a question mark
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="提交", exact=True)).to_be_visible()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="快捷键")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox", name="搜索")).to_be_focused()


def test_a_colleague_who_claimed_first_is_named_in_the_list(
    page: Page, new_page: Callable[..., Page], office: str
) -> None:
    # given a list that shows an item as free
    sign_in(page, office)
    colleague = new_page()
    sign_in(colleague, office, "colleague")
    row = page.get_by_role("row").filter(has_text="就医结算不畅")
    expect(row.get_by_role("button", name=re.compile("领取"))).to_be_visible()
    # when a colleague claims it and then the first person does
    theirs = colleague.get_by_role("row").filter(has_text="就医结算不畅")
    theirs.get_by_role("button", name=re.compile("领取")).click()
    expect(colleague.locator("#messages")).to_contain_text("已领取")
    row.get_by_role("button", name=re.compile("领取")).click()
    # then the list stays and says who was faster
    expect(page.locator("#messages")).to_contain_text("已由县局同事领取")
    expect(row).to_be_visible()
    colleague.get_by_role("button", name="撤销领取").click()
    expect(colleague.locator("#messages")).to_contain_text("已释放")


def test_filters_change_the_list_and_the_address(page: Page, office: str) -> None:
    sign_in(page, office)
    page_before = page.locator("table tbody tr").count()
    page.get_by_label("在“待办”中查找").fill("cykq")
    page.keyboard.press("Enter")
    expect(page.locator("table tbody tr")).to_have_count(1)
    assert "q=cykq" in page.url
    page.go_back()
    expect(page.locator("table tbody tr")).to_have_count(page_before)


def test_what_is_typed_is_kept_while_typing(page: Page, office: str, barriers: Barriers) -> None:
    sign_in(page, office)
    open_item(page, office, TITLES[0])
    assert barriers(page) == []
    # when an answer brings up another question and a phrase fills the opinion
    page.get_by_label("提出异议").check()
    page.get_by_label("异议理由").fill("不属本县职责")
    page.get_by_role("button", name="经核实，该问题不在本单位职责范围内").click()
    expect(page.get_by_label("意见", exact=True)).to_have_value("经核实，该问题不在本单位职责范围内")
    # then all of it is saved without a click and found again
    with page.expect_response(lambda answer: answer.url.endswith("/draft") and answer.ok):
        page.get_by_label("意见", exact=True).press_sequentially("。")
    expect(page.locator("#draft-state")).to_contain_text("已保存")
    page.reload()
    expect(page.get_by_label("异议理由")).to_have_value("不属本县职责")


def test_faults_take_the_focus(page: Page, office: str, barriers: Barriers) -> None:
    sign_in(page, office)
    open_item(page, office, TITLES[1])
    page.get_by_label("认领", exact=True).check()
    page.get_by_role("button", name="提交", exact=True).click()
    expect(page.locator(".error-summary")).to_be_focused()
    assert barriers(page) == []
    page.locator(".error-summary a").first.click()
    expect(page.locator(":focus")).to_have_attribute("name", re.compile("contact"))


def test_a_double_click_completes_once_and_shows_the_result(page: Page, office: str, barriers: Barriers) -> None:
    sign_in(page, office)
    open_item(page, office, TITLES[2])
    page.get_by_label("认领", exact=True).check()
    page.get_by_label("具体责任人").fill("站长")
    page.get_by_label("联系电话").fill("0951-1234567")
    page.get_by_role("button", name="提交", exact=True).dblclick()
    expect(page.get_by_role("status").filter(has_text="办结")).to_contain_text("下一环节")
    assert barriers(page) == []


def test_on_a_phone_the_verbs_lie_under_the_thumb(phone: Page, office: str, barriers: Barriers) -> None:
    sign_in(phone, office, "reviewer")
    assert barriers(phone) == []
    phone.locator("a.title").first.click()
    submit = phone.get_by_role("button", name="提交", exact=True)
    expect(submit).to_be_in_viewport()
    box = submit.bounding_box()
    assert box and box["y"] > 700 and box["height"] >= 38
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    assert barriers(phone) == []
    # when it is sent back from the sheet above the thumb
    phone.get_by_text("退回…").click()
    phone.get_by_label("退回理由").fill("请细化完成标准")
    assert barriers(phone) == []
    phone.get_by_role("button", name="确定退回").click()
    expect(phone.get_by_text("退回到“制定整改方案”").first).to_be_visible()


PAGES = ("/inbox/unclaimed", "/inbox/done", "/inbox/started", "/me", "/reminders", "/search?q=zg")


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_open_to_everybody_and_fits_a_phone(
    page: Page, phone: Page, office: str, barriers: Barriers, path: str
) -> None:
    for screen, width in ((page, 1366), (phone, 390)):
        sign_in(screen, office)
        screen.goto(f"{office}{path}")
        assert barriers(screen) == []
        assert screen.evaluate("document.documentElement.scrollWidth") <= width


def test_the_login_is_open_to_everybody_and_refuses_in_words(phone: Page, office: str, barriers: Barriers) -> None:
    phone.goto(f"{office}/login")
    assert barriers(phone) == []
    phone.get_by_label("账号").fill("stranger")
    phone.get_by_label("密码").fill("guess")
    phone.get_by_role("button", name="登录").click()
    expect(phone.get_by_role("alert").filter(has_text="账号或密码不正确")).to_be_focused()
    assert barriers(phone) == []


def test_a_file_goes_up_when_it_is_chosen(page: Page, office: str, tmp_path: Path) -> None:
    # given the plan, which takes files
    sign_in(page, office)
    open_item(page, office, "就医结算不畅")
    chosen = tmp_path / "整改方案.pdf"
    chosen.write_bytes(b"%PDF-1.7 " + b"0" * 300_000)
    # when one is chosen
    page.locator("input[type=file]").first.set_input_files(chosen)
    # then it stands there ticked, and is part of the draft
    expect(page.get_by_role("checkbox", name="整改方案.pdf")).to_be_checked()
    expect(page.locator("#draft-state")).to_contain_text("已保存")
    page.reload()
    expect(page.get_by_role("checkbox", name="整改方案.pdf")).to_be_checked()
    # when it is none that is taken
    wrong = tmp_path / "setup.exe"
    wrong.write_bytes(b"MZ")
    page.locator("input[type=file]").first.set_input_files(wrong)
    expect(page.get_by_role("alert").filter(has_text="setup.exe")).to_be_visible()
