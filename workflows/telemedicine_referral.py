"""Teleconsultation and referral both ways (远程会诊与双向转诊): its ledger, response times, papers and services.

Another process uses it in one of two ways; in both the patient is the one of the case.

As a case of its own, which keeps its place in the ledger and lets every hospital see its part only: a service calls
`desk.start("telemedicine-referral", variables)` with `reply_to: desk.case_number`; its news then come as messages with
that number as correlation key: 会诊意见已出 {number, opinion, decision}, 转诊备案结果 {number, referral}, 转诊接收结果
{number, accepted, acceptance, reason}, 患者已回转 {number, back}, and at last 会诊转诊办结 {number, outcome, opinion,
decision, referral}.

As a call activity, whose results come back when it ends. Map in only what is listed here, and out what is wanted.

In: `kind` (consult, up, down), `urgency` (routine, emergency), `requester` (department of the asking doctor; that of
the starter where null), `doctor`, `doctor_phone`, `receiver` (front department of the hospital asked; null for one that
is not in the system, then `outside_name` and `outside_grade` 一级, 二级 or 三级), `wish`, `wanted_at`, `diagnosis`,
`reason`, `illness`, `history`, `allergy`, `examinations`, `treatment`, `request_files`, `home` (front department of the
clinic that follows up); for kind down also `next_plan` and `medication`.

Out: `outcome` (consulted, not_consulted, cancelled, refused, returned, not_accepted, absent, died, referred_again,
withdrawn, revoked, lost), `opinion` {text, diagnosis, advice, refer, by, on}, `decision` {adopted, plan, next, by, on},
`referral` {approved, number, receiver, hospital, level 一级/二级/三级, place 县域内/县域外, recorded_on, valid_until,
reason} as the settlement reads it (转诊已批准, 医院等级, 就医地), `acceptance` {host, department, bed, at, doctor,
note}, `arrived_at`, `back` {diagnosis, findings, therapy, plan, rehabilitation, medication, cautions, by, on},
`visits` [{on, condition, adherence, guidance, by, department}].
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from engine.process import (
    CaseValues,
    Column,
    Desk,
    Fields,
    Heading,
    Measure,
    Moment,
    Offered,
    PageBreak,
    Paper,
    Paragraph,
    PatientOf,
    Process,
    Sheet,
    Signatures,
)

REQUEST, PAPERS, CONSULTATION, REFERRAL, BACK, TIMES = "申请", "审批备案", "远程会诊", "转诊接收", "回转随访", "时效"
KINDS = {"consult": "远程会诊", "up": "上转", "down": "下转"}
HANDED_ON = (
    "patient_id", "requester", "receiver", "outside_name", "outside_grade", "doctor", "doctor_phone", "history",
    "allergy", "insurance", "card_number",
)  # fmt: skip
"""What a patient who gets worse is referred again with."""


def number(inputs: Mapping[str, Any], headers: Mapping[str, str], desk: Desk) -> dict[str, Any]:
    """Number an approved request by its day, as forms are numbered: ZZ or HZ, year, month, day and three digits."""
    series = f"{'HZ' if inputs['kind'] == 'consult' else 'ZZ'}{desk.now:%Y%m%d}"
    return {"form_number": f"{series}{desk.next_number(series):03d}", "approved": True, "approved_at": desk.now}


def note_death(inputs: Mapping[str, Any], headers: Mapping[str, str], desk: Desk) -> None:
    """Note in the patient's record that the patient has died."""
    if desk.patient is not None:
        desk.change_patient(state="died", state_on=inputs["on"])


def refer_again(inputs: Mapping[str, Any], headers: Mapping[str, str], desk: Desk) -> dict[str, Any]:
    """Start a new request linked to this one, for a patient whom the follow-up found worse."""
    last = inputs["visits"][-1]
    begun = {
        **{name: inputs.get(name) for name in HANDED_ON},
        "kind": "up",
        "urgency": "routine",
        "diagnosis": inputs.get("final_diagnosis") or inputs.get("diagnosis"),
        "reason": f"{desk.case_number} 转诊后随访：病情{last['condition']}，需要再次转诊。",
        "illness": last["guidance"],
        "treatment": inputs.get("therapy") or inputs.get("treatment"),
        "home": inputs.get("home"),
        "reply_to": inputs.get("reply_to"),
    }
    return {"next_number": desk.start("telemedicine-referral", begun)}


