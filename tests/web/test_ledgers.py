"""The ledger in the browser: its lists, what it is narrowed to, its columns, and the workbook it gives."""

from __future__ import annotations

import re
from io import BytesIO
from urllib.parse import unquote

import pytest
from openpyxl import load_workbook

from tests.web.commission import Browser, Commission

LEDGER = "/ledgers/issue-rectification"


@pytest.fixture
def registrar(commission: Commission) -> Browser:
    return commission.browser("registrar")


@pytest.fixture
def three(commission: Commission) -> None:
    commission.register("药品储备不足")
    commission.register("村医空缺", category="人才队伍", difficulty="Ⅲ")
    commission.register("设备闲置", source="省委巡视")
    commission.clock.advance(days=1)


def titles(page: str) -> list[str]:
    return re.findall(r"</span></span><span>([^<]+)</span></a>", page)


def columns(page: str) -> list[str]:
    return re.findall(r'<td class="cell[^"]*" data-label="([^"]+)"', page)


def test_the_only_ledger_is_opened_at_once(registrar: Browser) -> None:
    assert registrar.get("/ledgers").headers["Location"] == LEDGER
    assert 'href="/ledgers" aria-current="page">台账' in registrar.get(LEDGER).text


def test_an_empty_ledger_says_what_will_come(registrar: Browser) -> None:
    page = registrar.get(LEDGER).text
    assert "台账还是空的" in page
    assert 'href="/start/issue-rectification"' in page and f'href="{LEDGER}/intakes"' in page


@pytest.mark.usefixtures("three")
def test_the_columns_stand_under_their_lists(registrar: Browser) -> None:
    page = registrar.get(LEDGER).text
    assert titles(page) == ["设备闲置", "村医空缺", "药品储备不足"]
    groups = re.findall(r'<th scope="colgroup" colspan="(\d+)" class="first"><span>([^<]+)</span></th>', page)
    assert [name for _span, name in groups] == ["问题清单", "任务清单", "责任清单", "进展", "销号", "回头看"]
    assert sum(int(span) for span, _name in groups) * 3 == len(columns(page))
    assert "石梁县卫生健康局医政股" in page and "2026年2月27日" in page


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=cykq", ["村医空缺"]),
        ("f.category=人才队伍", ["村医空缺"]),
        ("f.difficulty=Ⅱ&f.source=省委巡视", ["设备闲置"]),
        ("stage=认领中", ["设备闲置", "村医空缺", "药品储备不足"]),
        ("stage=公示", []),
        ("light=red", []),
        ("light=green&sort=-number", ["药品储备不足", "村医空缺", "设备闲置"]),
        ("state=done", []),
        ("state=nonsense&light=purple&sort=colour&size=7&f.title=x", ["设备闲置", "村医空缺", "药品储备不足"]),
    ],
)
def test_the_ledger_is_narrowed_by_its_address(registrar: Browser, query: str, expected: list[str]) -> None:
    page = registrar.get(f"{LEDGER}?{query}").text
    assert titles(page) == expected
    assert ("没有符合条件的事项" in page) == (not expected)


@pytest.mark.usefixtures("three")
def test_what_can_be_chosen_carries_its_count(registrar: Browser) -> None:
    page = registrar.get(f"{LEDGER}?f.category=人才队伍").text
    assert "人才队伍（1）" in page and "医疗救治（2）" in page
    assert "Ⅲ（1）" in page and "Ⅱ（" not in page
    assert 'href="/ledgers/issue-rectification">清除筛选' in page


@pytest.mark.usefixtures("three")
def test_headings_sort_and_turn_around(registrar: Browser) -> None:
    page = registrar.get(f"{LEDGER}?sort=due").text
    assert f'aria-sort="ascending">\n  <a class="sort" href="{LEDGER}?sort=-due"' in page


def test_long_ledgers_come_in_pages(commission: Commission, registrar: Browser) -> None:
    for number in range(23):
        commission.register(f"问题{number:02}")
    first = registrar.get(LEDGER).text
    assert len(titles(first)) == 20 and "共 23 件" in first
    following = re.search(r'rel="next" href="([^"]+)"', first)
    assert following is not None
    second = registrar.get(following[1].replace("&amp;", "&")).text
    assert titles(second) == ["问题02", "问题01", "问题00"]
    assert 'rel="prev"' in second and 'rel="next"' not in second
    assert len(titles(registrar.get(f"{LEDGER}?size=50").text)) == 23


@pytest.mark.usefixtures("three")
def test_one_list_is_shown_alone(registrar: Browser) -> None:
    assert columns(registrar.get(f"{LEDGER}?group=责任清单").text)[:6] == [
        "责任领导", "牵头科室", "责任科室", "配合单位", "具体责任人", "联系电话",
    ]  # fmt: skip


@pytest.mark.usefixtures("three")
def test_chosen_columns_stay_chosen(registrar: Browser) -> None:
    answer = registrar.post(f"{LEDGER}/columns?q=cykq", {"column": ["category", "lead", "nonsense"]})
    assert columns(registrar.follow(answer).text) == ["问题类别", "牵头科室"]
    assert columns(registrar.get(LEDGER).text) == ["问题类别", "牵头科室"] * 3
    registrar.post(f"{LEDGER}/columns", {})
    assert len(columns(registrar.get(LEDGER).text)) > 100


@pytest.mark.usefixtures("three")
def test_the_workbook_holds_what_is_shown(registrar: Browser) -> None:
    answer = registrar.get(f"{LEDGER}.xlsx?f.category=人才队伍")
    assert "问题整改台账-20260303.xlsx" in unquote(answer.headers["Content-Disposition"])
    book = load_workbook(BytesIO(answer.data))
    assert book.sheetnames == ["问题整改台账", "问题清单", "任务清单", "责任清单", "进展", "销号", "回头看"]
    sheet = book.worksheets[0]
    assert sheet["B5"].value == "村医空缺" and sheet.max_row == 5
    assert "条件：人才队伍" in sheet["A2"].value


@pytest.mark.usefixtures("three")
def test_others_find_nothing_in_page_and_workbook(commission: Commission) -> None:
    reviewer = commission.browser("reviewer")
    assert titles(reviewer.get(LEDGER).text) == []
    assert load_workbook(BytesIO(reviewer.get(f"{LEDGER}.xlsx").data)).worksheets[0].max_row == 4


@pytest.mark.parametrize("address", ["/ledgers/nothing", "/ledgers/nothing.xlsx", "/ledgers/nothing/intakes"])
def test_a_ledger_that_is_none_is_not_found(registrar: Browser, address: str) -> None:
    assert registrar.get(address).status_code == 404
