"""Nobody is kept out: no barrier that axe calls serious, all by the keyboard, and English without Chinese rests."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.official import Official
from web.demo.persons import PASSWORD

Barriers = Callable[[Page], list[str]]

PAGES = {
    "shiqiao": (
        "/inbox",
        "/inbox a.title[href*='/items/']",
        "/reminders",
        "/search?q=zg",
        "/me",
    ),
    "zhenggaiban": (
        "/start/issue-rectification",
        "/ledgers/issue-rectification",
        "/ledgers/issue-rectification main a[href^='/cases/']",
        "/ledgers/issue-rectification/intakes",
        "/duties",
        "/duties main a[href^='/duties/']",
        "/notices",
        "/notices main a[href^='/notices/']",
    ),
    "admin": (
        "/admin/persons",
        "/admin/persons main a[href^='/admin/persons/']:not([href$='/new'])",
        "/admin/persons/new",
        "/admin/places",
        "/admin/places main a[href^='/admin/organizations/']",
        "/admin/portfolios",
        "/admin/aliases",
        "/admin/groups",
        "/admin/sheets",
        "/admin/calendar",
        "/admin/definitions",
        "/admin/definitions/issue-rectification",
        "/admin/incidents",
        "/admin/events",
    ),
}
"""Login -> what this person looks at: an address, or after a blank the link that is followed from there."""

CHROME = (
    "nav.sections a, nav.side a, nav.tabs a, thead th, .counters, .tools label, .btn, main h1, main h2, "
    "main label, .empty, .hints, dialog"
)
DATA = (
    "[lang=zh], [lang=zh-CN], .num, .ledger, .chip, .checklist, .case-head, #answer, #start, .step, .diagram-card, "
    ".card:has(dl.facts), .ledger-filters, .organization, .setting-value, #settings label, #settings td, h1, .rows, "
    ".become-row, label[for^=key-], .place h2, .tick, .facts"
)
"""What people and processes named themselves; everything else of CHROME is the program's own words."""

OWN_WORDS = "(all, data) => all.filter(one => !one.closest(data) && !one.querySelector(data)).map(one => one.innerText)"


@pytest.mark.parametrize("login", PAGES)
def test_no_page_has_a_barrier_on_a_desk_or_a_phone(
    page: Page, phone: Page, server_url: str, barriers: Barriers, login: str
) -> None:
    found = {}
    for screen, width in ((page, 1366), (phone, 390)):
        official(screen, server_url, login).sign_in()
        for path in PAGES[login]:
            visit(screen, server_url, path)
            found[path, width] = barriers(screen)
            if screen.evaluate("document.documentElement.scrollWidth") > width:
                found[path, width].append("something sticks out")
    assert {path: faults for path, faults in found.items() if faults} == {}


def test_a_notice_is_read_in_questioned_and_confirmed_without_barriers(
    page: Page, phone: Page, server_url: str, barriers: Barriers
) -> None:
    # given a notice that is not in force yet
    official(page, server_url, "admin").sign_in()
    page.goto(f"{server_url}/notices")
    page.locator("input[type=file]").set_input_files(
        {"name": "分工.txt", "mimeType": "text/plain", "buffer": NOTICE.encode()}
    )
    page.get_by_role("button", name=re.compile("上传|导入")).click()
    page.wait_for_url(re.compile("/notices/[0-9a-f]{32}"))
    address = page.url
    # then its pages and the confirmation can be used by everybody
    official(phone, server_url, "admin").sign_in()
    for screen in (page, phone):
        for part in ("", "/source", "/coverage", "/report", "/confirmation"):
            screen.goto(f"{address.partition('?')[0]}{part}")
            assert barriers(screen) == [], part


NOTICE = (
    "云川市卫生健康委员会文件\n\n云卫医改〔2026〕12号\n\n关于做好医改工作的通知\n\n现将任务分工印发给你们。\n\n"
    "一、医联体\n（一）医联体。建设医联体。\n\n附件：任务分工\n\n云川市卫生健康委员会\n\n2026年3月5日\n\n"
    "附件\n\n任务分工\n\n序号\t工作任务\t牵头处室\t配合单位\n1\t建设医联体。\t医改办、医政处\t对外合作处\n"
)


def test_a_day_at_the_inbox_needs_no_mouse(page: Page, server_url: str) -> None:
    # given somebody at the login, whose cursor stands where typing begins
    page.goto(f"{server_url}/login")
    expect(page.get_by_label("账号")).to_be_focused()
    for typed, key in (("shiqiao", "Tab"), (PASSWORD, "Enter")):
        page.keyboard.type(typed)
        page.keyboard.press(key)
    expect(page).to_have_url(f"{server_url}/inbox")
    # when a line is chosen by J and K and opened
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    title = page.locator("tr.selected .title > span").last.inner_text()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(title.partition(" · ")[0])
    # then Tab reaches the first answer, with its focus to be seen, and at last the button
    seen = []
    for _ in range(80):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.name || document.activeElement.textContent.trim()"))
        if seen[-1] == "提交":
            break
        ring = "getComputedStyle(document.activeElement)"
        assert page.evaluate(f"{ring}.outlineStyle != 'none' || {ring}.boxShadow != 'none'"), seen[-1]
    assert seen[-1] == "提交", seen
    # and an empty submission by Enter leads to what is missing
    page.keyboard.press("Enter")
    expect(page.locator(".error-summary")).to_be_focused()


@pytest.mark.parametrize("login", PAGES)
def test_in_english_no_word_of_the_program_is_chinese(page: Page, server_url: str, login: str) -> None:
    official(page, server_url, login).sign_in()
    speak(page, "English")
    found = {}
    for path in PAGES[login]:
        visit(page, server_url, path)
        expect(page.locator("html")).to_have_attribute("lang", "en")
        words = page.locator(CHROME).evaluate_all(OWN_WORDS, DATA)
        assert words, path
        found[path] = [text for text in words if re.search(r"[\u4e00-\u9fff]", text)]
    page.goto(f"{server_url}/inbox")
    speak(page, "中文")
    assert {path: rest for path, rest in found.items() if rest} == {}


def speak(page: Page, language: str) -> None:
    page.locator("details.menu.person summary").click()
    page.get_by_role("button", name=language).click()


def visit(page: Page, site: str, path: str) -> None:
    address, _, link = path.partition(" ")
    page.goto(f"{site}{address}")
    if link:
        page.goto(f"{site}{page.locator(link).first.get_attribute('href')}")


def official(page: Page, site: str, login: str) -> Official:
    return Official(page, site, login, PASSWORD)
