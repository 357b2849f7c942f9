"""A ledger as a workbook: everything under its groups, typed cells, and a sheet for each list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from engine.ledger_workbook import workbook
from engine.ledgers import Filters
from tests.engine.commission import Commission
from tests.engine.findings import at_work, finding


@pytest.fixture
def work(sqlite_url: str) -> Iterator[Commission]:
    with at_work(sqlite_url) as commission:
        commission.start(**finding("=1+1 这不是公式", found_on="2026-03-01", beds="12", due="2026-04-30"))
        commission.start(**finding("设备闲置", "设备"))
        yield commission


def written(work: Commission, filters: Filters) -> Workbook:
    content = work.look("registrar", workbook, "main", filters, title="问题台账", note="全部事项")
    return load_workbook(BytesIO(content))


def test_the_first_sheet_holds_all_columns_under_their_groups(work: Commission) -> None:
    sheet = written(work, Filters()).worksheets[0]
    assert sheet["A1"].value == "问题台账" and sheet["A2"].value == "全部事项"
    assert [cell.value for cell in sheet[3] if cell.value] == ["问题", "任务", "办理状态"]
    assert [cell.value for cell in sheet[4]] == [
        "编号", "标题", "类别", "共性", "发现日期", "床位", "处室", "阶段", "亮灯", "时限",
    ]  # fmt: skip
    assert {str(merged) for merged in sheet.merged_cells.ranges} == {"A3:D3", "E3:G3", "H3:J3"}
    assert sheet.freeze_panes == "C5"
    assert sheet.auto_filter.ref == "A4:J6"


def test_dates_are_dates_and_numbers_numbers(work: Commission) -> None:
    sheet = written(work, Filters()).worksheets[0]
    assert sheet["E5"].value == datetime(2026, 3, 1) and sheet["E5"].is_date
    assert sheet["F5"].value == 12
    assert sheet["J5"].value == datetime(2026, 4, 30)
    assert sheet["E6"].value is None


def test_no_text_becomes_a_formula(work: Commission) -> None:
    cell = written(work, Filters()).worksheets[0]["B5"]
    assert (cell.value, cell.data_type) == ("=1+1 这不是公式", "s")


def test_each_list_has_a_sheet_that_can_be_read_alone(work: Commission) -> None:
    book = written(work, Filters())
    assert book.sheetnames[1:] == ["问题", "任务"]
    assert [cell.value for cell in book["任务"][4]] == ["编号", "标题", "发现日期", "床位", "处室"]
    assert [cell.value for cell in book["任务"][6]][:2] == ["FX-2026-0002", "设备闲置"]


def test_only_what_the_filters_leave_is_written(work: Commission) -> None:
    book = written(work, Filters(facts={"kind": "设备"}))
    assert [[cell.value for cell in sheet[5]][1] for sheet in book] == ["设备闲置"] * 3
    assert {sheet.max_row for sheet in book} == {5}


def test_an_empty_ledger_is_a_workbook_with_headings(work: Commission) -> None:
    sheet = written(work, Filters(text="没有")).worksheets[0]
    assert sheet.max_row == 4
