"""Treatment of major illnesses (大病专项救治): the ledger of patients, the money of a year, what follows from a case.

Other cases read of it by `Desk.rows("major-illness")`, beside the columns of its ledger: `settlements`, each {on,
hospital (department), admitted_on, discharged_on, grade, place, total, scope, reimbursed, advanced, own, rate, lines,
invoice, referral}; `advances` and `payments`, each {hospital (its front department), on, amount}: what a hospital
advanced by a settlement, and what it was paid back. Money in yuan, rates in percent.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
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
    PageBreak,
    Paper,
    Paragraph,
    PatientOf,
    Process,
    Sheet,
    Signatures,
    Table,
)

DISEASE = 'if disease = "其他" then disease_other else disease'
ENDED = 'change != null and change.kind != "entitlement"'
PERSON, CARE, MONEY, AFTER = "救治对象", "救治", "费用", "回访与结案"


def year(inputs: Mapping[str, Any], headers: Mapping[str, str], desk: Desk) -> dict[str, Any]:
    """What this person's settlements of a year came to before: burden, paid by the supplementary insurance, own share.

    Burden is what remains of the costs within the policy after the basic insurance; all in yuan.
    """
    others = desk.patient_rows("major-illness")
    entries = [*(one for row in others for one in row["settlements"] or []), *inputs["settlements"]]
    within = [one for one in entries if one["discharged_on"].year == inputs["year"]]
    basic, extra = (sum((_paid(one, payer) for one in within), Decimal()) for payer in ("基本医保", "补充保险"))
    scope, own = (sum((Decimal(one[name]) for one in within), Decimal()) for name in ("scope", "own"))
    return {"year_so_far": {"burden": scope - basic, "covered": extra, "own": own}}


def refer(inputs: Mapping[str, Any], headers: Mapping[str, str], desk: Desk) -> dict[str, Any]:
    """Ask for a referral as a case of its own, whose parties see their part only; its news come as messages."""
    return {"referral_case": desk.start("telemedicine-referral", {**inputs, "reply_to": desk.case_number})}


def warn(inputs: Mapping[str, Any], headers: Mapping[str, str], desk: Desk) -> dict[str, Any]:
    """Warn of poverty by illness where a year's own share passes the line, unless such a warning is open already."""
    number = _open(desk, "poverty-risk-warning")
    if number is None:
        own = Decimal(inputs["own"]).quantize(Decimal("0.01"))
        situation = f"{desk.case_number} {inputs['disease']}住院结算后，本年度个人支付 {own} 元。"
        begun = {"source": "费用超过预警线", "own_cost": own, "situation": situation, **_named(desk)}
        number = desk.start("poverty-risk-warning", begun)
    return {"warned_as": number}


def hand_over(inputs: Mapping[str, Any], headers: Mapping[str, str], desk: Desk) -> dict[str, Any]:
    """Let the family doctors go on with somebody whose illness has become a chronic one."""
    kind = inputs["chronic_kind"]
    number = _open(desk, "family-doctor-followup", disease=kind)
    if number is None:
        begun = {"disease": kind, "disease_other": inputs["disease"], "team": inputs["team"],
                 "situation": inputs["situation"], "handed_over_from": desk.case_number, **_named(desk)}  # fmt: skip
        number = desk.start("family-doctor-followup", begun)
    return {"handed_over_to": number}


def note_change(inputs: Mapping[str, Any], headers: Mapping[str, str], desk: Desk) -> None:
    """Keep in the patient's record that the patient died, moved away, or has another entitlement."""
    change, patient = inputs["change"], desk.patient
    if patient is None:
        return
    since: date = change.get("on") or desk.now.date()
    state = PATIENT_STATES.get(change["kind"])
    if state is not None and patient["state"] != state:
        desk.change_patient(state=state, state_on=since)
    if change.get("to") is not None and patient["entitlement"] != change["to"]:
        desk.change_patient(entitlement=change["to"], entitled_from=since)


