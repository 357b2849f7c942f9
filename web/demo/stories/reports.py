"""Regular reports on key tasks: one task by month, two by quarter, over two years."""

from datetime import timedelta

from web.demo.story import Answers, Hand, Start, Story, always

TASKS = (
    (700, "大病专项救治进展", "大病", "quarterly", 320),
    (340, "大病专项救治进展（本年度）", "大病", "monthly", 400),
    (330, "家庭医生签约进展", "签约", "quarterly", 400),
)
"""Days ago, title, a word of the task, rhythm, and for how many days."""


def set_up(ago: int, title: str, task: str, rhythm: str, days: int) -> Start:
    def answers(hand: Hand) -> Answers:
        today = hand.now.date()
        return {
            "title": title, "duty_id": hand.duty(task), "rhythm": rhythm, "from": today + timedelta(days=3),
            "until": today + timedelta(days=days), "requirements": "报送人数、进度、困难和下步打算。",
        }  # fmt: skip

    return Start(ago=ago, by="云川市卫生健康委员会", answers=answers)


def report(hand: Hand) -> Answers:
    return {
        "percent": hand.random.choice((20, 40, 55, 70, 85)), "progress": "本期新增救治对象 6 名，已全部建账。",
        "difficulties": "个别乡镇数据报送滞后。", "next_steps": "按月比对数据，补齐随访。",
    }  # fmt: skip


def judge(hand: Hand) -> Answers:
    if hand.random.random() < 0.12:
        return {"quality": "poor", "poor_reason": "缺少与上期的对比。"}
    return {"quality": "good"}


STORY = Story(
    key="key-task-report",
    starts=[set_up(*task) for task in TASKS],
    steps={
        "report": report, "judge": judge, "summarize": always(summary="各处室按期推进，进度总体正常。"),
        "assess": always(grade="良好", assessment="按期完成，数据基本准确。"),
        "talk": lambda hand: {"talked_on": hand.now.date(), "talk_text": "指出报送迟延，要求限期补报。"},
    },
    pace={"report": 0.45},
)  # fmt: skip
