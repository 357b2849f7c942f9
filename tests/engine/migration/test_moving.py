"""Running cases move to a new version one by one with their work items, or stay and go on where they were."""

from __future__ import annotations

from datetime import timedelta

import pytest

from engine import commands, jobs, migration
from engine.errors import NotAllowed, Refused
from engine.in_force import all_in_force
from engine.models import Case, Event, Item, Job, MigrationCase, Subscription
from tests.engine.calls import call
from tests.engine.commission import FORMS, MORNING, Commission, form, posted, start_event, task, text, timer
from tests.engine.test_ad_hoc import ENOUGH, adhoc

FLOWS = "\nstart -> first\nfirst -> second\nsecond -> end"
END = '<bpmn:endEvent id="end"/>'
STEPS = start_event("ask") + task("first", form="answer", opinion="optional") + task("second", "[{office}]") + END
REVIEWED = STEPS + task("review", "[{office}]", due="workdays after(now(), 3)")
REVIEW = "\nstart -> first\nfirst -> review\nreview -> second\nsecond -> end"


def newest(office: Commission) -> str:
    """The id of the version in force."""
    with office.engine.view() as view:
        return next(row.id for row in all_in_force(view) if row.key == "main")


@pytest.fixture
def source(office: Commission) -> str:
    office.deploy(STEPS + FLOWS, forms=FORMS)
    return newest(office)


def moved(office: Commission, source: str, *case_ids: str, **steps: str | None) -> str:
    """A migration of these cases to the newest version, checked and run; gives its id."""
    target = newest(office)
    plan = office.do("designer", migration.begin, source, target)
    for old, new in steps.items():
        office.do("designer", migration.set_step, plan, old, new)
    office.do("designer", migration.choose, plan, list(case_ids) or None)
    office.do("designer", migration.check, plan)
    jobs.run_due(office.engine)
    office.do("designer", migration.start, plan)
    jobs.run_due(office.engine)
    return str(plan)


def fared(office: Commission, plan: str) -> dict[str, str]:
    with office.engine.view() as view:
        rows = view.session.query(MigrationCase).filter_by(migration_id=plan)
        return {row.case_id: row.state for row in rows}


def test_a_case_goes_on_by_the_new_version_with_its_item_claimant_and_draft(office: Commission, source: str) -> None:
    # given a case whose item a clerk has claimed and half written
    case = office.start(title="药品储备")
    item = office.item("first", case)
    office.do("clerk", commands.claim, item)
    office.do("clerk", commands.save_draft, item, posted({"finding": "缺二十种"}), "")
    # when it moves to a version with one more step
    office.deploy(REVIEWED + REVIEW, forms=FORMS)
    plan = moved(office, source, case)
    # then it is the same item with all that was in it, and the next step is the new one
    assert fared(office, plan) == {case: "moved"}
    row = office.row(Item, item)
    assert (row.claimant_id, row.draft is not None) == (office.persons["clerk"], True)
    assert office.case(case).definition_id == row.definition_id == newest(office)
    office.complete("clerk", "first", finding="缺二十种")
    assert office.item("review", case)
    assert "migrated" in office.events(case)
    assert office.is_sound()


def test_a_due_date_that_was_given_stays_and_one_that_is_new_is_set(office: Commission) -> None:
    # given a case with a deadline of ten days
    office.deploy(start_event("ask") + task("first", due='date(now()) + duration("P10D")', form="answer")
                  + task("second", "[{office}]") + END + FLOWS, forms=FORMS)  # fmt: skip
    with_date = office.start(title="有时限")
    due = office.row(Item, office.item("first", with_date)).due_at
    source = newest(office)
    # when the new version gives three working days
    sooner = start_event("ask") + task("first", due="workdays after(now(), 3)", form="answer")
    office.deploy(sooner + task("second", "[{office}]") + END + FLOWS, forms=FORMS)
    moved(office, source)
    # then what was promised is kept
    assert office.row(Item, office.item("first", with_date)).due_at == due


def test_a_step_that_had_no_deadline_gets_that_of_the_new_version(office: Commission, source: str) -> None:
    case = office.start(title="无时限")
    new = start_event("ask") + task("first", due="workdays after(now(), 3)", form="answer")
    office.deploy(new + task("second", "[{office}]") + END + FLOWS, forms=FORMS)
    moved(office, source)
    due = office.row(Item, office.item("first", case)).due_at
    assert due is not None
    assert due.date() == (MORNING + timedelta(days=3)).date()


