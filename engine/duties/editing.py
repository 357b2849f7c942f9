"""Editing a duty: every change keeps what it was, what it became, who changed it and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from engine.duties.keys import FREE
from engine.duties.parties import refresh_search, snapshot
from engine.duties.restructuring import next_sequence
from engine.errors import Conflict, NotFound, Refused
from engine.ids import new_id
from engine.models import Duty, DutyChange, DutyParty, Notice
from engine.organizations.access import administrators_only
from engine.organizations.faults import required, wrong
from engine.organizations.persons import person_of
from engine.organizations.structure import department_of

if TYPE_CHECKING:
    from engine.unit import Unit

MODES = ("single", "joint", "each")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A duty as a person wants it: department ids by role (lead, unit, support), groups by role, person ids."""

    task: str
    mode: str
    key: str = ""
    due: str = ""
    departments: Mapping[str, Sequence[str]] = field(default_factory=dict)
    groups: Mapping[str, Sequence[str]] = field(default_factory=dict)
    leaders: Sequence[str] = ()


def edit_duty(unit: "Unit", duty_id: str, draft: Draft, *, reason: str, version: int) -> None:
    """Change a duty; `version` is that of the page the person had before them.

    Raises Conflict when a colleague changed it since, InvalidAnswers for what is missing.
    """
    administrators_only(unit, "修改任务分工")
    duty = duty_of(unit, duty_id)
    if duty.version != version:
        raise Conflict
    reason = required("reason", reason, "修改理由", "reason", 500)
    _check(draft)
    before = snapshot(duty)
    _apply(unit, duty, draft)
    _keep(unit, duty, before, reason)


def create_duty(unit: "Unit", notice_id: str, article: int, draft: Draft) -> str:
    """A duty for an article that has none; `article` counts the notice's articles from 0. Gives the duty's id."""
    administrators_only(unit, "新增任务分工")
    notice = unit.session.get(Notice, notice_id)
    if notice is None or not 0 <= article < len(notice.articles):
        raise NotFound(what="该条款")
    if notice.state != "in_force":
        raise Refused(zh="请先确认文件，再补充任务分工。", en="confirm the notice before adding duties to it.")
    _check(draft)
    articles = [dict(entry) for entry in notice.articles]
    sequence = next_sequence(notice)
    duty = Duty(
        id=new_id(unit.now),
        notice_id=notice.id,
        sequence=sequence,
        article=articles[article]["number"][:40],
        wording="",
        names={},
        lines=articles[article]["lines"],
        questions=[],
    )
    _apply(unit, duty, draft)
    notice.duties.append(duty)
    articles[article]["duties"] = [*articles[article]["duties"], sequence]
    notice.articles = articles
    unit.session.flush()
    _keep(unit, duty, {}, "为未分工的条款补充任务")
    return duty.id


def bind(unit: "Unit", duty_id: str, key: str, reason: str) -> None:
    """Bind a duty to a duty key, or free it with an empty one."""
    administrators_only(unit, "修改任务分工")
    duty = duty_of(unit, duty_id)
    _check_key(key)
    before = snapshot(duty)
    duty.key = key or None
    _keep(unit, duty, before, required("reason", reason, "修改理由", "reason", 500))


def duty_of(unit: "Unit", duty_id: str) -> Duty:
    """A duty by its id; raises NotFound."""
    found = unit.session.get(Duty, duty_id)
    if found is None:
        raise NotFound(what="该任务分工")
    return found


def _check(draft: Draft) -> None:
    required("task", draft.task, "工作任务", "task", 4000)
    _check_key(draft.key)
    if draft.mode not in MODES:
        raise wrong("mode", "请选择分工方式。", "Please choose how the work is divided.")
    somebody = [*draft.departments.get("lead", ()), *draft.departments.get("unit", ())]
    if not somebody and not draft.groups.get("lead") and not draft.groups.get("unit"):
        raise wrong("lead", "请至少选择一个牵头或责任单位。", "Please choose at least one department that leads.")


def _check_key(key: str) -> None:
    if key and not FREE.fullmatch(key):
        zh, en = "任务键只能用小写字母、数字和连字符。", "A key has lower-case letters, digits and hyphens only."
        raise wrong("key", zh, en)


def _apply(unit: "Unit", duty: Duty, draft: Draft) -> None:
    duty.task, duty.mode = draft.task.strip(), draft.mode
    duty.key, duty.due = draft.key or None, draft.due.strip()[:80] or None
    written = {(party.department_id, party.role): party.name for party in duty.parties}
    parties = []
    for role in ("lead", "unit", "support"):
        for department_id in dict.fromkeys(draft.departments.get(role, ())):
            # The notice's own words stay where the department stays.
            name = written.get((department_id, role)) or department_of(unit, department_id).full_name
            parties.append(_party(unit, role, name, department_id=department_id))
        parties += [_party(unit, role, name, group_name=name) for name in draft.groups.get(role, ())]
    for person_id in dict.fromkeys(draft.leaders):
        parties.append(_party(unit, "leader", person_of(unit, person_id).name, person_id=person_id))
    for position, party in enumerate(parties):
        party.position = position
    duty.parties = parties
    duty.names = _names(parties)
    refresh_search(duty)


def _party(unit: "Unit", role: str, name: str, **meaning: str) -> DutyParty:
    return DutyParty(id=new_id(unit.now), role=role, name=name[:120], **meaning)


def _names(parties: Sequence[DutyParty]) -> dict[str, list[str]]:
    def named(role: str, group: bool) -> list[str]:
        return [party.name for party in parties if party.role == role and bool(party.group_name) == group]

    return {
        "leads": named("lead", False),
        "units": named("unit", False),
        "supports": named("support", False) + named("support", True),
        "leaders": named("leader", False),
        "groups": [party.name for party in parties if party.group_name],
        "pairs": [],
    }


def _keep(unit: "Unit", duty: Duty, before: Mapping[str, object], reason: str) -> None:
    after = snapshot(duty)
    if after == before:
        return
    unit.session.add(
        DutyChange(
            id=new_id(unit.now),
            duty_id=duty.id,
            at=unit.now,
            person_id=unit.actor.id if unit.actor else None,
            reason=reason,
            before=dict(before),
            after=after,
        )
    )
    unit.session.flush()
