"""What hospitals advanced and were paid in a year, added up over the cases of treatment that share it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from engine.process import Desk, Process
from tests.engine.commission import Commission, service, start_event, task
from workflows import advance_watch

FIRST, SECOND = "hospital-1", "hospital-2"


class Collected:
    """The service with what it gave, asked for the year 2026 up to the end of January."""

    def __init__(self) -> None:
        self.rates: list[Mapping[str, Any]] = []

    def __call__(self, _inputs: dict[str, Any], headers: dict[str, str], desk: Desk) -> None:
        inputs = {"year": 2026, "until": date(2026, 1, 31), "others": []}
        self.rates = advance_watch.collect(inputs, headers, desk)["rates"]


@pytest.fixture
def collected() -> Collected:
    return Collected()


@pytest.fixture
def work(database_url: str, collected: Collected) -> Iterator[Commission]:
    shared = {"advances": "advances", "payments": "payments"}
    processes = (
        Process(key="major-illness", prefix="DB", shared=shared),
        Process(key="watch", prefix="BF", services={"test.collect": collected}),
    )
    with Commission(database_url, *processes) as commission:
        stays = task("stay", "[starter.department]")
        commission.deploy(f"{start_event()}{stays}\nstart -> stay\n", process="major-illness")
        commission.deploy(f"{start_event()}{service('serve', 'test.collect')}\nstart -> serve\n", process="watch")
        yield commission


def moved(hospital: str, on: date, amount: str) -> dict[str, Any]:
    return {"hospital": hospital, "on": on, "amount": Decimal(amount)}


def test_a_hospital_s_rate_is_what_it_was_paid_of_what_it_advanced_in_the_year(
    work: Commission, collected: Collected
) -> None:
    # given two cases of one hospital, one of another; an advance of last year and one too young to be paid
    january, last_year, young = date(2026, 1, 20), date(2025, 12, 31), date(2026, 2, 20)
    work.launch("major-illness", advances=[moved(FIRST, january, "600.00"), moved(FIRST, last_year, "900.00")],
                payments=[moved(FIRST, date(2026, 2, 5), "500.00")])  # fmt: skip
    work.launch("major-illness", advances=[moved(FIRST, january, "400.00"), moved(FIRST, young, "900.00")],
                payments=[moved(FIRST, date(2026, 2, 5), "349.90"), moved(FIRST, last_year, "900.00")])  # fmt: skip
    work.launch("major-illness", advances=[moved(SECOND, january, "100.00")], payments=[])
    # and one that has settled nothing yet
    work.launch("major-illness")
    # when they are added up
    work.launch("watch")
    # then each hospital has its yuan, what it misses and its percent
    first, second = collected.rates
    assert (first["hospital"], first["advanced"], first["paid"]) == (FIRST, Decimal("1000.00"), Decimal("849.90"))
    assert (first["missing"], first["rate"]) == (Decimal("150.10"), Decimal("84.9"))
    assert (second["hospital"], second["rate"]) == (SECOND, Decimal("0.0"))
