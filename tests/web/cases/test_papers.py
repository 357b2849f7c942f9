"""Papers on the pages of a case: offered, shown for the printer, given as .docx with the same words, and told of."""

from __future__ import annotations

import html
import re
from io import BytesIO
from urllib.parse import unquote

import docx
import pytest
from sqlalchemy import select

from engine import commands
from engine.models import Event
from tests.web.commission import Browser, Commission, id_of


@pytest.fixture
def case_id(commission: Commission) -> str:
    return commission.register()


@pytest.fixture
def registrar(commission: Commission) -> Browser:
    return commission.browser("registrar")


def closing(commission: Commission) -> None:
    """The county has carried its plan out and applied for closing; the inspection has said yes."""
    commission.planned()
    commission.complete("reviewer", "review", review_outcome="approve")
    commission.complete("leader", "approve", instruction="")
    with commission.engine.unit(commission.actor("clerk")) as unit:
        photo = commands.attach(unit, "photo.png", b"\x89PNG\r\n\x1a\n")
    done = {"outcome": "done", "percent": "100", "progress": "已补齐", "evidence": photo}
    commission.complete("clerk", "carry_out", **done)
    commission.complete("clerk", "apply", completion="药品已配齐", closing_files=photo)


def words_of(page: str) -> list[str]:
    """Every piece of text of the sheet on a page, in order."""
    (article,) = re.findall(r'<article class="sheet-page".*?</article>', page, re.DOTALL)
    return [html.unescape(text).strip() for text in re.findall(r">([^<]+)<", article) if text.strip()]


def words_in(content: bytes) -> list[str]:
    """The same of a .docx: its header, then its body."""
    document = docx.Document(BytesIO(content))
    found = [document.sections[0].header.paragraphs[0].text]
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            found += [cell.text for row in block.rows for cell in dict.fromkeys(row.cells)]
        else:
            found.append(block.text)
    return [line.strip() for text in found for line in text.split("\n") if line.strip()]


def test_the_page_of_a_case_offers_the_papers_that_are_due(
    commission: Commission, case_id: str, registrar: Browser
) -> None:
    page = registrar.get(f"/cases/{case_id}").text
    assert f'<a href="/cases/{case_id}/papers/notice">整改通知单</a>' in page
    assert f'href="/cases/{case_id}/papers/notice.docx" aria-label="下载“整改通知单”的 Word 文件"' in page
    assert "销号申请单" not in page
    assert registrar.get(f"/cases/{case_id}/papers/closing").status_code == 404
    assert registrar.get(f"/cases/{case_id}/papers/nothing.docx").status_code == 404


def test_the_page_for_the_printer_shows_the_paper(case_id: str, registrar: Browser) -> None:
    page = registrar.get(f"/cases/{case_id}/papers/notice").text
    words = words_of(page)
    assert words[:3] == ["编号：ZG-2026-0001", "问题整改通知单", "石梁县卫生健康局医政股："]
    assert words[words.index("难度") + 1] == "Ⅱ"
    assert "data-print" in page and f"/cases/{case_id}/papers/notice.docx" in page


def test_the_file_says_what_the_page_says(commission: Commission, registrar: Browser) -> None:
    # given a case whose closing has been applied for
    closing(commission)
    case_id = commission.look(commission.item("verify")).case_id
    for name, label in (("notice", "整改通知单"), ("closing", "销号申请单")):
        # when a paper is taken in both forms
        page, file = (registrar.get(f"/cases/{case_id}/papers/{name}{form}") for form in ("", ".docx"))
        # then they say the same, under the name of the case
        assert words_in(file.data) == words_of(page.text)
        assert f"ZG-2026-0001 {label}.docx" in unquote(file.headers["Content-Disposition"])
        assert file.headers["Cache-Control"] == "no-cache, max-age=0"
    assert "药品已配齐" in words_of(page.text)


def test_the_history_tells_who_was_given_a_paper(commission: Commission, case_id: str, registrar: Browser) -> None:
    registrar.get(f"/cases/{case_id}/papers/notice")
    commission.browser("clerk").get(f"/cases/{case_id}/papers/notice.docx")
    page = registrar.get(f"/cases/{case_id}").text
    told = page.partition("办理过程")[2]
    assert "打印文书“整改通知单”" in told and "下载文书“整改通知单”" in told
    assert "<dt>经办</dt><dd>整改办经办（云山市卫生健康委员会整改办）</dd>" in page, "who only prints has no hand in it"


def test_whom_a_case_does_not_concern_gets_no_paper(commission: Commission, case_id: str) -> None:
    reviewer = commission.browser("reviewer")
    for address in ("notice", "notice.docx"):
        answer = reviewer.get(f"/cases/{case_id}/papers/{address}")
        assert answer.status_code == 403
        assert "药品储备不足" not in answer.text
    with commission.engine.view() as view:
        assert "printed" not in view.session.scalars(select(Event.kind)).all()


def test_a_text_of_several_lines_keeps_them(commission: Commission, registrar: Browser) -> None:
    case_id = commission.register("台账不全", description="第一条\n第二条 <b>", units=[id_of("county")])
    page = registrar.get(f"/cases/{case_id}/papers/notice").text
    assert "第一条\n第二条 &lt;b&gt;" in page
    assert words_in(registrar.get(f"/cases/{case_id}/papers/notice.docx").data).count("第二条 <b>") == 1
