"""An official at the browser: signs in, opens what lies in the inbox, fills in its form by the labels, submits."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

PATIENCE = 20  # seconds until the server's job thread has surely looked


class Official:
    """One person at a page of their own; all of it is done by what can be seen there."""

    def __init__(self, page: Page, site: str, login: str, password: str) -> None:
        self.page, self._site = page, site
        self._login, self._password = login, password
        page.set_default_timeout(PATIENCE * 1000)

    def sign_in(self) -> None:
        """Come to the inbox, with login and password where the last session is over."""
        self.page.goto(f"{self._site}/inbox")
        if self.page.get_by_label("密码").count():
            self.page.get_by_label("账号").fill(self._login)
            self.page.get_by_label("密码").fill(self._password)
            self.page.get_by_role("button", name="登录").click()
        expect(self.page).to_have_url(f"{self._site}/inbox")

    def open(self, title: str, step: str, about: str = "") -> None:
        """Come to the inbox, find the step of a case there (where it has several, the one about this) and open it."""
        self.sign_in()
        row = self.page.get_by_role("row").filter(has_text=title).filter(has_text=step).filter(has_text=about)
        self.wait_for(row)
        row.get_by_role("link", name=re.compile("^办理")).click()
        expect(self.page.get_by_role("heading", name=re.compile(f"^{step}"))).to_be_visible()

    def wait_for(self, shown: Locator) -> None:
        """Look again and again for what the server's job thread is about to bring."""
        until = time.monotonic() + PATIENCE
        while not shown.count() and time.monotonic() < until:
            self.page.reload()
        expect(shown).to_have_count(1)

    def fill(self, answers: Mapping[str, str | date | Path | bool], within: Locator | None = None) -> None:
        """Answer questions by their labels, in order: a choice by its name, text, a day, a file, a tick."""
        for label, answer in answers.items():
            self._answer(within or self.page.locator("main"), label, answer)

    def fill_row(self, number: int, answers: Mapping[str, str | date | Path | bool]) -> None:
        """Answer the questions of one row of a list: a card, or a line of a table where the rows are short."""
        card = self.page.get_by_role("group", name=f"第 {number} 行")
        cell = self.page.get_by_label(re.compile(rf"^第 {number} 行 {re.escape(next(iter(answers)))}"))
        card.or_(cell).first.wait_for()  # a row that was just added comes from the server
        if card.count():
            self.fill(answers, card)
            return
        for label, answer in answers.items():
            self._answer(self.page.locator("main"), f"第 {number} 行 {label}", answer)

    def submit(self, opinion: str = "") -> None:
        """Submit the item and see that it is done."""
        if opinion:
            self.page.get_by_label(re.compile(r"^意见( \*)?$")).fill(opinion)
        self.page.get_by_role("button", name="提交", exact=True).click()
        expect(self.page.get_by_role("status").filter(has_text="您已于")).to_be_visible()

    def _answer(self, area: Locator, label: str, answer: str | date | Path | bool) -> None:
        named = re.compile(rf"^{re.escape(label)}\s*\*?\s*(（必填）)?$")
        choices = area.get_by_role("radiogroup", name=named).or_(area.get_by_role("group", name=named))
        if choices.count():
            choices.get_by_label(str(answer), exact=True).check()
            return
        control = area.get_by_label(named)
        if answer is True:
            control.check()
        elif isinstance(answer, Path):
            control.set_input_files(answer)
            expect(area.get_by_role("checkbox", name=answer.name)).to_be_checked()
        elif control.evaluate("control => control.tagName") == "SELECT":
            wanted = control.locator("option").filter(has_text=str(answer)).get_attribute("value")
            control.select_option(wanted)
        else:
            control.fill(answer.isoformat() if isinstance(answer, date) else answer)
