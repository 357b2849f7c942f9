"""A form as it will be shown, before it belongs to any version: rendered for the designer, with nothing behind it."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from engine import forms
from engine.answers import choices, place_of
from engine.drafts.access import designers_only
from engine.environment import functions, me
from engine.forms.views import View
from engine.vocabulary import NAMES

if TYPE_CHECKING:
    from engine.unit import Unit


def preview(view: "Unit", schema: bytes, posted: Mapping[str, Sequence[str]], language: str) -> View:
    """The form over what the designer typed into it; what a case would know is unknown. Raises forms.Invalid."""
    designers_only(view)
    form = forms.load(schema, NAMES)
    place = place_of(view)
    return form.fill(
        {}, {"me": me(view)}, choices(view, None, place), now=view.now, functions=functions(view, place),
        posted=form.edit_rows(posted) or posted if posted else None, language=language,
    )  # fmt: skip
