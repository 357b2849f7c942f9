"""Standing data is read once in some seconds, and never older than that."""

from __future__ import annotations

from datetime import timedelta

from engine.models import Person
from engine.standing import LASTS, MOST, Standing
from engine.unit import Unit
from tests.engine.commission import Commission


def asked(office: Commission, standing: Standing, reads: list[int], key: object = "key") -> None:
    def read() -> int:
        reads.append(len(reads))
        return len(reads)

    with office.engine.view() as view:
        standing.get(view.session, key, view.now, read)  # type: ignore[arg-type]


def test_what_was_read_is_remembered_for_seconds(office: Commission) -> None:
    standing, reads = Standing(), []
    asked(office, standing, reads)
    office.clock.advance(seconds=LASTS.total_seconds() - 1)
    asked(office, standing, reads)
    assert len(reads) == 1
    office.clock.advance(seconds=1)
    asked(office, standing, reads)
    assert len(reads) == 2
    # and a clock that was set back does not keep it for ever
    office.clock.set(office.clock() - timedelta(days=1))
    asked(office, standing, reads)
    assert len(reads) == 3


def test_a_change_is_seen_by_its_own_unit_at_once_and_by_others_when_committed(commission: Commission) -> None:
    clerk = commission.persons["clerk"]

    def name(unit: Unit) -> str:
        return unit.standing("name", lambda: unit.session.get_one(Person, clerk).name)

    assert commission.look(None, name) == "clerk"
    # when the name is changed
    with commission.engine.unit() as unit:
        unit.session.get_one(Person, clerk).name = "王芳"
        unit.session.flush()
        assert name(unit) == "王芳"
        # then others see it only when it is committed
        assert commission.look(None, name) == "clerk"
    assert commission.look(None, name) == "王芳"


def test_a_change_taken_back_was_none(commission: Commission) -> None:
    clerk = commission.persons["clerk"]
    try:
        with commission.engine.unit() as unit:
            unit.session.get_one(Person, clerk).name = "王芳"
            unit.session.flush()
            raise LookupError
    except LookupError:
        pass
    found = commission.look(None, lambda view: view.standing("name", lambda: view.session.get_one(Person, clerk).name))
    assert found == "clerk"


def test_it_does_not_grow_without_end(office: Commission) -> None:
    standing, reads = Standing(), []
    for number in range(MOST + 1):
        asked(office, standing, reads, number)
    assert len(standing._known) <= MOST
