"""Answering a form in a trial: from values as people say them to what a browser would post from the page."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from engine.commands import attach
from engine.forms import View, posted_of
from engine.forms.views import FieldView, ListView, OptionView, cells
from engine.materials import KINDS
from engine.people import Actor
from engine.trials.errors import NotAsked

if TYPE_CHECKING:
    from engine.unit import Engine

Posted = dict[str, list[str]]
Page = Callable[[Posted], View | None]
"""What the page of the form shows once so much of it is filled in; None for a step without a form."""

_ROUNDS = 5
"""Answers bring up questions, whose answers bring up others; a form that goes deeper is not one people fill in."""


def posted(engine: "Engine", actor: Actor, page: Page, answers: Mapping[str, Any]) -> Posted:
    """The whole page as it comes back: what it offered, overwritten by the answers.

    Choices may be given by value or by label, departments and persons by name, files by any name. Raises NotAsked.
    """
    given = posted_of(answers)
    view = page({})
    if view is None:
        if given:
            raise NotAsked(names="、".join(given), asked="—")
        return {}
    filled: Posted = {}
    files: dict[str, str] = {}
    for _ in range(_ROUNDS):
        before, filled = filled, _filled(view, given, answers, lambda name: _file(engine, actor, files, name))
        if filled == before:
            break
        view = page(filled) or view
    _refuse_unasked(view, given)
    return filled


def _filled(view: View, given: Posted, answers: Mapping[str, Any], file: Callable[[str], str]) -> Posted:
    found: Posted = {}
    for name, field in view.fields.items():
        if field.readonly:
            continue
        if name in given:
            found[name] = [_value(field, one, file) for one in given[name]]
        elif not _beyond(name, answers):
            found[name] = list(field.values)
    # Rows and questions that are not shown yet must be told of, else they never will be.
    return {**{name: values for name, values in given.items() if name not in view.fields}, **found}


def _beyond(name: str, answers: Mapping[str, Any]) -> bool:
    """Whether an input stands in a row that the answers no longer have."""
    listed, bracket, rest = name.partition("[")
    rows = answers.get(listed)
    return bool(bracket) and isinstance(rows, list) and int(rest.partition("]")[0]) >= len(rows)


def _value(field: FieldView, given: str, file: Callable[[str], str]) -> str:
    if field.control == "filepicker":
        return file(given)
    # A value that is no option is shown as one too, but last: so what is called so is found first.
    return next((option.value for option in field.options if given in _names(option)), given)


def _names(option: OptionView) -> tuple[str, ...]:
    """How an option may be called: as it is shown, with its heading before it, without its number."""
    return option.label, f"{option.group or ''}{option.label}", option.label.partition(". ")[2]


def _file(engine: "Engine", actor: Actor, known: dict[str, str], name: str) -> str:
    """The id of an attachment of this name, made up where the answers speak of it first."""
    if name not in known:
        full = name if name.rpartition(".")[2].lower() in KINDS else f"{name}.txt"
        _, begin = KINDS[full.rpartition(".")[2].lower()]
        with engine.unit(actor) as unit:
            known[name] = attach(unit, full, begin + full.encode())
    return known[name]


def _refuse_unasked(view: View, given: Posted) -> None:
    fields = {name for name, field in view.fields.items() if not field.readonly}
    lists = {cell.name for cell in cells(view.rows) if isinstance(cell, ListView)}
    strange = [name for name in given if name not in fields | lists]
    if strange:
        raise NotAsked(names="、".join(strange), asked="、".join(_listed(view)) or "—")


def _listed(view: View) -> Sequence[str]:
    return [f"{name}（{field.label}）" for name, field in view.fields.items() if not field.readonly][:30]