def _named(desk: Desk) -> dict[str, Any]:
    """The name that linked cases have in their titles."""
    return {"patient_name": desk.patient["name"]} if desk.patient else {}


def _open(desk: Desk, key: str, **facts: str) -> str | None:
    """The number of this patient's open case of a process."""
    rows = (row for row in desk.patient_rows(key) if all(row.get(name) == value for name, value in facts.items()))
    return next((row["case"]["number"] for row in rows if row["case"]["state"] == "open"), None)


def _paid(settlement: Mapping[str, Any], payer: str) -> Decimal:
    return sum((Decimal(line["金额"]) for line in settlement["lines"] if line["付费方"] == payer), Decimal())


MOVED = "for one in {list} return {{hospital: organization of(one.hospital).front, on: one.{on}, amount: one.{amount}}}"


def total(list_: str, attribute: str) -> str:
    """FEEL: the sum over all entries, in yuan; null where there is none."""
    return f"if count({list_}) = 0 then null else sum({list_}.{attribute})"


LEDGER = (
    Column(name="number", label="编号", value="case.number", group=PERSON),
    Column(name="name", label="姓名", value="patient.name", group=PERSON),
    Column(name="identity", label="证件号码", value="patient.identity", group=PERSON, kind="identity"),
    Column(name="sex", label="性别", value="patient.sex", group=PERSON),
    Column(name="age", label="年龄（岁）", value="patient.age", group=PERSON, kind="number"),
    Column(name="place", label="常住地", value="names of(patient.place)", group=PERSON),
    Column(name="entitlement", label="人员类别", value="patient.entitlement", group=PERSON, filter=True),
    Column(name="disease", label="病种", value=DISEASE, group=PERSON, filter=True),
    Column(name="listed", label="目录结论", value="listed", group=PERSON, filter=True),
    Column(name="found_by", label="发现途径", value="found_by", group=PERSON, filter=True),
    Column(name="found_on", label="发现日期", value="found_on", group=PERSON, kind="date"),
    Column(name="first_treated_on", label="首次救治日期", value="first_treated_on", group=CARE, kind="date"),
    Column(name="waited", label="从发现到救治（工作日）", value="admissions[1].days", group=CARE, kind="number"),
    Column(name="wait_limit", label="救治时限（工作日）", value="settings.treat_days", group=CARE, kind="number"),
    Column(name="hospital", label="救治医院", value="hospital", group=CARE, kind="departments", filter=True),
    Column(name="doctor", label="主管医师", value="doctor", group=CARE),
    Column(name="path", label="临床路径", value="clinical_path", group=CARE),
    Column(name="opinion", label="会诊意见", value="opinion.text", group=CARE),
    Column(name="referral", label="转诊备案号", value="referral.number", group=CARE),
    Column(name="notes", label="诊疗小结（次）", value="count(notes)", group=CARE, kind="number"),
    Column(name="stay", label="住院（天）", group=CARE, kind="list", value=(
        "for one in settlements return (one.discharged_on - one.admitted_on).days")),
    Column(name="standard", label="单病种费用标准（元）", value="cost_standard", group=MONEY, kind="money"),
    Column(name="total", label="总费用（元）", value=total("settlements", "total"), group=MONEY, kind="money"),
    Column(name="reimbursed", label="报销合计（元）", group=MONEY, kind="money",
           value=total("settlements", "reimbursed")),
    Column(name="own", label="个人支付（元）", value=total("settlements", "own"), group=MONEY, kind="money"),
    Column(name="rate", label="实际报销比例（%）", group=MONEY, kind="number", value=(
        "if count(settlements) = 0 then null else "
        "round half up(sum(settlements.reimbursed) / sum(settlements.total) * 100, 2)")),
    Column(name="advanced", label="医院垫付（元）", value=total("settlements", "advanced"), group=MONEY, kind="money"),
    Column(name="paid", label="已拨付（元）", value=total("claims", "paid"), group=MONEY, kind="money"),
    Column(name="warnings", label="费用预警（次）", value="count(warnings)", group=MONEY, kind="number"),
    Column(name="follow_ups", label="回访（次）", value="count(follow_ups)", group=AFTER, kind="number"),
    Column(name="followed_on", label="最近回访", value="follow_ups[-1].on", group=AFTER, kind="date"),
    Column(name="team", label="村、镇责任单位", value="village_team", group=AFTER, kind="departments", filter=True),
    Column(name="result", label="治疗结果", value="treatment_result", group=AFTER, filter=True),
    Column(name="closing", label="结案结论", group=AFTER, filter=True,
           value=f"if {ENDED} then change.label else closing"),
)  # fmt: skip

