"""Complete: answers are checked, kept in the case, and it goes on to its next wait."""

from __future__ import annotations

from engine import commands
from engine.errors import InvalidAnswers, Overtaken
from engine.models import Attachment, Case, Item
from tests.engine.commission import FORMS, TWO_STEPS, Commission, form, posted, setting, start_event, task, text


def test_a_completed_item_leaves_its_answer_and_the_next_step_arrives(commission: Commission) -> None:
    # given an item of the first step
    case, item = commission.start(title="药品"), commission.item("first")
    # when it is answered with an opinion
    commission.clock.advance(hours=1)
    commission.do("clerk", commands.complete, item, posted({"finding": "缺货"}), "  已核实 ")
    # then the answer is in the case, the item says who and when, and the office has the next one
    assert commission.variables(case) == {"title": "药品", "finding": "缺货"}
    row = commission.row(Item, item)
    done = (row.state, row.completed_by, row.completed_at, row.claimant_id)
    assert done == ("done", commission.persons["clerk"], commission.clock(), commission.persons["clerk"])
    assert commission.inboxes(commission.item("second")) == [("office", "lead")]
    (event,) = commission.history(case, "completed")
    assert event.data["answers"] == [["finding", "缺货"]]
    assert (event.data["opinion"], event.data["late"], event.item_id) == ("已核实", False, item)


def test_the_last_step_ends_the_case(commission: Commission) -> None:
    case = commission.start(title="药品")
    commission.complete("clerk", "first", finding="缺货")
    commission.complete("registrar", "second")
    row = commission.case(case)
    assert (row.state, row.ended_at) == ("done", commission.clock())
    assert commission.events(case) == ["started", "completed", "completed", "ended"]
    assert commission.items() == []


def test_an_answer_that_is_missing_is_asked_for_and_nothing_written(commission: Commission) -> None:
    commission.start(title="药品")
    item = commission.item("first")
    with commission.refused(InvalidAnswers, "请填写", "Please") as raised:
        commission.do("clerk", commands.complete, item, posted({"finding": ""}))
    assert list(raised.value.errors) == ["finding"]


def test_what_is_done_is_not_done_again(office: Commission) -> None:
    office.start(title="药品")
    item = office.item("first")
    office.complete("clerk", "first", finding="缺货")
    for login in ("clerk", "colleague"):
        with office.refused(Overtaken, "已由clerk办理", "clerk was faster: completed"):
            office.do(login, commands.complete, item, posted({"finding": "又缺"}))


def test_an_item_in_a_colleagues_hands_is_not_completed_over_the_head(office: Commission) -> None:
    office.start(title="药品")
    office.do("clerk", commands.claim, office.item("first"))
    with office.refused(Overtaken, "已由clerk领取"):
        office.complete("colleague", "first", finding="缺货")


def test_an_opinion_is_required_where_the_step_says_so(office: Commission) -> None:
    office.deploy(f"{start_event()}{task('review', opinion='required')}\nstart -> review\n", process="strict")
    office.start("strict")
    with office.refused(InvalidAnswers, "请填写办理意见", "Please write an opinion"):
        office.complete("clerk", "review", "   ")
    office.complete("clerk", "review", "同意")
    assert office.items() == []


def test_rules_over_several_answers_know_the_engines_functions_and_the_actor(office: Commission) -> None:
    # given a rule that counts working days, and one about who may sign
    step = task(
        "plan", form="plan",
        check_1="workdays between(date(\"2026-03-02\"), date(day)) <= 3", check_1_message="时限不得超过三个工作日。",
        check_2="me.name = \"clerk\"", check_2_message="须由经办人签署。",
    )  # fmt: skip
    forms = [form("plan", text("day"))]
    office.deploy(f"{start_event()}{step}\nstart -> plan\n", forms=forms, process="rules")
    office.start("rules")
    # when the rules are broken, then their sentences are given
    with office.refused(InvalidAnswers, "时限不得超过三个工作日。"):
        office.complete("clerk", "plan", day="2026-03-06")
    with office.refused(InvalidAnswers, "须由经办人签署。"):
        office.complete("colleague", "plan", day="2026-03-05")
    # and what keeps them is taken
    office.complete("clerk", "plan", day="2026-03-05")
    assert office.items() == []


def test_work_done_after_its_due_date_is_noted_as_late(office: Commission) -> None:
    step = task("work", due="workdays after(now(), 1)")
    office.deploy(f"{start_event()}{step}\nstart -> work\n", process="timed")
    case = office.start("timed")
    office.clock.advance(days=3)
    office.complete("clerk", "work")
    (event,) = office.history(case, "completed")
    assert event.data["late"] is True


def test_only_ones_own_files_become_part_of_the_case(office: Commission) -> None:
    # given a file of the clerk's and one of the helper's, both not sent yet
    own = office.do("clerk", commands.attach, "own.txt", b"1")
    foreign = office.do("helper", commands.attach, "foreign.txt", b"2")
    office.deploy(TWO_STEPS.replace("second", "third"), forms=FORMS, process="files")
    case = office.start("files", title="药品")
    # when an answer names one and the other
    office.complete("clerk", "first", finding=own)
    assert office.row(Attachment, own).case_id == case
    again = office.start("files", title="药品")
    office.complete("colleague", "first", case_id=again, finding=foreign)
    # then only the own one is taken
    assert office.row(Attachment, foreign).case_id is None


def test_one_completion_costs_at_most_nine_statements(commission: Commission) -> None:
    # given a step with a due date, reminders, a setting and an answer, as usual, and one such case done before
    steps = "".join(
        task(
            name, due="workdays after(now(), settings.days)", form="answer", remind_before="2", escalate_head_after="1"
        )
        for name in ("one", "two")
    )
    days = setting("days", "5")
    commission.deploy(f"{days}{start_event('ask')}{steps}\nstart -> one\none -> two\n", forms=FORMS, process="usual")
    for _ in range(2):
        commission.start("usual", title="药品")
    first, second = commission.items("one")
    clerk = commission.actor("clerk")
    with commission.engine.unit(clerk) as unit:
        commands.complete(unit, first, posted({"finding": "缺货"}))
    # when the next is completed
    with commission.statements() as sent, commission.engine.unit(clerk) as unit:
        commands.complete(unit, second, posted({"finding": "缺货"}))
    # then it costs these statements and not one more
    assert [statement.split()[0] for statement in sent].count("SELECT") == 1
    assert len(sent) <= 9, sent


def test_the_state_of_a_usual_case_stays_under_four_kilobytes(office: Commission) -> None:
    # given a case that has gone round and answered with whole sentences
    case = office.start(title="村卫生室常用药品配备不足，群众反映强烈")
    office.complete("clerk", "first", finding="抽查三个村卫生室，常用药不足八十种，缺口集中在慢性病用药。" * 20)
    # then the state holds what is alive now and nothing of the diagram
    snapshot = office.row(Case, case).snapshot
    assert len(snapshot) < 4096
    assert b"userTask" not in snapshot
