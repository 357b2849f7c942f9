"""Tables edited in a spreadsheet and put back: the rest stays, rows keep their ids, faults are named by their cells."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import etree

import bpmn
from engine.dmn import load, needed
from engine.dmn.sheets import merged, read_sheets, to_workbook
from engine.errors import Invalid

COUNTY = next(path for path in bpmn.rules() if (path.parent.name, path.stem[:6]) == ("medical-settlement", "990121"))
Edit = Callable[[Any], None]


def edited(content: bytes, sheet: str, edit: Edit) -> bytes:
    """The model after one sheet of its workbook was edited."""
    book = openpyxl.load_workbook(BytesIO(to_workbook(content)))
    edit(book[sheet])
    written = BytesIO()
    book.save(written)
    return merged(content, read_sheets("表.xlsx", written.getvalue()))


def put(cell: str, value: Any) -> Edit:
    def edit(sheet: Any) -> None:
        sheet[cell].value = value
        if isinstance(value, str):
            sheet[cell].data_type = "s"

    return edit


def faults(edit: Edit, sheet: str = "住院报销比例") -> list[str]:
    with pytest.raises(Invalid) as refused:
        edited(COUNTY.read_bytes(), sheet, edit)
    return [fault.zh for fault in refused.value.faults]


def value(content: bytes, decision: str, **inputs: Any) -> Any:
    others = (path.read_bytes() for path in bpmn.rules())
    return load(*needed(content, others)).evaluate(decision, inputs).value


def rules(content: bytes, table: str) -> list[str]:
    root = etree.fromstring(content)
    return [rule.get("id") for rule in root.findall(f".//{{*}}decisionTable[@id='{table}']/{{*}}rule")]


def tidy(content: bytes) -> bytes:
    root = etree.fromstring(content, etree.XMLParser(remove_comments=True))
    etree.indent(root, "  ")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


WITH_TABLES = [path for path in bpmn.rules() if b"<decisionTable" in path.read_bytes()]


@pytest.mark.parametrize("path", WITH_TABLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_rule_exported_and_put_back_is_what_it_was(path: Path) -> None:
    content = path.read_bytes()
    assert merged(content, read_sheets("表.xlsx", to_workbook(content))) == tidy(content)


def test_an_edited_cell_changes_that_row_and_nothing_else() -> None:
    content = COUNTY.read_bytes()
    # when the county pays three quarters in hospitals of the third grade
    after = edited(content, "住院报销比例", put("D12", 75))
    bill = {"医院等级": "三级", "就医地": "县域内"}
    assert (value(content, "住院报销比例", **bill), value(after, "住院报销比例", **bill)) == (70, 75)
    assert rules(after, "rate_table") == ["rate_1", "rate_2", "rate_3"]
    assert len(set(tidy(after).splitlines()) - set(tidy(content).splitlines())) == 1


def test_rows_put_between_and_taken_out_leave_the_others_their_ids() -> None:
    def edit(sheet: Any) -> None:
        sheet.insert_rows(11)
        for cell, text in zip("ABCDE", (9, "一级、二级", "是", 85, "县局来函"), strict=True):
            sheet[f"{cell}11"] = text
        sheet.delete_rows(10)

    after = edited(COUNTY.read_bytes(), "住院报销比例", edit)
    found = rules(after, "rate_table")
    assert len(found) == 3 and found[1:] == ["rate_2", "rate_3"]
    assert value(after, "住院报销比例", 医院等级="一级", 就医地="县域内") == 85


def test_the_steps_of_a_table_that_is_called_can_be_edited_too() -> None:
    content = COUNTY.read_bytes()
    after = edited(content, "大病累计补偿", put("C14", "(累计负担 - 100000) * 0.9"))
    due = [value(each, "大病累计补偿", 累计负担=120_000) for each in (content, after)]
    assert due == [81_250, 83_250]


def test_a_new_column_may_ask_for_what_the_table_did_not_need_before() -> None:
    def limited(sheet: Any) -> None:
        sheet.insert_cols(4)
        for row, text in {4: "条件", 5: "总费用", 7: "数字", 10: "<= 50000"}.items():
            sheet.cell(row, 4).value = text

    after = edited(COUNTY.read_bytes(), "住院报销比例", limited)
    bill = {"医院等级": "一级", "就医地": "县域内"}
    assert value(after, "住院报销比例", **bill, 总费用=50_000) == 90
    assert value(after, "住院报销比例", **bill, 总费用=50_001) == 0


@pytest.mark.parametrize(
    ("cell", "text", "zh"),
    [
        ("D12", "70 +", "工作表“住院报销比例”D12：“70 +”写法有误"),
        ("B10", "起付线 >", "工作表“住院报销比例”B10：“起付线 >”写法有误"),
        ("D12", "报销系数", "工作表“住院报销比例”D12：“报销系数”不是本规则的输入或决策"),
        ("D12", "折算(3)", "工作表“住院报销比例”D12：没有函数“折算”"),
        ("B1", "别的决策", "工作表“住院报销比例”B1：本规则没有决策“别的决策”，应为"),
    ],
)
def test_what_is_wrong_is_named_by_its_cell(cell: str, text: str, zh: str) -> None:
    def edit(sheet: Any) -> None:
        put(cell, text)(sheet)
        if cell == "B1":
            sheet["B2"].value = None

    (said,) = faults(edit)
    assert said.startswith(zh)


def test_two_sheets_for_one_table_are_refused() -> None:
    book = openpyxl.load_workbook(BytesIO(to_workbook(COUNTY.read_bytes())))
    book.copy_worksheet(book["住院报销比例"])
    written = BytesIO()
    book.save(written)
    with pytest.raises(Invalid, match="two sheets"):
        merged(COUNTY.read_bytes(), read_sheets("表.xlsx", written.getvalue()))
