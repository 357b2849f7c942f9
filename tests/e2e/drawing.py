"""A designer at the drawing: begins drafts, picks elements by their names, and reads what was saved."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lxml import etree
from playwright.sync_api import Locator, Page

from web.demo.persons import PASSWORD

Canonical = tuple[str, tuple[tuple[str, str], ...], str, tuple[Any, ...]]


class Drawing:
    """The workspace of a draft in a browser."""

    def __init__(self, page: Page, server: str, login: str = "shejiyuan") -> None:
        self.page, self.server = page, server
        page.goto(f"{server}/login")
        page.fill("[name=login]", login)
        page.fill("[name=password]", PASSWORD)
        page.press("[name=password]", "Enter")
        page.wait_for_url(lambda url: "/login" not in url)

    def import_files(self, *files: Path) -> None:
        """A draft of files from elsewhere, opened."""
        self.page.goto(f"{self.server}/designer")
        self.hand_in(*files)
        self.opened()

    def hand_in(self, *files: Path) -> None:
        """Fill in the form of the list of drafts that takes files."""
        self.page.set_input_files("#files", list(files))
        self.page.get_by_role("button", name="导入", exact=True).click()

    def begin(self, key: str, name: str) -> None:
        """A new process, opened: a start, one step, an end."""
        self.page.goto(f"{self.server}/designer")
        self.page.fill("#name", name)
        self.page.fill("[name=key]", key)
        self.page.get_by_role("button", name="新建", exact=True).click()
        self.opened()

    def opened(self) -> None:
        self.page.locator("[data-opened]").wait_for()

    def pick(self, name: str) -> None:
        """Find an element by its name or id, and select it."""
        self.page.locator("[data-tool=find]").click()
        field = self.page.locator(".djs-search-input input")
        field.fill("")
        self.page.keyboard.insert_text(name)
        self.page.keyboard.press("End")
        self.page.locator(".djs-search-result").first.wait_for()
        self.page.keyboard.press("Enter")
        self.page.locator(".djs-search-container.open").wait_for(state="detached")

    def group(self, label: str) -> Locator:
        """A group of the panel, unfolded."""
        heading = self.page.locator(".bio-properties-panel-group-header", has_text=label).first
        if "open" not in (heading.get_attribute("class") or "").split():
            heading.locator(".bio-properties-panel-group-header-title").click()
        return self.page.locator(".bio-properties-panel-group", has=heading)

    def save_unchanged(self) -> None:
        """Write a word and undo it, so that the editor saves the drawing as it understood it."""
        note = self.group("说明").locator("textarea").first
        note.fill("x")
        self.page.locator("[data-saved=unsaved]").wait_for()
        self.page.locator("[data-tool=undo]").click()
        self.saved()

    def saved(self) -> None:
        self.page.locator("[data-saved=saved]").wait_for()

    def file(self) -> bytes:
        """The file as the server has it now."""
        address = self.page.locator("[data-designer]").get_attribute("data-designer")
        return self.page.request.get(f"{self.server}{address}").body()


def canonical(source: bytes) -> Canonical:
    """A file without what carries no meaning: indentation, comments, the order of attributes."""
    return _canonical(etree.fromstring(source, etree.XMLParser(remove_comments=True, resolve_entities=False)))


def _canonical(node: Any) -> Canonical:
    inside = tuple(_canonical(child) for child in node)
    return node.tag, tuple(sorted(node.attrib.items())), (node.text or "").strip(), inside
