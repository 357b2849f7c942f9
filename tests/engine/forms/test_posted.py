"""What a program answers is what a browser would have posted."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from engine.forms import posted_of


def test_values_of_python_become_what_a_browser_posts() -> None:
    utc = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
    values = {
        "title": "药品", "boxes": 12, "price": Decimal("0.50"), "day": date(2026, 3, 2), "none": None, "yes": True,
        "no": False, "moment": datetime(2026, 3, 2, 9, 30), "utc": utc,
        "units": ["a", "b"], "person": {"name": "王"},
        "measures": [{"title": "一", "files": ["x"]}, {"title": "二"}],
    }  # fmt: skip
    assert posted_of(values) == {
        "title": ["药品"], "boxes": ["12"], "price": ["0.50"], "day": ["2026-03-02"], "none": [""], "yes": ["true"],
        "no": [], "moment": ["2026-03-02T09:30"], "utc": ["2026-03-02T09:30"],
        "units": ["a", "b"], "person.name": ["王"],
        "measures[0].title": ["一"], "measures[0].files": ["x"], "measures[1].title": ["二"],
    }  # fmt: skip
