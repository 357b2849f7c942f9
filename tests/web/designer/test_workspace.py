"""The workspace of a draft: files are read and saved by its scripts, and only by those who draw."""

from __future__ import annotations

import io
import re

from tests.web.commission import Browser, Commission


def begun(browser: Browser) -> str:
    """A new draft; gives the address of its workspace."""
    answer = browser.post("/designer/drafts", {"key": "visit", "name": "入户走访"}, page="/designer")
    assert answer.status_code == 303, answer.text
    return str(answer.headers["Location"])


def token(browser: Browser) -> dict[str, str]:
    found = re.search(r'name="csrf-token" content="([^"]+)"', browser.get("/designer").text)
    assert found is not None
    return {"X-CSRFToken": found[1]}


def test_a_file_is_saved_under_the_revision_that_was_read(commission: Commission) -> None:
    # given a draft in the browser of an administrator
    browser = commission.browser("admin")
    file = f"{begun(browser)}/files/visit.bpmn"
    read = browser.get(file)
    seen = {**token(browser), "If-Match": read.headers["ETag"]}
    # when it is saved twice under the same revision
    first = browser.client.put(file, data=read.data + b"\n", headers=seen)
    second = browser.client.put(file, data=read.data, headers=seen)
    # then the first save stands, and the second is refused in words
    assert first.get_json() == {"revision": 2}
    assert (second.status_code, "没有保存" in second.get_json()["error"]) == (409, True)
    assert browser.get(file).data == read.data + b"\n"


def test_a_file_is_never_shown_as_a_page(commission: Commission) -> None:
    browser = commission.browser("admin")
    answer = browser.get(f"{begun(browser)}/files/visit.bpmn")
    assert answer.mimetype == "application/octet-stream"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_the_problems_of_a_draft_are_listed_with_their_elements(commission: Commission) -> None:
    # given a draft whose step asks for a form that is not there
    browser = commission.browser("admin")
    address = begun(browser)
    read = browser.get(f"{address}/files/visit.bpmn")
    asking = read.data.replace(b"<zeebe:userTask", b'<zeebe:formDefinition formId="none"/><zeebe:userTask')
    browser.client.put(
        f"{address}/files/visit.bpmn", data=asking, headers={**token(browser), "If-Match": read.headers["ETag"]}
    )
    # when the problems are asked for
    (fault,) = browser.get(f"{address}/faults").get_json()["faults"]
    # then the one there is leads to its step
    assert (fault["rule"], fault["element"]) == ("form-missing", "step")


def test_a_draft_leaves_as_an_archive_and_comes_back(commission: Commission) -> None:
    browser = commission.browser("admin")
    archive = browser.get(f"{begun(browser)}.zip")
    again = browser.post(
        "/designer/drafts", {"files": (io.BytesIO(archive.data), "visit.zip")}, page="/designer",
        content_type="multipart/form-data",
    )  # fmt: skip
    assert again.status_code == 303


def test_whoever_does_not_draw_has_no_designer(commission: Commission) -> None:
    browser = commission.browser("clerk")
    assert browser.get("/designer").status_code == 403
    assert "流程设计" not in browser.get("/").text
