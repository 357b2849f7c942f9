"""The figures of a ledger on their page: by whom, over which period, sorted, and as a workbook."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from urllib.parse import unquote

import pytest
from openpyxl import load_workbook

from engine.course import launch
from tests.web.commission import Browser, Commission, id_of

PAGE = "/ledgers/issue-rectification/measures"


@pytest.fixture
def registrar(commission: Commission) -> Browser:
    return commission.browser("registrar")


@pytest.fixture
def closed(commission: Commission) -> None:
    """The county closed two findings after 10 and 40 days, the medical department one after 20; 30 were allowed."""
    for unit_, source, day in (("county", "第三方评估", date(2026, 3, 12)), ("county", "省委巡视", date(2026, 4, 11)),
                               ("medical", "省委巡视", date(2026, 3, 22))):  # fmt: skip
        with commission.engine.unit(commission.actor("registrar")) as unit:
            variables = {"title": "药品", "units": [id_of(unit_)], "source": source, "closed_on": day,
                         "due": date(2026, 4, 1), "duty_id": id_of("duty")}  # fmt: skip
            launch(unit, "issue-rectification", variables, department_id=id_of("office"))


def rows(page: str) -> list[list[str]]:
    """The cells of the table's body and foot."""
    table = re.search(r'<table class="table measures">(.*?)</table>', page, re.S)
    assert table is not None
    body = table[1].partition("</thead>")[2]
    return [
        [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", line, re.S)]
        for line in re.findall(r"<tr>(.*?)</tr>", body, re.S)
    ]


@pytest.mark.usefixtures("closed")
def test_each_unit_has_a_row_with_units_and_all_stand_below(registrar: Browser) -> None:
    page = registrar.get(PAGE).text
    assert rows(page) == [
        ["石梁县卫生健康局医政股", "2", "25天", "25天", "40天", "50.0%"],
        ["云山市卫生健康委员会医政处", "1", "20天", "20天", "20天", "100.0%"],
        ["合计", "3", "23.3天", "20天", "40天", "66.7%"],
    ]
    assert f'href="/ledgers/issue-rectification?f.units={id_of("county")}"' in page, "a number leads to its cases"
    assert 'href="/ledgers" aria-current="page">台账' in page


@pytest.mark.usefixtures("closed")
def test_another_measure_of_the_ledger_is_a_tab_away(registrar: Browser) -> None:
    page = registrar.get(f"{PAGE}?measure=source").text
    assert [row[:2] for row in rows(page)] == [["第三方评估", "1"], ["省委巡视", "2"], ["合计", "3"]]
    assert re.search(r'aria-current="page">按问题来源<', page)
    assert registrar.get(f"{PAGE}?measure=nothing").status_code == 404


@pytest.mark.usefixtures("closed")
def test_the_table_is_sorted_by_its_headings_figures_from_the_greatest(registrar: Browser) -> None:
    page = registrar.get(PAGE).text
    link = re.search(r'<a class="sort" href="([^"]*sort=-count[^"]*)"', page)
    assert link is not None
    page = registrar.get(link[1].replace("&amp;", "&")).text
    assert [row[1] for row in rows(page)] == ["2", "1", "3"]
    assert 'aria-sort="descending"' in page
    assert [row[1] for row in rows(registrar.get(f"{PAGE}?sort=count").text)] == ["1", "2", "3"]


@pytest.mark.usefixtures("closed")
def test_the_period_and_the_search_narrow_and_say_so_when_nothing_is_left(
    registrar: Browser, commission: Commission
) -> None:
    assert len(rows(registrar.get(f"{PAGE}?since=2026-03-02&until=2026-03-02").text)) == 3
    page = registrar.get(f"{PAGE}?since=2026-03-03").text
    assert "没有符合条件的数据" in page and "清除筛选" in page
    found = rows(registrar.get(f"{PAGE}?q=石梁").text)
    assert [row[0] for row in found] == ["石梁县卫生健康局医政股", "全部合计"]
    assert len(rows(registrar.get(f"{PAGE}?since=soon&sort=nothing&page=x").text)) == 3


def test_without_figures_the_page_says_what_will_come(registrar: Browser) -> None:
    assert "还没有数据" in registrar.get(PAGE).text


def test_the_ledger_leads_to_its_figures(registrar: Browser) -> None:
    assert f'href="{PAGE}">统计</a>' in registrar.get("/ledgers/issue-rectification").text


@pytest.mark.usefixtures("closed")
def test_the_workbook_has_a_sheet_for_each_measure_with_numbers(registrar: Browser) -> None:
    answer = registrar.get(f"{PAGE}.xlsx?since=2026-01-01")
    assert "问题整改统计-20260302.xlsx" in unquote(answer.headers["Content-Disposition"])
    book = load_workbook(BytesIO(answer.data))
    assert book.sheetnames == ["整改用时", "按问题来源"]
    sheet = book["整改用时"]
    assert "2026年1月1日至今天登记的事项" in sheet["A2"].value
    assert [cell.value for cell in sheet[3]] == [
        "涉及单位", "件数", "平均（天）", "中位（天）", "最长（天）", "按时率",
    ]  # fmt: skip
    assert [cell.value for cell in sheet[4]] == ["石梁县卫生健康局医政股", 2, 25, 25, 40, 0.5]
    assert sheet["A6"].value == "合计"


@pytest.mark.usefixtures("closed")
def test_many_groups_are_paged(registrar: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.measures.views.SIZE", 1)
    page = registrar.get(PAGE).text
    assert [row[0] for row in rows(page)] == ["石梁县卫生健康局医政股", "合计"]
    assert "page=2" in page
    assert rows(registrar.get(f"{PAGE}?page=2").text)[0][0] == "云山市卫生健康委员会医政处"
