"""A designer's desk: a draft of given files in a real browser, and the editors of its files run over many of them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lxml import etree
from playwright.sync_api import Page, expect

from engine.drafts.blank import diagram
from tests.e2e.official import Official
from web.demo import persons

DIST = Path(__file__).resolve().parent.parent.parent / "web" / "static" / "dist"
READY = "[data-opened='']"
LATIN = re.compile(r"[A-Za-z]{2,}")

SPOKEN = """(root) => {
  const said = new Set();
  const names = ['title', 'aria-label', 'placeholder', 'alt', 'data-placeholder'];
  const shown = (node) => node.checkVisibility ? node.checkVisibility() : true;
  for (const node of [root, ...root.querySelectorAll('*')]) {
    if (!shown(node) || node.closest('%(own)s')) continue;
    for (const name of names) said.add(node.getAttribute(name) ?? '');
    for (const part of node.childNodes) if (part.nodeType === 3) said.add(part.data.trim());
  }
  return [...said].filter(Boolean);
}"""
"""What an element says to a person, what the designer wrote left out (`own`: a selector)."""

EDITED = """async ({ module, texts }) => {
  const { edit } = await import(module);
  const found = [];
  for (const text of texts) {
    const root = document.createElement('div');
    root.style.cssText = 'display: flex; height: 600px';
    document.body.append(root);
    const workspace = {
      root, name: 'file', element: document.querySelector('[data-designer]'), editable: true, said: '', changes: 0,
      file: { text, address: '', revision: 1 }, problems: { found() {} }, offer() {}, changed() { this.changes += 1; },
      notice(sentence) { this.said = sentence; },
    };
    const read = await edit(workspace);
    found.push({ text: await read(), said: workspace.said, changes: workspace.changes });
    root.remove();
  }
  return found;
}"""


class Desk:
    """An administrator's browser before the designer."""

    def __init__(self, page: Page, site: str) -> None:
        self.page, self.site = page, site
        Official(page, site, "admin", persons.PASSWORD).sign_in()

    def begin(self, files: Mapping[str, bytes]) -> str:
        """Upload a process with these files beside its blank diagram; gives the address of the workspace."""
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for name, content in {"trial.bpmn": diagram("trial", "试用"), **files}.items():
                archive.writestr(name, content)
        self.page.goto(f"{self.site}/designer")
        token = self.page.locator("meta[name=csrf-token]").get_attribute("content")
        upload: dict[str, Any] = {"name": "trial.zip", "mimeType": "application/zip", "buffer": packed.getvalue()}
        answer = self.page.request.post(
            f"{self.site}/designer/drafts", multipart={"csrf_token": token or "", "files": upload}, max_redirects=0
        )
        assert answer.status == 303, answer.text()
        return self.site + answer.headers["location"]

    def open(self, draft: str, name: str) -> None:
        """Open a file of a draft and wait for its editor."""
        self.page.goto(f"{draft}?file={name}")
        expect(self.page.locator(READY)).to_be_attached()

    def content(self, draft: str, name: str) -> bytes:
        """A file as the server keeps it."""
        return self.page.request.get(f"{draft}/files/{name}").body()

    def edited(self, kind: str, texts: list[str]) -> list[dict[str, Any]]:
        """What the editor of a kind makes of files without a change by hand, run in the page that is open."""
        (module,) = DIST.glob(f"{kind}-*.js")
        found: list[dict[str, Any]] = self.page.evaluate(
            EDITED, {"module": f"/static/dist/{module.name}", "texts": texts}
        )
        return found

    def spoken(self, own: str) -> list[str]:
        """Everything on the drawing that is not Chinese, what the designer wrote left out."""
        said = self.page.locator("[data-drawing]").evaluate(SPOKEN % {"own": own})
        return sorted(one for one in said if LATIN.search(one))


def canonical(content: bytes) -> bytes:
    """XML in its canonical form (C14N 2.0), without the white space and the comments between elements."""
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, remove_comments=True))
    for element in root.iter():
        if len(element) and not (element.text or "").strip():
            element.text = None
        element.tail = None
    written: bytes = etree.tostring(root, method="c14n2")
    return written
