"""Quarterly inspections by leaders (领导包抓季度检查): findings become rectification cases, traceable both ways."""

from collections.abc import Mapping
from typing import Any

from engine.process import Column, Desk, Offered, Process


def open_findings(inputs: Mapping[str, Any], headers: Mapping[str, str], desk: Desk) -> dict[str, Any]:
    """A rectification case for each finding, about the inspected county; gives their numbers."""
    return {
        "opened": [
            desk.start("issue-rectification", {
                "title": finding["title"], "description": finding["description"], "due": finding["due"],
                "source": "专项检查", "source_document": desk.case_number, "feedback_on": inputs["inspected_on"],
                "category": "政策落实", "difficulty": "Ⅱ", "units": [inputs["county"]], "common": False,
                "evidence_files": [],
            })
            for finding in inputs["findings"]
        ]
    }  # fmt: skip


LEDGER = (
    Column(name="number", label="编号", value="case.number"),
    Column(name="title", label="包抓安排", value="title"),
    Column(name="leaders", label="包抓领导", value="names of(pairs.leader)"),
    Column(name="counties", label="包抓县（区）", value="pairs.county", kind="departments", filter=True),
    Column(name="quarters", label="已检查（季）", value="count(quarters_done)", kind="number"),
    Column(name="found", label="发现问题（个）", value="sum(quarters_done.found)", kind="number"),
    Column(name="next_on", label="下次检查", value="next_on", kind="date"),
)

process = Process(
    key="leader-inspection",
    prefix="BZ",
    title="title",
    ledger=LEDGER,
    services={
        "leader-inspection.open": Offered(
            run=open_findings, label="检查问题转整改",
            inputs={"findings": "发现的问题", "county": "被检查的县（区）", "inspected_on": "检查日期"},
            gives={"opened": "整改事项编号"},
        )
    },
)