def kind_of(variable: str) -> str:
    """FEEL: what a kind is called."""
    return f'if {variable} = "consult" then "远程会诊" else if {variable} = "up" then "上转" else "下转"'


def hours(since: str, until: str) -> str:
    """FEEL: hours between two moments with one decimal, null as long as the second lies ahead."""
    return f'if {until} = null then null else decimal(({until} - {since}) / duration("PT1H"), 1)'


def of_consultation(value: str) -> str:
    """FEEL: a value where a consultation was asked for."""
    return f'if asked_for != "consult" then null else {value}'


TITLE = f'(if patient_name = null then "" else patient_name + " ") + ({kind_of("kind")})'

LEDGER = (
    Column(name="number", label="编号", value="case.number", group=REQUEST),
    Column(name="title", label="事项", value=TITLE, group=REQUEST),
    Column(name="form_number", label="申请单号", value="form_number", group=REQUEST),
    Column(name="kind", label="申请事项", value=kind_of("asked_for"), group=REQUEST, filter=True),
    Column(name="urgency", label="缓急", value='if emergency then "急危重症" else "普通"', group=REQUEST, filter=True),
    Column(name="requester", label="申请单位", value="requester", group=REQUEST, kind="departments", filter=True),
    Column(name="doctor", label="申请医师", value="doctor", group=REQUEST),
    Column(name="requested_at", label="申请时间", value="requested_at", group=REQUEST, kind="date"),
    Column(name="identity", label="身份证号", value="patient.identity", group=REQUEST, kind="identity"),
    Column(name="sex", label="性别", value="patient.sex", group=REQUEST),
    Column(name="age", label="年龄", value="patient.age", group=REQUEST, kind="number"),
    Column(name="insurance", label="医保类型", value="insurance", group=REQUEST),
    Column(name="diagnosis", label="初步印象", value="diagnosis", group=REQUEST),
    Column(name="reason", label="事由", value="reason", group=REQUEST),
    Column(name="receiver", label="受邀（接收）医院", value="receiver", group=REQUEST, kind="departments", filter=True),
    Column(name="outside", label="系统外医院", value="if receiver = null then outside_name else null", group=REQUEST),
    Column(name="consent", label="知情同意", value='if consent = null then null else if consent.outcome = "agree" then '
           'consent.by + " " + consent.name else "不同意"', group=PAPERS),
    Column(name="refusal", label="未批准原因", value="refusal", group=PAPERS, part="requester"),
    Column(name="recorded", label="转诊备案", group=PAPERS, filter=True,
           value='if referral = null then null else if referral.approved then "已备案" else "不予备案"'),
    Column(name="record_number", label="备案号", value="referral.number", group=PAPERS),
    Column(name="valid_until", label="备案有效期至", value="referral.valid_until", group=PAPERS, kind="date"),
    Column(name="expert", label="会诊专家", value="arrangement.name", group=CONSULTATION, part="consultation"),
    Column(name="expert_title", label="职称", value="arrangement.title", group=CONSULTATION, part="consultation"),
    Column(name="held_on", label="会诊时间", value="if session = null then arrangement.at else session.at",
           group=CONSULTATION, kind="date", part="consultation"),
    Column(name="opinion", label="会诊意见", value="opinion.text", group=CONSULTATION, part="consultation"),
    Column(name="adopted", label="是否采纳", value="decision.adopted", group=CONSULTATION, part="consultation"),
    Column(name="plan", label="最终诊疗方案", value="decision.plan", group=CONSULTATION, part="consultation"),
    Column(name="accepted_by", label="接收医院", value="acceptance.host", group=REFERRAL, kind="departments",
           filter=True),
    Column(name="bed", label="床位", value="acceptance.bed", group=REFERRAL, part="reply"),
    Column(name="appointment", label="预约时间", value="acceptance.at", group=REFERRAL, kind="date", part="reply"),
    Column(name="arrived_on", label="到诊时间", value="arrived_at", group=REFERRAL, kind="date"),
    Column(name="record_no", label="门诊号、住院号", value="record_no", group=REFERRAL, part="receiver"),
    Column(name="result", label="治疗结果", group=REFERRAL, part="receiver",
           value='if treat_outcome = "treated" then "治疗结束" else if treat_outcome = "left" then "自动出院" '
           'else if treat_outcome = "died" then "死亡" else null'),
    Column(name="home", label="随访机构", value="home", group=BACK, kind="departments", part="back"),
    Column(name="back_on", label="回转日期", value="back.on", group=BACK, kind="date", part="back"),
    Column(name="back_diagnosis", label="回转诊断", value="back.diagnosis", group=BACK, part="back"),
    Column(name="visits", label="随访（次）", value="count(visits)", group=BACK, kind="number", part="back"),
    Column(name="last_visit", label="最近一次随访", value="if visits = null then null else visits[-1].condition",
           group=BACK, part="back"),
    Column(name="answered_by", label="答复医院", value="responses[outside = false].hospital", group=TIMES,
           kind="departments"),
    Column(name="answer_hours", label="答复用时（小时）", value="responses[outside = false].hours",
           group=TIMES, kind="list"),
    Column(name="answer_limits", label="答复时限（小时）", value="responses[outside = false].limit",
           group=TIMES, kind="list"),
    Column(name="consulted_by", label="会诊医院", group=TIMES, kind="departments",
           value=of_consultation("if consulted_host != null then consulted_host else host")),
    Column(name="arrange_hours", label="会诊安排用时（小时）", value=hours("requested_at", "arranged_at"), group=TIMES,
           kind="number"),
    Column(name="arrange_limit", label="安排时限（小时）", group=TIMES, kind="number",
           value=of_consultation("if emergency then settings.emergency_hours else settings.arrange_hours")),
    Column(name="finish_days", label="会诊完成用时（工作日）", group=TIMES, kind="number",
           value="if emergency or opined_at = null then null else workdays between(requested_at, opined_at)"),
    Column(name="finish_limit", label="完成时限（工作日）", group=TIMES, kind="number",
           value=of_consultation("if emergency then null else settings.finish_days")),
    Column(name="finish_hours", label="急诊会诊用时（小时）", group=TIMES, kind="number",
           value=f"if not(emergency) then null else {hours('requested_at', 'opined_at')}"),
    Column(name="emergency_limit", label="急诊会诊时限（小时）", group=TIMES, kind="number",
           value=of_consultation("if emergency then settings.emergency_hours else null")),
    Column(name="approval_hours", label="院内审批用时（小时）", value=hours("requested_at", "approved_at"), group=TIMES,
           kind="number"),
    Column(name="back_days", label="回转用时（工作日）", group=TIMES, kind="number",
           value="if back_at = null then null else workdays between(treated_on, back_at)"),
    Column(name="back_limit", label="回转时限（工作日）", group=TIMES, kind="number",
           value="if back_at = null then null else settings.back_days"),
)  # fmt: skip

