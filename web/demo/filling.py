"""Filling of a database with the demonstration commission and its last two years of work."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from engine.clock import SettableClock
from web import make_engine
from web.demo import persons, places
from web.demo.months import HISTORY, Months
from web.serving import prepare

STEPS = HISTORY + 1


def fill(url: str, today: datetime) -> Iterator[int]:
    """Fill an empty database as if the commission had worked with it up to a moment; yields STEPS times.

    Gives the same cases whenever it is called with the same moment.
    """
    clock = SettableClock(today - timedelta(days=HISTORY + 1))
    engine = make_engine(url, clock)
    try:
        prepare(engine)
        with engine.unit() as unit:
            places.build(unit)
            places.put_notice_in_force(unit)
        with engine.unit() as unit:
            persons.build(unit)
        yield from Months(engine, clock, today).play()
    finally:
        engine.close()
