"""What a person typed into an item that somebody else has dealt with: in words, so that nothing typed is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.answers import Posted, choices
from engine.environment import functions
from engine.forms.views import FieldView, cells
from engine.items import form_of
from engine.models import Item

if TYPE_CHECKING:
    from engine.unit import Unit


def unsent(view: Unit, item_id: str, posted: Posted, language: str = "zh") -> list[tuple[str, str]]:
    """(label, text as typed) of every field that was answered; for the person who typed it, so nothing is masked."""
    item = view.session.get(Item, item_id)
    form = form_of(view, item) if item else None
    if item is None or form is None:
        return []
    place = item.case.jurisdiction_code
    filled = form.fill(
        {}, {}, choices(view, item.case, place), now=view.now, functions=functions(view, place), posted=posted,
        language=language,
    )  # fmt: skip
    fields = (cell for cell in cells(filled.rows) if isinstance(cell, FieldView) and any(cell.values))
    return [(cell.label, cell.text if cell.options else "、".join(cell.values)) for cell in fields]
