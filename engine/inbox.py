"""The inbox: what waits for a department and a person, with counts, filters and pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, Subquery, exists, false, func, literal, or_, select, type_coerce, union
from sqlalchemy import case as sql_case
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.sql.elements import ColumnElement

from engine.deadlines import Light, Remaining
from engine.keyset import Key, Page, merged
from engine.keyset import page as keyset_page
from engine.lights import case_left, case_light, finished_light, item_light, left, light_is
from engine.models import Candidate, Case, Definition, Item
from engine.models.base import Moment
from engine.models.items import END_OF_TIME
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """Some items of a box: those of one inbox, or those in hand.

    `whole` is the statement with items and cases; `id`, `due` and `behind` are its columns of their ids and times.
    """

    statement: Select[Any]
    whole: Select[Any]
    id: Key
    due: Key
    behind: Key


def page(
    view: "Unit", box: str = "todo", *, department: str | None = None, key: str | None = None,
    light: Light | None = None, text: str = "", sort: str = "due", cursor: str | None = None, limit: int = 20,
) -> Page[Row]:  # fmt: skip
    """One page of a box, keyset-paginated; `department` narrows to one of the actor's inboxes."""
    actor = person(view)
    if box == "started":
        return _started(view, actor, key=key, text=text, cursor=cursor, limit=limit)
    wanted = _narrowing(view, actor, box, key, light, text)
    by_due = sort == "due" and box != "done"
    sources = [
        (source.statement if by_due and not wanted else source.whole.where(*wanted), _order(source, box, sort))
        for source in _sources(actor, box, department)
    ]
    descending = sort == "arrived" or box == "done"
    found = merged(view.session, sources, cursor=cursor, limit=limit, descending=descending)
    items = _loaded(view, [id_ for (id_,) in found.rows])
    return Page(rows=rows_of(view, items), next=found.next, previous=found.previous, total=found.total)


def counts(view: "Unit", *, department: str | None = None) -> Counts:
    """Counts for the side list, the lights and the process chips: the same few statements whatever the number."""
    actor = person(view)
    calendar = view.calendar(_place(actor))
    todo = _together(actor, "todo", department)
    mine, copied = _together(actor, "mine", department), _together(actor, "copied", department)
    due = type_coerce(func.nullif(todo.c.sort_at, literal(END_OF_TIME, Moment)), Moment)
    lights = [light_is(light, view.now, calendar, due, todo.c.behind_at) for light in _COUNTED]
    counted = select(func.count(), *(_sum(one) for one in lights)).select_from(todo)
    in_todo, *of_lights = view.session.execute(counted).one()
    in_hand = _count(view, select(func.count()).select_from(mine))
    of_keys = view.session.execute(
        select(Case.key, func.count())
        .select_from(todo)
        .join(Item, Item.id == todo.c.id)
        .join(Item.case)
        .group_by(Case.key)
        .order_by(Case.key)
    )
    names = _process_names(view)
    return Counts(
        boxes={
            "todo": in_todo, "unclaimed": in_todo - in_hand, "mine": in_hand,
            "copied": _count(view, select(func.count()).select_from(copied)),
            "done": _count(view, select(func.count()).where(Item.state == "done", Item.completed_by == actor.id)),
            "started": _count(view, select(func.count()).where(Case.starter_id == actor.id)),
        },
        lights=dict(zip(_COUNTED, of_lights, strict=True)),
        keys={key: (names.get(key, key), count) for key, count in of_keys},
    )  # fmt: skip


_COUNTED = (Light.RED, Light.YELLOW, Light.BLUE, Light.GREEN, Light.NONE)


def _sources(actor: "Actor", box: str, department: str | None) -> list[_Source]:
    """What a box is made of; what is to do lies unclaimed in an inbox, or in one's own hands."""
    if box == "done":
        return [_of_items(Item.state == "done", Item.completed_by == actor.id)]
    if box == "copied":
        return _laid_with(actor, "support", department)
    ours = exists().where(Candidate.item_id == Item.id, Candidate.role == "lead", or_(*_inboxes(actor, department)))
    mine = _of_items(Item.claimant_id == actor.id, Item.state == "open", ours)
    unclaimed = _laid_with(actor, "lead", department)
    return {"todo": [*unclaimed, mine], "unclaimed": unclaimed, "mine": [mine]}[box]


def _of_items(*conditions: ColumnElement[bool]) -> _Source:
    found = select(Item.id).where(*conditions)
    return _Source(
        statement=found, whole=found.join(Item.case), id=Item.id, due=Item.sort_at, behind=Item.behind_at
    )  # fmt: skip


def _laid_with(actor: "Actor", role: str, department: str | None) -> list[_Source]:
    """Each inbox by itself, since the index has their items in order only one by one."""
    found = []
    for inbox in _inboxes(actor, department):
        laid = select(Candidate.item_id).where(inbox, Candidate.open.is_(True), Candidate.role == role)
        found.append(
            _Source(
                statement=laid, whole=laid.join(Candidate.item).join(Item.case), id=Candidate.item_id,
                due=Candidate.sort_at, behind=Candidate.behind_at,
            )
        )  # fmt: skip
    return found


def _inboxes(actor: "Actor", department: str | None) -> list[ColumnElement[bool]]:
    departments = actor.departments & {department} if department else actor.departments
    found: list[ColumnElement[bool]] = [Candidate.department_id == id_ for id_ in sorted(departments)]
    if not department:
        found.append(Candidate.person_id == actor.id)
    return found or [false()]


def _together(actor: "Actor", box: str, department: str | None) -> Subquery:
    """The items of an open box, each once, with what their light depends on."""
    pieces = [
        source.statement.with_only_columns(
            source.id.label("id"), source.due.label("sort_at"), source.behind.label("behind_at")
        )
        for source in _sources(actor, box, department)
    ]
    return union(*pieces).subquery()


def _narrowing(
    view: "Unit", actor: "Actor", box: str, key: str | None, light: Light | None, text: str
) -> list[ColumnElement[bool]]:
    """What else is asked of items and their cases."""
    wanted: list[ColumnElement[bool]] = [Case.key == key] if key else []
    if light is not None and box != "done":
        wanted.append(light_is(light, view.now, view.calendar(_place(actor))))
    for word in text.lower().split():
        subject = func.lower(Item.subject).contains(word, autoescape=True)
        wanted.append(or_(Case.search.contains(word, autoescape=True), subject))
    return wanted


def _order(source: _Source, box: str, sort: str) -> list[Key]:
    """Columns to order by."""
    if box == "done":
        return [Item.completed_at, source.id]
    first: dict[str, Key] = {"due": source.due, "arrived": Item.arrived_at, "number": Case.number}
    return [first[sort], source.id]


def _loaded(view: "Unit", ids: list[str]) -> list[Item]:
    """Items with what their rows show, in the order of the ids."""
    wanted = select(Item).where(Item.id.in_(ids)).options(joinedload(Item.case), selectinload(Item.candidates))
    found = {item.id: item for item in view.session.scalars(wanted)}
    return [found[id_] for id_ in ids]


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
