"""The unit: one command is one transaction; of two at the same moment one wins and the other loses nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from engine import commands, history
from engine.clock import ZONE
from engine.errors import BangfuError, Conflict, Misconfigured, Overtaken
from engine.models import Case, Item, Person, Setting
from engine.process import Process
from engine.unit import Engine
from tests.engine.commission import FORMS, TWO_STEPS, Commission, form, posted, start_event, task, text

ROUNDS = 6


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """What each of several acts, begun at the same moment, gave or raised."""
    barrier, outcomes = threading.Barrier(len(acts)), [None] * len(acts)

    def run(number: int) -> None:
        barrier.wait()
        try:
            outcomes[number] = acts[number]()
        except BangfuError as error:
            outcomes[number] = error  # type: ignore[call-overload]

    threads = [threading.Thread(target=run, args=[number]) for number in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def losers(outcomes: list[Any]) -> list[Any]:
    return [outcome for outcome in outcomes if isinstance(outcome, Overtaken | Conflict)]


def test_two_who_claim_at_once_are_one_who_has_it_and_one_who_is_told(commission: Commission) -> None:
    for _ in range(ROUNDS):
        # given an item
        case = commission.start(title="药品")
        item = commission.item("first", case)
        # when two claim it at the same moment
        outcomes = at_once(
            lambda item=item: commission.do("clerk", commands.claim, item),
            lambda item=item: commission.do("colleague", commands.claim, item),
        )
        # then exactly one has it
        assert len(losers(outcomes)) == 1
        assert commission.events(case) == ["started", "claimed"]
        assert commission.row(Item, item).claimant_id in (commission.persons["clerk"], commission.persons["colleague"])
    assert commission.is_sound()


def test_two_who_complete_at_once_complete_once(commission: Commission) -> None:
    for _ in range(ROUNDS):
        case = commission.start(title="药品")
        item = commission.item("first", case)
        outcomes = at_once(
            *(
                lambda item=item, login=login: commission.do(
                    login, commands.complete, item, posted({"finding": login}), "已核实"
                )
                for login in ("clerk", "colleague", "clerk")
            )
        )
        assert len(losers(outcomes)) == 2
        assert commission.events(case) == ["started", "completed"]
        assert len(commission.items("second", case)) == 1
        (event,) = commission.history(case, "completed")
        names = {id_: name for name, id_ in commission.persons.items()}
        assert commission.variables(case)["finding"] == names[event.actor_id or ""]
    assert commission.is_sound()


def test_two_steps_of_one_case_completed_at_once_both_count(commission: Commission) -> None:
    # given cases with two steps side by side
    forms = [form("answer", text("finding"))]
    sides = task("left", form="answer") + task("right", "[{office}]")
    fork = f"{start_event()}<bpmn:parallelGateway id='fork'/>{sides}\nstart -> fork\nfork -> left\nfork -> right\n"
    commission.deploy(fork, forms=forms, process="sides")
    for _ in range(ROUNDS):
        case = commission.launch("sides")
        acts = {"clerk": commission.item("left", case), "registrar": commission.item("right", case)}
        # when both are completed at the same moment, and who was too late tries again
        outcomes = at_once(
            *(
                lambda login=login, item=item: commission.do(login, commands.complete, item, {"finding": ["缺货"]})
                for login, item in acts.items()
            )
        )
        for (login, item), outcome in zip(acts.items(), outcomes, strict=True):
            if isinstance(outcome, Conflict):
                commission.do(login, commands.complete, item, {"finding": ["缺货"]})
        # then the case has both
        assert commission.case(case).state == "done"
        assert commission.events(case) == ["started", "completed", "completed", "ended"]
        assert commission.variables(case) == {"finding": "缺货"}
    assert commission.is_sound()


def test_sending_back_and_completing_at_once_go_one_way(commission: Commission) -> None:
    for _ in range(ROUNDS):
        case = commission.start(title="药品")
        commission.complete("clerk", "first", case_id=case, finding="缺货")
        item = commission.item("second", case)
        outcomes = at_once(
            lambda item=item: commission.do("registrar", commands.complete, item, {}),
            lambda item=item: commission.do("registrar", commands.send_back, item, "first", "重办"),
        )
        assert len(losers(outcomes)) == 1
        assert (commission.case(case).state == "done") != bool(commission.items("first", case))
    assert commission.is_sound()


def test_cases_started_at_once_have_numbers_of_their_own_and_nobody_is_turned_away(commission: Commission) -> None:
    # when the first six cases of the year are started at the same moment
    outcomes = at_once(*(lambda: commission.start(title="药品") for _ in range(6)))
    # then all are there, numbered without a gap
    assert losers(outcomes) == []
    numbers = sorted(commission.case(case).number for case in outcomes)
    assert numbers == [f"main-2026-{number:04d}" for number in range(1, 7)]


def test_the_same_file_attached_at_once_is_stored_once(commission: Commission) -> None:
    outcomes = at_once(*(lambda: commission.do("clerk", commands.attach, "a.txt", b"same") for _ in range(4)))
    assert [outcome for outcome in outcomes if isinstance(outcome, Exception)] == losers(outcomes)
    assert len(losers(outcomes)) < 4


def test_what_a_unit_did_before_it_failed_is_undone(commission: Commission) -> None:
    before = commission.contents()
    with pytest.raises(ZeroDivisionError), commission.engine.unit() as unit:
        unit.session.get_one(Person, commission.persons["clerk"]).name = "changed"
        unit.session.flush()
        _ = 1 // 0
    assert commission.contents() == before


def test_what_is_changed_in_a_view_is_never_written(commission: Commission) -> None:
    before = commission.contents()
    with commission.engine.view() as view:
        view.session.get_one(Person, commission.persons["clerk"]).name = "changed"
    assert commission.contents() == before


def test_a_view_sees_one_moment_whatever_is_committed_meanwhile(commission: Commission) -> None:
    # given a look at the cases
    commission.start(title="药品")
    with commission.engine.view() as view:
        count = len(view.session.scalars(select(Case.id)).all())
        # when another case is started
        commission.start(title="设备")
        # then this look does not see it, the next one does
        assert len(view.session.scalars(select(Case.id)).all()) == count == 1
    assert len(commission.rows(Case)) == 2


def test_an_unexpected_error_of_the_database_is_no_lost_race(commission: Commission) -> None:
    with pytest.raises(IntegrityError), commission.engine.unit() as unit:
        unit.session.get_one(Person, commission.persons["clerk"]).name = None  # type: ignore[assignment]


def test_a_row_that_is_there_already_is_a_lost_race(commission: Commission) -> None:
    with pytest.raises(Conflict), commission.engine.unit() as unit:
        for id_ in ("1" * 32, "2" * 32):
            unit.session.add(Setting(id=id_, key="main", name="days", value=1, changed_at=unit.now))


def test_a_clock_of_another_zone_tells_beijing_time(sqlite_url: str) -> None:
    # given a program whose clock speaks UTC
    with Commission(sqlite_url) as office:
        office.engine.clock = lambda: datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
        office.deploy(TWO_STEPS, forms=FORMS)
        case = office.start(title="药品")
        # then moments are those of the office, and histories whole
        assert office.case(case).started_at == datetime(2026, 3, 2, 9, 30, tzinfo=ZONE)
        with office.engine.view() as view:
            assert view.now.tzinfo is ZONE
            assert history.broken_at(view.session, case) is None


def test_two_modules_for_one_process_stop_the_start() -> None:
    twice = [Process(key="main", prefix="A"), Process(key="main", prefix="B")]
    with pytest.raises(Misconfigured) as raised:
        Engine("sqlite://", processes=twice)
    assert "定义了两次" in raised.value.text("zh")
    assert "two modules" in raised.value.text("en")


@pytest.mark.parametrize("given", ["postgresql", "postgres", "postgresql+psycopg"])
def test_the_usual_urls_of_postgresql_are_understood(postgres_url: str, given: str) -> None:
    engine = Engine(postgres_url.replace("postgresql+psycopg", given, 1))
    with engine.view() as view:
        assert view.session.scalar(select(Case.id)) is None
    engine.close()


def test_sqlite_keeps_what_was_acknowledged_through_a_power_cut(sqlite_url: str) -> None:
    engine = Engine(sqlite_url)
    with engine.view() as view:
        asked = [view.session.connection().exec_driver_sql(f"PRAGMA {name}").scalar() for name in
                 ("journal_mode", "synchronous", "foreign_keys")]  # fmt: skip
    assert asked == ["wal", 2, 1]
    engine.close()
