"""The working calendar: a year at a glance, its holidays, swapped working days and local festivals."""

import calendar as months
import datetime as dt

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from engine import calendar_days
from engine.organizations import places_register
from web.admin.blueprint import blueprint
from web.admin.forms import carry_out
from web.context import engine, unit, view


@blueprint.get("/calendar")
def calendar_page() -> ResponseReturnValue:
    this_year = engine().clock().year
    number = request.args.get("year", default=this_year, type=int)
    number = number if number in calendar_days.YEARS else this_year
    place = request.args.get("jurisdiction", "")
    with view() as reading:
        year = calendar_days.year(reading, number, place)
        jurisdictions = places_register.jurisdictions(reading)
    special = {day.date: day for day in year.days}  # a local day comes after the country's and counts
    weeks = [months.Calendar().monthdatescalendar(number, month) for month in range(1, 13)]
    return render_template(
        "admin/calendar.html", year=year, place=place, jurisdictions=jurisdictions, special=special, months=weeks
    )


@blueprint.post("/calendar/years")
def seed_year() -> ResponseReturnValue:
    number = request.form.get("year", default=0, type=int)
    back = url_for("admin.calendar_page", year=number)
    return carry_out(
        lambda changing: calendar_days.seed_year(changing, number), back, _("已载入该年的法定节假日和调休。")
    )


@blueprint.post("/calendar/days")
def set_day() -> ResponseReturnValue:
    form = request.values
    place, text = form.get("jurisdiction", ""), form.get("date", "")
    try:
        date = dt.date.fromisoformat(text)
    except ValueError:
        flash(_("请选择日期。"), "danger")
        return redirect(url_for("admin.calendar_page", jurisdiction=place or None), 303)
    return carry_out(
        lambda changing: calendar_days.set_day(
            changing, place, date, form.get("working") == "1", form.get("name", "")
        ),
        url_for("admin.calendar_page", year=date.year, jurisdiction=place or None),
        _("已保存。"),
    )


@blueprint.delete("/calendar/days/<date>")
def clear_day(date: str) -> ResponseReturnValue:
    place = request.args.get("jurisdiction", "")
    with unit() as changing:
        was = calendar_days.clear_day(changing, place, dt.date.fromisoformat(date))
    undo = url_for(
        "admin.set_day", jurisdiction=place, date=date, working="1" if was.working else "0", name=was.name
    )
    flash({"text": _("已取消该日的设置。"), "undo": undo})  # type: ignore[arg-type]
    return redirect(url_for("admin.calendar_page", year=date[:4], jurisdiction=place or None), 303)
