"""Numbers given out one after the other, in the transaction of what they number."""

from typing import TYPE_CHECKING

from sqlalchemy.dialects import postgresql, sqlite

from engine.models import Counter

if TYPE_CHECKING:
    from engine.unit import Unit


def next_number(unit: "Unit", series: str) -> int:
    """The next number of a series, from 1; two units at once never get the same."""
    insert = sqlite.insert if unit.engine.database.dialect.name == "sqlite" else postgresql.insert
    first = insert(Counter).values(name=series, value=1)
    # One statement, also for the first number: who comes second waits for the row instead of failing on it.
    taken = first.on_conflict_do_update(index_elements=[Counter.name], set_={"value": Counter.value + 1})
    return unit.session.execute(taken.returning(Counter.value)).scalar_one()
