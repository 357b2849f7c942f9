"""Parties of a duty: the names of a notice in their roles, before and after it is known whom they mean."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from engine.ids import new_id
from engine.models import Duty, DutyParty
from engine.pinyin import searchable

if TYPE_CHECKING:
    from engine.unit import Unit


def in_roles(names: Mapping[str, Any]) -> list[tuple[str, str, bool]]:
    """(role, name, whether it is a group) of everyone a duty names, in the notice's order.

    A group among those responsible takes the role of the names it stands with: 责任单位 where there are any beside the
    leads, otherwise it leads.
    """
    groups, supports = list(names["groups"]), list(names["supports"])
    role_of_groups = "unit" if names["units"] or not names["leads"] else "lead"
    found = [("lead", name, False) for name in names["leads"]]
    found += [("unit", name, False) for name in names["units"]]
    found += [(role_of_groups, name, True) for name in groups if name not in supports]
    found += [("support", name, name in groups) for name in supports]
    return found + [("leader", name, False) for name in names["leaders"]]


def unresolved(unit: "Unit", names: Mapping[str, Any]) -> list[DutyParty]:
    """Parties that carry names only."""
    return [
        DutyParty(id=new_id(unit.now), role=role, position=position, name=name[:120], group_name=_group(name, group))
        for position, (role, name, group) in enumerate(in_roles(names))
    ]


def refresh_search(duty: Duty) -> None:
    """Bring the words a duty is found by in line with it."""
    people = [name for _, name, _ in in_roles(duty.names)]
    duty.search = searchable(duty.task, duty.article, *people) + " " + duty.wording.lower()


def snapshot(duty: Duty) -> dict[str, Any]:
    """What is kept of a duty before and after a change, in words a person reads."""
    by_role: dict[str, Sequence[str]] = {
        role: [party.name for party in duty.parties if party.role == role]
        for role in ("lead", "unit", "support", "leader")
    }
    return {"task": duty.task, "key": duty.key, "mode": duty.mode, "due": duty.due, **by_role}


def _group(name: str, group: bool) -> str | None:
    return name[:120] if group else None
