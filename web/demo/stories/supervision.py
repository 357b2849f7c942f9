"""Counties on the list: one taken off it long ago, one that reports every week."""

from datetime import timedelta

from web.demo.story import Answers, Hand, Start, Story, always

LISTED = ((520, "村卫生室空白村督战", "青禾县卫生健康局"), (96, "大病救治进度督战", "石桥县卫生健康局"))


def listed(ago: int, title: str, county: str) -> Start:
    def answers(hand: Hand) -> Answers:
        today = hand.now.date()
        return {
            "title": title, "county": hand.department(county), "listed_on": today, "until": today + timedelta(days=150),
            "problems": "进度落后于全市平均。", "goals": "达到全市平均进度，问题清零。",
        }  # fmt: skip

    return Start(ago=ago, by="云川市卫生健康委员会整改办", answers=answers)


def report(hand: Hand) -> Answers:
    done = hand.random.random() < 0.08
    return {
        "progress": "本周新增完成 3 处。", "percent": 100 if done else hand.random.choice((40, 55, 70, 80)),
        "apply": "yes" if done else "no",
    }  # fmt: skip


def judge(hand: Hand) -> Answers:
    return {"guidance": "请加快进度，按周报送。", "ready": "yes" if hand.random.random() < 0.5 else "no"}


STORY = Story(
    key="listed-supervision",
    starts=[listed(*one) for one in LISTED],
    steps={
        "report": report, "judge": judge, "delist": always(delist_outcome="approve"),
        "talk": lambda hand: {"talked_on": hand.now.date(), "talk_text": "指出进度滞后，限期整改。"},
    },
)
