"""Contracts with family doctors (家庭医生签约随访): a year of plan, examination and visits, and again the next year.

`desk.start("family-doctor-followup", {...})` hands somebody over: `disease` (one of the choices of the start form; for
其他慢性病 also `disease_other`), `team` (the department of the family doctors), `situation` and `handed_over_from` (the
number of the case that does). The patient is that of the case which starts it.
"""

from collections.abc import Mapping
from typing import Any

from engine.process import (
    ENTITLED,
    IDENTIFIED,
    PATIENT_STATES,
    CaseValues,
    Column,
    Desk,
    Fields,
    Heading,
    IntakeColumn,
    Measure,
    Moment,
    Offered,
    Paper,
    Paragraph,
    PatientOf,
    Process,
    Sheet,
    Signatures,
    Table,
)

ILLNESS = 'if disease = "其他慢性病" then disease_other else disease'
PERSON, SERVICE, CARE = "签约对象", "签约服务", "本年服务"


def refer(inputs: Mapping[str, Any], headers: Mapping[str, str], desk: Desk) -> dict[str, Any]:
    """Ask for a referral in a case of its own, which tells this one how it ended; the visits go on meanwhile."""
    request = {name: inputs[name] for name in ("home", "receiver", "doctor", "diagnosis", "reason", "illness")}
    asked = {"kind": "up", "urgency": "routine", "requester": inputs["team"], "reply_to": desk.case_number, **request}
    return {"number": desk.start("telemedicine-referral", asked)}


def note(inputs: Mapping[str, Any], headers: Mapping[str, str], desk: Desk) -> None:
    """Note in the patient's record that the patient has died or moved away."""
    if inputs["kind"] in PATIENT_STATES:
        desk.change_patient(state=PATIENT_STATES[inputs["kind"]], state_on=inputs["on"])


LEDGER = (
    Column(name="number", label="编号", value="case.number", group=PERSON),
    Column(name="name", label="姓名", value="patient.name", group=PERSON),
    Column(name="identity", label="证件号码", value="patient.identity", group=PERSON, kind="identity"),
    Column(name="age", label="年龄（岁）", value="patient.age", group=PERSON, kind="number"),
    Column(name="entitlement", label="人员类别", value="patient.entitlement", group=PERSON, filter=True),
    Column(name="disease", label="慢病病种", value="disease", group=PERSON, filter=True),
    Column(name="illness", label="病名", value="illness", group=PERSON),
    Column(name="handed_over_from", label="移交事项", value="handed_over_from", group=PERSON),
    Column(name="team", label="家庭医生团队", value="team", group=SERVICE, kind="departments", filter=True),
    Column(name="signed_on", label="签约日期", value="signed_on", group=SERVICE, kind="date"),
    Column(name="package", label="服务包", value="package", group=SERVICE),
    Column(name="year", label="签约年数（年）", value="year_number", group=SERVICE, kind="number"),
    Column(name="visits", label="本年随访（次）", value="count(visits)", group=CARE, kind="number"),
    Column(name="least", label="本年至少（次）", value="least", group=CARE, kind="number"),
    Column(name="visited_on", label="最近随访", value="visits[-1].on", group=CARE, kind="date"),
    Column(name="next_on", label="下次随访", value="next.on", group=CARE, kind="date"),
    Column(name="controlled", label="最近控制情况", value="visits[-1].controlled", group=CARE, filter=True),
    Column(name="late", label="随访距到期（天）", value="visits.late", group=CARE, kind="list"),
    Column(name="allowed", label="随访时限（天）", value="settings.follow_days", group=CARE, kind="number"),
    Column(name="examined_on", label="本年体检", value="examined_on", group=CARE, kind="date"),
    Column(name="referral", label="最近转诊", value="referrals[-1].number", group=CARE),
    Column(name="referred", label="转诊结果", value="referrals[-1].outcome", group=CARE),
    Column(name="ending", label="结束原因", value="if change != null then change.label else ending", group=SERVICE),
)

