"""Periodic reports on key tasks (重点任务进展定期报告): leads report, the office sums up, the year is assessed."""

from engine.process import CaseValues, Column, Fields, Heading, Paper, Paragraph, Process, Sheet, Signatures, Table

RHYTHMS = {"yearly": "年部署", "quarterly": "季调度", "monthly": "月评估", "weekly": "周分析", "daily": "日监测"}
IN_WORDS = "".join(f'if rhythm = "{rhythm}" then "{words}" else ' for rhythm, words in RHYTHMS.items()) + "null"

LEDGER = (
    Column(name="number", label="编号", value="case.number"),
    Column(name="title", label="报告事项", value="title"),
    Column(name="task", label="任务分工", value="duty.task"),
    Column(name="lead", label="牵头处室", value="duty.lead", kind="departments", filter=True),
    Column(name="rhythm", label="周期", value=IN_WORDS, filter=True),
    Column(name="periods", label="已汇总（期）", value="count(periods)", kind="number"),
    Column(name="late", label="迟报（次）", value="sum(periods.late)", kind="number"),
    Column(name="next_on", label="下期", value="next_on", kind="date"),
    Column(name="grade", label="考核结果", value="grade", filter=True),
)


def summary(values: CaseValues) -> Sheet:
    """The office's summary of the latest period (进展情况汇总)."""
    latest = values["periods"][-1]
    return Sheet(
        title=f"{values['title']}进展情况汇总",
        parts=(
            Fields((("期次", latest["period"]), ("报告期", latest["on"]), ("任务分工", values["duty"]["task"]))),
            *(Paragraph(line) for line in latest["summary"].splitlines()),
            Signatures(("汇总人", "审核人")),
        ),
    )


def assessment(values: CaseValues) -> Sheet:
    """The assessment of a year (年度考核表)."""
    rows = [[one["period"], one["on"], one["late"], one["summary"]] for one in values["periods"]]
    return Sheet(
        title=f"{values['title']}年度考核表",
        parts=(
            Fields((("考核结果", values["grade"]), ("牵头处室", values.names(values["duty"]["lead"])))),
            Heading("各期报告"),
            Table(("期次", "日期", "迟报", "汇总"), rows),
            Heading("考核意见"),
            Paragraph(values["assessment"] or ""),
            Signatures(("考核人", "责任领导")),
        ),
    )


process = Process(
    key="key-task-report",
    prefix="ZB",
    title="title",
    due="until",
    ledger=LEDGER,
    papers=(
        Paper(name="summary", label="情况汇总", when="count(periods) > 0", build=summary),
        Paper(name="assessment", label="考核表", when="grade != null", build=assessment),
    ),
)
