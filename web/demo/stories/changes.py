"""Changes in the lives of patients: one who moved away, one whose entitlement ended, and one still to be verified."""

from datetime import timedelta

from web.demo.patients import patients
from web.demo.story import Answers, Hand, Start, Story, always

PEOPLE = [who for _number, who in zip(range(12), patients(1), strict=False)]
KINDS = ((410, "moved", "随子女迁往外省。"), (230, "entitlement", "已脱贫，不再享受。"), (60, "death", "因病去世。"),
         (4, "lost", "三次电话联系不上，已请村委会协助。"))  # fmt: skip


def reported(number: int, ago: int, kind: str, note: str) -> Start:
    person = {name: PEOPLE[3 * number][name] for name in ("patient_name", "identity")}

    def answers(hand: Hand) -> Answers:
        now = {"new_entitlement": "一般人口"} if kind == "entitlement" else {}
        return {**person, "changed_on": hand.now.date() - timedelta(days=2), "kind": kind, "note": note, **now}

    return Start(ago=ago, by="石桥县卫生健康局", answers=answers)


STORY = Story(
    key="patient-change",
    starts=[reported(number, *told) for number, told in enumerate(KINDS)],
    steps={"verify": always(verify_outcome="confirm", verify_note="村委会证明属实。")},
)
