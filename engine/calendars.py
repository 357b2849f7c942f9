"""The working-day calendar of a jurisdiction, from the editable table of exceptional days."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.models import CalendarDay
from engine.workdays import Calendar


def calendar_of(session: Session, jurisdiction_code: str) -> Calendar:
    """National days, overlaid by those of the jurisdiction and of what contains it (GB/T 2260 prefixes)."""
    scopes = {"", jurisdiction_code, jurisdiction_code[:2] + "0000", jurisdiction_code[:4] + "00"}
    rows = session.execute(
        select(CalendarDay.jurisdiction_code, CalendarDay.date, CalendarDay.working)
        .where(CalendarDay.jurisdiction_code.in_(scopes))
        .order_by(CalendarDay.jurisdiction_code)
    )
    # Codes sort from the country over the province to the county, so the nearer rule overwrites.
    return Calendar({date: working for _code, date, working in rows})
