"""A designer submits a draft, reads the opinion with which it comes back, and withdraws a version with a reason."""

from __future__ import annotations

import re

from engine import definitions
from tests.web.commission import FOLDER, Browser, Commission


def submitted(browser: Browser, draft: str, **typed: str) -> str:
    """The page after a draft was submitted."""
    address = f"/designer/drafts/{draft}/submission"
    return browser.follow(browser.post(address, {"note": "改了名称", **typed}, page=address)).text


def test_a_draft_is_submitted_returned_and_submitted_again(commission: Commission) -> None:
    draft = commission.drafted()
    browser, leader = commission.browser("admin"), commission.browser("admin")
    # when it is submitted
    assert "正在等责任领导审批" in submitted(browser, draft)
    # then it is locked
    assert "data-editable=\"false\"" in browser.get(f"/designer/drafts/{draft}").text
    # when it is returned
    item = f"/items/{commission.item('approve')}"
    leader.post(f"{item}/completion", {"decision": "return", "advice": "请写清时限"}, page=item)
    # then the opinion stands where the designer draws and submits
    for page in (f"/designer/drafts/{draft}", f"/designer/drafts/{draft}/submission"):
        assert "请写清时限" in browser.get(page).text
    # when it comes again and is approved
    assert "正在等责任领导审批" in submitted(browser, draft)
    item = f"/items/{commission.item('approve')}"
    leader.post(f"{item}/completion", {"decision": "approve"}, page=item)
    # then the page of the process has it with its note
    process = browser.get("/designer/processes/issue-rectification").text
    assert "第2版" in process
    assert "改了名称" in process


def test_a_submitted_draft_is_taken_back(commission: Commission) -> None:
    draft = commission.drafted()
    browser = commission.browser("admin")
    submitted(browser, draft)
    address = f"/designer/drafts/{draft}/submission"
    browser.post(f"{address}?_verb=DELETE", page=address)
    assert 'name="note"' in browser.get(address).text


def test_what_was_typed_stands_where_something_is_missing(commission: Commission) -> None:
    draft = commission.drafted()
    browser = commission.browser("admin")
    address = f"/designer/drafts/{draft}/submission"
    answer = browser.post(address, {"note": " ", "since": "2026-04-01T08:00"}, page=address)
    assert (answer.status_code, "2026-04-01T08:00" in answer.text, "请填写修改说明" in answer.text) == (422, True, True)
    assert browser.post(address, {"note": "x", "since": "soon"}, page=address).status_code == 422


def test_a_draft_with_faults_says_them_instead_of_asking(commission: Commission) -> None:
    draft = commission.drafted('formId="plan"', 'formId="none"')
    page = commission.browser("admin").get(f"/designer/drafts/{draft}/submission").text
    assert "提交前还有" in page
    assert 'name="note"' not in page


def test_a_version_is_withdrawn_to_the_former_one(commission: Commission) -> None:
    files = {path.name: path.read_bytes() for path in FOLDER.iterdir() if path.is_file()}
    files["issue-rectification.bpmn"] += b"\n"
    with commission.engine.unit() as unit:
        second = definitions.deploy(unit, files)
    browser = commission.browser("admin")
    page = "/designer/processes/issue-rectification"
    address = f"/designer/versions/issue-rectification/{second}/withdrawal"
    assert address in browser.get(page).text
    assert "请填写撤回原因" in browser.follow(browser.post(address, {"reason": ""}, page=page)).text
    done = browser.follow(browser.post(address, {"reason": "时限写错了"}, page=page)).text
    assert "已撤回，新登记的办件改用此前的版本" in done
    assert re.search("第1版.*使用中", done, re.DOTALL)
    assert "时限写错了" in done
