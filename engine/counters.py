"""Numbers given out one after the other, in the transaction of what they number."""

from typing import TYPE_CHECKING

from sqlalchemy import update

from engine.models import Counter

if TYPE_CHECKING:
    from engine.unit import Unit


def next_number(unit: "Unit", series: str) -> int:
    """The next number of a series, from 1; two units at once never get the same."""
    session = unit.session
    taken = session.execute(
        update(Counter).where(Counter.name == series).values(value=Counter.value + 1).returning(Counter.value)
    ).scalar()
    if taken is None:
        session.add(Counter(name=series, value=1))
        session.flush()
        taken = 1
    return taken
