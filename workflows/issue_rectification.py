"""The rectification of issues (问题整改): its ledger of three lists, its numbers, and how a rebound reopens it."""

from collections.abc import Mapping
from typing import Any

from engine.process import (
    CaseValues,
    Column,
    Desk,
    Fields,
    Heading,
    IntakeColumn,
    Measure,
    Offered,
    Paper,
    Paragraph,
    Process,
    Sheet,
    Signatures,
    Table,
)

ISSUE, TASK, DUTY, PROGRESS, CLOSING, LOOK_BACK = "问题清单", "任务清单", "责任清单", "进展", "销号", "回头看"
MEASURES = "if measures = null then [] else measures"


def close(inputs: Mapping[str, Any], headers: Mapping[str, str], desk: Desk) -> dict[str, Any]:
    """Number the closing within the year, as documents are numbered (GB/T 9704-2012: 〔year〕, no leading zeros)."""
    year = desk.now.year
    return {
        "closing_number": f"整改销〔{year}〕{desk.next_number(f'整改销-{year}')}号",
        "archive_number": f"{year}-ZG-{desk.next_number(f'整改归档-{year}')}",
        "closed_on": desk.now.date(),
    }


def reopen(inputs: Mapping[str, Any], headers: Mapping[str, str], desk: Desk) -> None:
    """Start the same finding anew, linked to this case, with what the look-back found added to its description."""
    finding = dict(inputs["finding"])
    finding["description"] = f"{finding['description']}\n\n{desk.case_number} 回头看发现反弹：{inputs['rebound']}"
    desk.start("issue-rectification", {**finding, "reopened_from": desk.case_number})


def of_measures(attribute: str) -> str:
    """One line a measure, numbered as in the plan."""
    return f'string join(for m in ({MEASURES})[{attribute} != null] return string(m.no) + ". " + m.{attribute}, "\\n")'


def of_reports(attribute: str) -> str:
    """What the latest inspection said, one part for each inspecting department."""
    return f'string join(for v in (if verifications = null then [] else verifications) return {attribute}, "；")'


def days_until(day: str) -> str:
    """Whole days from the registration to a day."""
    return f'if {day} = null then null else (date({day}) - date(case.started)) / duration("P1D")'


