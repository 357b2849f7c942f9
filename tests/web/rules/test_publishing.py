"""A workbook of a rule on the pages: uploaded, its faults named by cell, compared, tried, published, withdrawn."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

import pytest
from openpyxl import load_workbook

from tests.web.commission import PLACE, Browser, Commission
from tests.web.rules.test_views import BILL, COUNTY

IMPORT = f"{COUNTY}/import"
CITY = "/rules/medical-settlement/990100.2019-01-01"


@pytest.fixture
def admin(commission: Commission) -> Browser:
    return commission.browser("admin")


def workbook(browser: Browser, **cells: Any) -> bytes:
    """The workbook as it is exported, with cells of its sheet of rates changed."""
    book = load_workbook(BytesIO(browser.get(f"{COUNTY}.xlsx").data))
    for cell, value in cells.items():
        book["住院报销比例"][cell].value = value
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def upload(browser: Browser, content: bytes | None, **form: str) -> Any:
    given = {"jurisdiction": PLACE, "since": "2026-03-02", "source": "市卫发〔2026〕8号", **form}
    file = {} if content is None else {"file": (BytesIO(content), "表.xlsx")}
    return browser.post(IMPORT, {**given, **file}, content_type="multipart/form-data")


def text(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_an_edited_workbook_is_compared_tried_and_published(commission: Commission, admin: Browser) -> None:
    # when an administrator uploads it
    answer = upload(admin, workbook(admin, D12=75))
    draft = answer.headers["Location"]
    page = admin.follow(answer).text
    # then the page says in words what would change against what holds in that place now
    assert f'href="{CITY}"' in page and "草稿" in page
    changes = page.partition('id="changes"')[2].partition("</section>")[0]
    assert "住院报销比例" in changes and "第 3 行" in text(changes)
    examples = page.partition('id="examples"')[2].partition("</section>")[0]
    assert "个人累计负担" in examples or "本年度累计负担" in examples
    # and both are tried on the same bill
    page = admin.get(f"{draft}?{urlencode({f'in.{name}': value for name, value in BILL.items()})}").text
    assert "结算单" in page.partition('id="trial"')[2]
    # until it is published nobody else sees it
    clerk = commission.browser("clerk")
    assert "市卫发〔2026〕8号" not in clerk.get("/rules").text
    assert clerk.get(draft).status_code == 403
    page = admin.follow(admin.post(f"{draft}/publication")).text
    assert "已发布" in page and "系统管理员于" in page and "现行" in page
    assert "市卫发〔2026〕8号" in clerk.get("/rules").text


def test_where_nothing_held_so_far_everything_is_new(admin: Browser) -> None:
    # given a workbook made into a rule for the whole country
    page = admin.follow(upload(admin, workbook(admin, D12=75), jurisdiction="")).text
    assert "这个辖区此前没有适用的版本" in page and "全部是新的" in page


def test_what_is_wrong_with_the_workbook_is_listed_by_cell_and_nothing_typed_is_lost(admin: Browser) -> None:
    answer = upload(admin, workbook(admin, D11="八成", D12="70 +"))
    assert answer.status_code == 422
    assert "工作表“住院报销比例”D11：“八成”不是本规则的输入或决策" in answer.text
    assert "工作表“住院报销比例”D12：“70 +”写法有误" in answer.text
    assert 'value="市卫发〔2026〕8号"' in answer.text and 'value="2026-03-02"' in answer.text


@pytest.mark.parametrize(
    ("content", "form", "said"),
    [
        (None, {}, "请选择要导入的 .xlsx 文件"),
        (b"PK", {}, "表.xlsx"),
        (b"x", {"since": "明天"}, "请填写生效日期"),
        ("book", {"source": ""}, "请填写依据"),
    ],
)
def test_what_is_missing_is_said(admin: Browser, content: bytes | str | None, form: dict[str, str], said: str) -> None:
    given = workbook(admin) if content == "book" else content
    answer = upload(admin, given, **form)  # type: ignore[arg-type]
    assert answer.status_code in (400, 413, 415, 422) and said in answer.text


def test_a_version_is_withdrawn_with_a_reason_and_stays_to_be_read(admin: Browser) -> None:
    draft = upload(admin, workbook(admin, D12=75)).headers["Location"]
    version = admin.post(f"{draft}/publication").headers["Location"]
    assert "请填写撤回原因" in admin.follow(admin.post(f"{version}/withdrawal", {"reason": ""})).text
    page = admin.follow(admin.post(f"{version}/withdrawal", {"reason": "单位写错"})).text
    assert "已撤回" in page and "系统管理员于" in page
    assert version not in admin.get("/rules").text and version in admin.get("/rules?state=all").text
    assert "撤回规则" in admin.get("/admin/changes").text
    # and a version that came with the installation cannot be withdrawn
    assert "随系统安装的版本不能撤回" in admin.follow(admin.post(f"{COUNTY}/withdrawal", {"reason": "x"})).text


def test_a_draft_is_thrown_away(admin: Browser) -> None:
    draft = upload(admin, workbook(admin)).headers["Location"]
    assert "决策表没有变化" in admin.get(draft).text or "变化" in admin.get(draft).text
    assert draft in admin.get("/rules").text
    page = admin.follow(admin.post(f"{draft}?_verb=DELETE")).text
    assert draft not in page and admin.get(draft).status_code == 404


def test_a_version_that_could_never_hold_is_warned_of(admin: Browser) -> None:
    first = upload(admin, workbook(admin, D12=75)).headers["Location"]
    admin.post(f"{first}/publication")
    page = admin.follow(upload(admin, workbook(admin, D12=76), since="2025-01-01")).text
    assert "这一版发布后不会用到" in page


def test_only_administrators_are_offered_the_import(commission: Commission, admin: Browser) -> None:
    clerk = commission.browser("clerk")
    assert IMPORT in admin.get(COUNTY).text and IMPORT not in clerk.get(COUNTY).text
    assert clerk.get(IMPORT).status_code == 403
    assert upload(clerk, workbook(admin)).status_code == 403
