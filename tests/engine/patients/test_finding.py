"""However a case starts, one person has one record: found by the number or made, and never overwritten in silence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from engine import commands
from engine.errors import InvalidAnswers, NotAllowed, Refused
from engine.items import start_form
from engine.models import Case, Double, Entitlement, Patient, PatientEvent
from engine.patients.stating import PatientFaults
from engine.process import Desk, PatientOf, Process
from engine.unit import Unit
from tests.engine.commission import PLACE, Commission, posted, service, start_event, task
from tests.engine.patients.illness import CHILD, COUNTY, LI, OLD_WANG, PROCESS, WANG, at_work, ill, patient_of, patients


def consult(_inputs: object, _headers: object, desk: Desk) -> None:
    desk.start("illness", {"disease": "胃癌"})


def consult_other(_inputs: object, _headers: object, desk: Desk) -> None:
    desk.start("illness", {"disease": "胃癌", "patient_name": "张三"})


CALLS = Process(
    key="call", prefix="H", title="patient_name", patient=PatientOf(),
    services={"test.consult": consult, "test.consult-other": consult_other},
)  # fmt: skip


@pytest.fixture
def work(database_url: str) -> Iterator[Commission]:
    with at_work(database_url, CALLS) as commission:
        yield commission


def start(work: Commission, **answers: str) -> str:
    return work.start("illness", **answers)


def happened(work: Commission, patient: Patient) -> list[str]:
    found = work.rows(PatientEvent, PatientEvent.patient_id == patient.id)
    return [event.kind for event in sorted(found, key=lambda event: event.sequence)]


def test_the_first_case_of_a_person_makes_the_record(work: Commission) -> None:
    case_id = start(work, **ill(phone="13800001234", place=COUNTY, address="城关镇3组", entitlement="特困供养人员"))
    patient = patient_of(work, case_id)
    assert (patient.name, patient.identity, patient.sex, patient.birth) == ("王小明", WANG, "男", date(1970, 1, 1))
    assert (patient.jurisdiction_code, patient.address, patient.phone) == (COUNTY, "城关镇3组", "13800001234")
    assert (patient.entitlement, patient.entitled_from) == ("特困供养人员", date(2026, 3, 2))
    assert [one.category for one in work.rows(Entitlement)] == ["特困供养人员"]
    assert happened(work, patient) == ["registered"]


def test_without_a_place_the_person_lives_where_the_department_works(work: Commission) -> None:
    assert patient_of(work, start(work, **ill())).jurisdiction_code == PLACE


def test_another_case_finds_the_record_also_by_the_number_of_an_old_card(work: Commission) -> None:
    first = start(work, **ill())
    second = start(work, **ill(identity=OLD_WANG, disease="胃癌"))
    assert patient_of(work, first).id == patient_of(work, second).id
    assert len(patients(work)) == 1


def test_names_differ_by_more_than_blanks_and_dots(work: Commission) -> None:
    start(work, **ill("阿依古丽·买买提"))
    start(work, **ill("阿依古丽 • 买买提", disease="胃癌"))
    assert len(patients(work)) == 1


def test_the_same_number_with_another_name_is_refused_in_words(work: Commission) -> None:
    start(work, **ill())
    with work.refused(InvalidAnswers, "姓名为“王**”") as refused:
        start(work, **ill("李四", disease="胃癌"))
    assert set(refused.value.errors) == {"patient_name"}


@pytest.mark.parametrize(
    ("more", "field", "said"),
    [
        ({"birth": "1971-01-01"}, "birth", "与身份证号中的不一致"),
        ({"sex": "女"}, "sex", "与身份证号中的不一致"),
        ({"place": "990199"}, "place", "不在辖区目录中"),
        ({"entitlement": "一" * 41}, "entitlement", "最多 40 个字"),
    ],
)
def test_what_cannot_be_right_is_said_at_its_question(
    work: Commission, more: dict[str, str], field: str, said: str
) -> None:
    with work.refused(InvalidAnswers, said) as refused:
        start(work, **ill(**more))
    assert set(refused.value.errors) == {field}


def test_a_start_fills_what_is_not_known_and_notes_what_differs(work: Commission) -> None:
    patient = patient_of(work, start(work, **ill(phone="13800001234")))
    # when another case says more, and something else
    start(work, **ill(disease="胃癌", phone="13900005678", address="3组", entitlement="孤儿"))
    # then the blanks are filled, the telephone stays, and the difference is in the history
    patient = work.row(Patient, patient.id)
    assert (patient.phone, patient.address, patient.entitlement) == ("13800001234", "3组", "孤儿")
    assert happened(work, patient) == ["registered", "filled", "differed"]
    assert work.rows(PatientEvent, PatientEvent.kind == "differed")[0].data == {"facts": {"phone": "13900005678"}}


def test_a_child_needs_a_guardian_and_a_grown_person_none(work: Commission) -> None:
    with work.refused(InvalidAnswers, "监护人") as refused:
        start(work, **ill("王小宝", CHILD))
    assert set(refused.value.errors) == {"guardian"}
    start(work, **ill("王小宝", CHILD, guardian="王小明"))
    # fourteen on 1 January 2034, so no longer asked from that day on
    work.clock.set(work.clock().replace(year=2033, month=12, day=31))
    with work.refused(InvalidAnswers, "监护人"):
        start(work, **ill("李小宝", "", disease="胃癌", birth="2020-01-01"))
    work.clock.advance(days=1)
    start(work, **ill("李小宝", "", disease="胃癌", birth="2020-01-01"))


def test_a_person_has_one_open_case_of_a_disease(work: Commission) -> None:
    first = start(work, **ill())
    with work.refused(InvalidAnswers, "食管癌”事项 DB-2026-0001") as refused:
        start(work, **ill())
    assert set(refused.value.errors) == {"disease"}
    # when the diagnosis turns out to be another one, or the case has ended
    work.assign(first, disease="胃癌")
    second = start(work, **ill())
    with work.refused(InvalidAnswers, "胃癌”"):
        start(work, **ill(disease="胃癌"))
    work.do("admin", commands.cancel, second, "误诊")
    start(work, **ill())


def test_persons_without_a_number_are_made_and_proposed_as_doubles(work: Commission) -> None:
    start(work, **ill())
    start(work, **ill(identity="", disease="胃癌", birth="1970-01-01"))
    assert len(patients(work)) == 2
    with work.engine.view() as view:
        (pair,) = view.session.scalars(select(Double))
    assert pair.reasons == ["birth", "unnumbered"]


def test_what_no_question_of_the_form_can_tell_is_told_above_it(sqlite_url: str) -> None:
    # given a start form that asks for a name of its own, beside an expression for the sex
    of = PatientOf(sex='if disease = "前列腺癌" then "男" else null')
    with at_work(sqlite_url) as work:
        work.engine.processes["illness"] = replace(PROCESS, patient=of)
        with work.refused(Refused, "性别与身份证号中的不一致"):
            start(work, **ill("李梅", LI, disease="前列腺癌"))


def test_a_case_that_the_system_starts_says_what_is_wrong_in_its_error(work: Commission) -> None:
    work.launch("illness", **ill())
    with work.refused(PatientFaults, "姓名为“王**”"):
        work.launch("illness", **ill("李四"))


def test_a_linked_case_is_about_its_parents_patient_unless_it_names_somebody_else(work: Commission) -> None:
    for name, other in (("test.consult", "王小明"), ("test.consult-other", "张三")):
        steps = f"{start_event()}{service('serve', name)}{task('work')}\nstart -> serve\nserve -> work\n"
        work.deploy(steps, process="call")
        work.launch("call", patient_name="王小明", identity=WANG)
        child = work.rows(Case, Case.key == "illness")[-1]
        assert patient_of(work, child.id).name == other


def test_a_case_that_names_nobody_is_about_nobody(work: Commission) -> None:
    work.deploy(f"{start_event()}{task('work')}\nstart -> work\n", process="call")
    assert work.case(work.launch("call")).patient_id is None


def test_another_persons_number_on_the_form_of_a_known_patient_does_not_move_the_case(work: Commission) -> None:
    start(work, **ill())
    case_id = start(work, **ill("李梅", LI))
    assert patient_of(work, case_id).name == "李梅"
    assert len(patients(work)) == 2


def test_a_form_filled_in_from_a_record_shows_numbers_masked_and_finds_the_record(work: Commission) -> None:
    patient = patient_of(work, start(work, **ill(phone="13800001234", guardian="王大明")))
    office = work.departments["office"]
    _deployed, form = work.look("registrar", start_form, "illness", office, patient_id=patient.id)
    shown = {name: field.values for name, field in form.fields.items()}
    assert (shown["patient_name"], shown["guardian"]) == (("王小明",), ("王大明",))
    assert (shown["identity"], shown["disease"]) == (("640299********0010",), ())
    # when it comes back as it was shown, with a disease
    sent = {name: list(values) for name, values in shown.items()} | {"disease": ["胃癌"]}
    case_id = work.do("registrar", commands.start, "illness", sent, office, patient_id=patient.id)
    # then the case is the same person's, and the masked number is nobody's
    assert (work.case(case_id).patient_id, len(patients(work))) == (patient.id, 1)
    # and a form filled in from the record of a person without a number is still that person's
    nobody = patient_of(work, start(work, **ill("张三", "", disease="胃癌")))
    sent = posted({"patient_name": "张三", "disease": "肺癌"})
    case_id = work.do("registrar", commands.start, "illness", sent, office, patient_id=nobody.id)
    assert work.case(case_id).patient_id == nobody.id


def test_another_number_written_over_a_records_is_another_person(work: Commission) -> None:
    patient = patient_of(work, start(work, **ill()))
    sent = posted(ill("李梅", LI, sex="", birth=""))
    case_id = work.do("registrar", commands.start, "illness", sent, work.departments["office"], patient_id=patient.id)
    assert patient_of(work, case_id).name == "李梅"
    with work.refused(NotAllowed):
        work.do("outsider", commands.start, "illness", sent, work.departments["county"], patient_id=patient.id)


def test_of_two_forms_sent_at_once_for_a_new_person_the_second_finds_the_first(work: Commission) -> None:
    def both(unit: Unit) -> None:
        for disease in ("食管癌", "胃癌"):
            commands.start(unit, "illness", posted(ill(disease=disease)), work.departments["office"])

    work.do("registrar", both)
    assert len(patients(work)) == 1
