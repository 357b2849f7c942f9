"""Decision tables of a draft as a workbook: out to the department that keeps them, and back."""

from __future__ import annotations

import io
from pathlib import Path

from openpyxl import load_workbook

from tests.web.commission import Browser, Commission
from tests.web.designer.test_workspace import token

LIGHTS = Path(__file__).resolve().parents[3] / "bpmn" / "deadline-lights" / "cn.2020-01-01.dmn"


def begun(browser: Browser) -> str:
    """A new draft with a decision file; gives the address of its workspace."""
    begun = browser.post("/designer/drafts", {"key": "visit", "name": "入户走访"}, page="/designer")
    address = str(begun.headers["Location"])
    added = browser.client.post(f"{address}/files/lights.dmn", data=LIGHTS.read_bytes(), headers=token(browser))
    assert added.status_code == 201
    return address


def test_a_table_edited_in_a_workbook_comes_back_into_the_draft(commission: Commission) -> None:
    # given the tables of a draft as a workbook, in which one cell was changed
    browser = commission.browser("admin")
    address = begun(browser)
    book = load_workbook(io.BytesIO(browser.get(f"{address}/tables/lights.dmn").data))
    book["提前工作日"]["C10"] = 3
    changed = io.BytesIO()
    book.save(changed)
    # when it is brought back on the revision that was seen
    answer = browser.client.put(
        f"{address}/tables/lights.dmn", data=changed.getvalue(), headers={**token(browser), "If-Match": '"1"'}
    )
    # then the file is at its next revision and says so, with all that no table holds
    assert answer.get_json() == {"revision": 2}
    content = browser.get(f"{address}/files/lights.dmn").text
    assert [part in content for part in ("<text>3</text>", "<text>2</text>", "bangfu:example")] == [True, False, True]


def test_a_workbook_that_is_none_of_the_file_is_refused_in_words(commission: Commission) -> None:
    browser = commission.browser("admin")
    address = begun(browser)
    seen = {**token(browser), "If-Match": '"1"'}
    answer = browser.client.put(f"{address}/tables/lights.dmn", data=b"no workbook", headers=seen)
    assert (answer.status_code, "“lights.xlsx”已损坏" in answer.get_json()["error"]) == (400, True)
    assert browser.get(f"{address}/tables/visit.bpmn").status_code == 422
