"""Decision tables in workbooks: imported as departments write them, exported, and the same again when imported back."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from engine.dmn import Invalid, load
from engine.dmn.sheets import to_dmn, to_workbook
from engine.dmn.sheets.layout import LETTERS, POLICIES
from engine.dmn.sheets.wording import from_feel, to_feel
from engine.errors import BangfuError

BENEFIT: list[list[Any]] = [
    ["决策", "报销比例"],
    ["编号", "rate"],
    ["命中策略", "唯一"],
    ["列", "条件", "条件", "条件", "结果", "结果", "说明"],
    ["名称", "住院费用", "医院等级", "参保", "比例", "口径", "依据"],
    ["表达式", "费用 - 起付线", "医院等级", "参保"],
    ["类型", "数字", "文字", "是否", "数字", "文字"],
    ["取值", None, "三级、二级、一级"],
    ["默认", None, None, None, 0, "不予报销"],
    [1, "<= 30000", "三级", True, 0.65, "大病", "第三条"],
    [2, "> 30000", "三级、二级", True, "=0.65 + 0.05", "大病", "第三条"],
    [3, None, "一级", "是", 0.9, "基本", None],
]
PAYABLE: list[list[Any]] = [
    ["决策", "可报金额"],
    ["命中策略", "F"],
    ["列", "条件", "结果"],
    ["名称", "出院日期", "金额"],
    ["类型", "日期", "数字"],
    [1, ">= 2026-01-01", "=费用 * 报销比例.比例"],
    [2, "-", 0],
]


def workbook(**sheets: list[list[Any]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for number, row in enumerate(rows, 1):
            for place, value in enumerate(row, 1):
                cell: Any = sheet.cell(number, place)
                cell.value = value
                if isinstance(value, str):
                    cell.data_type = "s"
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def cells(content: bytes) -> dict[str, list[tuple[Any, ...]]]:
    book = openpyxl.load_workbook(BytesIO(content))
    return {sheet.title: [tuple(row) for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets}


def test_a_workbook_becomes_decisions_that_ask_each_other() -> None:
    # given two tables, one of which uses the result of the other
    model = load(to_dmn("待遇.xlsx", workbook(报销比例=BENEFIT, 可报金额=PAYABLE)))
    inputs = {"费用": 20000, "起付线": 500, "医院等级": "三级", "参保": True, "出院日期": date(2026, 3, 1)}
    # when they are asked
    rate, payable = model.evaluate("rate", inputs), model.evaluate("可报金额", inputs)
    # then they answer, with the remark of the rule that matched
    assert rate.value == {"比例": Decimal("0.65"), "口径": "大病"}
    assert rate.explanation["decisions"][0]["tables"][0]["matched"][0]["annotations"] == {"依据": "第三条"}
    assert payable.value == 13000
    assert model.evaluate("可报金额", {**inputs, "出院日期": date(2025, 12, 31)}).value == 0
    assert model.evaluate("rate", {**inputs, "参保": False}).value == {"比例": 0, "口径": "不予报销"}
    assert model.evaluate("rate", {**inputs, "费用": 40000, "医院等级": "二级"}).value["比例"] == Decimal("0.7")


def test_exported_and_imported_again_nothing_has_changed() -> None:
    # given the model of a workbook
    content = to_dmn("待遇.xlsx", workbook(报销比例=BENEFIT, 可报金额=PAYABLE))
    # when it is exported
    exported = to_workbook(content)
    # then importing gives the same model, and exporting that the same cells
    assert to_dmn("待遇.xlsx", exported) == content
    assert cells(to_workbook(to_dmn("待遇.xlsx", exported))) == cells(exported)
    # and people find their words and numbers again
    rule = cells(exported)["报销比例"][-2]
    assert rule == (2, "> 30000", "三级、二级", "是", "0.65 + 0.05", "大病", "第三条")
    assert cells(exported)["报销比例"][-3][4] == 0.65


def test_tables_of_every_hit_policy_written_elsewhere_can_be_exported() -> None:
    examples = sorted((Path(__file__).parent / "tck" / "compliance-level-2").glob("*hit-policy*/*.dmn"))
    assert len(examples) == 7
    for path in examples:
        before = load(path.read_bytes())
        after = load(to_dmn("表.xlsx", to_workbook(path.read_bytes())))
        for name in before.decisions.values():
            for age in (5, 15, 25, 70):
                inputs = {"Age": age, "Insured": True, "Risk": "Low"}
                assert after.evaluate(name, inputs).value == before.evaluate(name, inputs).value, (path.name, name)


def test_letters_of_the_standard_name_every_hit_policy() -> None:
    assert set(LETTERS.values()) == set(POLICIES)


@pytest.mark.parametrize(
    ("cell", "kind", "feel"),
    [
        ("三级", "string", '"三级"'),
        ("三级、二级", "string", '"三级", "二级"'),
        ('not("三级")', "string", 'not("三级")'),
        ("-", "string", "-"),
        ("=目录", "string", "目录"),
        ("? in 目录", "string", "? in 目录"),
        ("是", "boolean", "true"),
        ("<= 30000", "number", "<= 30000"),
        (">= 2026-01-01", "date", '>= date("2026-01-01")'),
        ('[@"2026-01-01"..@"2026-12-31"]', "date", None),
        ("", "string", ""),
    ],
)
def test_a_condition_as_people_write_it_is_feel_and_back(cell: str, kind: str, feel: str | None) -> None:
    if feel is not None:
        assert to_feel(cell, kind, several=True) == feel
        assert from_feel(feel, kind, several=True) == cell
    else:
        back = from_feel(cell, kind, several=True)
        assert to_feel(back, kind, several=True) == cell


def test_what_is_not_as_laid_out_is_refused_with_its_cells_all_at_once() -> None:
    # given a sheet without names, with an unknown policy, an unknown column and a stray line
    rows = [["决策", "甲"], ["命中策略", "随便"], ["列", "条件", "结局"], ["备注", "x"]]
    # when it is imported
    with pytest.raises(Invalid) as refused:
        to_dmn("a.xlsx", workbook(甲=rows))
    # then all of it is said, with its place
    said = [fault.zh for fault in refused.value.faults]
    assert len(said) == 4
    assert all("工作表“甲”" in text for text in said)
    assert any("工作表“甲”A4：" in text for text in said) and any("甲”C3：列“结局”" in text for text in said)


@pytest.mark.parametrize("content", [b"", b"no workbook", workbook(空=[])])
def test_what_is_no_workbook_of_tables_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(BangfuError) as refused:
        to_dmn("a.xlsx", content)
    assert refused.value.text("zh") and refused.value.text("en")


def test_a_table_that_others_call_is_exported_with_its_parameters_and_imported_as_such() -> None:
    # given a ladder that a decision calls with a burden
    ladder = [
        ["决策", "补偿"], ["编号", "ladder"], ["参数", "负担：数字"], ["命中策略", "合计"],
        ["列", "条件", "结果"], ["名称", "负担", "金额"], ["类型", "数字", "数字"],
        [1, "> 5000", "(min([负担, 30000]) - 5000) * 0.65"], [2, "> 30000", "(负担 - 30000) * 0.7"],
    ]  # fmt: skip
    paid = [["决策", "大病保险"], ["列", "条件", "结果"], ["名称", "费用", "金额"], [1, "-", "补偿(费用)"]]
    content = to_dmn("大病.xlsx", workbook(补偿=ladder, 大病保险=paid))
    # then the decision has its value by it, only the bill being asked for
    assert load(content).evaluate("大病保险", {"费用": 30100}).value == 16320
    assert load(content).evaluate("补偿", {"负担": 5000}).value is None
    # and exported and imported again nothing has changed
    exported = to_workbook(content)
    assert cells(exported)["补偿"][2][:2] == ("参数", "负担：数字")
    assert to_dmn("大病.xlsx", exported) == content


def test_a_formula_that_excel_failed_at_is_named() -> None:
    book = openpyxl.load_workbook(BytesIO(workbook(报销比例=BENEFIT)))
    book.worksheets[0]["E10"].value = "#NAME?"
    book.worksheets[0]["E10"].data_type = "e"
    written = BytesIO()
    book.save(written)
    with pytest.raises(Invalid) as refused:
        to_dmn("a.xlsx", written.getvalue())
    assert [fault.zh.partition("：")[0] for fault in refused.value.faults] == ["工作表“报销比例”E10"]


def test_a_formula_no_program_has_calculated_is_taken_as_it_is_written() -> None:
    # given a cell another program filled with what looks like a formula of Excel
    book = openpyxl.load_workbook(BytesIO(workbook(报销比例=BENEFIT)))
    book.worksheets[0]["E11"].value = "=0.25 * 3"
    assert book.worksheets[0]["E11"].data_type == "f"
    written = BytesIO()
    book.save(written)
    # then it is the FEEL it says instead of an empty cell
    model = load(to_dmn("a.xlsx", written.getvalue()))
    asked = {"费用": 50_000, "起付线": 0, "医院等级": "三级", "参保": True}
    assert model.evaluate("报销比例", asked).value["比例"] == Decimal("0.75")


def test_a_model_without_tables_cannot_be_exported() -> None:
    greeting = Path(__file__).parent / "tck" / "compliance-level-2" / "0001-greeting" / "0001-greeting.dmn"
    with pytest.raises(Invalid):
        to_workbook(greeting.read_bytes())
