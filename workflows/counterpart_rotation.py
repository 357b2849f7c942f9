"""One person's rotation in counterpart assistance (对口帮扶轮换): its ledger, calendar bar, papers and certificate."""

from collections.abc import Mapping
from typing import Any

from engine.process import (
    Bar,
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
    worded,
)

PERSON, TERM, WORK, ENDING = "派驻人员", "驻点期限", "工作量", "考核与结束"
RECORDS = "if records = null then [] else records"
LEAVES = "if leaves = null then [] else leaves"
WORKLOAD = (
    ("outpatients", "门诊（人次）"), ("operations", "手术（台次）"), ("consultations", "会诊（次）"),
    ("rounds", "教学查房（次）"), ("lectures", "讲座（次）"), ("clinics", "义诊（次）"), ("trainees", "带教（人）"),
)  # fmt: skip


def certify(inputs: Mapping[str, Any], headers: Mapping[str, str], desk: Desk) -> dict[str, Any]:
    """Number the certificate within the year, as documents are numbered (GB/T 9704-2012: 〔year〕, no zeros before)."""
    year = desk.now.year
    return {
        "certificate_number": f"对口证〔{year}〕{desk.next_number(f'对口证-{year}')}号",
        "certified_on": desk.now.date(),
    }


def summed(name: str) -> str:
    """What the monthly records add up to."""
    return f"if records = null then null else sum(({RECORDS}).{name})"


LEDGER = (
    Column(name="number", label="编号", value="case.number", group=PERSON),
    Column(name="relation", label="帮扶关系", value="relation", group=PERSON, filter=True),
    Column(name="batch", label="批次", value="if batch = null then null else string(batch)", group=PERSON, filter=True),
    Column(name="person", label="姓名", value="person", group=PERSON),
    Column(name="rank", label="职称", value="rank", group=PERSON, filter=True),
    Column(name="profession", label="专业", value="profession", group=PERSON),
    Column(name="speciality", label="帮扶专科", value="speciality", group=PERSON, filter=True),
    Column(name="phone", label="联系电话", value="phone", group=PERSON),
    Column(name="supporter", label="支援医院", value="supporter", group=PERSON, kind="departments", filter=True),
    Column(name="receiver", label="受援医院", value="receiver", group=PERSON, kind="departments", filter=True),
    Column(name="way", label="帮扶方式", value="way", group=PERSON, filter=True),
    Column(name="starts", label="计划报到", value="starts", group=TERM, kind="date"),
    Column(name="months", label="计划月数", value="months", group=TERM, kind="number"),
    Column(name="arrived_on", label="报到日期", value="arrived_on", group=TERM, kind="date"),
    Column(name="since", label="连续起算", value="continuity.起算日", group=TERM, kind="date"),
    Column(name="ends", label="期满日期", value="continuity.届满日", group=TERM, kind="date"),
    Column(name="away", label="离岗天数", value=f"if leaves = null then null else sum(({LEAVES}).days)", group=TERM,
           kind="number"),
    Column(name="extra", label="顺延天数", value="continuity.顺延天数", group=TERM, kind="number"),
    Column(name="breaks", label="中断次数", value="continuity.中断次数", group=TERM, kind="number"),
    Column(name="left_on", label="离岗日期", value="left_on", group=TERM, kind="date"),
    Column(name="served", label="连续月数", value="served_months", group=TERM, kind="number"),
    Column(name="successor", label="接任人员", value="successor.person", group=TERM),
    Column(name="records", label="月度记录（期）", value="count(records)", group=WORK, kind="number"),
    Column(name="contacts", label="工作联系（次）", value="count(contacts)", group=WORK, kind="number"),
    *(Column(name=name, label=label, value=summed(name), group=WORK, kind="number") for name, label in WORKLOAD),
    Column(name="midterm", label="中期考核", value="midterm.grade", group=ENDING),
    Column(name="final", label="期满考核", value="final.grade", group=ENDING, filter=True),
    Column(name="handover", label="交接事项（项）", value="count(handover)", group=ENDING, kind="number"),
    Column(name="exception", label="提前结束原因", value="exception.kind", group=ENDING, filter=True),
    Column(name="ruling", label="服务证明", value="certificate_ruling", group=ENDING, filter=True),
    Column(name="certificate", label="证明文号", value="certificate_number", group=ENDING),
)  # fmt: skip

