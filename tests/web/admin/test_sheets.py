"""The directory as a workbook on the administrator's page."""

from __future__ import annotations

import base64
import re
from io import BytesIO

from openpyxl import load_workbook
from werkzeug.test import TestResponse

from tests.web.commission import Browser, Commission


def upload(browser: Browser, content: bytes) -> TestResponse:
    data = {"file": (BytesIO(content), "directory.xlsx")}
    return browser.post("/admin/sheets", data, content_type="multipart/form-data")


def test_the_directory_goes_out_is_edited_and_comes_in(commission: Commission) -> None:
    browser = commission.browser("admin")
    book = load_workbook(BytesIO(browser.get("/admin/sheets/directory.xlsx").data))
    book["人员"].append(["王芳", "", "科员", "", "云山市卫生健康委员会/医政处/经办", ""])
    content = BytesIO()
    book.save(content)
    page = browser.follow(upload(browser, content.getvalue())).text
    assert "人员 1 / 6" in page
    assert "wangfang" in browser.get("/admin/persons").text


def test_rows_with_faults_come_back_marked_and_nothing_is_taken(commission: Commission) -> None:
    browser = commission.browser("admin")
    book = load_workbook(BytesIO(browser.get("/admin/sheets/directory.xlsx").data))
    book["人员"].append(["王芳", "", "", "", "云山市卫生健康委员会/没有的处/经办", ""])
    content = BytesIO()
    book.save(content)
    answer = upload(browser, content.getvalue())
    assert answer.status_code == 422 and "没有处室" in answer.text
    link = re.search(r'href="data:[^;]+;base64,([^"]+)"', answer.text)
    assert link
    marked = load_workbook(BytesIO(base64.b64decode(link[1].replace("&#43;", "+"))))
    assert any("没有的处" in str(cell.value) for row in marked["人员"].iter_rows() for cell in row)
    assert "wangfang" not in browser.get("/admin/persons").text


def test_what_is_no_workbook_is_refused_in_words(commission: Commission) -> None:
    browser = commission.browser("admin")
    assert "请选择要导入的文件" in browser.post("/admin/sheets").text
    assert "已损坏" in upload(browser, b"nothing").text
