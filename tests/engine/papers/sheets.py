"""A paper with every part there is, of the little process of findings."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from engine.process import (
    CaseValues,
    Fields,
    Heading,
    PageBreak,
    Paper,
    Paragraph,
    Sheet,
    Signatures,
    Table,
)


def notice_of(values: CaseValues) -> Sheet:
    """The paper of a finding: everything a sheet can hold."""
    return Sheet(
        "问题整改通知单",
        [
            Heading("一、基本情况"),
            Fields([("问题", values["title"]), ("发现日期", values["found_on"]), ("登记处室", values.names(
                values["starter"]["department"]))]),
            Heading("二、明细"),
            Table(["序号", "内容", "金额（元）", "属实"], [[1, "药品\n器械", Decimal("12.50"), True], [2, "无"]]),
            Paragraph("请于收到本通知后办理。"),
            Paragraph(values["case"]["number"], "end"),
            PageBreak(),
            Fields([("意见", values["finding"])], columns=1),
            Signatures(["承办单位（盖章）", "责任领导"]),
        ],
    )  # fmt: skip


NOTICE = Paper(name="notice", label="整改通知单", build=notice_of)
RECEIPT = Paper(
    name="receipt", label="回执", when="finding != null",
    build=lambda values: Sheet("回执", [Paragraph(values["finding"])]),
)  # fmt: skip
PAPERS = (NOTICE, RECEIPT)
EXAMPLE = CaseValues(
    {"title": "村卫生室缺药", "found_on": date(2026, 2, 28), "starter": {"department": "d1"},
     "case": {"number": "FX-2026-0001"}}, lambda ids: [f"处室{id_}" for id_ in ids],
)  # fmt: skip
