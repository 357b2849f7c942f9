"""What is asked of the measures of a ledger, read from an address and written to one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from flask import url_for

from engine.measures import SORTS, Period
from engine.process import Process

SIZE = 50
"""So many groups stand on a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A measure with its period, what narrows and orders it, and the page of it; pages count from 1."""

    key: str
    measure: str
    since: date | None = None
    until: date | None = None
    text: str = ""
    sort: str = "name"
    page: int = 1

    def link(self, **changes: Any) -> str:
        """The address of the same table with something changed, at its first page unless one is given."""
        changed = replace(self, **{"page": 1, **changes})
        return url_for("measures.page", key=changed.key, **changed.arguments)

    def turned(self, sort: str) -> str:
        """The address sorted by a column, figures from the greatest; turned around where it is sorted by it already."""
        first, then = (sort, f"-{sort}") if sort == "name" else (f"-{sort}", sort)
        return self.link(sort=then if self.sort == first else first)

    def direction(self, sort: str) -> str | None:
        """How the table is sorted by a column, in words of ARIA."""
        if self.sort.removeprefix("-") != sort:
            return None
        return "descending" if self.sort.startswith("-") else "ascending"

    @property
    def arguments(self) -> dict[str, Any]:
        """The query string without what is the default."""
        given = {
            "measure": self.measure,
            "since": self.since and self.since.isoformat(),
            "until": self.until and self.until.isoformat(),
            "q": self.text,
            "sort": self.sort if self.sort != "name" else "",
            "page": self.page if self.page > 1 else "",
        }
        return {name: value for name, value in given.items() if value}

    @property
    def period(self) -> Period:
        """The same for the engine."""
        return Period(since=self.since, until=self.until)


def asked_for(process: Process, measure: str, args: Mapping[str, str]) -> Asked:
    """What a query string asks for; values that make no sense are left out."""
    page = args.get("page", "")
    return Asked(
        key=process.key,
        measure=measure,
        since=_day(args.get("since", "")),
        until=_day(args.get("until", "")),
        text=args.get("q", "").strip()[:100],
        sort=args.get("sort", "") if args.get("sort", "").removeprefix("-") in SORTS else "name",
        page=max(1, int(page)) if page.isdecimal() and len(page) < 5 else 1,
    )


def spans(today: date) -> dict[str, tuple[date | None, date | None]]:
    """The usual periods by name: everything, this month, quarter and year, and the year before."""
    quarter = today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
    year = today.replace(month=1, day=1)
    return {
        "all": (None, None),
        "month": (today.replace(day=1), None),
        "quarter": (quarter, None),
        "year": (year, None),
        "last_year": (year.replace(year=year.year - 1), year - timedelta(days=1)),
    }


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
