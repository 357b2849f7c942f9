"""Workbooks in the browser: template, upload, progress, result, and the file marked up."""

from __future__ import annotations

from io import BytesIO
from urllib.parse import unquote

import pytest
from openpyxl import load_workbook
from werkzeug.test import TestResponse

from engine import jobs
from tests.engine.findings import saved
from tests.web.commission import Browser, Commission

PAGE = "/ledgers/issue-rectification/intakes"


@pytest.fixture
def registrar(commission: Commission) -> Browser:
    return commission.browser("registrar")


def filled(commission: Commission, registrar: Browser, *rows: dict[str, str]) -> bytes:
    """The template as it is given out, filled in."""
    answer = registrar.get(f"{PAGE}/template.xlsx")
    assert "问题整改导入模板.xlsx" in unquote(answer.headers["Content-Disposition"])
    book = load_workbook(BytesIO(answer.data))
    page = book.worksheets[0]
    columns = {str(cell.value).rstrip("*"): cell.column for cell in page[1]}
    for number, row in enumerate(rows, start=2):
        given = {
            "问题来源": "第三方评估", "反馈时间": commission.day(-3), "问题类别": "医疗救治", "难度": "Ⅱ级",
            "对应任务分工": book.worksheets[1].cell(2, 4).value, "责任单位": "石梁县卫生健康局医政股",
            "整改时限": commission.day(90), "问题描述": f"第 {number} 行", **row,
        }  # fmt: skip
        for label, text in given.items():
            page.cell(number, columns[label], text)
    return saved(book)


def upload(registrar: Browser, content: bytes, name: str = "整改台账.xlsx") -> TestResponse:
    return registrar.post(PAGE, {"file": (BytesIO(content), name)}, content_type="multipart/form-data")


def test_a_filled_template_is_taken_in_with_progress(commission: Commission, registrar: Browser) -> None:
    # given two rows, one of them wrong
    content = filled(commission, registrar, {"问题标题": "缺药"}, {"问题标题": "缺床", "责任单位": "天上医院"})
    # when they are uploaded
    running = registrar.follow(upload(registrar, content))
    # then the page shows how far it is, and looks again by itself or by a link
    assert "正在导入" in running.text and 'value="0" max="2"' in running.text
    assert 'hx-trigger="load delay:1s"' in running.text and "刷新进度" in running.text
    # and, when the rows were looked at, what became of them
    jobs.run_due(commission.engine)
    done = registrar.get(running.request.path).text
    assert "导入结果" in done and "hx-trigger" not in done
    assert '<dd class="num">1</dd>' in done
    assert "第 3 行" in done and "没有“天上医院”" in done
    assert "缺药" in registrar.get("/ledgers/issue-rectification").text


def test_the_marked_up_file_comes_back(commission: Commission, registrar: Browser) -> None:
    address = upload(registrar, filled(commission, registrar, {"问题标题": "缺药", "责任单位": "天上医院"})).location
    jobs.run_due(commission.engine)
    answer = registrar.get(f"{address}/workbook.xlsx")
    assert "整改台账-导入结果.xlsx" in unquote(answer.headers["Content-Disposition"])
    assert "没有“天上医院”" in str([cell.value for cell in load_workbook(BytesIO(answer.data)).worksheets[0][2]])


def test_latest_intakes_are_listed(commission: Commission, registrar: Browser) -> None:
    assert "您还没有导入过文件" in registrar.get(PAGE).text
    address = upload(registrar, filled(commission, registrar, {"问题标题": "缺药"})).location
    assert "进行中 0%" in registrar.get(PAGE).text
    jobs.run_due(commission.engine)
    page = registrar.get(PAGE).text
    assert f'href="{address}">整改台账.xlsx' in page and "新登记 1 件" in page


@pytest.mark.parametrize(
    ("content", "words"), [(b"not a workbook", "无法读取该文件"), (b"", "无法读取该文件")]
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_refused_in_words(registrar: Browser, content: bytes, words: str) -> None:
    answer = upload(registrar, content)
    assert answer.status_code == 422
    assert words in answer.text


def test_no_file_at_all_is_asked_for(registrar: Browser) -> None:
    answer = registrar.post(PAGE)
    assert answer.status_code == 422
    assert "请选择要导入的 .xlsx 文件" in answer.text


def test_intakes_of_others_are_not_found(commission: Commission, registrar: Browser) -> None:
    address = upload(registrar, filled(commission, registrar, {"问题标题": "缺药"})).location
    clerk = commission.browser("clerk")
    assert clerk.get(address).status_code == 404
    assert clerk.get(f"{address}/workbook.xlsx").status_code == 404
