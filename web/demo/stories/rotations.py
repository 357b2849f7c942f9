"""Staff of the city's hospitals posted to county hospitals for six months, with records, leave and certificates."""

from datetime import timedelta

from web.demo.story import Answers, Hand, Start, Story, always

SUPPORTER = "云川市第一人民医院"
POSTED = ((716, "陈医师", "石桥县人民医院", "心血管内科"), (540, "林医师", "石桥县人民医院", "神经内科"),
          (520, "黄医师", "青禾县人民医院", "普通外科"), (350, "吴医师", "石桥县人民医院", "心血管内科"),
          (330, "郑医师", "南渡县人民医院", "妇产科"), (175, "何医师", "石桥县人民医院", "神经内科"),
          (120, "许医师", "青禾县人民医院", "普通外科"), (60, "蒋医师", "石桥县人民医院", "心血管内科"),
          (6, "沈医师", "南渡县人民医院", "妇产科"))  # fmt: skip


def posted(ago: int, person: str, receiver: str, speciality: str) -> Start:
    def answers(hand: Hand) -> Answers:
        return {
            "batch": 1, "way": "三级医院驻点", "supporter": hand.department(SUPPORTER),
            "receiver": hand.department(receiver), "person": person, "rank": "副高", "phone": "0990-5550101",
            "profession": speciality, "speciality": speciality, "months": 6,
            "starts": hand.now.date() + timedelta(days=6),
        }  # fmt: skip

    return Start(ago=ago, by=SUPPORTER, answers=answers)


def arrive(hand: Hand) -> Answers:
    return {"arrival": "arrived", "arrived_on": hand.now.date(), "place": "内科", "mentees": "住院医师两名"}


def record(hand: Hand) -> Answers:
    return {
        "attended": hand.random.randint(14, 16), "outpatients": hand.random.randint(60, 160),
        "operations": hand.random.randint(0, 12), "consultations": hand.random.randint(2, 10), "rounds": 4,
        "lectures": 1, "clinics": hand.random.randint(0, 1), "trainees": 3, "summary": "查房、带教、手术示教。",
    }  # fmt: skip


def contact(hand: Hand) -> Answers:
    return {
        "contact_on": hand.now.date(), "contact_by": "医务科干事", "contact_way": "电话", "contact_with": "派驻医师",
        "contact_matters": "工作正常，生活有保障。",
    }  # fmt: skip


GRADES = {"midterm_by": "受援医院医务科", "midterm_comment": "查房带教扎实。"}

STORY = Story(
    key="counterpart-rotation",
    starts=[posted(*one) for one in POSTED],
    steps={
        "approve_supporter": always(ruling="approve"), "approve_receiver": always(ruling="approve"), "arrive": arrive,
        "record": record, "contact": contact, "assess_midterm": always(midterm_grade="优秀", **GRADES),
        "secure_successor": always(secured="none", secured_note="本轮任务完成，下一批另行选派。"),
        "prepare_handover": always(handover=[{"kind": "在管患者", "item": "术后随访患者五名", "state": "交接续随访"}]),
        "sign_handover": always(signed="yes"),
        "assess_final": always(final_grade="合格", final_by="受援医院考核组", final_comment="完成任务。",
                               final_results="开展新技术一项，带教三人。"),
        "depart": lambda hand: {"left_on": hand.now.date()}, "last_record": record,
        "issue_certificate": lambda hand: {"issued_on": hand.now.date(), "issued_to": "本人"},
    },
    pace={"record": 0.3, "contact": 0.3, "arrive": 0.8},
)  # fmt: skip
