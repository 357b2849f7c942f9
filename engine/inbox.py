"""The inbox: what waits for a department and a person, with counts, filters and pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, and_, exists, func, or_, select
from sqlalchemy import case as sql_case
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.sql.elements import ColumnElement

from engine.deadlines import Light, Remaining
from engine.keyset import Key, Page
from engine.keyset import page as keyset_page
from engine.lights import case_left, case_light, finished_light, item_light, left, light_is
from engine.models import Candidate, Case, Definition, Item
from engine.places import department_names, person_names
from engine.rights import person

if TYPE_CHECKING:
    from engine.people import Actor
    from engine.unit import Unit

BOXES = ("todo", "unclaimed", "mine", "done", "started", "copied")
SORTS = ("due", "arrived", "number")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of an inbox; `id` is the item's, None where the line is a case (started)."""

    id: str | None
    case_id: str
    number: str
    title: str
    subject: str
    key: str
    process: str
    step: str
    stage: str
    source: str
    light: Light
    left: Remaining | None
    due_at: datetime | None
    arrived_at: datetime
    completed_at: datetime | None
    claimant_id: str | None
    claimant: str
    candidates: tuple[str, ...]
    claimable: bool
    stray: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many items lie in each box, and of those to do how many of each light and process."""

    boxes: Mapping[str, int]
    lights: Mapping[Light, int]
    keys: Mapping[str, tuple[str, int]]


def page(
    view: "Unit", box: str = "todo", *, department: str | None = None, key: str | None = None,
    light: Light | None = None, text: str = "", sort: str = "due", cursor: str | None = None, limit: int = 20,
) -> Page[Row]:  # fmt: skip
    """One page of a box, keyset-paginated; `department` narrows to one of the actor's inboxes."""
    actor = person(view)
    if box == "started":
        return _started(view, actor, key=key, text=text, cursor=cursor, limit=limit)
    query = select(Item).join(Item.case).where(_in_box(actor, box, department))
    if key:
        query = query.where(Case.key == key)
    if light is not None and box != "done":
        query = query.where(light_is(light, view.now, view.calendar(_place(actor))))
    query = _matching(query, text)
    query = query.options(joinedload(Item.case), selectinload(Item.candidates))
    keys, descending = _order(box, sort)
    found = keyset_page(view.session, query, keys, cursor=cursor, limit=limit, descending=descending)
    rows = rows_of(view, [item for (item,) in found.rows])
    return Page(rows=rows, next=found.next, previous=found.previous, total=found.total)


def counts(view: "Unit", *, department: str | None = None) -> Counts:
    """Counts for the side list, the lights and the process chips: the same few statements whatever the number."""
    actor = person(view)
    calendar = view.calendar(_place(actor))
    todo = _in_box(actor, "todo", department)
    lights = [light_is(light, view.now, calendar) for light in _COUNTED]
    of_open = view.session.execute(
        select(
            *(_sum(_in_box(actor, box, department)) for box in ("todo", "unclaimed", "mine", "copied")),
            *(_sum(and_(todo, condition)) for condition in lights),
        ).where(Item.state == "open")
    ).one()
    done = _count(view, select(func.count(Item.id)).where(_in_box(actor, "done", department)))
    started = _count(view, select(func.count(Case.id)).where(Case.starter_id == actor.id))
    names = _process_names(view)
    of_keys = view.session.execute(
        select(Case.key, func.count(Item.id)).join(Item.case).where(todo).group_by(Case.key).order_by(Case.key)
    )
    return Counts(
        boxes={
            "todo": of_open[0], "unclaimed": of_open[1], "mine": of_open[2], "copied": of_open[3], "done": done,
            "started": started,
        },
        lights=dict(zip(_COUNTED, of_open[4:], strict=True)),
        keys={key: (names.get(key, key), count) for key, count in of_keys},
    )  # fmt: skip


_COUNTED = (Light.RED, Light.YELLOW, Light.BLUE, Light.GREEN, Light.NONE)


def _in_box(actor: "Actor", box: str, department: str | None) -> ColumnElement[bool]:
    if box == "done":
        return and_(Item.state == "done", Item.completed_by == actor.id)
    if box == "copied":
        return and_(Item.state == "open", _laid_with(actor, "support", department))
    ours = _laid_with(actor, "lead", department)
    mine = Item.claimant_id == actor.id
    return {
        "todo": and_(Item.state == "open", or_(Item.claimant_id.is_(None), mine), ours),
        "unclaimed": and_(Item.state == "open", Item.claimant_id.is_(None), ours),
        "mine": and_(Item.state == "open", mine, ours),
    }[box]