MEASURES = (
    Measure(name="wait", label="从发现到首次救治", value="waited", by="hospital", unit="个工作日", limit="wait_limit"),
    Measure(name="cost", label="住院总费用", value="total", by="disease", unit="元", limit="standard"),
    Measure(name="rate", label="实际报销比例", value="rate", by="entitlement", unit="%"),
)

INTAKE = (
    *IDENTIFIED,
    IntakeColumn(field="place", labels=("常住地", "所在村", "地址（村）")),
    IntakeColumn(field="address", labels=("门牌、组", "组", "详细地址")),
    *ENTITLED,
    IntakeColumn(field="disease", labels=("诊断病种", "病种"), identity=True),
    IntakeColumn(field="disease_other", labels=("其他病种名称",)),
    IntakeColumn(field="icd", labels=("疾病编码", "ICD-10")),
    IntakeColumn(field="found_on", labels=("发现日期", "确诊日期")),
    IntakeColumn(field="found_by", labels=("发现途径",)),
    IntakeColumn(field="diagnosed_at", labels=("诊断医院",)),
    IntakeColumn(field="situation", labels=("病情和家庭情况", "病情")),
)

LIFE = (
    Moment(kind="treatment", label="发现大病", at="found_on", text=DISEASE),
    Moment(kind="treatment", label="入院", at="on", each="admissions", text='names of(hospital) + " " + ward'),
    Moment(kind="treatment", label="诊疗小结", at="on", each="notes", text="text"),
    Moment(kind="treatment", label="出院", at="discharged_on", text="treatment_result"),
    Moment(kind="money", label="住院结算", at="on", each="settlements", text='"票据号 " + invoice',
           amounts={"总费用": "total", "报销合计": "reimbursed", "个人支付": "own"}),
    Moment(kind="follow_up", label="回访", at="on", each="follow_ups", text="condition"),
    Moment(kind="help", label="救治终止", at=f"if {ENDED} then change.on else null", text="change.label"),
)  # fmt: skip


def _person(values: CaseValues) -> list[tuple[str, Any]]:
    """Who the paper is about; the record as it is now."""
    patient = values["patient"] or {}
    disease = values["disease_other"] if values["disease"] == "其他" else values["disease"]
    home = values.names([patient["place"]]) if patient.get("place") else ""
    return [
        ("姓名", patient.get("name")), ("证件号码", patient.get("identity")),
        ("性别", patient.get("sex")), ("出生日期", patient.get("birth")),
        ("常住地", f"{home}{patient.get('address') or ''}"), ("联系电话", patient.get("phone")),
        ("人员类别", patient.get("entitlement")), ("病种", disease),
    ]  # fmt: skip


def _told(heading: str, *texts: str | None) -> list[Heading | Paragraph]:
    return [Heading(heading), *(Paragraph(text or "") for text in texts)]


def _sheet(title: str, values: CaseValues, fields: list[Any], *parts: Any, signed: tuple[str, ...]) -> Sheet:
    return Sheet(title=title, parts=(Fields((*_person(values), *fields)), *parts, Signatures(signed)))


