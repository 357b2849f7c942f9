"""Puts the page of an item together: the form, what came before, where the case stands, and the items beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from flask import make_response, render_template, request
from flask.typing import ResponseReturnValue

from engine import cases, duties, pinyin
from engine.forms.views import FieldView, ListView, cells
from engine.inbox import Row
from engine.items import ItemView, Typed, open_item
from engine.unit import Unit
from engine.unsent import unsent as unsent_answers
from web.context import view
from web.i18n import language
from web.inbox.filters import of_link

NEARBY = 100
"""So many rows of the list are looked through for the neighbours of an item."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """The items before and after this one in the list it was opened from; `position` counts from 1."""

    link: str
    previous: Row | None = None
    next: Row | None = None
    position: int | None = None
    total: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """Somebody an item can be transferred to; `value` is what the form posts, `sought` what a search looks in."""

    value: str
    label: str
    group: str
    sought: str


def show(
    item_id: str,
    *,
    typed: Typed | None = None,
    notice: str = "",
    trouble: Sequence[str] = (),
    unsent: Typed | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    """The page; `typed` is shown again, `notice` and `trouble` are said at its top, `unsent` is kept to be copied."""
    with view() as reading:
        opened = open_item(reading, item_id, typed=typed, language=language())
        page = render_template(
            "items/page.html",
            opened=opened,
            case=cases.case_view(reading, opened.case.id),
            entries=cases.timeline(reading, opened.case.id),
            nearby=_neighbours(reading, opened),
            receivers=_receivers(reading, opened) if "transfer" in opened.actions else (),
            faults=_faults(opened, typed, trouble),
            notice=notice,
            unsent=_unsent(reading, item_id, unsent),
            verb=request.path.rpartition("/")[2] if request.method == "POST" else "",
        )
    return make_response(page, status)


def _faults(opened: ItemView, typed: Typed | None, trouble: Sequence[str]) -> list[tuple[str | None, str]]:
    """What the form itself does not say: faults of the opinion, of rules over several fields, of the verb."""
    said_by_form = {
        cell.name for cell in (cells(opened.form.rows) if opened.form else ()) if isinstance(cell, FieldView | ListView)
    }
    faults = typed.errors.items() if typed else ()
    others = [(name, message.text(language())) for name, message in faults if name not in said_by_form]
    return [*(("opinion" if name == "opinion" else None, text) for name, text in others), *((None, t) for t in trouble)]


def _neighbours(reading: Unit, opened: ItemView) -> Neighbours | None:
    asked = of_link(request.values.get("_list", ""))
    if asked is None:
        return None
    filters, cursor = asked
    found = filters.rows(reading, cursor, NEARBY)
    link = filters.link(cursor=cursor)
    ids = [row.id for row in found.rows]
    if opened.row.id not in ids:
        # Dealt with and gone from the list: what is first there now is what comes next.
        return Neighbours(link=link, next=found.rows[0] if found.rows else None, total=found.total)
    here = ids.index(opened.row.id)
    return Neighbours(
        link=link,
        previous=found.rows[here - 1] if here else None,
        next=found.rows[here + 1] if here + 1 < len(ids) else None,
        position=None if cursor else here + 1,
        total=found.total,
    )


def _receivers(reading: Unit, opened: ItemView) -> list[Receiver]:
    place = opened.case.jurisdiction_code
    kinds = (("department", duties.departments_for_choice), ("person", duties.persons_for_choice))
    return [
        Receiver(value=f"{kind}:{id_}", label=label, group=group, sought=_sought(f"{group} {label}"))
        for kind, offered in kinds
        for id_, label, group in offered(reading, place)
    ]


@lru_cache(maxsize=5000)
def _sought(text: str) -> str:
    return pinyin.searchable(text)


def _unsent(reading: Unit, item_id: str, typed: Typed | None) -> list[tuple[str, str]]:
    if typed is None:
        return []
    answers = unsent_answers(reading, item_id, typed.posted, language())
    return [*answers, *([("", typed.opinion)] if typed.opinion.strip() else [])]