SPANS = f"""concatenate(
  if arrived_on = null then [{{from: starts, to: months after(starts, months) - duration("P1D"), kind: "plan",
    label: "计划驻点"}}]
  else [
    {{from: arrived_on, to: if left_on != null then left_on else today(), kind: "done", label: "驻点"}},
    {{from: if left_on != null then null else today() + duration("P1D"), to: continuity.届满日, kind: "plan",
      label: "计划驻点"}}
  ],
  for l in ({LEAVES}) return {{from: l.from, to: l.to, kind: if l.days > continuity.中断天数 then "break" else "pause",
    label: l.kind + " " + string(l.days) + " 天"}}
)"""
MARKS = """[
  {on: arrived_on, label: "报到"},
  {on: if continuity.起算日 > arrived_on then continuity.起算日 else null, label: "重新起算"},
  {on: if arrived_on = null then null else months after(arrived_on, settings.midterm_after), label: "中期考核"},
  {on: if left_on = null then continuity.届满日 else null, label: "期满"},
  {on: left_on, label: "离岗"}
]"""
BARS = (Bar(label="驻点日历", spans=SPANS, marks=MARKS),)


def certificate_of(values: CaseValues) -> Sheet:
    """The certificate of service (服务证明): how many full months, from when to when, where, with what result."""
    continuity = values["continuity"]
    hospital, home = values.names(values["receiver"]), values.names(values["supporter"])
    text = (
        f"兹证明{values['person']}（{values['rank']}职称，{values['profession']}专业），由{home}派往{hospital}"
        f"对口帮扶，自{worded(continuity['起算日'])}至{worded(values['left_on'])}连续驻点服务"
        f"{worded(values['served_months'])}个月，期满考核{(values['final'] or {}).get('grade')}。"
    )
    return Sheet("对口帮扶服务证明", [
        Paragraph(f"{values['certificate_number']}", "centre"),
        Paragraph(text),
        Paragraph("本证明按自然月计算，供职称评聘等使用。"),
        Paragraph(worded(values["certified_on"]), "end"),
        Signatures(["受援医院（盖章）", "支援医院（盖章）", "卫生健康部门（盖章）"]),
    ])  # fmt: skip


def assessment_of(values: CaseValues) -> Sheet:
    """The assessment (考核鉴定表): attendance, work month by month, what both assessments found."""
    midterm, final = values["midterm"] or {}, values["final"] or {}
    return Sheet("对口帮扶派驻人员考核鉴定表", [
        *_about(values),
        Heading("一、工作记录"), _work_of(values),
        Heading("二、中期考核"),
        Fields([("等次", midterm.get("grade")), ("考核人", midterm.get("by"))]),
        Fields([("工作评价", midterm.get("comment")), ("改进意见", midterm.get("advice"))], columns=1),
        Heading("三、期满考核鉴定"),
        Fields([("等次", final.get("grade")), ("考核人", final.get("by"))]),
        Fields([("鉴定意见", final.get("comment")), ("帮扶成效", final.get("results"))], columns=1),
        Signatures(["本人", "受援医院（盖章）", "支援医院（盖章）"]),
    ])  # fmt: skip


def handover_of(values: CaseValues) -> Sheet:
    """The hand-over list (工作交接清单), signed by both sides."""
    rows = [
        [number, row["kind"], row["item"], row["state"]] for number, row in enumerate(values["handover"] or (), start=1)
    ]
    signed = [
        [one["party"], one["by"], one["on"], "属实" if one["signed"] == "yes" else one["note"]]
        for one in values["handover_signatures"] or ()
    ]
    successor = values["successor"] or {}
    return Sheet("对口帮扶工作交接清单", [
        Fields([("移交人", values["person"]), ("接收人", successor.get("person")),
                ("受援医院", values.names(values["receiver"])), ("接任报到", successor.get("arrived_on"))]),
        Heading("一、交接事项"), Table(["序号", "类别", "事项", "现状和后续安排"], rows),
        Heading("二、双方确认"), Table(["方", "办理人", "日期", "结论"], signed),
        Signatures(["移交人", "接收人", "监交（受援医院）"]),
    ])  # fmt: skip