LEDGER = (
    Column(name="number", label="编号", value="case.number", group=ISSUE),
    Column(name="title", label="问题标题", value="title", group=ISSUE),
    Column(name="source", label="问题来源", value="source", group=ISSUE, filter=True),
    Column(name="source_document", label="反馈文件及文号", value="source_document", group=ISSUE),
    Column(name="feedback_on", label="反馈时间", value="feedback_on", group=ISSUE, kind="date"),
    Column(name="category", label="问题类别", value="category", group=ISSUE, filter=True),
    Column(name="difficulty", label="难度", value="difficulty", group=ISSUE, filter=True),
    Column(name="description", label="问题描述", value="description", group=ISSUE),
    Column(name="units", label="涉及单位", value="if accepted = null then units else accepted", group=ISSUE,
           kind="departments", filter=True),
    Column(name="common", label="是否共性问题", value='if common = true or similar_found = "yes" then "是" else "否"',
           group=ISSUE),
    Column(name="similar", label="举一反三发现", value="similar_what", group=ISSUE),
    Column(name="evidence", label="佐证附件（份）", value="count(evidence_files)", group=ISSUE, kind="number"),
    Column(name="goal", label="整改目标", value="goal", group=TASK),
    Column(name="measures", label="整改措施", value=of_measures("title"), group=TASK),
    Column(name="standards", label="完成标准", value=of_measures("standard"), group=TASK),
    Column(name="milestones", label="阶段节点", value=of_measures("milestones"), group=TASK),
    Column(name="due", label="整改时限", value="due", group=TASK, kind="date"),
    Column(name="kinds", label="类型", value=f"distinct values(({MEASURES}).kind)", group=TASK, kind="list"),
    Column(name="leaders", label="责任领导", value="names of(duty.leaders)", group=DUTY),
    Column(name="lead", label="牵头科室", value="duty.lead", group=DUTY, kind="departments", filter=True),
    Column(name="responsible", label="责任科室", value=f"distinct values(({MEASURES}).department)", group=DUTY,
           kind="departments"),
    Column(name="supports", label="配合单位",
           value="distinct values(concatenate(duty.support, if supports = null then [] else supports))", group=DUTY,
           kind="departments"),
    Column(name="persons", label="具体责任人", value=of_measures("person"), group=DUTY),
    Column(name="phones", label="联系电话", value=of_measures("phone"), group=DUTY),
    Column(name="progress", label="最新进展", value="latest_report.progress", group=PROGRESS),
    Column(name="percent", label="进度%", value=f"floor(mean(({MEASURES}).percent))", group=PROGRESS, kind="number"),
    Column(name="difficulties", label="存在困难", value="latest_report.difficulties", group=PROGRESS),
    Column(name="next_steps", label="下步打算", value="latest_report.next_steps", group=PROGRESS),
    Column(name="reporter", label="填报单位", value="latest_report.department", group=PROGRESS, kind="departments"),
    Column(name="reported_on", label="填报时间", value="latest_report.on", group=PROGRESS, kind="date"),
    Column(name="completion", label="完成情况", value="completion", group=CLOSING),
    Column(name="applied_on", label="销号申请日", value="applied_on", group=CLOSING, kind="date"),
    Column(name="verified_by", label="现场核查人", value=of_reports("v.inspectors"), group=CLOSING),
    Column(name="verified_on", label="核查日", value="max(verifications.on)", group=CLOSING, kind="date"),
    Column(name="verified", label="核查意见",
           value=of_reports('if v.result = "pass" then "整改到位" else "尚有不足：" + v.missing'), group=CLOSING),
    Column(name="published_on", label="公示起", value="published_on", group=CLOSING, kind="date"),
    Column(name="published_until", label="公示止", value="published_until", group=CLOSING, kind="date"),
    Column(name="closed_on", label="销号日期", value="closed_on", group=CLOSING, kind="date"),
    Column(name="took", label="整改用时（天）", value=days_until("closed_on"), group=CLOSING, kind="number"),
    Column(name="allowed", label="限期（天）", value=days_until("due"), group=CLOSING, kind="number"),
    Column(name="closing_number", label="销号文号", value="closing_number", group=CLOSING),
    Column(name="archive_number", label="归档号", value="archive_number", group=CLOSING),
    Column(name="lookback_months", label="复核周期（月）", value="settings.lookback_months", group=LOOK_BACK,
           kind="number"),
    Column(name="lookback_on", label="下次复核日", value="if lookback_result = null then lookback_on else null",
           group=LOOK_BACK, kind="date"),
    Column(name="lookback_by", label="复核人", value="lookback_by", group=LOOK_BACK),
    Column(name="lookback_result", label="结论", group=LOOK_BACK, filter=True,
           value='if lookback_result = "hold" then "巩固" else if lookback_result = "rebound" then "反弹" else null'),
    Column(name="reopened", label="重开记录", group=LOOK_BACK,
           value='if reopened_from != null then "由 " + reopened_from + " 反弹重开" '
                 'else if lookback_result = "rebound" then string(lookback_done_on.year) + "年" + '
                 'string(lookback_done_on.month) + "月" + string(lookback_done_on.day) + "日重新立项" else null'),
)  # fmt: skip

INTAKE = (
    IntakeColumn(field="title", labels=("问题标题", "标题", "问题")),
    IntakeColumn(field="source", labels=("问题来源", "来源")),
    IntakeColumn(field="source_document", labels=("反馈文件及文号", "反馈文件", "文号"), identity=True),
    IntakeColumn(field="feedback_on", labels=("反馈时间", "反馈日期", "检查时间")),
    IntakeColumn(field="category", labels=("问题类别", "类别")),
    IntakeColumn(field="difficulty", labels=("难度", "难度级别")),
    IntakeColumn(field="description", labels=("问题描述", "存在问题", "具体问题"), identity=True),
    IntakeColumn(field="duty_id", labels=("对应任务分工", "任务分工")),
    IntakeColumn(field="units", labels=("责任单位", "涉及单位", "被检查单位"), identity=True),
    IntakeColumn(field="supports", labels=("配合单位",)),
    IntakeColumn(field="common", labels=("属于共性问题", "是否共性问题", "是否共性")),
    IntakeColumn(field="due", labels=("整改时限", "整改期限")),
)



