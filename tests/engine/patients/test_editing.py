"""A record changed by a person: checked field by field, nothing overwritten unseen, everything in the history."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from engine import jobs
from engine.errors import InvalidAnswers
from engine.models import Case, Entitlement, Patient
from engine.patients import chronicle, editing
from tests.engine.commission import Commission
from tests.engine.patients.illness import CHILD, COUNTY, LI, OLD_WANG, WANG, at_work, ill, patient_of


@pytest.fixture
def work(sqlite_url: str) -> Iterator[Commission]:
    with at_work(sqlite_url) as commission:
        yield commission


@pytest.fixture
def wang(work: Commission) -> str:
    return str(patient_of(work, work.start("illness", **ill(phone="13800001234", entitlement="特困供养人员"))).id)


def edit(work: Commission, patient_id: str, **posted: str) -> Patient:
    work.do("admin", editing.edit, patient_id, posted)
    found: Patient = work.row(Patient, patient_id)
    return found


def test_what_was_shown_masked_and_comes_back_so_stays(work: Commission, wang: str) -> None:
    with work.engine.view() as view:
        shown = editing.shown(view.session.get_one(Patient, wang))
    assert (shown["identity"], shown["phone"]) == ("640299********0010", "138****1234")
    work.do("admin", editing.edit, wang, shown)
    found = work.row(Patient, wang)
    assert (found.identity, found.phone) == (WANG, "13800001234")
    assert work.look("admin", chronicle.history, wang).total == 1


def test_another_number_brings_its_birth_date_and_sex(work: Commission, wang: str) -> None:
    found = edit(work, wang, identity="640299850505004")
    assert (found.identity, found.birth, found.sex) == (LI, date(1985, 5, 5), "女")


def test_the_number_of_another_record_is_refused(work: Commission, wang: str) -> None:
    work.start("illness", **ill("李梅", LI))
    with work.refused(InvalidAnswers, "合并"):
        edit(work, wang, identity=LI)


@pytest.mark.parametrize(
    ("posted", "field", "said"),
    [
        ({"name": " "}, "name", "请填写姓名"),
        ({"identity": "640299197001010011"}, "identity", "校验不符"),
        ({"birth": "不详"}, "birth", "存在的日期"),
        ({"phone": "电话"}, "phone", "11 位手机号"),
        ({"jurisdiction_code": ""}, "jurisdiction_code", "常住地"),
        ({"entitled_from": "2026-03-01", "entitled_until": "2026-02-01"}, "entitled_until", "早于"),
        ({"entitled_from": "2026-03-03"}, "entitled_from", "今天之后"),
        ({"state": "gone"}, "state", "请选择状态"),
        ({"state": "died", "state_on": "2027-01-01"}, "state_on", "今天之后"),
        ({"guardian": "王" * 61}, "guardian", "最多 60 个字"),
        ({"identity": CHILD}, "guardian", "未满14周岁"),
    ],
)
def test_what_cannot_be_right_is_said_at_its_field(
    work: Commission, wang: str, posted: dict[str, str], field: str, said: str
) -> None:
    with work.refused(InvalidAnswers, said) as refused:
        edit(work, wang, **posted)
    assert field in refused.value.errors


def test_the_history_says_what_was_before_and_hides_the_middle_of_numbers(work: Commission, wang: str) -> None:
    edit(work, wang, phone="13900005678", jurisdiction_code=COUNTY, state="moved", state_on="2026-03-01")
    entry, registered = work.look("admin", chronicle.history, wang).rows
    assert (entry.kind, entry.actor, registered.kind) == ("edited", "admin", "registered")
    assert set(entry.changes) == {
        ("phone", "138****1234", "139****5678"), ("jurisdiction_code", "云山市", "石桥县"),
        ("state", "living", "moved"), ("state_on", "", date(2026, 3, 1)),
    }  # fmt: skip


def test_a_new_category_ends_the_one_before_the_day_before_it_begins(work: Commission, wang: str) -> None:
    work.clock.advance(days=150)
    edit(work, wang, entitlement="建档立卡贫困人口", entitled_from="2026-07-01", entitled_until="2028-06-30")
    work.clock.advance(days=31)
    found = edit(work, wang, entitlement="")
    assert (found.entitlement, found.entitled_from) == (None, None)
    assert [(one.category, one.valid_from, one.valid_until) for one in work.rows(Entitlement)] == [
        ("特困供养人员", date(2026, 3, 2), date(2026, 6, 30)),
        ("建档立卡贫困人口", date(2026, 7, 1), date(2026, 8, 29)),
    ]


def test_another_category_does_not_inherit_the_validity_of_the_last(work: Commission, wang: str) -> None:
    edit(work, wang, entitled_until="2026-12-31")
    work.clock.advance(days=1)
    found = edit(work, wang, entitlement="孤儿", entitled_until="2026-12-31")
    assert (found.entitlement, found.entitled_from, found.entitled_until) == ("孤儿", date(2026, 3, 3), None)


def test_the_ledgers_of_the_persons_cases_follow(work: Commission, wang: str) -> None:
    edit(work, wang, name="王晓明", identity=OLD_WANG)
    jobs.run_due(work.engine)
    assert [case.ledger["name"] for case in work.rows(Case)] == ["王晓明"]
