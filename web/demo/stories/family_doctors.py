"""Contracts with family doctors: some thirty people with chronic illnesses over two years, some late, some referred."""

from web.demo.patients import patients
from web.demo.places import TEAMS
from web.demo.story import Answers, Hand, Start, Story, always

ILLNESSES = ("原发性高血压", "2型糖尿病", "原发性高血压", "严重精神障碍", "肺结核")
AGO = (*range(722, 400, -36), *range(392, 60, -30), 45, 30, 21, 9, 6, 4, 2, 1)
TEXTS = ("血压、血糖平稳，规律服药。", "近日劳累，睡眠欠佳，指导按时服药、减盐。", "足背动脉搏动良好，复查安排在下月。")


def visit(hand: Hand) -> Answers:
    poor, refer = hand.random.random() < 0.18, hand.random.random() < 0.04
    asked = {"refer_to": hand.department("石桥县人民医院"), "refer_reason": "控制不满意，需要专科诊治"} if refer else {}
    return {
        "visited_on": hand.now.date(), "visited_how": hand.random.choice(("入户", "门诊", "电话")),
        "visited_by": "李医生", "controlled": "控制不满意" if poor else "控制满意",
        "visit_text": hand.random.choice(TEXTS), "refer": "yes" if refer else "no", **asked,
    }  # fmt: skip


def sign(hand: Hand) -> Answers:
    if hand.random.random() < 0.05:
        return {"sign_outcome": "refused", "refused_reason": "长期在外务工"}
    return {"sign_outcome": "signed", "signed_on": hand.now.date(), "package": "慢病服务包", "consented": True}


def examine(hand: Hand) -> Answers:
    found = hand.random.choice(("未见明显异常。", "轻度脂肪肝，指导饮食。", "空腹血糖偏高，复查。"))
    return {"examined_on": hand.now.date(), "examined_at": "乡镇卫生院", "examination": found}


def enrolled(number: int, ago: int, person: dict[str, object]) -> Start:
    team = TEAMS[number % len(TEAMS)]

    def answers(hand: Hand) -> Answers:
        return {
            **person, "disease": ILLNESSES[number % len(ILLNESSES)], "team": hand.department(team),
            "situation": "患病多年，由村医转来签约。",
        }  # fmt: skip

    return Start(ago=ago, by=team, answers=answers)


STORY = Story(
    key="family-doctor-followup",
    starts=[enrolled(number, ago, who) for number, (ago, who) in enumerate(zip(AGO, patients(1), strict=False))],
    steps={
        "sign": sign,
        "plan": always(
            plan_text="每季随访一次，年内体检一次，指导用药和饮食。",
            goals="血压低于 140/90 mmHg，空腹血糖低于 7.0 mmol/L。",
        ),
        "visit": visit,
        "examine": examine,
        "renew": always(year_text="全年随访到位，病情平稳。", renew_outcome="renew"),
    },
    pace={"examine": 0.006, "visit": 0.14},
)