def notice_of(values: CaseValues) -> Sheet:
    """The notice (整改通知单) that goes to the units: what was found, what is asked, by when."""
    units = values.names(values["units"] if values["accepted"] is None else values["accepted"])
    found = [
        ("问题来源", values["source"]), ("反馈文件及文号", values["source_document"]),
        ("反馈时间", values["feedback_on"]), ("问题类别", values["category"]), ("难度", values["difficulty"]),
        ("整改时限", values["due"]), ("被检查单位", units), ("牵头科室", values.names(values["duty"]["lead"])),
    ]  # fmt: skip
    return Sheet("问题整改通知单", [
        Paragraph(f"{units}："),
        Paragraph("下列问题请按要求认领、整改，按时报送进展和佐证材料，完成后申请销号。"),
        Heading("一、问题"), Fields(found), Fields([("存在问题", values["description"])], columns=1),
        Heading("二、整改措施"), _measures_of(values),
        Signatures(["签发（盖章）", "接收单位负责人"]),
    ])  # fmt: skip


def application_of(values: CaseValues) -> Sheet:
    """The application for closing (销号申请单) with what the inspections and the leader said of it."""
    verdicts = [
        [values.names(row["departments"]), row["inspectors"], row["on"],
         "整改到位" if row["result"] == "pass" else f"尚有不足：{row['missing']}"]
        for row in values["verifications"] or ()
    ]  # fmt: skip
    return Sheet("问题整改销号申请单", [
        Fields([("问题标题", values["title"])], columns=1),
        Fields([("申请单位", values.names(values["accepted"])), ("申请日期", values["applied_on"]),
                ("整改时限", values["due"]), ("销号文号", values["closing_number"])]),
        Heading("一、整改措施完成情况"), _measures_of(values),
        Fields([("完成情况", values["completion"])], columns=1),
        Heading("二、现场核查"), Table(["核查单位", "核查人", "核查日期", "核查意见"], verdicts),
        Heading("三、审核签字"), Signatures(["申请单位负责人（盖章）", "牵头科室", "责任领导"]),
    ])  # fmt: skip


def _measures_of(values: CaseValues) -> Table:
    rows = [
        [row.get("no"), row["title"], row["standard"], row["due"], values.names(row["department"]), row["person"],
         row.get("done_on")]
        for row in values["measures"] or ()
    ]  # fmt: skip
    return Table(["序号", "整改措施", "完成标准", "整改期限", "责任科室", "责任人", "完成日期"], rows)


PAPERS = (
    Paper(name="notice", label="整改通知单", build=notice_of),
    Paper(name="closing", label="销号申请单", when="applied_on != null", build=application_of),
)

process = Process(
    key="issue-rectification",
    prefix="ZG",
    title="title",
    due="due",
    settled="closed_on",
    ledger=LEDGER,
    intake=INTAKE,
    measures=(
        Measure(name="closing", label="整改用时", value="took", by="units", unit="天", limit="allowed"),
        Measure(name="source", label="按问题来源", value="took", by="source", unit="天", limit="allowed"),
    ),
    papers=PAPERS,
    services={
        "issue-rectification.close": Offered(
            run=close, label="销号归档",
            gives={"closing_number": "销号文号", "archive_number": "归档号", "closed_on": "销号日期"},
        ),
        "issue-rectification.reopen": Offered(
            run=reopen, label="反弹重开", inputs={"finding": "原问题", "rebound": "反弹情况"}
        ),
    },
)
