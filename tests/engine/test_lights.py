"""Lights: the database and the rows agree on the colour of every item, to the second."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from engine.clock import ZONE
from engine.deadlines import Light
from engine.lights import finished_light, item_light, light_is
from engine.models import Item
from tests.engine.commission import Commission, start_event, task

NOW = datetime(2026, 3, 6, 9, 0, tzinfo=ZONE)  # a Friday: two working days end on Tuesday evening
DUE = [NOW + timedelta(seconds=step) for step in (-1, 0, 1)]
DUE += [datetime(2026, 3, 10, 17, 30, tzinfo=ZONE) + timedelta(seconds=step) for step in (-1, 0, 1)]


@pytest.mark.parametrize(
    ("due", "behind", "light"),
    [
        (None, None, Light.NONE),
        (DUE[0], None, Light.RED),
        (DUE[1], None, Light.BLUE),
        (DUE[4], None, Light.BLUE),
        (DUE[5], None, Light.GREEN),
        (DUE[5], NOW - timedelta(seconds=1), Light.YELLOW),
        (DUE[3], NOW - timedelta(seconds=1), Light.YELLOW),
        (DUE[5], NOW, Light.GREEN),
        (DUE[0], NOW - timedelta(days=1), Light.RED),
    ],
)
def test_red_goes_before_yellow_before_blue(
    office: Commission, due: datetime | None, behind: datetime | None, light: Light
) -> None:
    with office.engine.view() as view:
        assert item_light(due, behind, NOW, view.calendar()) == light


def test_what_is_finished_is_green_in_time_and_red_for_good_when_not() -> None:
    assert finished_light(NOW, NOW) == Light.GREEN
    assert finished_light(NOW, NOW + timedelta(seconds=1)) == Light.RED
    assert finished_light(None, NOW) == finished_light(NOW, None) == Light.NONE


def test_every_item_has_exactly_the_light_the_database_finds_it_by(commission: Commission) -> None:
    # given items with every combination of dates around the limits
    commission.deploy(f"{start_event()}{task('work')}\nstart -> work\n", process="plain")
    for due in (None, *DUE):
        for behind in (None, NOW - timedelta(seconds=1), NOW, NOW + timedelta(seconds=1)):
            case = commission.launch("plain")
            with commission.engine.unit() as unit:
                item = unit.session.get_one(Item, commission.item("work", case))
                item.due_at, item.behind_at = due, behind
    # when the database is asked for each light
    with commission.engine.view() as view:
        calendar = view.calendar()
        for light in (Light.RED, Light.YELLOW, Light.BLUE, Light.GREEN, Light.NONE):
            found = set(view.session.scalars(select(Item.id).where(light_is(light, NOW, calendar))))
            items = view.session.scalars(select(Item))
            # then it finds those whose rows show it
            assert found == {one.id for one in items if item_light(one.due_at, one.behind_at, NOW, calendar) == light}
