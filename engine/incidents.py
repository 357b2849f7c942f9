"""Incidents: where cases cannot go on by themselves, and what of their data can be mended."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from engine import values
from engine.course import run_of
from engine.errors import InvalidAnswers, NotFound, Refused
from engine.forms import Message
from engine.keyset import Page, page
from engine.models import Case, Incident, Person
from engine.rights import administrator

if TYPE_CHECKING:
    from engine.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentRow:
    """An incident with its case; `zh` and `en` say what happened, `resolution` is None while it is open."""

    id: str
    case_id: str
    number: str
    title: str
    element: str
    element_name: str
    kind: str
    zh: str
    en: str
    raised_at: datetime
    resolved_at: datetime | None
    resolution: str | None
    resolved_by: str

    def text(self, language: str = "zh") -> str:
        """What happened, for a person."""
        return self.zh if language.startswith("zh") else self.en


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentView:
    """An incident with the variables its step sees, each as the JSON text of `engine.values`; `scope` is theirs."""

    row: IncidentRow
    scope: str | None
    variables: dict[str, str]


def incidents(
    view: "Unit", *, text: str = "", resolved: bool = False, cursor: str | None = None, limit: int = 20
) -> Page[IncidentRow]:
    """A page of incidents, the newest first; `text` is a case's number or title, or a word of the sentence."""
    administrator(view, Message("查看异常", "see incidents"))
    statement = (
        select(Incident, Person.name)
        .join(Incident.case)
        .outerjoin(Person, Person.id == Incident.resolved_by)
        .where(Incident.resolved_at.is_not(None) if resolved else Incident.resolved_at.is_(None))
        .options(joinedload(Incident.case))
    )
    if text.strip():
        words = f"%{text.strip()}%"
        statement = statement.where(or_(Case.number.ilike(words), Case.title.like(words), Incident.zh.like(words)))
    found = page(view.session, statement, [Incident.id], cursor=cursor, limit=limit, descending=True)
    rows = [_row(incident, person) for incident, person in found.rows]
    return Page(rows=rows, next=found.next, previous=found.previous, total=found.total)


def incident(view: "Unit", incident_id: str) -> IncidentView:
    """One incident; raises NotFound. A resolved one has no variables any more."""
    administrator(view, Message("查看异常", "see incidents"))
    found = view.session.get(Incident, incident_id, options=[joinedload(Incident.case)])
    if found is None:
        raise NotFound(what=Message("该异常", "this incident"))
    person = view.session.get(Person, found.resolved_by) if found.resolved_by else None
    row = _row(found, person.name if person else None)
    if found.resolved_at is not None:
        return IncidentView(row=row, scope=None, variables={})
    run = run_of(view, found.case)
    wait = run.waits.get(found.wait_id)
    scope = wait.scope if wait else None
    seen = sorted(run.variables(scope).items())
    return IncidentView(row=row, scope=scope, variables={name: values.dumps(value).decode() for name, value in seen})


def changed(known: Mapping[str, str], written: Mapping[str, str]) -> dict[str, Any]:
    """The variables a person wrote differently, as values. Raises InvalidAnswers by name where it is no JSON."""
    faults, found = {}, {}
    for name, text in written.items():
        if text.strip() == known.get(name, "").strip():
            continue
        try:
            found[name] = values.loads(text.strip().encode())
        except ValueError:
            faults[name] = Message(
                '请按 JSON 填写：文字加双引号，如 "已完成"；数字直接写；日期写 {"$date": "2026-11-22"}。',
                'Please write JSON: text in double quotes, numbers bare, dates as {"$date": "2026-11-22"}.',
            )
    if faults:
        raise InvalidAnswers(errors=faults)
    return found


def open_incident(unit: "Unit", incident_id: str) -> Incident:
    """An incident nobody has resolved yet; raises NotFound, or Refused when somebody was faster."""
    found = unit.session.get(Incident, incident_id, options=[joinedload(Incident.case)])
    if found is None:
        raise NotFound(what=Message("该异常", "this incident"))
    if found.resolved_at is not None:
        raise Refused(zh="该异常已经处理完毕，无需再次处理。", en="this incident has already been resolved.")
    return found


def close(unit: "Unit", incident: Incident, resolution: str) -> None:
    """Resolve an incident before its repair is tried; where that fails, the case raises a new one."""
    incident.resolution, incident.resolved_at = resolution, unit.now
    incident.resolved_by = unit.actor.id if unit.actor else None


def _row(found: Incident, person: str | None) -> IncidentRow:
    return IncidentRow(
        id=found.id,
        case_id=found.case_id,
        number=found.case.number,
        title=found.case.title,
        element=found.element,
        element_name=found.element_name,
        kind=found.kind,
        zh=found.zh,
        en=found.en,
        raised_at=found.raised_at,
        resolved_at=found.resolved_at,
        resolution=found.resolution,
        resolved_by=person or "",
    )
