"""A work item opened: its form, what may be done with it, and what came before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from engine import kernel
from engine.ad_hoc import AdHoc, ad_hoc
from engine.answers import Posted, choices, place_of, starting, starting_place, surroundings
from engine.course import run_of
from engine.definitions import Deployed
from engine.environment import functions
from engine.errors import NotFound
from engine.forms import Form, Message, View, identity
from engine.in_force import in_force
from engine.inbox import Row, rows_of
from engine.models import Case, Item
from engine.parts import Sight, sight
from engine.places import department_names, person_names
from engine.return_targets import ReturnTarget, return_targets
from engine.rights import person, verbs, visible_case

if TYPE_CHECKING:
    from engine.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemView:
    """Everything the page of an item shows."""

    row: Row
    case: Case
    item: Item
    form: View | None
    opinion: str
    opinion_rule: str
    phrases: tuple[str, ...]
    actions: frozenset[str]
    back_targets: tuple[ReturnTarget, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    help: str = ""
    completed_by: str = ""
    draft_by: str = ""
    ad_hoc: AdHoc | None = None
    """What can be begun, where the item stands for an ad-hoc subprocess."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What a person typed, to be shown again with what is wrong with it."""

    posted: Posted
    opinion: str = ""
    errors: Mapping[str, Message] = field(default_factory=dict)


def open_item(view: "Unit", item_id: str, *, typed: Typed | None = None, language: str = "zh") -> ItemView:
    """An item with its form filled from the case, the draft, or what was just typed.

    Raises NotFound, or NotAllowed for a person the case or this part of it does not concern.
    """
    item = view.session.get(Item, item_id)
    if item is None:
        raise NotFound(what=Message("该待办", "this item"))
    case = visible_case(view, item.case_id)
    seen = sight(view, case)
    seen.check(item.part, person(view).name)
    deployed = view.definitions.get(view.session, item.definition_id)
    element = deployed.element(item.element)
    actions = verbs(person(view), item, element)
    draft = item.draft or {}
    typed = typed or Typed(posted=draft.get("posted", {}), opinion=draft.get("opinion", ""))
    run = run_of(view, case) if item.state == "open" else None
    return ItemView(
        row=rows_of(view, [item])[0],
        case=case,
        item=item,
        form=_form(view, run, case, deployed, item, typed, language) if run else None,
        opinion=typed.opinion,
        opinion_rule=element.properties.get("opinion", "optional"),
        phrases=tuple(filter(None, element.properties.get("phrases", "").split("|"))),
        actions=actions,
        back_targets=tuple(return_targets(view, item, seen)) if "send_back" in actions else (),
        facts=tuple((label, words) for _group, label, words in ledger_words(view, case, seen)),
        help=element.documentation or "",
        completed_by=person_names(view.session, filter(None, [item.completed_by])).get(item.completed_by or "", ""),
        draft_by=person_names(view.session, filter(None, [item.draft_by])).get(item.draft_by or "", ""),
        ad_hoc=ad_hoc(view, run, item, deployed) if run else None,
    )


def start_form(
    view: "Unit", key: str, department_id: str, *, typed: Typed | None = None, language: str = "zh",
    patient_id: str = "",
) -> tuple[Deployed, View | None]:  # fmt: skip
    """The newest version of a process with its start form: empty, with what a record says, or with what was typed."""
    deployed = in_force(view, key, starting_place(view, department_id))
    form, known = starting(view, deployed, department_id, patient_id)
    if form is None:
        return deployed, None
    place = place_of(view)
    filled = form.fill(
        known if patient_id else {}, known, choices(view, None, place), now=view.now, functions=functions(view, place),
        posted=typed.posted if typed else None, errors=typed.errors if typed else None, language=language,
    )  # fmt: skip
    return deployed, filled


def form_of(view: "Unit", item: Item) -> Form | None:
    """The form a step asks, for adding and removing rows of its lists."""
    return view.definitions.get(view.session, item.definition_id).forms.get(item.form or "")


def ledger_words(view: "Unit", case: Case, sight: Sight) -> list[tuple[str, str, str]]:
    """What the ledger says of a case, as (group of columns, label, words); without empty and unseen columns."""
    process = view.processes.get(case.key)
    if process is None:
        return []
    ledger = case.ledger or {}
    ids = {one for column in process.ledger if column.kind == "departments" for one in _ids(ledger.get(column.name))}
    names = department_names(view.session, ids)
    return [
        (column.group, column.label, words)
        for column in process.ledger
        if sight.sees(column.part) and (words := worded(ledger.get(column.name), column.kind, names))
    ]


def worded(value: Any, kind: str, names: Mapping[str, str]) -> str:
    """A ledger value in words: names of departments, Chinese dates, lists with 、, yuan, the ends of numbers."""
    if value is None or value == "":
        return ""
    if kind == "identity":
        return identity.mask("idcard", str(value))
    if kind == "money":
        return f"{value:,.2f}" if isinstance(value, int | Decimal) else str(value)
    if kind == "departments":
        return "、".join(names.get(id_, id_) for id_ in _ids(value))
    if isinstance(value, list):
        return "、".join(str(one) for one in value if one not in (None, ""))
    if hasattr(value, "year"):
        return f"{value.year}年{value.month}月{value.day}日"
    return str(value)


def _ids(value: Any) -> Sequence[str]:
    if isinstance(value, list):
        return [one for one in value if isinstance(one, str)]
    return [value] if isinstance(value, str) and value else []


def _form(
    view: "Unit", run: kernel.Run, case: Case, deployed: Deployed, item: Item, typed: Typed, language: str
) -> View | None:
    form = deployed.forms.get(item.form or "")
    if form is None:
        return None
    wait = run.waits.get(item.wait_id)
    variables = run.variables(wait.scope) if wait else run.variables()
    return form.fill(
        variables, surroundings(view, case, deployed, variables), choices(view, case, case.jurisdiction_code),
        now=view.now, functions=functions(view, case.jurisdiction_code), posted=typed.posted or None,
        errors=typed.errors, language=language,
    )  # fmt: skip