MEASURES = (
    Measure(name="answer", label="答复用时", value="answer_hours", by="answered_by", unit="小时",
            limit="answer_limits"),
    Measure(name="arrange", label="会诊安排用时", value="arrange_hours", by="consulted_by", unit="小时",
            limit="arrange_limit"),
    Measure(name="finish", label="会诊完成用时", value="finish_days", by="consulted_by", unit="个工作日",
            limit="finish_limit"),
    Measure(name="emergency", label="急诊会诊用时", value="finish_hours", by="consulted_by", unit="小时",
            limit="emergency_limit"),
    Measure(name="approval", label="院内审批用时", value="approval_hours", by="requester", unit="小时"),
    Measure(name="back", label="回转用时", value="back_days", by="accepted_by", unit="个工作日", limit="back_limit"),
)  # fmt: skip

LIFE = (
    Moment(kind="consultation", label="远程会诊", at="session.at", text="names of([consulted_host])"),
    Moment(kind="referral", label="转诊到诊", at="arrived_at", text="names of([acceptance.host])"),
    Moment(kind="referral", label="回转", at="back.on", text="names of([home])"),
    Moment(kind="follow_up", label="转诊后随访", each="visits", at="item.on", text="item.condition"),
)


def _patient(values: CaseValues) -> list[tuple[str, Any]]:
    """Name, sex and age as every form begins; of the record, else as they were written down."""
    known = values["patient"] or {}
    name, sex = known.get("name") or values["patient_name"], known.get("sex") or values["sex"]
    return [("患者姓名", name), ("性别", sex), ("年龄", f"{known['age']}岁" if known.get("age") is not None else "")]


