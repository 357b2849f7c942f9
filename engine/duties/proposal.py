"""The proposal for confirming a notice: for every name the most probable meaning, for a person to accept or change."""

from collections import Counter
from typing import TYPE_CHECKING

from sqlalchemy import select

from engine.duties.decisions import Becomes, Decisions, Leader, Proposal
from engine.duties.directory import Directory
from engine.duties.keys import suggested_key
from engine.duties.members import choices_of, members_of_kind
from engine.duties.names import bare, kind_of, stands_inside
from engine.duties.parties import in_roles
from engine.errors import NotFound
from engine.models import Department, Duty, Notice
from engine.notices.names import is_vague

if TYPE_CHECKING:
    from engine.unit import Unit


def propose(view: "Unit", notice_id: str) -> Proposal:
    """What confirming this notice would do if nobody changed anything; raises NotFound."""
    notice = view.session.get(Notice, notice_id)
    if notice is None:
        raise NotFound(what="该文件")
    directory = Directory(view, notice.jurisdiction_code)
    home, home_name = _home(directory, notice)
    names, leaders, groups = _mentioned(notice)
    becomes = {name: _becomes(directory, name, home, home_name) for name in names}
    return Proposal(
        decisions=Decisions(
            home_id=home.organization_id if home else "",
            home_name=home.organization.name if home else home_name,
            home_kind=home.organization.kind if home else kind_of(home_name),
            names=becomes,
            leaders={name: _leader(directory, notice, name, home, becomes) for name in leaders},
            groups={name: members_of_kind(view, directory, name, home, becomes) for name in groups},
            keys=_keys(view, notice),
            supersedes=_predecessor(view, notice),
        ),
        suggestions={name: directory.similar(name) for name in names}
        | {name: directory.namesakes(name) for name in leaders},
        used=Counter(name for duty in notice.duties for _, name, _ in in_roles(duty.names)),
        members={name: choices_of(directory, home, becomes) for name in groups},
        older=_older(view, notice),
        vague=frozenset(name for name in groups if is_vague(name)),
    )


def _mentioned(notice: Notice) -> tuple[list[str], list[str], list[str]]:
    """Names, leaders and groups in the order in which the notice first mentions them."""
    all_of_them = [entry for duty in notice.duties for entry in in_roles(duty.names)]
    names = dict.fromkeys(name for role, name, group in all_of_them if role != "leader" and not group)
    leaders = dict.fromkeys(name for role, name, _ in all_of_them if role == "leader")
    groups = dict.fromkeys(name for _, name, group in all_of_them if group)
    return list(names), list(leaders), list(groups)


def _home(directory: Directory, notice: Notice) -> tuple[Department | None, str]:
    """The front department of the issuing organization if it is known, and what it is called otherwise."""
    issuers = sorted(notice.issuers, key=lambda issuer: directory.short(issuer) != "卫健")
    known = [found for issuer in issuers[:1] if (found := directory.organization(issuer))]
    if not issuers:
        known = [row for row in directory.here if row.front and directory.short(row.organization.name) == "卫健"]
    place = directory.places[directory.code]
    made_up = place.name + ("卫生健康委员会" if place.level in ("province", "city") else "卫生健康局")
    return (known[0] if known else None), (issuers[0] if issuers else made_up)


def _becomes(directory: Directory, name: str, home: Department | None, home_name: str) -> Becomes:
    inside = directory.department(name, home.organization_id) if home else None
    known = inside or directory.organization(name)
    if known:
        return Becomes(kind="existing", department_id=known.id, name=known.full_name)
    if stands_inside(name):
        return Becomes(kind="department", name=bare(name))
    if directory.short(name) == directory.short(home_name):
        return Becomes(kind="home", name=home_name)
    return Becomes(kind="organization", name=_full_name(directory, name), organization_kind=kind_of(name))


def _full_name(directory: Directory, name: str) -> str:
    """`市财政局` in a notice of 石梁市 is the 石梁市财政局."""
    place = directory.places[directory.code].name
    return place + name[1:] if name[:1] == place[-1:] and not name.startswith(place) else name


def _leader(
    directory: Directory, notice: Notice, name: str, home: Department | None, becomes: dict[str, Becomes]
) -> Leader:
    inside = [
        department
        for duty in notice.duties
        for department in _led_by(duty, name)
        if department in becomes and _is_inside(directory, becomes[department], home)
    ]
    return Leader(
        person_id=directory.person(name, home.organization_id) if home else "",
        name=name,
        title="责任领导",
        portfolio=[f"name:{department}" for department in dict.fromkeys(inside)],
    )


def _led_by(duty: Duty, leader: str) -> list[str]:
    """The departments a row shows under a leader: by position where it pairs them, all where the leader is alone."""
    names = duty.names
    if names.get("pairs"):
        return [department for person, department in names["pairs"] if person == leader]
    return [*names["leads"], *names["units"]] if names["leaders"] == [leader] else []


def _is_inside(directory: Directory, becomes: Becomes, home: Department | None) -> bool:
    if becomes.kind == "department":
        return True
    known = {row.id: row.organization_id for row in directory.departments}
    return home is not None and known.get(becomes.department_id) == home.organization_id


def _keys(view: "Unit", notice: Notice) -> dict[int, str | None]:
    """Keys by sequence: what the notice it replaces gave the same task, else the suggestion for the first that asks."""
    older = _predecessor(view, notice)
    rows = view.session.scalars(select(Duty).where(Duty.notice_id == older)) if older else ()
    before = {duty.task: duty.key for duty in rows}
    taken = {key for key in before.values() if key}
    found: dict[int, str | None] = {}
    for duty in notice.duties:
        if duty.task in before:
            found[duty.sequence] = before[duty.task]
            continue
        key = suggested_key(duty.task)
        found[duty.sequence] = key if key not in taken else None
        taken.update([key] if key else [])
    return found


def _older(view: "Unit", notice: Notice) -> list[tuple[str, str]]:
    """Every notice in force in the same jurisdiction: a new edition mostly has a new number. The same number first."""
    rows = view.session.scalars(
        select(Notice)
        .where(Notice.jurisdiction_code == notice.jurisdiction_code, Notice.state == "in_force", Notice.id != notice.id)
        .order_by(Notice.imported_at.desc(), Notice.id.desc())
    )
    in_order = sorted(rows, key=lambda row: notice.key is None or row.key != notice.key)
    return [(row.id, f"{row.title}（{row.number or row.date or row.file_name}）") for row in in_order]


def _predecessor(view: "Unit", notice: Notice) -> str | None:
    """The newest notice in force with the same number: what this one most probably replaces."""
    if notice.key is None:
        return None
    return view.session.scalar(
        select(Notice.id)
        .where(Notice.key == notice.key, Notice.state == "in_force", Notice.id != notice.id)
        .order_by(Notice.imported_at.desc())
        .limit(1)
    )
