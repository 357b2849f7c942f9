"""The relation of a supporting and a receiving hospital (对口帮扶关系): its agreement, batches, ledger and papers."""

from collections.abc import Mapping
from typing import Any

from engine.process import (
    Bar,
    CaseValues,
    Column,
    Desk,
    Fields,
    Heading,
    Offered,
    Paper,
    Paragraph,
    Process,
    Sheet,
    Signatures,
    Table,
)

RELATION, AGREEMENT, STAFFING, RESULTS = "帮扶关系", "协议", "派驻", "成效"
POSTINGS = "if postings = null then [] else postings"
PRESENT = 'postings[state = "驻点中"]'


def file(inputs: Mapping[str, Any], headers: Mapping[str, str], desk: Desk) -> dict[str, Any]:
    """Number the agreement within the year, as documents are numbered (GB/T 9704-2012: 〔year〕, no leading zeros)."""
    year = desk.now.year
    return {"agreement_number": f"对口协〔{year}〕{desk.next_number(f'对口协-{year}')}号"}


def dispatch(inputs: Mapping[str, Any], headers: Mapping[str, str], desk: Desk) -> dict[str, Any]:
    """Start one rotation for each person of the team; gives a posting for each, with the number of its rotation."""
    rotation, dispatched = inputs["rotation"], []
    for row in inputs["team"]:
        person = {name: row.get(name) for name in ("person", "member", "rank", "profession", "speciality", "phone",
                                                   "predecessor")}  # fmt: skip
        number = desk.start("counterpart-rotation", {**rotation, **person, "approved": True})
        known = {name: person[name] for name in ("person", "rank", "profession", "speciality", "predecessor")}
        dispatched.append({
            "number": number, "batch": rotation["batch"], **known, "starts": rotation["starts"], "ends": inputs["ends"],
            "arrived_on": None, "left_on": None, "state": "待报到", "outcome": None,
        })  # fmt: skip
    return {"dispatched": dispatched}


def renew(inputs: Mapping[str, Any], headers: Mapping[str, str], desk: Desk) -> None:
    """Register the agreement that follows this one, linked to it."""
    desk.start("counterpart-relation", inputs["agreement"])


LEDGER = (
    Column(name="number", label="编号", value="case.number", group=RELATION),
    Column(name="title", label="帮扶关系", value="title", group=RELATION),
    Column(name="supporter", label="支援医院", value="supporter", group=RELATION, kind="departments", filter=True),
    Column(name="receiver", label="受援医院", value="receiver", group=RELATION, kind="departments", filter=True),
    Column(name="way", label="帮扶方式", value="way", group=RELATION, filter=True),
    Column(name="agreement", label="协议号", value="agreement_number", group=AGREEMENT),
    Column(name="signed_on", label="签订日期", value="signed_on", group=AGREEMENT, kind="date"),
    Column(name="begins", label="开始日期", value="begins", group=AGREEMENT, kind="date"),
    Column(name="until", label="截止日期", value="until", group=AGREEMENT, kind="date"),
    Column(name="diseases", label="县外转出病种", value="referred.disease", group=AGREEMENT, kind="list"),
    Column(name="specialities", label="帮扶专科", value="specialities.speciality", group=AGREEMENT, kind="list",
           filter=True),
    Column(name="batches", label="批次", value="batches", group=STAFFING, kind="number"),
    Column(name="persons", label="派驻（人次）", value="count(postings)", group=STAFFING, kind="number"),
    Column(name="present", label="在岗（人）", value=f"count({PRESENT})", group=STAFFING, kind="number"),
    Column(name="present_names", label="在岗人员", value=f"{PRESENT}.person", group=STAFFING, kind="list"),
    Column(name="next_end", label="最近期满", value=f"min({PRESENT}.ends)", group=STAFFING, kind="date"),
    Column(name="full", label="期满出证（人）", value='count(postings[outcome = "期满"])', group=STAFFING,
           kind="number"),
    Column(name="grade", label="最近评估", value="evaluations[-1].grade", group=RESULTS, filter=True),
    Column(name="rate", label="县外转出率%", value="evaluations[-1].referred_now", group=RESULTS, kind="number"),
    Column(name="conclusion", label="期满结论", group=RESULTS, filter=True,
           value='if conclusion = "renew" then "续签" else if conclusion = "finish" then "到期结束" else null'),
)  # fmt: skip