def _address(values: CaseValues) -> list[tuple[str, Any]]:
    known = values["patient"] or {}
    address, phone = (known.get(name) or values[name] for name in ("address", "phone"))
    return [("家庭住址", address), ("联系电话", phone)]


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _receiver(values: CaseValues) -> str:
    return values.names(values["receiver"]) if values["receiver"] else str(values["outside_name"] or "")


def _summary(values: CaseValues) -> Fields:
    return Fields([
        ("初步印象", values["diagnosis"]), ("主要现病史", values["illness"]), ("主要既往史", values["history"]),
        ("过敏史", values["allergy"]), ("主要检查结果", values["examinations"]), ("治疗经过", values["treatment"]),
    ], columns=1)  # fmt: skip


def consent_of(values: CaseValues) -> Sheet:
    """The consent (知情同意书), printed to be signed or as it was signed."""
    kind, consent = KINDS[values["asked_for"]], values["consent"] or {}
    told = (
        f"经治医师已经向我说明本次{kind}的原因、内容、拟请（转往）的医疗机构、可能的费用和风险，以及病历资料将提供给对方医疗机构。"
        "我可以在任何时候撤回同意。"
    )  # fmt: skip
    return Sheet(f"{kind}知情同意书", [
        Fields([*_patient(values), ("拟请（转往）医院", _receiver(values))]),
        Fields([("初步印象", values["diagnosis"]), ("事由", values["reason"])], columns=1),
        Paragraph(told), Paragraph("患者（监护人、近亲属）意见：□同意　　□不同意"),
        Fields([("签署人", consent.get("name")), ("与患者关系", consent.get("relation") or consent.get("by")),
                ("签署日期", consent.get("on"))], columns=3),
        Signatures(["患者（监护人、近亲属）签字", "经治医师签字"]),
    ])  # fmt: skip


def request_of(values: CaseValues) -> Sheet:
    """The request for a consultation (远程会诊申请单)."""
    return Sheet("远程会诊申请单", [
        Fields([("申请单号", values["form_number"]), ("申请日期", _day(values["requested_at"])),
                ("申请单位", values.names(values["requester"])), ("受邀医院", _receiver(values)),
                *_patient(values), ("缓急", "急危重症" if values["emergency"] else "普通"),
                ("拟请专业、职称", values["wish"]), ("希望时间", values["wanted_at"])]),
        Fields([("会诊目的", values["reason"])], columns=1), _summary(values),
        Fields([("申请医师", values["doctor"]), ("联系电话", values["doctor_phone"])]),
        Signatures(["申请医师", "科主任", "医务科（盖章）"]),
    ])  # fmt: skip


def report_of(values: CaseValues) -> Sheet:
    """The report of a consultation (远程会诊意见报告), to be signed by the expert; kept by both sides."""
    opinion, arranged, held = values["opinion"], values["arrangement"], values["session"] or {}
    return Sheet("远程会诊意见报告", [
        Fields([*_patient(values), ("申请单位", values.names(values["requester"])),
                ("会诊医院", values.names(values["consulted_host"] or values["host"])), ("会诊专家", arranged["name"]),
                ("职称", arranged["title"]), ("会诊时间", held.get("at"))]),
        Fields([("参加人员", held.get("attendees")), ("会诊诊断", opinion["diagnosis"]), ("会诊意见", opinion["text"]),
                ("诊疗建议", opinion["advice"]), ("是否建议转诊", opinion["refer"])], columns=1),
        Paragraph("最终诊疗方案由邀请方医疗机构决定。"), Signatures(["会诊专家签名", "会诊医院（盖章）"]),
    ])  # fmt: skip


def stub_of(values: CaseValues) -> list[Any]:
    """The stub of the referral form (存根), which stays with the referring doctor."""
    return [
        Heading("存根"),
        Fields([*_patient(values), ("档案编号", values["card_number"]), *_address(values)]),
        Paragraph(f"因病情需要，转往{_receiver(values)}{values['wish'] or ''}。"),
        Fields([("转诊日期", _day(values["approved_at"] or values["requested_at"])),
                ("接诊医生", (values["acceptance"] or {}).get("doctor")), ("转诊医生", values["doctor"])], columns=3),
        Signatures(["转诊医生（签字）"]),
    ]  # fmt: skip