def ledger_sheet(values: CaseValues) -> Sheet:
    """The entry of a patient in the ledgers of county, township and village (救治台账登记表)."""
    fields = [
        ("监护人", (values["patient"] or {}).get("guardian")), ("发现日期", values["found_on"]),
        ("发现途径", values["found_by"]), ("诊断医院", values["diagnosed_at"]),
        ("目录结论", values["listed"]), ("救治资格", values["eligible"]),
        ("村、镇责任单位", values.names([values["village_team"]])), ("医保经办机构", values.names([values["insurer"]])),
        ("首次救治时限", values["treat_by"]), ("首次救治日期", values["first_treated_on"]),
    ]  # fmt: skip
    return _sheet("大病专项救治台账登记表", values, fields, *_told("病情和家庭情况", values["situation"]),
                  signed=("登记单位", "村、镇责任单位", "县级卫生健康部门"))  # fmt: skip


def plan_sheet(values: CaseValues) -> Sheet:
    """The plan of treatment (个体化诊疗方案) with the cost that was fixed and what the experts advised."""
    opinion = values["opinion"]
    fields = [
        ("定点医院", values.names([values["hospital"]])), ("主管医师", values["doctor"]),
        ("临床路径", values["clinical_path"]), ("预计住院（天）", values["stay_days"]),
        ("单病种费用标准（元）", values["cost_standard"]), ("转诊备案号", (values["referral"] or {}).get("number")),
    ]  # fmt: skip
    advised = _told("会诊意见", opinion.get("text"), opinion.get("advice")) if opinion else []
    return _sheet("大病专项救治个体化诊疗方案", values, fields, *_told("诊疗方案", values["plan_text"]), *advised,
                  signed=("主管医师", "定点医院", "县级卫生健康部门"))  # fmt: skip


def agreement(values: CaseValues) -> Sheet:
    """The agreement on paying after treatment (先诊疗后付费协议)."""
    admission = values["admissions"][-1]
    terms = _told(
        f"甲方（定点医院）：{values.names([admission['hospital']])}",
        "一、甲方核实患者身份后办理入院，不收取住院押金。",
        "二、患者出院时在甲方结算窗口一次结清，只支付个人支付部分；各项医疗保障支付的部分由甲方先行垫付。",
        "三、患者（家属）配合治疗，不无故拖欠个人支付部分。",
    )
    fields = [("入院日期", admission["on"]), ("病区床位", admission["ward"])]
    return _sheet("住院先诊疗后付费协议书", values, fields, *terms, signed=("甲方（定点医院）", "乙方（患者或家属）"))


def settlement_sheet(values: CaseValues) -> Sheet:
    """Who pays what (结算单): every settlement on a page of its own, line by line; it always adds up."""
    parts: list[Any] = []
    for one in values["settlements"]:
        lines = [[line["付费方"], line["金额"], line["依据"]] for line in one["lines"]]
        parts += [
            *([PageBreak()] if parts else []),
            Fields((
                *_person(values),
                ("救治医院", values.names([one["hospital"]])), ("医院等级、就医地", f"{one['grade']}、{one['place']}"),
                ("入院日期", one["admitted_on"]), ("出院日期", one["discharged_on"]),
                ("结算日期", one["on"]), ("结算方式", one["way"]),
                ("票据号", one["invoice"]), ("转诊备案号", one["referral"] or "无"),
                ("政策范围内费用（元）", one["scope"]), ("实际报销比例（%）", one["rate"]),
            )),
            Table(("付费方", "金额（元）", "依据"), [*lines, ["合计", one["total"], ""]]),
            Paragraph(f"个人支付 {one['own']} 元，报销 {one['reimbursed']} 元，其中医院垫付 {one['advanced']} 元。"),
            Signatures(("患者（家属）", "结算窗口", "医保经办机构")),
        ]  # fmt: skip
    return Sheet(title="住院费用结算单", parts=tuple(parts))


