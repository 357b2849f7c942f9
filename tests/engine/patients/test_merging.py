"""Two records of one person made one by a decision, seen beforehand, and taken apart again with nothing lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from engine import commands, jobs
from engine.errors import Refused
from engine.models import Case, Double, Merger, Patient
from engine.patients import chronicle, editing, merging, pairs, register
from tests.engine.commission import Commission
from tests.engine.patients.illness import LI, WANG, at_work, ill, patient_of


@pytest.fixture
def work(database_url: str) -> Iterator[Commission]:
    with at_work(database_url) as commission:
        yield commission


@pytest.fixture
def both(work: Commission) -> tuple[str, str]:
    """A record without a number that knows a telephone, and one with the number: two cases."""
    first = work.start("illness", **ill(identity="", phone="13800001234"))
    second = work.start("illness", **ill(disease="胃癌", entitlement="孤儿"))
    return patient_of(work, first).id, patient_of(work, second).id


def record(work: Commission, id_: str) -> Patient:
    found: Patient = work.row(Patient, id_)
    return found


def state(work: Commission) -> str:
    with work.engine.view() as view:
        return view.session.scalars(select(Double)).one().state


def owners(work: Commission) -> list[str | None]:
    return [case.patient_id for case in work.rows(Case)]


def test_the_preview_says_what_would_happen_and_changes_nothing(work: Commission, both: tuple[str, str]) -> None:
    before = work.contents()
    seen = work.look("admin", merging.preview, *both)
    assert (seen.kept.id, seen.gone.id, seen.differing) == (*both, None)
    assert set(seen.taken) == {"identity", "sex", "birth", "entitlement", "entitled_from"}
    assert ([case.number for case in seen.cases], seen.same) == (["DB-2026-0002"], ())
    assert work.contents() == before


def test_two_open_cases_of_one_disease_are_told_beforehand(work: Commission, both: tuple[str, str]) -> None:
    work.start("illness", **ill("李梅", LI))
    work.start("illness", **ill("李梅", ""))
    li, other = (one.id for one in work.rows(Patient, Patient.name == "李梅"))
    assert work.look("admin", merging.preview, li, other).same == ("DB-2026-0003", "DB-2026-0004")


def test_the_kept_record_takes_over_cases_number_and_what_it_did_not_know(
    work: Commission, both: tuple[str, str]
) -> None:
    kept, gone = both
    work.do("admin", merging.merge, kept, gone)
    found = record(work, kept)
    assert (found.identity, found.entitlement, found.phone) == (WANG, "孤儿", "13800001234")
    assert owners(work) == [kept, kept]
    assert state(work) == "merged"
    # and the other leads to it, is no longer listed, and later cases find it by the number
    assert [line.card.id for line in work.look("admin", register.patients, register.Filters()).rows] == [kept]
    third = work.start("illness", **ill(disease="肺癌"))
    assert work.case(third).patient_id == kept
    assert work.look("admin", chronicle.history, gone).rows[0].kind == "merged"


def test_a_number_that_stays_with_the_merged_record_leads_to_the_kept_one(work: Commission) -> None:
    # given one person with two numbers, of which one was mistyped
    kept = patient_of(work, work.start("illness", **ill())).id
    mistyped = "640299197101010018"
    gone = patient_of(work, work.start("illness", **ill(identity=mistyped, disease="胃癌"))).id
    work.do("admin", merging.merge, kept, gone)
    # when the mistyped number comes again
    again = work.start("illness", **ill(identity=mistyped, disease="肺癌"))
    # then the case is the kept record's, and the number finds it in the register
    assert work.case(again).patient_id == kept
    found = work.look("admin", register.patients, register.Filters(text=mistyped)).rows
    assert [line.card.id for line in found] == [kept]


def test_taken_apart_everything_is_as_it_was_but_for_what_came_since(work: Commission, both: tuple[str, str]) -> None:
    kept, gone = both
    merger = work.do("admin", merging.merge, kept, gone)
    third = work.start("illness", **ill(disease="肺癌"))
    # when the merger is undone
    assert work.do("admin", merging.take_apart, merger) == gone
    # then number, entitlement and case are back, and the case that began since stays where it is
    assert (record(work, kept).identity, record(work, kept).entitlement) == (None, None)
    assert (record(work, gone).identity, record(work, gone).merged_into_id) == (WANG, None)
    assert owners(work) == [kept, gone, kept]
    assert work.case(third).patient_id == kept
    assert state(work) == "apart"
    # and it cannot be undone twice
    with work.refused(Refused, "已经撤销"):
        work.do("admin", merging.take_apart, merger)


def test_what_was_changed_since_stays_when_it_is_taken_apart(work: Commission, both: tuple[str, str]) -> None:
    kept, gone = both
    merger = work.do("admin", merging.merge, kept, gone)
    work.do("admin", editing.edit, kept, {"entitlement": "特困供养人员"})
    work.do("admin", merging.take_apart, merger)
    assert (record(work, kept).entitlement, record(work, gone).entitlement) == ("特困供养人员", "孤儿")


def test_a_chain_of_mergers_leads_to_the_last_and_is_taken_apart_link_by_link(work: Commission) -> None:
    ids = [patient_of(work, work.start("illness", **ill(identity="", disease=f"病{n}"))).id for n in range(3)]
    first = work.do("admin", merging.merge, ids[1], ids[0])
    second = work.do("admin", merging.merge, ids[2], ids[1])
    assert owners(work) == [ids[2]] * 3
    # when the first is undone while the second stands
    work.do("admin", merging.take_apart, first)
    assert owners(work) == [ids[0], ids[2], ids[2]]
    work.do("admin", merging.take_apart, second)
    assert owners(work) == ids


def test_the_same_two_are_not_merged_twice(work: Commission, both: tuple[str, str]) -> None:
    work.do("admin", merging.merge, *both)
    with work.refused(Refused, "已经合并"):
        work.do("admin", merging.merge, *both)
    assert len(work.rows(Merger)) == 1


def test_the_ledgers_of_the_cases_that_moved_follow(work: Commission, both: tuple[str, str]) -> None:
    work.do("admin", merging.merge, *both)
    jobs.run_due(work.engine)
    assert {case.ledger["identity"] for case in work.rows(Case)} == {WANG}
    # and the cases go on as before
    work.complete("clerk", "treat", case_id=work.rows(Case)[0].id)
    work.do("admin", commands.cancel, work.rows(Case)[1].id, "误登")
    assert work.is_sound()


def test_told_apart_they_are_not_proposed_again_until_somebody_reconsiders(
    work: Commission, both: tuple[str, str]
) -> None:
    assert [pair.state for pair in work.look("admin", pairs.pairs).rows] == ["open"]
    assert work.look("admin", pairs.waiting) == 1
    work.do("admin", pairs.tell_apart, *both)
    work.do("admin", editing.edit, both[0], {"phone": "13900001234"})
    assert work.look("admin", pairs.pairs).rows == []
    (pair,) = work.look("admin", pairs.pairs, "apart").rows
    assert (pair.decided_by, pair.reasons) == ("admin", ["unnumbered"])
    work.do("admin", pairs.reconsider, *both)
    assert work.look("admin", pairs.waiting) == 1
    # and a merged pair is taken apart, not reconsidered
    work.do("admin", merging.merge, *both)
    with work.refused(Refused, "已经合并"):
        work.do("admin", pairs.reconsider, *both)
