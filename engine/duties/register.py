"""The register of duties as people search and read it."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from engine.errors import NotFound
from engine.keyset import Page, page
from engine.models import Department, Duty, DutyChange, DutyParty, Notice, Organization, Person

if TYPE_CHECKING:
    from engine.unit import Unit

SORTS = ("notice", "task", "key", "mode")


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One party of a duty: its role, the notice's name for it, whom it means and what that is called today."""

    role: str
    name: str
    label: str
    department_id: str | None
    person_id: str | None
    group: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One duty of the register."""

    id: str
    sequence: int
    article: str
    task: str
    key: str | None
    mode: str
    due: str | None
    notice_id: str
    notice: str
    number: str | None
    state: str
    parties: tuple[Party, ...]
    questions: int

    def named(self, *roles: str) -> list[Party]:
        """The parties of these roles, in the notice's order."""
        return [party for party in self.parties if party.role in roles]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change of a duty, with the fields that differ: name -> (before, after)."""

    at: datetime
    person: str
    reason: str
    fields: dict[str, tuple[Any, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyView:
    """A duty with its history and the place it has in the notice."""

    row: Row
    wording: str
    lines: tuple[int, ...]
    questions: list[dict[str, Any]]
    version: int
    history: list[Change]
    jurisdiction_code: str


def duties(
    view: "Unit",
    *,
    text: str = "",
    department_id: str | None = None,
    person_id: str | None = None,
    key: str | None = None,
    mode: str | None = None,
    notice_id: str | None = None,
    state: str | None = "in_force",
    sort: str = "notice",
    cursor: str | None = None,
    limit: int = 20,
) -> Page[Row]:
    """A page of duties. `text` is looked for in tasks, names, wordings, and as pinyin initials; `state` None is all."""
    statement = select(Duty).join(Duty.notice).options(*_LOADED)
    for condition in (
        _mentions(text),
        _party(DutyParty.department_id, department_id),
        _party(DutyParty.person_id, person_id),
        Duty.key == key if key else None,
        Duty.mode == mode if mode else None,
        Duty.notice_id == notice_id if notice_id else None,
        Notice.state == state if state and not notice_id else None,
    ):
        if condition is not None:
            statement = statement.where(condition)
    found = page(view.session, statement, _order(sort), cursor=cursor, limit=limit)
    return Page(
        rows=[_row(duty) for (duty,) in found.rows], next=found.next, previous=found.previous, total=found.total
    )


def duty(view: "Unit", duty_id: str) -> DutyView:
    """One duty with its history; raises NotFound."""
    found = view.session.get(Duty, duty_id, options=_LOADED)
    if found is None:
        raise NotFound(what="该任务分工")
    return DutyView(
        row=_row(found),
        wording=found.wording,
        lines=tuple(found.lines),
        questions=found.questions,
        version=found.version,
        history=_history(view, duty_id),
        jurisdiction_code=found.notice.jurisdiction_code,
    )


def notice_duties(view: "Unit", notice_id: str) -> list[Row]:
    """All duties of a notice in its order."""
    rows = view.session.scalars(
        select(Duty).where(Duty.notice_id == notice_id).order_by(Duty.sequence).options(*_LOADED)
    )
    return [_row(row) for row in rows]


def keys_in_use(view: "Unit") -> list[str]:
    """The duty keys that duties in force are bound to."""
    rows = select(Duty.key).join(Duty.notice).where(Notice.state == "in_force", Duty.key.is_not(None)).distinct()
    return sorted(key for key in view.session.scalars(rows) if key)


_LOADED = (
    joinedload(Duty.notice),
    selectinload(Duty.parties).joinedload(DutyParty.department).joinedload(Department.organization),
    selectinload(Duty.parties).joinedload(DutyParty.person),
)


def _order(sort: str) -> list[ColumnElement[Any]]:
    first: dict[str, list[Any]] = {
        "task": [Duty.task],
        "key": [func.coalesce(Duty.key, "\uffff")],
        "mode": [Duty.mode],
    }
    return [*first.get(sort, []), Duty.notice_id, Duty.sequence, Duty.id]


def _mentions(text: str) -> ColumnElement[bool] | None:
    words = text.strip().lower()
    if not words:
        return None
    like = f"%{words}%"
    means = exists().where(
        DutyParty.duty_id == Duty.id,
        or_(
            DutyParty.department_id.in_(_departments_called(like)),
            DutyParty.person_id.in_(select(Person.id).where(Person.pinyin.like(like))),
        ),
    )
    return or_(Duty.search.like(like), means)


def _departments_called(like: str) -> Select[Any]:
    return (
        select(Department.id)
        .join(Organization, Organization.id == Department.organization_id)
        .where(or_(Department.pinyin.like(like), Organization.name.like(like)))
    )


def _party(column: Any, value: str | None) -> ColumnElement[bool] | None:
    return exists().where(DutyParty.duty_id == Duty.id, column == value) if value else None


def _row(found: Duty) -> Row:
    return Row(
        id=found.id,
        sequence=found.sequence,
        article=found.article,
        task=found.task,
        key=found.key,
        mode=found.mode,
        due=found.due,
        notice_id=found.notice_id,
        notice=found.notice.title,
        number=found.notice.number,
        state=found.notice.state,
        parties=tuple(_party_view(party) for party in found.parties),
        questions=sum(question["answer"] is None for question in found.questions),
    )


def _party_view(party: DutyParty) -> Party:
    means = party.department.full_name if party.department else party.person.name if party.person else party.name
    return Party(
        role=party.role,
        name=party.name,
        label=means,
        department_id=party.department_id,
        person_id=party.person_id,
        group=party.group_name,
    )


def _history(view: "Unit", duty_id: str) -> list[Change]:
    rows = view.session.execute(
        select(DutyChange, Person.name)
        .outerjoin(Person, Person.id == DutyChange.person_id)
        .where(DutyChange.duty_id == duty_id)
        .order_by(DutyChange.id.desc())
    )
    return [
        Change(at=change.at, person=name or "系统", reason=change.reason, fields=_differences(change))
        for change, name in rows
    ]


def _differences(change: DutyChange) -> dict[str, tuple[Any, Any]]:
    return {
        name: (change.before.get(name), after)
        for name, after in change.after.items()
        if change.before.get(name) != after
    }
