"""A process that keeps a ledger and takes workbooks in, small enough to see through: findings with a kind and a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook

from engine.process import Column, IntakeColumn, Process
from tests.engine.commission import Commission, form, start_event, task, text

KINDS = ("药品", "设备", "人员")

LEDGER = (
    Column(name="number", label="编号", value="case.number", group="问题"),
    Column(name="title", label="标题", value="title", group="问题"),
    Column(name="kind", label="类别", value="kind", group="问题", filter=True),
    Column(name="common", label="共性", value='if common = true then "是" else "否"', group="问题", filter=True),
    Column(name="found_on", label="发现日期", value="found_on", group="任务", kind="date"),
    Column(name="beds", label="床位", value="beds", group="任务", kind="number"),
    Column(name="lead", label="处室", value="starter.department", group="任务", kind="departments"),
)

INTAKE = (
    IntakeColumn(field="title", labels=("标题", "问题标题"), identity=True),
    IntakeColumn(field="kind", labels=("类别",)),
    IntakeColumn(field="found_on", labels=("发现日期",)),
    IntakeColumn(field="beds", labels=("床位",)),
    IntakeColumn(field="common", labels=("共性",)),
)

PROCESS = Process(key="main", prefix="FX", due="due", ledger=LEDGER, intake=INTAKE)

DIAGRAM = f"""
{start_event("ask")}
{task("first", "[{medical}]", stage="受理中", subject="title")}
{task("second", "[{office}]", stage="复核中")}
<bpmn:endEvent id="end"/>
start -> first
first -> second
second -> end
"""

ASK = form(
    "ask",
    text("title", required=True),
    {"type": "select", "key": "kind", "validate": {"required": True},
     "values": [{"label": f"{kind}问题", "value": kind} for kind in KINDS]},
    {"type": "datetime", "subtype": "date", "key": "found_on", "dateLabel": "发现日期"},
    {"type": "datetime", "subtype": "date", "key": "due", "dateLabel": "时限"},
    {"type": "number", "key": "beds"},
    {"type": "checkbox", "key": "common"},
)  # fmt: skip


def at_work(url: str) -> Commission:
    """A commission where the process runs."""
    commission = Commission(url, PROCESS)
    commission.deploy(DIAGRAM, forms=[ASK])
    return commission


def sheet(*rows: Sequence[Any], heading: Iterable[str] = ("标题", "类别", "发现日期"), above: int = 0) -> bytes:
    """A workbook with headings and rows, some empty lines above them."""
    book = Workbook()
    page = book.active
    assert page is not None
    for index, label in enumerate(heading, start=1):
        page.cell(above + 1, index, label)
    for number, row in enumerate(rows, start=above + 2):
        for index, value in enumerate(row, start=1):
            page.cell(number, index, value)
    return saved(book)


def saved(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def finding(title: str, kind: str = "药品", **answers: str) -> Mapping[str, str]:
    return {"title": title, "kind": kind, **answers}