def test_an_ad_hoc_subprocess_keeps_its_item_and_its_time_limit(office: Commission) -> None:
    # given a case in an ad-hoc subprocess that somebody has claimed
    office.deploy(adhoc(ENOUGH, candidateGroups="[{medical}]", dueDate='now() + duration("P3D")'))
    source, case = newest(office), office.launch()
    item = office.item("freely", case)
    office.do("clerk", commands.claim, item)
    before = office.row(Item, item)
    # when it moves to a version that calls it otherwise and gives it more time
    later = adhoc(ENOUGH, candidateGroups="[{medical}]", dueDate='now() + duration("P9D")')
    office.deploy(later.replace('"freely"', '"stage"').replace("freely", "stage"))
    moved(office, source, case, freely="stage")
    # then it is the same item under the new name, due when it was promised
    row = office.row(Item, item)
    assert (row.element, row.definition_id, row.claimant_id, row.due_at) == (
        "stage", newest(office), office.persons["clerk"], before.due_at,
    )  # fmt: skip
    office.do("clerk", commands.activate, item, "visit")
    assert len(office.items("visit", case)) == 1


def test_work_in_a_call_is_sent_back_as_before_when_the_call_has_a_new_name(office: Commission) -> None:
    # given a case past the first step of a called process
    steps = f"{task('ask')}{task('answer')}\nstart -> ask\nask -> answer\n"
    office.deploy(start_event() + steps, process="visit")
    office.deploy(f"{start_event()}{call('visit')}\nstart -> call\n")
    source, case = newest(office), office.launch()
    office.complete("clerk", "ask")
    # when the calling version renames its call
    office.deploy(f"{start_event()}{call('visit', 'errand')}\nstart -> errand\n")
    moved(office, source, case, call="errand")
    # then what was passed within the call is still a way back
    item = office.item("answer", case)
    assert [element for _token, element in office.row(Item, item).calls] == ["errand"]
    office.do("clerk", commands.send_back, item, "ask", "再问一次")
    assert len(office.items("ask", case)) == 1


def test_what_cannot_move_stays_and_goes_on_by_its_old_version(office: Commission, source: str) -> None:
    # given one case at each of the two steps
    early, late = office.start(title="在第一步"), office.start(title="在第二步")
    office.complete("clerk", "first", case_id=late, finding="缺药")
    # when the new version has no second step
    only = start_event("ask") + task("first", form="answer") + END
    office.deploy(only + "\nstart -> first\nfirst -> end", forms=FORMS)
    plan = moved(office, source)
    # then the one at the second step says why, and is completed where it was
    assert fared(office, plan) == {early: "moved", late: "unfit"}
    with office.engine.view() as view:
        assert "second" in view.session.get_one(MigrationCase, (plan, late)).zh
    office.complete("registrar", "second", case_id=late)
    assert office.case(late).state == "done"


def test_a_form_that_alone_has_changed_is_asked_by_the_open_item(office: Commission, source: str) -> None:
    case = office.start(title="表单改了")
    other = form("answer", text("finding", required=True), text("cause", required=True))
    office.deploy(STEPS + FLOWS, forms=(FORMS[0], other))
    moved(office, source)
    with pytest.raises(Exception, match="cause"):
        office.complete("clerk", "first", case_id=case, finding="缺药")
    office.complete("clerk", "first", case_id=case, finding="缺药", cause="配送")


def test_a_timer_goes_on_with_its_time_and_its_job(office: Commission) -> None:
    # given a step with a boundary timer
    edge = '<bpmn:boundaryEvent id="t" attachedToRef="first" cancelActivity="false">'
    guarded = f"{edge}{timer('P9D')}</bpmn:boundaryEvent>"
    told = task("told", "[{office}]")
    office.deploy(STEPS + guarded + told + FLOWS + "\nt -> told", forms=FORMS)
    source = newest(office)
    case = office.start(title="有定时")
    before = [job for job in office.jobs() if job[0] == "timer"]
    # when the case moves after four days
    office.wait_until(MORNING + timedelta(days=4))
    office.deploy(REVIEWED + guarded + told + REVIEW + "\nt -> told", forms=FORMS)
    moved(office, source)
    # then it is due when it was due, once
    assert [job for job in office.jobs() if job[0] == "timer"] == before
    office.wait_until(MORNING + timedelta(days=10))
    assert office.item("told", case)