def outward_of(values: CaseValues) -> list[Any]:
    """The part that goes with the patient (转出单), with the hospital's fixed words of approval."""
    asks = "上转" if values["kind"] == "up" else "下转"
    later = [("下一步治疗方案及康复建议", values["next_plan"]), ("用药建议和注意事项", values["medication"])]
    return [
        Heading(f"双向转诊（{asks}）单"), Paragraph(f"{_receiver(values)}："),
        Paragraph("现有患者因病情需要，需转入贵单位，请予以接诊。"),
        Fields([*_patient(values), ("转诊单号", values["form_number"])]), _summary(values),
        Fields([("转出原因", values["reason"]), *(later if values["kind"] == "down" else []),
                ("院方审批意见", "同意转诊。" if values["approved"] else "")], columns=1),
        Fields([("转诊医生", values["doctor"]), ("联系电话", values["doctor_phone"]),
                ("转出机构", values.names(values["requester"])), ("日期", _day(values["approved_at"]))]),
        Signatures(["转诊医生（签字）", "转出机构（盖章）"]),
    ]  # fmt: skip


def backward_of(values: CaseValues) -> list[Any]:
    """The part that comes back (回转单) with findings, therapy, medication and advice for rehabilitation."""
    back = values["back"] or {}
    return [
        Heading("双向转诊（回转）单"), Paragraph(f"{values.names(values['home'])}："),
        Paragraph("现有患者因病情需要，现转回贵单位，请予以接诊和随访。"),
        Fields([*_patient(values), ("住院病案号", values["record_no"])]),
        Fields([("诊断结果", back.get("diagnosis")), ("主要检查结果", back.get("findings")),
                ("既往史", values["history"]), ("过敏史", values["allergy"]),
                ("治疗经过", back.get("therapy")), ("下一步治疗方案", back.get("plan")),
                ("康复建议", back.get("rehabilitation")), ("用药建议", back.get("medication")),
                ("注意事项", back.get("cautions"))], columns=1),
        Fields([("接诊医生", back.get("by")), ("日期", back.get("on"))]),
        Signatures(["接诊医生（签字）", "转回机构（盖章）"]),
    ]  # fmt: skip


REFERRED = 'kind != "consult"'
PAPERS_PRINTED = (
    Paper(name="consent", label="知情同意书", build=consent_of),
    Paper(name="request", label="远程会诊申请单", build=request_of, when='asked_for = "consult"'),
    Paper(name="report", label="远程会诊意见报告", build=report_of, when="opinion != null", part="consultation"),
    Paper(name="referral", label="双向转诊单（存根、转出单）", when=REFERRED,
          build=lambda values: Sheet("双向转诊单", [*stub_of(values), PageBreak(), *outward_of(values)])),
    Paper(name="back", label="双向转诊单（回转单）", when="back != null", part="back",
          build=lambda values: Sheet("双向转诊单", backward_of(values))),
    Paper(name="three-parts", label="双向转诊单（三联）", when=f"{REFERRED} and back != null", part="back",
          build=lambda values: Sheet("双向转诊单", [*stub_of(values), PageBreak(), *outward_of(values), PageBreak(),
                                               *backward_of(values)])),
)  # fmt: skip

process = Process(
    key="telemedicine-referral",
    prefix="HZ",
    title=TITLE,
    due='if asked_for != "consult" then null else if emergency then '
    'requested_at + duration("PT" + string(settings.emergency_hours) + "H") '
    "else workdays after(requested_at, settings.finish_days)",
    settled='if asked_for = "consult" then opined_at else back_at',
    ledger=LEDGER,
    measures=MEASURES,
    papers=PAPERS_PRINTED,
    patient=PatientOf(),
    life=LIFE,
    takes={"wish": "consult 会诊、refer-up 上转", "request": "申请内容", "requester": "申请医院", "calling": "编号"},
    gives={"result": "会诊意见或转诊结果"},
    services={
        "telemedicine-referral.number": Offered(run=number, label="申请单编号", inputs={"kind": "会诊或转诊"}),
        "telemedicine-referral.death": Offered(run=note_death, label="登记患者死亡", inputs={"on": "死亡日期"}),
        "telemedicine-referral.again": Offered(run=refer_again, label="再次申请转诊", inputs={"visits": "随访记录"}),
    },
)
