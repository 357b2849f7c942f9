"""Inspections of leaders every quarter in their counties; what they find becomes a case of rectification."""

from collections.abc import Callable
from datetime import timedelta

from web.demo.story import Answers, Hand, Start, Story, always

PAIRS = (("分管领导（医政）", "石桥县卫生健康局"), ("分管领导（基层公卫）", "青禾县卫生健康局"),
         ("分管领导（财务信息）", "南渡县卫生健康局"))  # fmt: skip
FINDINGS = ("村卫生室药品登记不全", "随访记录与电话核查不一致", "一站式结算窗口标识不清")


def arrange(title: str) -> Callable[[Hand], Answers]:
    def answers(hand: Hand) -> Answers:
        pairs = [{"leader": hand.person(leader), "county": hand.department(county)} for leader, county in PAIRS]
        begin = hand.now.date() + timedelta(days=5)
        return {"title": title, "from": begin, "quarters": 4, "pairs": pairs, "focus": "大病救治、签约随访"}

    return answers


def inspect(hand: Hand) -> Answers:
    findings = []
    if hand.random.random() < 0.45:
        due = hand.now.date() + timedelta(days=60)
        title = hand.random.choice(FINDINGS)
        findings = [{"title": title, "description": "抽查两处，均有此问题。", "due": due}]
    return {
        "inspected_on": hand.now.date(), "places": "县医院、乡镇卫生院和两个村", "inspection": "查看台账并入户核查。",
        "findings": findings,
    }  # fmt: skip


STORY = Story(
    key="leader-inspection",
    starts=[Start(ago=715, by="云川市卫生健康委员会整改办", answers=arrange("上年度包抓检查")),
            Start(ago=345, by="云川市卫生健康委员会整改办", answers=arrange("本年度包抓检查"))],
    steps={"inspect": inspect, "summarize": always(summary="各县总体正常，问题已转整改。")},
    pace={"inspect": 0.12},
)  # fmt: skip
