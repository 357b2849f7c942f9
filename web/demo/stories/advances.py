"""The watch over hospitals' advances: besides the monthly look, two looks with what was settled outside the system."""

from datetime import timedelta

from web.demo.story import Answers, Hand, Start, Story, always

LOOKS = ((330, 0.92, 0.88), (5, 0.81, 0.93))
"""Days ago, and what two hospitals had been paid of their advances."""


def asked(ago: int, first: float, second: float) -> Start:
    def answers(hand: Hand) -> Answers:
        rates = (("石桥县人民医院", 864000, first), ("青禾县人民医院", 512000, second))
        others = [
            {"hospital": hand.department(name), "advanced": advanced, "paid": round(advanced * rate)}
            for name, advanced, rate in rates
        ]
        return {"reason": "核对系统外垫付", "others": others}

    return Start(ago=ago, by="云川市医疗保障局", answers=answers)


STORY = Story(
    key="advance-watch",
    starts=[asked(*one) for one in LOOKS],
    steps={
        "answer": lambda hand: {"cause": "上级资金未到位。", "pay_by": hand.now.date() + timedelta(days=20)},
        "instruct": always(instruction="请按计划足额拨付，月底前报告结果。"),
    },
)