def records_of(values: CaseValues) -> Sheet:
    """The record of the posting (驻点工作记录): attendance, leave, contacts and work, month by month."""
    leaves = [[row["from"], row["to"], row["kind"], row["days"], row["reason"]] for row in values["leaves"] or ()]
    contacts = [
        [row["on"], row["by"], row["way"], row["with"], row["matters"]] for row in values["contacts"] or ()
    ]  # fmt: skip
    return Sheet("对口帮扶驻点工作记录", [
        *_about(values),
        Heading("一、月度工作量"), _work_of(values),
        Heading("二、请假和缺勤"), Table(["从", "到", "类别", "天数", "事由"], leaves),
        Heading("三、工作联系"), Table(["日期", "联系人", "方式", "联系到的人员", "了解的情况"], contacts),
        Signatures(["本人", "受援医院（盖章）"]),
    ])  # fmt: skip


def _about(values: CaseValues) -> list[Fields]:
    continuity = values["continuity"] or {}
    pairs = [
        ("姓名", values["person"]), ("职称", values["rank"]), ("专业", values["profession"]),
        ("帮扶专科", values["speciality"]), ("支援医院", values.names(values["supporter"])),
        ("受援医院", values.names(values["receiver"])), ("报到日期", values["arrived_on"]),
        ("连续起算", continuity.get("起算日")), ("期满日期", continuity.get("届满日")), ("离岗日期", values["left_on"]),
    ]  # fmt: skip
    return [Fields(pairs)]


def _work_of(values: CaseValues) -> Table:
    records = values["records"] or ()
    head = ["月份", "在岗（天）", *(label.replace("（", "\n（") for _name, label in WORKLOAD)]
    rows = [
        [f"{row['until'].year}年{row['until'].month}月", row["attended"], *(row[name] for name, _label in WORKLOAD)]
        for row in records
    ]
    sums = [sum(row[name] for row in records) for name in ("attended", *(name for name, _label in WORKLOAD))]
    return Table(head, [*rows, ["合计", *sums]] if rows else [])


PAPERS = (
    Paper(name="certificate", label="服务证明", when="certificate_number != null", build=certificate_of),
    Paper(name="records", label="驻点工作记录", when="count(records) > 0", build=records_of),
    Paper(name="assessment", label="考核鉴定表", when="midterm != null or final != null", build=assessment_of),
    Paper(name="handover", label="工作交接清单", when="count(handover) > 0", build=handover_of),
)

MEASURES = (
    Measure(name="served", label="连续驻点月数", value="served", by="supporter", unit="个月"),
    Measure(name="outpatients", label="门诊量", value="outpatients", by="receiver", unit="人次"),
    Measure(name="operations", label="手术量", value="operations", by="receiver", unit="台次"),
    Measure(name="trainees", label="带教人数", value="trainees", by="receiver", unit="人"),
)

INTAKE = (
    IntakeColumn(field="relation", labels=("帮扶关系编号", "帮扶关系")),
    IntakeColumn(field="batch", labels=("第几批", "批次")),
    IntakeColumn(field="way", labels=("帮扶方式",)),
    IntakeColumn(field="supporter", labels=("支援医院", "派出单位")),
    IntakeColumn(field="receiver", labels=("受援医院", "受援单位"), identity=True),
    IntakeColumn(field="person", labels=("姓名",), identity=True),
    IntakeColumn(field="rank", labels=("职称",)),
    IntakeColumn(field="profession", labels=("专业",)),
    IntakeColumn(field="speciality", labels=("帮扶专科",)),
    IntakeColumn(field="phone", labels=("联系电话", "电话")),
    IntakeColumn(field="starts", labels=("计划报到日期", "报到日期", "开始日期"), identity=True),
    IntakeColumn(field="months", labels=("计划驻点月数", "月数")),
)

process = Process(
    key="counterpart-rotation",
    prefix="LH",
    title='person + "（" + speciality + "）驻点帮扶"',
    due="continuity.届满日",
    settled="left_on",
    ledger=LEDGER,
    intake=INTAKE,
    measures=MEASURES,
    bars=BARS,
    papers=PAPERS,
    services={
        "counterpart-rotation.certify": Offered(
            run=certify, label="服务证明编号", gives={"certificate_number": "证明编号", "certified_on": "发证日期"}
        )
    },
)
