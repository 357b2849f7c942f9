"""Consultations and referrals among the hospitals of the city, the counties and a township."""

from datetime import timedelta

from web.demo.patients import patients
from web.demo.places import HEALTH_CENTRES
from web.demo.story import Answers, Hand, Start, Story, always

CITY_HOSPITAL = "云川市第一人民医院"
ASKERS = (
    "石桥县人民医院内科", "青禾县人民医院内科", "河口镇卫生院全科门诊", "南渡县人民医院内科", "石桥县中医医院内科",
)  # fmt: skip
HOME = HEALTH_CENTRES[0].name
AGO = (*range(700, 380, -50), *range(370, 60, -26), 52, 44, 37, 30, 26, 22, 18, 15, 12, 10, 8, 7, 5, 4, 3, 2, 1, 1)
ILLS = (
    ("冠心病 不稳定型心绞痛", "反复胸闷一周，加重一天。", "心内科"),
    ("脑梗死恢复期", "右侧肢体无力两天。", "神经内科"),
    ("股骨颈骨折", "跌倒后右髋疼痛，不能行走。", "骨科"),
    ("慢性肾脏病 4 期", "双下肢浮肿，尿量减少。", "肾内科"),
)


def asked(number: int, ago: int, person: dict[str, object]) -> Start:
    by = ASKERS[number % len(ASKERS)]
    diagnosis, illness, wish = ILLS[number % len(ILLS)]
    known = {name: person[name] for name in ("patient_name", "identity", "phone", "address")}
    kind = "consult" if number % 3 == 1 else "up"
    upward = "石桥县人民医院" if by.startswith(HOME) else CITY_HOSPITAL

    def answers(hand: Hand) -> Answers:
        return {
            **known, "kind": kind, "urgency": "routine", "receiver": hand.department(upward), "wish": wish,
            "wanted_at": hand.now + timedelta(days=2), "insurance": "居民医保", "diagnosis": diagnosis,
            "reason": "本院不具备条件，需要上级医院诊治。" if kind == "up" else "请上级专家明确诊断和治疗方案。",
            "illness": illness, "history": "高血压十年。", "allergy": "无", "treatment": "对症治疗。",
            "doctor": "王医生", "doctor_phone": "0990-5550123",
        }  # fmt: skip

    return Start(ago=ago, by=by, answers=answers)


def consent(hand: Hand) -> Answers:
    return {
        "consent_outcome": "agree", "consent_by": "本人", "consent_name": "患者本人",
        "consent_on": hand.now.date(), "consent_files": [hand.file("知情同意书.docx")],
    }  # fmt: skip


def approve(hand: Hand) -> Answers:
    if hand.random.random() < 0.06:
        return {"ruling": "return", "missing": "请补充近期检查结果。"}
    return {"ruling": "approve"}


def record(hand: Hand) -> Answers:
    until = hand.now.date() + timedelta(days=180)
    number = f"BA{hand.now:%y%m%d}{hand.random.randint(100, 999)}"
    return {"record_outcome": "record", "record_number": number, "record_until": until}


def answer(hand: Hand) -> Answers:
    if hand.random.random() < 0.07:
        return {"accept_outcome": "decline", "decline_reason": "本周床位已满，建议另选医院或择期。"}
    bed = f"{hand.random.randint(1, 40)} 床"
    at = hand.now + timedelta(days=1)
    return {"accept_outcome": "accept", "bed": bed, "appointment": at, "ward_doctor": "李医生"}


def arrange(hand: Hand) -> Answers:
    return {
        "arrange_outcome": "arranged", "expert_name": "张主任", "expert_title": "主任医师", "years": 20,
        "consult_at": hand.now + timedelta(hours=20), "means": "视频会诊一室", "fee": 0,
    }  # fmt: skip


def hold(hand: Hand) -> Answers:
    held = hand.now - timedelta(hours=1)
    return {"hold_outcome": "held", "held_at": held, "minutes": 40, "attendees": "经治医生、患者家属"}


def opinion(hand: Hand) -> Answers:
    return {
        "consult_diagnosis": "同意目前诊断", "opinion_text": "建议完善冠脉 CTA，调整用药。",
        "advice": "规律服药，两周后复查。", "refer_advised": False, "signed_files": [hand.file("专家签字页.docx")],
    }  # fmt: skip


def treat(hand: Hand) -> Answers:
    return {
        "treat_outcome": "treated", "treated_on": hand.now.date(), "final_diagnosis": "好转出院",
        "findings": "相应检查已完成。", "therapy": "手术及药物治疗。",
    }  # fmt: skip


def back(hand: Hand) -> Answers:
    return {
        "final_diagnosis": "好转出院", "findings": "恢复良好。", "therapy": "手术及药物治疗。",
        "next_plan": "门诊复查。", "rehabilitation": "循序渐进活动。", "medication": "按出院医嘱服药。",
        "cautions": "不适随诊。",
        "home": hand.department(HOME),
    }  # fmt: skip


def follow(hand: Hand) -> Answers:
    seen = {"visited_on": hand.now.date(), "condition": "好转", "adherence": "规律", "guidance": "按时服药，适度活动。"}
    if hand.random.random() < 0.4:
        return {**seen, "visit_outcome": "again", "visit_again_on": hand.now.date() + timedelta(days=30)}
    return {**seen, "visit_outcome": "done"}


def archive(hand: Hand) -> Answers:
    return {"record_kind": "inpatient", "archive_number": f"ZY{hand.now:%y%m%d}{hand.random.randint(10, 99)}"}


STORY = Story(
    key="telemedicine-referral",
    starts=[asked(number, ago, who) for number, (ago, who) in enumerate(zip(AGO, patients(2), strict=False))],
    steps={
        "consent": consent, "approve_department": approve, "approve_hospital": approve, "approve_leader": approve,
        "amend": always(diagnosis="诊断同前", reason="已补充检查结果", illness="病情同前"), "record": record,
        "rerecord": record, "answer": answer,
        "choose_next": lambda hand: {"other_outcome": "ask", "next_receiver": hand.department("云川市中医医院")},
        "choose_other": lambda hand: {"other_outcome": "ask", "next_receiver": hand.department("云川市中医医院")},
        "arrive": lambda hand: {"arrive_outcome": "arrived", "arrived_at": hand.now, "record_no": "ZY"},
        "treat": treat, "refer_back": back,
        "first_visit": lambda hand: {"next_visit": hand.now.date() + timedelta(days=5)}, "follow_up": follow,
        "precheck": always(precheck_outcome="accept", triage="相应专科"), "arrange": arrange,
        "confirm": always(confirm_outcome="ok", companion="王医生"), "hold": hold, "write_opinion": opinion,
        "quality": always(quality_outcome="pass"),
        "decide": always(adopted="采纳", plan="按会诊意见治疗。", next_step="local"),
        "archive_requester": archive, "archive_host": archive,
    },
    pace={"treat": 0.12, "follow_up": 0.3},
)  # fmt: skip
