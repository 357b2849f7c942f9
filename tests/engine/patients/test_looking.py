"""A look at a number in full needs a reason, and every look is in the history and in the audit."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import update

from engine import audit
from engine.errors import InvalidAnswers
from engine.models import PatientEvent
from engine.patients import histories, looking
from tests.engine.commission import Commission
from tests.engine.patients.illness import WANG, at_work, ill, patient_of


@pytest.fixture
def work(database_url: str) -> Iterator[Commission]:
    with at_work(database_url) as commission:
        yield commission


@pytest.fixture
def wang(work: Commission) -> str:
    return str(patient_of(work, work.start("illness", **ill(phone="13800001234"))).id)


def test_the_number_is_given_for_a_reason_and_the_look_is_audited(work: Commission, wang: str) -> None:
    numbers = work.do("clerk", looking.look, wang, " 核对  转诊单 ")
    assert (numbers.identity, numbers.phone, numbers.guardian_phone) == (WANG, "13800001234", "")
    (row,) = work.look("admin", audit.events, kind="looked").rows
    assert (row.person, row.title, row.patient_id, row.case_id) == ("clerk", "王小明", wang, "")
    assert row.data == {"reason": "核对 转诊单"}
    # and it is found by the patient's name and by the person's, among the events of cases
    assert "looked" in {one.kind for one in work.look("admin", audit.events, text="王小明").rows}
    assert {one.kind for one in work.look("admin", audit.events, text="clerk").rows} == {"looked"}
    assert {"looked", "registered", "started"} <= set(work.look("admin", audit.kinds))


def test_without_a_reason_nothing_is_shown(work: Commission, wang: str) -> None:
    with work.refused(InvalidAnswers, "查看理由"):
        work.do("clerk", looking.look, wang, "  ")


def test_a_look_removed_afterwards_is_found(work: Commission, wang: str) -> None:
    work.do("clerk", looking.look, wang, "核对")
    work.do("clerk", looking.look, wang, "再核对")
    assert work.look("admin", audit.altered_record, wang) is None
    with work.engine.database.execution_options(write=True).begin() as connection:
        on = " ON patient_event" if connection.dialect.name == "postgresql" else ""
        connection.exec_driver_sql(f"DROP TRIGGER patient_event_stays_unchanged{on}")
        looked = update(PatientEvent).where(PatientEvent.patient_id == wang, PatientEvent.sequence == 2)
        connection.execute(looked.values(data={"reason": "另一个理由"}))
    assert work.look("admin", audit.altered_record, wang) == 2
    with work.engine.view() as view:
        assert histories.broken_at(view.session, wang) == 2
