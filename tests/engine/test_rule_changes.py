"""What is different between two versions, in words: rows added, changed and removed, columns, formulas, examples."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from engine.clock import ZONE
from engine.dmn.sheets import merged, read_sheets, to_workbook
from engine.rule_changes import PartChange, changes, examples_of
from engine.rules import Rule, Rules, read
from tests.engine.rule_workbooks import COUNTY, KEY, edited, rules

NOW = datetime(2026, 3, 2, 9, tzinfo=ZONE)


@pytest.fixture(scope="module")
def known() -> Rules:
    return rules()


@pytest.fixture
def before(known: Rules) -> Rule:
    rule = next(rule for rule in known.versions(KEY) if rule.version == COUNTY)
    return known.on(rule, NOW.date())


def after(known: Rules, before: Rule, book: bytes) -> Rule:
    return known.tried(read(merged(before.content, read_sheets("表.xlsx", book))), NOW.date())


def test_the_same_is_no_change(known: Rules, before: Rule) -> None:
    assert changes(before, after(known, before, to_workbook(before.content))) == []


def test_a_changed_row_says_which_cells_were_what(known: Rules, before: Rule) -> None:
    (change,) = changes(before, after(known, before, edited(before.content, D12=75, E12="县卫发〔2026〕3号")))
    (row,) = change.rows
    assert (change.name, row.kind, row.number) == ("住院报销比例", "changed", 3)
    assert row.cells == (("住院报销比例", "70", "75"), ("依据", "县方案 三 二定", "县卫发〔2026〕3号"))


def test_rows_added_and_removed_are_told_whole(known: Rules, before: Rule) -> None:
    book = openpyxl.load_workbook(BytesIO(to_workbook(before.content)))
    sheet: Any = book["住院报销比例"]
    sheet.append([4, "一级", "否", 30, "县局来函"])
    sheet.delete_rows(11)
    written = BytesIO()
    book.save(written)
    (change,) = changes(before, after(known, before, written.getvalue()))
    assert [change.count(kind) for kind in ("added", "changed", "removed")] == [1, 0, 1]
    added, removed = change.rows
    assert (added.number, added.cells[0], added.cells[1]) == (
        3,
        ("医院等级", "", "一级"),
        ("县域内，或经批准转诊", "", "否"),
    )
    assert (removed.number, removed.cells[0]) == (2, ("医院等级", "二级", ""))


def test_a_policy_a_column_and_a_formula_are_told_beside_the_rows(known: Rules, before: Rule) -> None:
    first = edited(before.content, B3="首个", C5="在县域内")
    others: dict[str, PartChange] = {each.name: each for each in changes(before, after(known, before, first))}
    assert [what for what, _, _ in others["住院报销比例"].others] == ["条件列", "命中策略"]
    formula = read(before.content.replace("* 住院报销比例 / 100".encode(), "* 住院报销比例 / 1000".encode()))
    (change,) = changes(before, known.tried(formula, NOW.date()))
    assert (change.name, change.others[0][0]) == ("基本医保", "计算式")


def test_examples_are_answered_by_both(known: Rules, before: Rule) -> None:
    found = examples_of(before, after(known, before, edited(before.content, D12=60)), NOW)
    by_name = {each.example.name: each for each in found}
    assert not by_name["本年度累计负担 120,000 元"].differs
    assert by_name["本年度累计负担 120,000 元"].after == 81_250
    # and where there was no version before, only the new one answers
    assert all(each.before is None for each in examples_of(None, before, NOW))
