"""The task division of the model commission: a duty for every key, led by one office, by two together, or by each."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from sqlalchemy import select

from engine.duties.keys import KEYS
from engine.ids import new_id
from engine.models import Department, Duty, DutyParty, Notice, Organization

if TYPE_CHECKING:
    from engine.unit import Unit

DATE = "2016-01-04"

LEADS = {
    "rectification": ("医政处", "规划信息处"),
    "major-illness": ("医政处", "基层卫生处"),
    "telemedicine": ("医政处", "规划信息处"),
    "counterpart-assistance": ("医政处", "人事处"),
    "family-doctor": ("基层卫生处", "疾控处"),
    "pay-after-treatment": ("医政处", "财务处"),
    "inspection": ("办公室",),
    "training": ("科教处", "人事处"),
    "disease-control": ("疾控处",),
    "publicity": ("宣传处",),
    "reporting": ("规划信息处", "财务处"),
}
"""Key -> the office that leads and the one that supports."""

LEAD = "医政处"
"""Who leads what is named nowhere."""

SHARED = (("联合牵头事项", ("医政处", "医改办"), "joint"), ("分别负责事项", ("医政处", "基层卫生处"), "each"))
"""Duties to be chosen in a form: task, leads, mode."""


def divide(unit: "Unit", commissions: Mapping[str, Mapping[str, str]]) -> None:
    """A notice in force for each commission (jurisdiction -> its departments' ids by name)."""
    for jurisdiction, offices in commissions.items():
        notice = Notice(
            id=new_id(unit.now), jurisdiction_code=jurisdiction, title="健康帮扶任务分工（模拟）", issuers=[],
            date=DATE, file_name="模拟分工.txt", digest="", source=b"", articles=[], report=[], questions=[],
            state="in_force", imported_at=unit.now,
        )  # fmt: skip
        for key, (task, _english, _words) in KEYS.items():
            lead, *supports = LEADS.get(key, (LEAD,))
            notice.duties.append(_duty(unit, notice, task, key, [lead], supports, "single", offices))
        for task, leads, mode in SHARED:
            notice.duties.append(_duty(unit, notice, task, None, leads, (), mode, offices))
        unit.session.add(notice)
    unit.session.flush()


def complete(unit: "Unit", keys: Iterable[str]) -> None:
    """Add a duty to every notice for each key that has none."""
    known = set(unit.session.scalars(select(Duty.key)))
    for notice in unit.session.scalars(select(Notice).where(Notice.state == "in_force").order_by(Notice.id)).all():
        offices = {
            department.name: department.id
            for department in unit.session.scalars(
                select(Department).join(Organization).where(
                    Organization.jurisdiction_code == notice.jurisdiction_code, Organization.kind == "commission"
                )
            )
        }  # fmt: skip
        for key in dict.fromkeys(keys):
            if key not in known:
                notice.duties.append(_duty(unit, notice, key, key, [LEAD], (), "single", offices))
    unit.session.flush()


def _duty(
    unit: "Unit", notice: Notice, task: str, key: str | None, leads: Iterable[str], supports: Iterable[str], mode: str,
    offices: Mapping[str, str],
) -> Duty:  # fmt: skip
    parties = [("lead", name) for name in leads] + [("support", name) for name in supports]
    return Duty(
        id=new_id(unit.now), sequence=len(notice.duties) + 1, task=task, wording=task, key=key, mode=mode, names={},
        lines=[], questions=[],
        parties=[
            DutyParty(id=new_id(unit.now), role=role, position=number, name=name, department_id=offices[name])
            for number, (role, name) in enumerate(parties)
        ],
    )  # fmt: skip