def _laid_with(actor: "Actor", role: str, department: str | None) -> ColumnElement[bool]:
    departments = actor.departments & {department} if department else actor.departments
    addressed: ColumnElement[bool] = Candidate.department_id.in_(sorted(departments))
    if not department:
        addressed = or_(addressed, Candidate.person_id == actor.id)
    return exists().where(Candidate.item_id == Item.id, Candidate.role == role, addressed)


def _matching(query: Select[Any], text: str) -> Select[Any]:
    for word in text.lower().split():
        query = query.where(
            or_(Case.search.contains(word, autoescape=True), func.lower(Item.subject).contains(word, autoescape=True))
        )
    return query


def _order(box: str, sort: str) -> tuple[list[Key], bool]:
    """Columns to order by, and whether the greatest comes first."""
    if box == "done":
        return [Item.completed_at, Item.id], True
    if sort == "arrived":
        return [Item.arrived_at, Item.id], True
    if sort == "number":
        return [Case.number, Item.id], False
    return [Item.sort_at, Item.id], False


def rows_of(view: "Unit", items: list[Item]) -> list[Row]:
    """Items as lines of an inbox, with the names and lights people read."""
    actor = person(view)
    departments = department_names(
        view.session, (one.department_id for item in items for one in item.candidates if one.department_id)
    )
    people = {one.person_id for item in items for one in item.candidates} | {item.claimant_id for item in items}
    persons = person_names(view.session, (id_ for id_ in people if id_))
    names = _process_names(view)
    return [_row(view, actor, item, {**departments, **persons}, names) for item in items]


def _row(view: "Unit", actor: "Actor", item: Item, names: Mapping[str, str], processes: Mapping[str, str]) -> Row:
    case, calendar = item.case, view.calendar(item.case.jurisdiction_code)
    is_open = item.state == "open"
    leads = sorted((one for one in item.candidates if one.role == "lead"), key=lambda one: one.position)
    return Row(
        id=item.id, case_id=case.id, number=case.number, title=case.title, subject=item.subject, key=case.key,
        process=processes.get(case.key, case.key), step=item.name, stage=case.stage, source=_source(case),
        light=item_light(item.due_at, item.behind_at, view.now, calendar) if is_open
        else finished_light(item.due_at, item.completed_at),
        left=left(item.due_at, view.now, calendar) if is_open else None,
        due_at=item.due_at, arrived_at=item.arrived_at, completed_at=item.completed_at,
        claimant_id=item.claimant_id, claimant=names.get(item.claimant_id or "", ""),
        candidates=tuple(names.get(one.department_id or one.person_id or "", "") for one in leads),
        claimable=is_open and item.claimant_id is None and any(
            one.department_id in actor.departments or one.person_id == actor.id for one in leads
        ),
        stray=item.stray,
    )  # fmt: skip


def _started(view: "Unit", actor: "Actor", *, key: str | None, text: str, cursor: str | None, limit: int) -> Page[Row]:
    query = select(Case).where(Case.starter_id == actor.id)
    if key:
        query = query.where(Case.key == key)
    for word in text.lower().split():
        query = query.where(Case.search.contains(word, autoescape=True))
    found = keyset_page(view.session, query, [Case.id], cursor=cursor, limit=limit, descending=True)
    names = _process_names(view)
    rows = []
    for (case,) in found.rows:
        calendar = view.calendar(case.jurisdiction_code)
        rows.append(
            Row(
                id=None, case_id=case.id, number=case.number, title=case.title, subject="", key=case.key,
                process=names.get(case.key, case.key), step=case.stage, stage=case.stage, source=_source(case),
                light=case_light(case, view.now, calendar), left=case_left(case, view.now, calendar),
                due_at=case.due_at,
                arrived_at=case.started_at, completed_at=case.ended_at, claimant_id=None, claimant="", candidates=(),
                claimable=False,
            )
        )  # fmt: skip
    return Page(rows=rows, next=found.next, previous=found.previous, total=found.total)


def _process_names(view: "Unit") -> dict[str, str]:
    newest = select(Definition.key, Definition.name).order_by(Definition.key, Definition.version)
    return dict(view.session.execute(newest).all())


def _source(case: Case) -> str:
    found = case.ledger.get("source") if case.ledger else None
    return found if isinstance(found, str) else ""


def _sum(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(sql_case((condition, 1), else_=0)), 0)


def _count(view: "Unit", query: Select[int]) -> int:
    return view.session.scalar(query) or 0


def _place(actor: "Actor") -> str:
    return min(actor.jurisdictions, default="")
