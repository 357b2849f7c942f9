"""The demonstration shows a whole commission at work: its places and people, cases in every stage, every light."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

import pytest
from sqlalchemy import func, select

import workflows
from engine import inbox, people
from engine.clock import SettableClock
from engine.deadlines import Light
from engine.in_force import all_in_force
from engine.models import Case, Department, Event, Incident, Item, Jurisdiction, Organization, Person, Reminder
from engine.unit import Engine
from tests.demonstration import TODAY
from web import discovery
from web.demo.filling import STEPS, fill
from web.demo.persons import FOR_TRYING, PASSWORD
from web.demo.places import COMMISSION


@pytest.fixture(scope="module")
def engine(demonstration: Path) -> Iterator[Engine]:
    engine = _open(demonstration)
    yield engine
    engine.close()


def test_there_are_places_and_people_enough_for_a_city(engine: Engine) -> None:
    with engine.view() as view:
        kinds = Counter(view.session.scalars(select(Organization.kind)))
        levels = Counter(view.session.scalars(select(Jurisdiction.level)))
        ours = select(func.count(Department.id)).join(Organization).where(Organization.name == COMMISSION)
        assert levels["county"] == 3 and kinds["bureau"] == 3 and kinds["hospital"] == 8
        assert (view.session.scalar(ours) or 0) >= 12
        assert (view.session.scalar(select(func.count(Person.id))) or 0) >= 40


def test_cases_stand_in_every_stage_the_process_has(engine: Engine) -> None:
    with engine.view() as view:
        row = next(one for one in all_in_force(view) if one.key == "issue-rectification")
        spec = view.definitions.get(view.session, row.id).spec
        stages = {element.properties.get("stage") for element in spec.elements.values()} - {None, "问题登记"}
        reached = set(view.session.scalars(select(Event.element).distinct()))
        found = Counter(view.session.scalars(select(Case.stage)))
        assert (view.session.scalar(select(func.count(Case.id))) or 0) >= 60
    # stages that a case passes within the very command cannot be stood in
    waiting = {name for name, element in spec.elements.items() if element.kind == "userTask"}
    assert waiting - reached == {"publication"}, "nobody objects to a publication; all else was done by somebody"
    assert len(stages & set(found)) >= len(stages) - 3, f"missing: {stages - set(found)}"


def test_open_work_shows_every_light(engine: Engine) -> None:
    with engine.view() as view:
        persons = view.session.scalars(select(Person.id)).all()
        actors = [actor for person in persons if (actor := people.actor(view, person))]
    lights: Counter[Light] = Counter()
    for actor in actors:
        with engine.view(actor) as view:
            lights.update(inbox.counts(view).lights)
    assert all(lights[light] for light in (Light.RED, Light.YELLOW, Light.BLUE, Light.GREEN)), lights


def test_everybody_whose_login_is_printed_can_sign_in_and_finds_work(engine: Engine) -> None:
    for login in FOR_TRYING:
        with engine.view() as view:
            actor = people.actor(view, people.authenticate(view, login.login, PASSWORD))
            assert actor is not None
        if not actor.is_administrator:
            with engine.view(actor) as view:
                assert inbox.counts(view).boxes["todo"], f"expected {login.login} to have something to do"


def test_the_months_hold_what_real_months_hold(engine: Engine) -> None:
    with engine.view() as view:
        events = Counter(view.session.scalars(select(Event.kind)))
        reminders = Counter(view.session.scalars(select(Reminder.kind)))
        done = Counter(view.session.scalars(select(Item.element).where(Item.state == "done")))
        assert view.session.scalar(select(func.count(Incident.id))) == 0
        closed = select(func.count(Case.id)).where(Case.stage == "已销号")
        assert view.session.scalar(closed)
    assert all(events[kind] for kind in ("started", "claimed", "completed", "returned", "rescheduled", "cancelled"))
    assert all(reminders[kind] for kind in ("soon", "overdue", "head", "leader"))
    assert all(done[step] for step in ("approve_extension_office", "hold_talk", "look_back", "rule"))


def test_the_same_day_gives_the_same_cases(engine: Engine, tmp_path: Path) -> None:
    # given the first quarter of the months played once more
    file = tmp_path / "again.db"
    with closing(fill(f"sqlite:///{file}", TODAY)) as days:
        for _ in islice(days, STEPS // 4):
            pass
    again = _open(file)
    # then it went as it did before
    with again.view() as second, engine.view() as first:
        until = second.session.scalar(select(func.max(Event.at)))
        happened = select(Case.number, Case.title, Event.kind, Event.element, Event.at).join(Case)
        in_order = happened.where(Event.at <= until).order_by(Case.number, Event.sequence)
        assert second.session.execute(in_order).all() == first.session.execute(in_order).all()
        assert second.session.execute(in_order).all()
    again.close()


def _open(file: Path) -> Engine:
    return Engine(f"sqlite:///{file}", clock=SettableClock(TODAY), processes=discovery.processes(workflows))