def test_a_migration_that_is_paused_moves_nothing_until_it_goes_on(office: Commission, source: str) -> None:
    cases = [office.start(title=f"第{number}件") for number in range(3)]
    office.deploy(REVIEWED + REVIEW, forms=FORMS)
    plan = office.do("designer", migration.begin, source, newest(office))
    office.do("designer", migration.choose, plan)
    office.do("designer", migration.check, plan)
    jobs.run_due(office.engine)
    office.do("designer", migration.start, plan)
    # when it is paused before the jobs run
    office.do("designer", migration.pause, plan)
    jobs.run_due(office.engine)
    assert set(fared(office, plan).values()) == {"fits"}
    # then resuming moves every case, once
    office.do("designer", migration.resume, plan)
    jobs.run_due(office.engine)
    assert fared(office, plan) == dict.fromkeys(cases, "moved")
    assert [len(office.history(case, "migrated")) for case in cases] == [1, 1, 1]
    assert office.look("designer", migration.plan_view, plan).state == "done"


def test_a_case_that_went_on_between_check_and_move_is_looked_at_again(office: Commission, source: str) -> None:
    case = office.start(title="又往前走了")
    only = start_event("ask") + task("first", form="answer") + END
    office.deploy(only + "\nstart -> first\nfirst -> end", forms=FORMS)
    plan = office.do("designer", migration.begin, source, newest(office))
    office.do("designer", migration.choose, plan)
    office.do("designer", migration.check, plan)
    jobs.run_due(office.engine)
    # given it fits while it stands at the first step
    assert fared(office, plan) == {case: "fits"}
    # when it goes on to the second before the migration comes to it
    office.complete("clerk", "first", case_id=case, finding="缺药")
    office.do("designer", migration.start, plan)
    jobs.run_due(office.engine)
    # then it is left where it is
    assert fared(office, plan) == {case: "unfit"}


def test_a_plan_cannot_run_before_its_cases_were_checked(office: Commission, source: str) -> None:
    office.start(title="未检查")
    office.deploy(REVIEWED + REVIEW, forms=FORMS)
    plan = office.do("designer", migration.begin, source, newest(office))
    office.do("designer", migration.choose, plan)
    with office.refused(Refused, "请先检查", "check the chosen"):
        office.do("designer", migration.start, plan)


def test_a_changed_plan_is_checked_anew(office: Commission, source: str) -> None:
    case = office.start(title="改了方案")
    office.deploy(REVIEWED + REVIEW, forms=FORMS)
    plan = office.do("designer", migration.begin, source, newest(office))
    office.do("designer", migration.choose, plan)
    office.do("designer", migration.check, plan)
    jobs.run_due(office.engine)
    office.do("designer", migration.set_step, plan, "first", None)
    assert fared(office, plan) == {case: "chosen"}
    with office.refused(Refused, "请先检查"):
        office.do("designer", migration.start, plan)


def test_only_designers_move_cases(office: Commission, source: str) -> None:
    office.deploy(REVIEWED + REVIEW, forms=FORMS)
    with pytest.raises(NotAllowed):
        office.do("clerk", migration.begin, source, newest(office))


def test_a_message_is_awaited_under_the_name_the_new_version_gives_it(office: Commission) -> None:
    def awaiting(name: str) -> str:
        return start_event("ask") + f'<bpmn:receiveTask id="wait" messageRef="m"/>{END}\nstart -> wait\nwait -> end', (
            f'<bpmn:message id="m" name="{name}"><bpmn:extensionElements>'
            '<zeebe:subscription correlationKey="=case.number"/></bpmn:extensionElements></bpmn:message>'
        )

    office.deploy(*awaiting("到货"), forms=FORMS)
    source, case = newest(office), office.start(title="等消息")
    office.deploy(*awaiting("入库"), forms=FORMS)
    moved(office, source)
    assert [row.name for row in office.rows(Subscription)] == ["入库"]
    number = office.case(case).number
    office.do(None, commands.publish, "入库", number, {})
    assert office.case(case).state == "done"


def test_nothing_is_left_to_do_once_a_migration_is_done(office: Commission, source: str) -> None:
    office.start(title="一件")
    office.deploy(REVIEWED + REVIEW, forms=FORMS)
    moved(office, source)
    assert office.rows(Job) == []
    assert office.rows(Event, Event.kind == "migrated") != []
    assert office.rows(Case, Case.definition_id == source) == []
