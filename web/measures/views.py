"""The page of measures of a ledger and their workbook."""

import io

from flask import Blueprint, make_response, render_template, request, send_file
from flask.sansio.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from engine import ledgers, measures
from engine.measure_workbook import workbook
from engine.measures import Period
from web.context import view
from web.i18n import day, moment
from web.measures.asking import SIZE, asked_for, spans
from web.measures.words import SPANS, figure, share

blueprint = Blueprint("measures", __name__, template_folder="templates")

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.record_once
def _filters(state: BlueprintSetupState) -> None:
    state.app.jinja_env.filters.update(figure=figure, share=share)


@blueprint.get("/ledgers/<key>/measures")
def page(key: str) -> ResponseReturnValue:
    with view() as reading:
        process = ledgers.process_of(reading, key)
        measure = measures.measure_of(process, request.args.get("measure", ""))
        asked = asked_for(process, measure.name, request.args)
        table = measures.table(reading, key, measure.name, asked.period, text=asked.text, sort=asked.sort)
        start = (asked.page - 1) * SIZE
        page = render_template(
            "measures/page.html", asked=asked, name=ledgers.name_of(reading, key), process=process, table=table,
            groups=table.groups[start : start + SIZE], more=len(table.groups) > start + SIZE,
            filtered=any(column.name == measure.by and column.filter for column in process.ledger),
            spans=spans(reading.now.date()), SPANS=SPANS,
        )  # fmt: skip
    answer = make_response(page)
    # The form sends what was left empty, too; the address people keep does without.
    answer.headers["HX-Push-Url"] = asked.link(page=asked.page)
    return answer


@blueprint.get("/ledgers/<key>/measures.xlsx")
def export(key: str) -> ResponseReturnValue:
    """All measures over the period shown, a sheet for each."""
    with view() as reading:
        process = ledgers.process_of(reading, key)
        asked = asked_for(process, measures.measure_of(process, "").name, request.args)
        title = _("%(name)s统计", name=ledgers.name_of(reading, key))
        note = f"{_('导出于 %(at)s', at=moment(reading.now))}　{_within(asked.period)}"
        content = workbook(reading, key, asked.period, title=title, note=note)
        name = f"{title}-{reading.now:%Y%m%d}.xlsx"
    return send_file(io.BytesIO(content), mimetype=WORKBOOK, as_attachment=True, download_name=name, max_age=0)


def _within(period: Period) -> str:
    if not period.since and not period.until:
        return _("全部事项")
    since = day(period.since) if period.since else _("开始")
    until = day(period.until) if period.until else _("今天")
    return _("%(since)s至%(until)s登记的事项", since=since, until=until)
