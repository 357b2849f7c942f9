"""The pages of patients: this module gathers them for discovery."""

from flask.sansio.blueprints import BlueprintSetupState
from flask_babel import lazy_gettext

from web.navigation import Section
from web.patients import doubles, life, record, register
from web.patients.blueprint import blueprint
from web.patients.words import ATTRIBUTES, CASE_LINES, EVENTS, KINDS, PAIRS, REASONS, SEXES, STATES

__all__ = ["blueprint", "doubles", "life", "record", "register", "section"]

section = Section(
    label=lazy_gettext("患者"), endpoint="patients.index", order=25, visible=lambda actor: bool(actor.departments)
)


@blueprint.record_once
def _words(state: BlueprintSetupState) -> None:
    """Words as globals of the templates, for imported macros see no page's context."""
    state.app.jinja_env.globals.update(
        patient_states=STATES, sexes=SEXES, life_kinds=KINDS, case_lines=CASE_LINES, patient_attributes=ATTRIBUTES,
        patient_events=EVENTS, double_reasons=REASONS, double_states=PAIRS,
    )  # fmt: skip
