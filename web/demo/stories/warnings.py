"""Warnings of poverty by illness: verified, helped, reviewed every three months."""

from web.demo.patients import OF_ONE_COUNTY, patients
from web.demo.story import Answers, Hand, Start, Story, always

AGO = (690, 640, 575, 520, 470, 410, 362, 310, 268, 214, 171, 130, 96, 66, 40, 24, 11, 8, 5, 3, 1)
SOURCES = ("部门推送", "群众申请", "排查发现", "费用超过预警线")
SITUATIONS = ("一人患大病，主要劳动力在家照料。", "住院两次，收入明显减少。", "慢病合并症，长期用药。")
BUREAU = "石桥县卫生健康局"


def warned(number: int, ago: int, person: dict[str, object]) -> Start:
    told = {"source": SOURCES[number % 4], "own_cost": 9000 + number * 850, "situation": SITUATIONS[number % 3]}
    return Start(ago=ago, by=BUREAU, answers=always(**person, **told))


def verify(hand: Hand) -> Answers:
    if hand.random.random() < 0.15:
        return {"risk": "no", "dismissal": "商业保险已赔付，没有返贫风险。", "verify_text": "查看赔付单据。"}
    return {"risk": "yes", "verify_text": "入户核实，情况属实。"}


def plan(hand: Hand) -> Answers:
    bureau, insurer = hand.department(BUREAU), hand.department("石桥县医疗保障局")
    return {
        "helps": [
            {"kind": "医疗救助", "department": insurer, "what": "二次救助"},
            {"kind": "签约随访", "department": bureau, "what": "每季随访，指导用药"},
        ]
    }


def help_(hand: Hand) -> Answers:
    amount = hand.random.choice((0, 2000, 3500, 6000))
    return {"helped_on": hand.now.date(), "helped_amount": amount, "helped_text": "已落实。"}


def review(hand: Hand) -> Answers:
    cleared = "yes" if hand.random.random() < 0.6 else "no"
    return {"cleared": cleared, "review_text": "收入稳定，负担下降。" if cleared == "yes" else "仍有负担，继续帮扶。"}


STORY = Story(
    key="poverty-risk-warning",
    starts=[
        warned(number, ago, who)
        for number, (ago, who) in enumerate(zip(AGO, patients(3, OF_ONE_COUNTY), strict=False))
    ],
    steps={"verify": verify, "plan": plan, "help": help_, "review": review},
    pace={"verify": 0.3, "help": 0.15},
)
