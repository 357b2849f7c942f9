"""Files: taken one by one, given only to those who may see the case, never opened in place."""

from __future__ import annotations

import io

from tests.web.commission import Browser, Commission


def upload(browser: Browser, name: str = "通知.pdf", content: bytes = b"%PDF-1.7 text") -> str:
    answer = browser.post("/attachments", {"file": (io.BytesIO(content), name)}, content_type="multipart/form-data")
    assert answer.status_code == 201, answer.text
    return str(answer.get_json()["id"])


def test_a_file_comes_back_as_it_was_and_is_only_saved(commission: Commission) -> None:
    browser = commission.browser("clerk")
    answer = browser.get(f"/attachments/{upload(browser)}")
    assert answer.data == b"%PDF-1.7 text"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "%E9%80%9A%E7%9F%A5.pdf" in answer.headers["Content-Disposition"]
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_a_file_not_yet_sent_is_its_owners_alone(commission: Commission) -> None:
    attachment_id = upload(commission.browser("clerk"))
    assert commission.browser("colleague").get(f"/attachments/{attachment_id}").status_code == 404


def test_a_file_of_a_case_is_for_those_who_may_see_the_case(commission: Commission) -> None:
    attachment_id = upload(commission.browser("registrar"))
    commission.register(evidence_files=attachment_id)
    assert commission.browser("clerk").get(f"/attachments/{attachment_id}").status_code == 200
    assert commission.browser("reviewer").get(f"/attachments/{attachment_id}").status_code == 403


def test_what_offices_do_not_exchange_is_refused_in_words(commission: Commission) -> None:
    browser = commission.browser("clerk")
    program = {"file": (io.BytesIO(b"MZ"), "setup.exe")}
    answer = browser.post("/attachments", program, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert "setup.exe" in answer.get_json()["error"]
    assert browser.post("/attachments").get_json()["error"] == "没有收到文件，请重新选择。"
