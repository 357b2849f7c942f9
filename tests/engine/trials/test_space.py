"""Spaces: copies of a template that know nothing of each other, and drafts beside what is published."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from engine.errors import Invalid
from engine.models import Case, Person
from engine.scenarios.scenario import BEGIN
from engine.trials import looking
from engine.trials.space import Space, Template
from engine.trials.trial import Trial
from engine.trials.verbs import Begin, By, Until
from tests.engine.commission import start_event, task, timer
from tests.engine.kernel.diagrams import diagram

STEP = f"""
{start_event()}
{task("first", "[starter.department]")}
<bpmn:endEvent id="end"/>
start -> first
first -> end
"""
OTHER = STEP.replace("first", "second")


def cases(space: Space) -> int:
    with space.engine.view() as view:
        return view.session.scalar(select(func.count(Case.id))) or 0


def test_two_trials_of_one_template_see_nothing_of_each_other(model: Template) -> None:
    template = model.extended({"main.bpmn": diagram(STEP)})
    one, two = template.open(BEGIN), template.open(BEGIN)
    Trial(one).perform(Begin(process="main", by=By(name="整改办")))
    assert (cases(one), cases(two), cases(template.open(BEGIN))) == (1, 0, 0)


def test_a_draft_stands_before_what_is_published_in_its_own_trials_alone(model: Template) -> None:
    # given a published process and a draft of it
    published = model.extended({"main.bpmn": diagram(STEP)})
    draft = published.extended({"main.bpmn": diagram(OTHER)})
    # when both are tried
    found = []
    for template in (published, draft):
        trial = Trial(template.open(BEGIN))
        trial.perform(Begin(process="main", by=By(name="整改办")))
        found += [one.element for one in looking.open_now(trial)]
    # then each runs its own version
    assert found == ["first", "second"]


def test_a_draft_with_faults_is_refused_with_all_of_them(model: Template) -> None:
    with pytest.raises(Invalid) as refused:
        model.extended({"main.bpmn": diagram(STEP.replace("first -> end", "first -> end [x +]"))})
    assert refused.value.faults


def test_scenarios_among_the_files_of_a_draft_are_no_part_of_what_is_deployed(model: Template) -> None:
    files = {"main.bpmn": diagram(STEP), "scenarios/main.yaml": b"name: x"}
    assert model.extended(files).deployed("main").version == 1


def test_a_process_whose_duty_nobody_has_yet_is_led_by_somebody(model: Template) -> None:
    duty = '<bpmn:extensionElements><zeebe:properties><zeebe:property name="duty" value="new-duty"/></zeebe:properties>'
    inside = f"{duty}</bpmn:extensionElements>" + STEP.replace("[starter.department]", "duty.lead")
    trial = Trial(model.extended({"main.bpmn": diagram(inside)}).open(BEGIN))
    trial.perform(Begin(process="main", by=By(name="整改办")))
    assert [one.receivers for one in looking.open_now(trial)] == [("云川市卫生健康委员会医政处",)]


def test_timers_that_begin_cases_count_from_the_beginning_of_the_trial(model: Template) -> None:
    begin = f'<bpmn:startEvent id="start">{timer("R/P1D", "Cycle")}</bpmn:startEvent>'
    inside = STEP.replace(start_event(), begin)
    trial = Trial(model.extended({"main.bpmn": diagram(inside)}).open(datetime(2026, 3, 2, 9, 0)))
    trial.perform(Until(moment=datetime(2026, 3, 5, 10, 0)))
    assert cases(trial.space) == 3
    # and the first of them is the one the trial is about
    assert trial.case_id == min(trial.cases())


def test_a_restart_loses_nothing_that_was_done(model: Template, tmp_path: Path) -> None:
    space = model.extended({"main.bpmn": diagram(STEP)}).open(BEGIN, f"sqlite:///{tmp_path / 'trial.db'}")
    trial = Trial(space)
    trial.perform(Begin(process="main", by=By(name="整改办")))
    space.restart()
    assert [one.element for one in looking.open_now(trial)] == ["first"]
    space.close()


def test_the_people_of_the_model_are_there_in_every_copy(model: Template) -> None:
    space = model.open(BEGIN)
    with space.engine.view() as view:
        assert view.session.scalar(select(Person.id).where(Person.name == "分管领导（医政）"))
