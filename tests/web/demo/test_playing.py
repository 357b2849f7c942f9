"""The stories of the demonstration: two years of every process, each person and county with a history."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

import workflows
from engine import ledgers, people
from engine.clock import SettableClock
from engine.models import Case, Item, Patient
from engine.unit import Engine
from tests.demonstration import TODAY
from web import discovery
from web.demo.playing import found


@pytest.fixture(scope="module")
def engine(demonstration: Path) -> Iterator[Engine]:
    engine = Engine(f"sqlite:///{demonstration}", clock=SettableClock(TODAY), processes=discovery.processes(workflows))
    yield engine
    engine.close()


def test_every_story_has_cases_that_ended_and_cases_that_go_on(engine: Engine) -> None:
    with engine.view() as view:
        states = Counter(view.session.execute(select(Case.key, Case.state)).tuples())
    keys = {story.key for story in found()}
    assert {key for key in keys if not states[key, "done"]} == set()
    assert sum(count for (key, state), count in states.items() if key in keys and state == "open") >= 40
    assert sum(count for (key, state), count in states.items() if key in keys and state != "open") >= 40


def test_what_a_leader_found_is_rectified_in_a_case_that_leads_back(engine: Engine) -> None:
    with engine.view() as view:
        inspections = select(Case.id).where(Case.key == "leader-inspection")
        linked = select(func.count(Case.id)).where(Case.parent_id.in_(inspections), Case.key == "issue-rectification")
        assert view.session.scalar(linked)


def test_some_work_of_the_stories_is_late_and_some_soon_due(engine: Engine) -> None:
    keys = [story.key for story in found()]
    with engine.view() as view:
        ours = select(Item.due_at).join(Item.case).where(Item.state == "open", Case.key.in_(keys))
        due = view.session.scalars(ours.where(Item.due_at.is_not(None))).all()
    assert any(moment < TODAY for moment in due) and any(moment > TODAY for moment in due)


def test_patients_have_records_of_their_own_and_ledgers_list_them(engine: Engine) -> None:
    with engine.view() as view:
        assert (view.session.scalar(select(func.count(Patient.id))) or 0) >= 60
        team = people.actor(view, people.authenticate(view, "hekou-tuandui", "bangfu-2026"))
    with engine.view(team) as view:
        page = ledgers.page(view, "family-doctor-followup", ledgers.Filters())
        assert page.total >= 8
        assert any(row.values["visits"] for row in page.rows)
