"""Rules of this installation, edited as departments do it: the workbook of a version with one cell changed."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import openpyxl

import bpmn
from engine.dmn.sheets import to_workbook
from engine.rule_register import version
from engine.rules import Rules
from engine.unit import Unit

KEY, COUNTY = "medical-settlement", "990121.2020-01-01"


def rules() -> Rules:
    return Rules(path.read_bytes() for path in bpmn.rules())


def edited(content: bytes, sheet: str = "住院报销比例", **cells: Any) -> bytes:
    """The workbook of a rule with cells of one of its sheets changed: `D12=75`."""
    book = openpyxl.load_workbook(BytesIO(to_workbook(content)))
    for cell, value in cells.items():
        book[sheet][cell].value = value
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def workbook(view: Unit, name: str = COUNTY, **cells: Any) -> bytes:
    """The edited workbook of a version of the settlement."""
    return edited(version(view, KEY, name).content, **cells)
