"""The list of ledgers, the page of one, its columns and its workbook."""

import io

from flask import Blueprint, make_response, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from engine import ledgers
from engine.ledger_workbook import workbook
from web.context import view
from web.i18n import moment
from web.ledgers import columns
from web.ledgers.filters import LIGHTS, SIZES, Shown, asked_for
from web.ledgers.words import SORTS, STATES, in_words
from web.navigation import Section

blueprint = Blueprint("ledgers", __name__, template_folder="templates")
section = Section(
    label=lazy_gettext("台账"), endpoint="ledgers.index", order=20, covers=("cases", "intakes", "measures")
)

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.get("/ledgers")
def index() -> ResponseReturnValue:
    """All ledgers; where there is but one, that one."""
    with view() as reading:
        found = ledgers.ledgers(reading)
    if len(found) == 1:
        return redirect(url_for("ledgers.page", key=found[0].key))
    return render_template("ledgers/index.html", ledgers=found)


@blueprint.get("/ledgers/<key>")
def page(key: str) -> ResponseReturnValue:
    cursor = request.args.get("cursor")
    with view() as reading:
        process = ledgers.process_of(reading, key)
        shown = asked_for(process, request.args)
        page = render_template(
            "ledgers/page.html",
            shown=shown,
            name=ledgers.name_of(reading, key),
            place=ledgers.place_name(reading, shown.place),
            process=process,
            page=ledgers.page(reading, key, shown.filters, sort=shown.sort, cursor=cursor, limit=shown.size),
            stages=ledgers.counts(reading, key),
            lights=ledgers.lights(reading, key),
            options=ledgers.options(reading, key, shown.filters),
            groups=columns.chosen(process, shown.group),
            choosable=columns.choosable(process),
            LIGHTS=LIGHTS,
            SIZES=SIZES,
            SORTS=SORTS,
            STATES=STATES,
        )
    answer = make_response(page)
    # The form sends what was left empty, too; the address people keep does without.
    answer.headers["HX-Push-Url"] = shown.link(cursor=cursor)
    return answer


@blueprint.post("/ledgers/<key>/columns")
def choose_columns(key: str) -> ResponseReturnValue:
    with view() as reading:
        process = ledgers.process_of(reading, key)
    columns.choose(process, request.form.getlist("column"))
    return redirect(asked_for(process, request.args).link(group=""), 303)


@blueprint.get("/ledgers/<key>.xlsx")
def export(key: str) -> ResponseReturnValue:
    """The ledger as it is narrowed now, with all its columns."""
    with view() as reading:
        shown = asked_for(ledgers.process_of(reading, key), request.args)
        title = f"{ledgers.name_of(reading, key)}台账"
        options, place = ledgers.options(reading, key, shown.filters), ledgers.place_name(reading, shown.place)
        note = _note(shown, options, place, moment(reading.now))
        content = workbook(reading, key, shown.filters, title=title, note=note)
        name = f"{title}-{reading.now:%Y%m%d}.xlsx"
    return send_file(io.BytesIO(content), mimetype=WORKBOOK, as_attachment=True, download_name=name, max_age=0)


def _note(shown: Shown, options: dict[str, list[tuple[str, str, int]]], place: str, at: str) -> str:
    said = [*([place] if place else []), *in_words(shown, options)]
    narrowed = _("条件：%(said)s", said="；".join(said)) if said else _("全部事项")
    return f"{_('导出于 %(at)s', at=at)}　{narrowed}"
