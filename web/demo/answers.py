"""What the clerks of the demonstration write into each form of the rectification."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from engine.items import ItemView

Posted = dict[str, list[str]]

MEASURES = (
    ("逐村逐户核查并更新台账", "台账与实际一致率 100%"),
    ("制定管理制度并公示上墙", "制度印发，窗口公示"),
    ("开展业务培训", "培训不少于 2 次，有签到和考核"),
    ("补齐人员和设备", "人员到岗、设备启用有记录"),
    ("建立按月督查机制", "每月督查 1 次，有通报"),
    ("对相关责任人约谈提醒", "有约谈记录"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What a clerk has at hand: the item, the day, chance, the departments concerned and a file to attach."""

    item: ItemView
    today: date
    random: Random
    units: Sequence[str]
    attach: Callable[[], str]


def accept(desk: Desk) -> Posted:
    if desk.random.random() < 0.06:
        return {"acceptance_outcome": ["object"], "objection": ["经核实，该问题不属于我单位职责范围。"]}
    return {"acceptance_outcome": ["accept"], "contact": ["分管副职"], "contact_phone": ["0990-5550123"]}


def rule(desk: Desk) -> Posted:
    return {"ruling": [desk.random.choice(("uphold", "uphold", "release"))]}


def inspect(desk: Desk) -> Posted:
    if desk.random.random() < 0.25:
        return {
            "inspection": ["对照反馈问题开展自查，发现同类情况。"],
            "similar_found": ["yes"],
            "similar_what": ["个别乡镇也有类似情况，已一并列入整改。"],
            "similar_units": [desk.units[0]],
        }
    return {"inspection": ["对照反馈问题逐项自查，未见同类情况。"], "similar_found": ["no"]}


def plan(desk: Desk) -> Posted:
    until = desk.item.case.due_at.date() if desk.item.case.due_at else desk.today + timedelta(days=60)
    posted: Posted = {"goal": ["问题整改到位，制度健全，不再反弹。"]}
    chosen = desk.random.sample(MEASURES, desk.random.randint(1, 3))
    for number, (title, standard) in enumerate(chosen):
        latest = max(1, (until - desk.today).days)
        day = desk.today + timedelta(days=max(1, min(latest, desk.random.randint(10, 55))))
        row = {
            "title": title, "standard": standard, "kind": desk.random.choice(("立行立改", "限期整改", "限期整改")),
            "due": day.isoformat(), "department": desk.random.choice(list(desk.units)), "person": "业务科室负责人",
        }  # fmt: skip
        posted.update({f"measures[{number}].{name}": [value] for name, value in row.items()})
    return posted


def review(desk: Desk) -> Posted:
    return {"review_outcome": ["return" if desk.random.random() < 0.1 else "approve"]}


def approve(desk: Desk) -> Posted:
    return {"instruction": [desk.random.choice(("请按期推进，及时报送进展。", "务必举一反三，防止反弹。", ""))]}


def progress(desk: Desk) -> Posted:
    item, chance = desk.item.item, desk.random.random()
    left = (item.due_at.date() - desk.today).days if item.due_at else 0
    extend = "extend_to" in (desk.item.form.fields if desk.item.form else {})
    if left > 8 and chance < 0.75:
        return {
            "outcome": ["continue"], "percent": [str(desk.random.choice((20, 40, 50, 60)))],
            "progress": ["已完成摸底，正在逐项落实。"], "next_steps": ["抓紧推进剩余工作。"],
        }  # fmt: skip
    if 0 < left <= 6 and chance < 0.3 and not extend:
        later = item.due_at.date() + timedelta(days=desk.random.randint(10, 25)) if item.due_at else desk.today
        return {
            "outcome": ["extend"], "percent": ["60"], "progress": ["主体工作完成，尚有尾工。"],
            "extend_to": [later.isoformat()], "extend_reason": ["设备招标周期较长，需延后。"],
        }  # fmt: skip
    return {"outcome": ["done"], "percent": ["100"], "progress": ["已按标准完成。"], "evidence": [desk.attach()]}


def extension_unit(desk: Desk) -> Posted:
    return {"extension_ruling": ["approve"]}


def extension_office(desk: Desk) -> Posted:
    return {"extension_ruling": ["approve" if desk.random.random() < 0.8 else "refuse"]}


def apply(desk: Desk) -> Posted:
    return {"completion": ["各项措施均已完成，申请销号。"], "closing_files": [desk.attach()]}


def verify(desk: Desk) -> Posted:
    posted = {"verified_by": ["现场核查组"], "verified_on": [desk.today.isoformat()]}
    if desk.random.random() < 0.08:
        return {**posted, "verify_result": ["fail"], "verify_missing": ["制度已印发，但执行记录不完整。"]}
    return {**posted, "verify_result": ["pass"]}


def close(desk: Desk) -> Posted:
    rows = [name for name in (desk.item.form.fields if desk.item.form else {}) if name.endswith("].redo")]
    if desk.random.random() < 0.1 and rows:
        first = rows[0].removesuffix("redo")
        later = (desk.today + timedelta(days=20)).isoformat()
        redo = {f"{first}redo": ["true"], f"{first}missing": ["请补充执行记录。"], f"{first}due": [later]}
        return {"closing": ["refuse"], **redo}
    return {"closing": ["approve"]}


def publish(desk: Desk) -> Posted:
    return {"published_where": ["委门户网站公示栏"], "published_on": [desk.today.isoformat()]}


def lookback(desk: Desk) -> Posted:
    posted = {"lookback_by": ["回头看工作组"], "lookback_files": [desk.attach()]}
    if desk.random.random() < 0.2:
        due = (desk.today + timedelta(days=60)).isoformat()
        text = ["现场复查发现又有反弹，需要重新整改。"]
        return {**posted, "lookback_result": ["rebound"], "lookback_text": text, "rebound_due": [due]}
    return {**posted, "lookback_result": ["hold"], "lookback_text": ["整改成效巩固，未见反弹。"]}


def talk(desk: Desk) -> Posted:
    return {
        "talk_on": [desk.today.isoformat()], "talk_with": ["责任单位主要负责人"],
        "talk_record": ["指出整改滞后的问题，听取情况说明。"], "talk_demand": ["一周内完成并报送材料。"],
    }  # fmt: skip


BY_FORM: dict[str, Callable[[Desk], Posted]] = {
    "accept": accept, "rule": rule, "inspect": inspect, "plan": plan, "review": review, "approve": approve,
    "progress": progress, "extension-unit": extension_unit, "extension-office": extension_office, "apply": apply,
    "verify": verify, "close": close, "publish": publish, "lookback": lookback, "talk": talk,
}  # fmt: skip
"""Form id -> how a clerk answers it; the objections to a publication stay unanswered, since there are none."""