SPANS = f"""flatten(for p in ({POSTINGS})[state != "未派出"] return
  if p.left_on != null then [{{row: p.person, from: p.arrived_on, to: p.left_on, kind: "done", label: p.speciality}}]
  else [
    {{row: p.person, from: p.arrived_on, to: today(), kind: "done", label: p.speciality}},
    {{row: p.person, from: if p.arrived_on = null then p.starts else today() + duration("P1D"), to: p.ends,
      kind: "plan", label: p.speciality}}
  ])"""
MARKS = '[{on: begins, label: "协议开始"}, {on: until, label: "协议截止"}]'
BARS = (Bar(label="派驻日历", spans=SPANS, marks=MARKS),)


def agreement_of(values: CaseValues) -> Sheet:
    """The summary of the agreement (协议摘要): parties, term, the illnesses most referred out, specialities."""
    diseases = [[row["disease"], row["patients"], row["rate"]] for row in values["referred"] or ()]
    chosen = [
        [row["speciality"], row["disease"], row["means"], row["goal"]] for row in values["specialities"] or ()
    ]
    return Sheet("对口帮扶协议摘要", [
        Fields([("协议号", values["agreement_number"]), ("帮扶方式", values["way"]),
                ("支援医院", values.names(values["supporter"])), ("受援医院", values.names(values["receiver"])),
                ("开始日期", values["begins"]), ("截止日期", values["until"]), ("签订日期", values["signed_on"])]),
        Heading("一、帮扶目标"), Paragraph(values["purpose"] or ""),
        Heading("二、县外转出病种"), Table(["病种", "县外转出（人次）", "转出率（%）"], diseases),
        Heading("三、帮扶专科"), Table(["帮扶专科", "对应病种", "帮扶形式", "目标"], chosen),
        Heading("四、双方承诺"), Paragraph(values["commitments"] or ""),
        Signatures(["支援医院（盖章）", "受援医院（盖章）", "卫生健康部门（盖章）"]),
    ])  # fmt: skip


def roster_of(values: CaseValues) -> Sheet:
    """The roster (派驻人员一览表): everybody posted, batch by batch."""
    rows = [
        [row["batch"], row["person"], row["rank"], row["speciality"], row["arrived_on"] or row["starts"],
         row["left_on"] or row["ends"], row["state"], row["outcome"]]
        for row in values["postings"] or ()
    ]  # fmt: skip
    head = ["批次", "姓名", "职称", "帮扶专科", "报到（计划）", "离岗（期满）", "状态", "结果"]
    return Sheet("对口帮扶派驻人员一览表", [
        Fields([("帮扶关系", values["title"])], columns=1), Table(head, rows), Signatures(["填表单位（盖章）"]),
    ])  # fmt: skip


def evaluation_of(values: CaseValues) -> Sheet:
    """The evaluations (考核评估表), the newest first."""
    parts: list[Any] = [Fields([("帮扶关系", values["title"]), ("协议号", values["agreement_number"])])]
    for row in reversed(values["evaluations"] or ()):
        parts += [
            Fields([("评估日期", row["on"]), ("评估等次", row["grade"]), ("县外转出率（%）", row["referred_now"]),
                    ("新开展技术（项）", row["techniques"]), ("培训人员（人次）", row["trained"]),
                    ("评估人", row["by"])]),
            Fields([("帮扶成效", row["results"]), ("问题和改进意见", row["problems"])], columns=1),
        ]  # fmt: skip
    return Sheet("对口帮扶成效考核评估表", [*parts, Signatures(["卫生健康部门（盖章）"])])


PAPERS = (
    Paper(name="agreement", label="协议摘要", when="agreement_number != null", build=agreement_of),
    Paper(name="roster", label="派驻人员一览表", when="count(postings) > 0", build=roster_of),
    Paper(name="evaluation", label="考核评估表", when="count(evaluations) > 0", build=evaluation_of),
)

process = Process(
    key="counterpart-relation",
    prefix="DK",
    title="title",
    due="until",
    settled="concluded_on",
    ledger=LEDGER,
    bars=BARS,
    papers=PAPERS,
    services={
        "counterpart-relation.file": Offered(run=file, label="协议编号备案", gives={"agreement_number": "协议号"}),
        "counterpart-relation.dispatch": Offered(
            run=dispatch, label="派出一批人员",
            inputs={"rotation": "这一批的情况", "team": "派出人员名单", "ends": "派驻结束日期"},
            gives={"dispatched": "派驻记录"},
        ),
        "counterpart-relation.renew": Offered(run=renew, label="登记续签协议", inputs={"agreement": "续签协议的内容"}),
    },
)
