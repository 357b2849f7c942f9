"""The model commission: nothing a process can ask of an organization is missing."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from engine import duties
from engine.duties.keys import KEYS
from engine.models import Department, Jurisdiction, Organization, Post
from engine.models.place import LEVELS
from engine.scenarios.scenario import BEGIN
from engine.trials.cast import department_of
from engine.trials.model import OFFICES
from engine.trials.model_duties import LEADS
from engine.trials.space import Template
from engine.trials.verbs import By


def test_every_department_has_staff_a_head_and_a_leader(model: Template) -> None:
    with model.open(BEGIN).engine.view() as view:
        departments = list(view.session.scalars(select(Department)))
        assert len(departments) > 100
        for department in departments:
            roles = view.session.scalars(select(Post.role).where(Post.department_id == department.id))
            assert {"staff", "head"} <= set(roles), department.full_name
            assert duties.leaders_of(view, [department.id]), department.full_name


def test_there_is_a_place_on_every_level_and_an_organization_of_every_kind_that_works(model: Template) -> None:
    with model.open(BEGIN).engine.view() as view:
        assert set(view.session.scalars(select(Jurisdiction.level))) == set(LEVELS)
        kinds = set(view.session.scalars(select(Organization.kind)))
    assert kinds >= {"commission", "bureau", "hospital", "health_centre", "clinic", "cdc"}


@pytest.mark.parametrize("key", KEYS)
def test_every_duty_has_somebody_who_leads_and_a_leader_who_answers(model: Template, key: str) -> None:
    with model.open(BEGIN).engine.view() as view:
        for place in ("990100", "990121100201", "990200", "990300"):
            found = duties.responsible(view, key, place, date(2016, 2, 1))
            assert found is not None
            assert (len(found.lead), found.mode) == (1, "single")
            assert found.leaders


def test_duties_led_by_two_can_be_chosen(model: Template) -> None:
    with model.open(BEGIN).engine.view() as view:
        modes = {
            label.partition(". ")[2]: duties.responsible(view, id_, "990100", date(2016, 2, 1))
            for id_, label, _notice in duties.duties_for_choice(view, "990100")
        }
        offices = {name: department_of(view, By(department=name)) for name in ("医政处", "医改办", "基层卫生处")}
    joint, each = modes["联合牵头事项"], modes["分别负责事项"]
    assert joint is not None
    assert each is not None
    assert (joint.mode, joint.lead) == ("joint", [offices["医政处"], offices["医改办"]])
    assert (each.mode, each.lead) == ("each", [offices["医政处"], offices["基层卫生处"]])


def test_the_duties_are_led_by_offices_that_exist() -> None:
    assert set(LEADS) == set(KEYS)
    assert {office for offices in LEADS.values() for office in offices} <= set(OFFICES)