def claim_sheet(values: CaseValues) -> Sheet:
    """What the hospitals advanced, claimed and were paid (垫付费用申报拨付表)."""
    advanced = [[one["on"], values.names([one["hospital"]]), one["invoice"], one["advanced"]]
                for one in values["settlements"]]  # fmt: skip
    paid = [[one["number"], one["claimed_on"], one["amount"], one["paid_on"], one["paid"]] for one in values["claims"]]
    heads = ("申报单号", "申报日期", "申报金额（元）", "拨付日期", "拨付金额（元）")
    return _sheet("医院垫付费用申报拨付表", values, [],
                  Heading("垫付"), Table(("结算日期", "医院", "票据号", "垫付金额（元）"), advanced),
                  Heading("申报和拨付"), Table(heads, paid), signed=("申报医院", "医保经办机构", "财务"))  # fmt: skip


def discharge_sheet(values: CaseValues) -> Sheet:
    """The summary a patient takes home (出院小结)."""
    fields = [
        ("入院日期", values["admitted_on"]), ("出院日期", values["discharged_on"]),
        ("救治医院", values.names([values["settlements"][-1]["hospital"]])), ("主管医师", values["doctor"]),
        ("治疗结果", values["treatment_result"]), ("临床路径", values["clinical_path"]),
    ]  # fmt: skip
    return _sheet("出院小结", values, fields, *_told("诊疗经过和出院情况", values["discharge_summary"]),
                  *_told("出院带药和康复指导", values["medication"]), signed=("主管医师", "患者（家属）"))  # fmt: skip


def closing_sheet(values: CaseValues) -> Sheet:
    """The closing of a case (结案表) with its notes and follow-ups."""
    change = values["change"] or {}
    fields = [
        ("发现日期", values["found_on"]), ("首次救治日期", values["first_treated_on"]),
        ("治疗结果", values["treatment_result"]), ("结案结论", values["closing"] or change.get("label")),
        ("转慢病管理", values["handed_over_to"]), ("因病返贫预警", values["warned_as"]),
    ]  # fmt: skip
    notes = [[one["on"], one["cost"], one["text"]] for one in values["notes"]]
    visits = [[one["on"], one["how"], one["by"], one["condition"]] for one in values["follow_ups"]]
    return _sheet("大病专项救治结案表", values, fields,
                  Heading("诊疗小结"), Table(("日期", "累计费用（元）", "小结"), notes),
                  Heading("回访"), Table(("日期", "方式", "回访人", "情况"), visits),
                  *_told("结案意见", values["closing_note"] or change.get("note")),
                  signed=("救治医院", "县级卫生健康部门", "责任领导"))  # fmt: skip


PAPERS = (
    Paper(name="ledger", label="救治台账登记表", when="village_team != null", build=ledger_sheet),
    Paper(name="plan", label="诊疗方案", when="plan_text != null", build=plan_sheet),
    Paper(name="agreement", label="先诊疗后付费协议", when="count(admissions) > 0", build=agreement),
    Paper(name="settlement", label="结算单", when="count(settlements) > 0", build=settlement_sheet),
    Paper(name="discharge", label="出院小结", when="count(settlements) > 0", build=discharge_sheet),
    Paper(name="claims", label="垫付申报拨付表", when="count(settlements) > 0", build=claim_sheet),
    Paper(name="closing", label="结案表", when=f"closing != null or ({ENDED})", build=closing_sheet),
)

process = Process(
    key="major-illness",
    prefix="DB",
    title=f'patient_name + " " + ({DISEASE})',
    due="treat_by",
    settled="first_treated_on",
    ledger=LEDGER,
    shared={
        "settlements": "settlements",
        "advances": MOVED.format(list="settlements", on="on", amount="advanced"),
        "payments": MOVED.format(list="claims", on="paid_on", amount="paid"),
    },
    measures=MEASURES,
    intake=INTAKE,
    patient=PatientOf(once=DISEASE),
    life=LIFE,
    papers=PAPERS,
    services={
        "major-illness.year": year,
        "major-illness.refer": refer,
        "major-illness.warn": warn,
        "major-illness.hand_over": hand_over,
        "major-illness.change": note_change,
    },
)