INTAKE = (
    *IDENTIFIED,
    IntakeColumn(field="place", labels=("常住地", "所在村")),
    IntakeColumn(field="address", labels=("门牌、组", "详细地址")),
    *ENTITLED,
    IntakeColumn(field="disease", labels=("慢病病种", "病种"), identity=True),
    IntakeColumn(field="disease_other", labels=("慢性病名称",)),
    IntakeColumn(field="team", labels=("家庭医生团队", "签约团队")),
    IntakeColumn(field="situation", labels=("基本情况",)),
)

LIFE = (
    Moment(kind="follow_up", label="签约", at="signed_on", text="package"),
    Moment(kind="follow_up", label="年度小结", at="on", each="years", text="text"),
    Moment(kind="follow_up", label="随访", at="on", each="visits", text="text"),
    Moment(kind="follow_up", label="下次随访", at="if next.on > today() then next.on else null", text="illness"),
    Moment(kind="examination", label="体检", at="examined_on", text="examination"),
)


def agreement(values: CaseValues) -> Sheet:
    """The agreement (签约服务协议) of the doctors and the person they look after."""
    return Sheet(
        title="家庭医生签约服务协议",
        parts=(
            Fields(
                (
                    ("姓名", values["patient_name"]), ("证件号码", values["identity"]),
                    ("联系电话", values["phone"]), ("人员类别", values["entitlement"]),
                    ("病种", values["illness"]), ("家庭医生团队", values.names([values["team"]])),
                    ("签约日期", values["signed_on"]), ("服务包", values["package"]),
                )
            ),
            Paragraph("团队每个签约年制定健康管理计划，安排一次全面体检，按下限随访，需要时联系转诊；一年一续。"),
            Signatures(("签约居民（监护人）", "家庭医生团队")),
        ),
    )  # fmt: skip


def record(values: CaseValues) -> Sheet:
    """The record of the running year (年度随访记录) and what earlier years came to."""
    visits = [[one["on"], one["how"], one["by"], one["controlled"], one["text"]] for one in values["visits"]]
    years = [
        [one["year"], one["visits"], one["controlled"], one["examined_on"], one["text"]] for one in values["years"]
    ]
    return Sheet(
        title="慢病患者随访记录",
        parts=(
            Fields(
                (
                    ("姓名", values["patient_name"]), ("病种", values["illness"]),
                    ("签约年", values["year_number"]), ("本年体检", values["examined_on"]),
                )
            ),
            Heading("健康管理计划"),
            Paragraph(values["plan_text"]),
            Heading("本年随访"),
            Table(("日期", "方式", "随访医生", "控制情况", "症状、体征、用药和指导"), visits),
            Heading("历年"),
            Table(("签约年", "随访（次）", "控制满意（次）", "体检日期", "小结"), years),
        ),
    )  # fmt: skip


PAPERS = (
    Paper(name="agreement", label="签约服务协议", when="signed_on != null", build=agreement),
    Paper(name="record", label="随访记录", when="plan_text != null", build=record),
)

MEASURES = (
    Measure(name="visits", label="本年随访次数", value="visits", by="team", unit="次"),
    Measure(name="late", label="随访及时情况", value="late", by="team", unit="天", limit="allowed"),
)

process = Process(
    key="family-doctor-followup",
    prefix="JY",
    title=f'(if patient_name = null then "" else patient_name + " ") + ({ILLNESS})',
    ledger=LEDGER,
    intake=INTAKE,
    measures=MEASURES,
    papers=PAPERS,
    patient=PatientOf(once="disease"),
    life=LIFE,
    services={
        "family-doctor-followup.refer": Offered(
            run=refer, label="申请转诊",
            inputs={
                "team": "家庭医生团队", "home": "随访机构", "receiver": "转往医院", "doctor": "申请医师",
                "diagnosis": "诊断", "reason": "转诊事由", "illness": "病情摘要",
            },
            gives={"number": "转诊事项编号"},
        ),
        "family-doctor-followup.note": Offered(
            run=note, label="把情况变化记入患者档案", inputs={"kind": "何种情况", "on": "发生日期"},
        ),
    },
)  # fmt: skip
