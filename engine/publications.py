"""What those who decide about a draft see: what changes, whom it touches, and where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, func, select

from engine.comparing import Comparison, State, compare
from engine.comparing.states import of_draft, of_version
from engine.course import known
from engine.errors import NotFound
from engine.forms import Message
from engine.in_force import in_force
from engine.jurisdictions import EVERYWHERE, within
from engine.models import Case, Definition, Draft, Item
from engine.rights import visible_case

if TYPE_CHECKING:
    from engine.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """Open cases on one version; `standing` are the steps that change: (name, kind of change, open items there)."""

    version: int
    cases: int
    standing: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A draft that is or was to be published; `before` is what it replaces, None for a new process.

    `overtaken` says that another version has been published since the draft was begun.
    """

    case_id: str
    draft_id: str
    state: str
    note: str
    submitted_by: str
    place: str
    since: datetime | None
    before: State | None
    after: State
    comparison: Comparison
    running: tuple[Running, ...]
    overtaken: bool


def review(view: "Unit", case_id: str) -> Review:
    """The draft a case decides about; raises NotFound for a case that decides about none, NotAllowed."""
    case = visible_case(view, case_id)
    draft = _draft(view, case)
    said = known(view, case)
    place = said.get("place") or EVERYWHERE
    before = _before(view, draft, place)
    after = of_draft(view, draft)
    comparison = compare(before.files if before else {}, after.files)
    return Review(
        case_id=case.id, draft_id=draft.id, state=draft.state, note=said.get("note") or "",
        submitted_by=said.get("submitted_by") or "", place=said.get("place_name") or "", since=said.get("since"),
        before=before, after=after, comparison=comparison, running=tuple(_running(view, draft, place, comparison)),
        overtaken=before is not None and draft.state != "published" and before.id != draft.base_id,
    )  # fmt: skip


def files(view: "Unit", case_id: str) -> tuple[str, Mapping[str, bytes]]:
    """Key and files of the draft a case decides about; raises NotFound, NotAllowed."""
    state = of_draft(view, _draft(view, visible_case(view, case_id)))
    return state.key, state.files


def diagram(view: "Unit", case_id: str, side: str) -> bytes:
    """The diagram of one side, `before` or `after`; raises NotFound."""
    draft = _draft(view, visible_case(view, case_id))
    state = of_draft(view, draft) if side == "after" else _before(view, draft, _place(view, case_id))
    source = next((content for name, content in state.files.items() if name.endswith(".bpmn")), None) if state else None
    if source is None:
        raise NotFound(what=Message("流程图", "the diagram"))
    return source


def _draft(view: "Unit", case: Case) -> Draft:
    draft = view.session.scalar(select(Draft).where(Draft.case_id == case.id))
    if draft is None:
        raise NotFound(what=Message("待审批的流程草稿", "a draft this case decides about"))
    return draft


def _place(view: "Unit", case_id: str) -> str:
    return known(view, view.session.get_one(Case, case_id)).get("place") or EVERYWHERE


def _before(view: "Unit", draft: Draft, place: str) -> State | None:
    """What holds now where the draft is to hold; once it was published, what it was begun from."""
    if draft.state == "published":
        return of_version(view, draft.base_id) if draft.base_id else None
    try:
        return of_version(view, in_force(view, draft.key, place).id)
    except NotFound:
        return None


def _running(view: "Unit", draft: Draft, place: str, comparison: Comparison) -> list[Running]:
    """Open cases in the place by version, with how many items lie at steps that change or go."""
    here = (Case.state == "open") & (Case.key == draft.key)
    if place != EVERYWHERE:
        here &= Case.jurisdiction_code.in_(within(place))
    cases = select(Definition.id, Definition.version, func.count()).join(Case, Case.definition_id == Definition.id)
    found = view.session.execute(
        cases.where(here).group_by(Definition.id, Definition.version).order_by(Definition.version.desc())
    )
    marked = {id_: kind for id_, kind in comparison.marks_before.items() if kind in ("removed", "changed")}
    return [
        Running(version=version, cases=count, standing=tuple(_standing(view, id_, here, marked)))
        for id_, version, count in found
        if id_ != draft.published_id
    ]


def _standing(
    view: "Unit", definition_id: str, here: ColumnElement[bool], marked: Mapping[str, str]
) -> list[tuple[str, str, int]]:
    lying = (Item.definition_id == definition_id) & (Item.state == "open") & Item.element.in_(marked)
    rows = select(Item.element, Item.name, func.count()).join(Case, Case.id == Item.case_id).where(lying, here)
    return [
        (name, marked[element], count)
        for element, name, count in view.session.execute(rows.group_by(Item.element, Item.name))
    ]
