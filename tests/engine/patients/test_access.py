"""Who may see a patient, change the record, decide about doubles: denied unless a row here says otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import select

from engine import commands, organizations
from engine.errors import InvalidAnswers, NotAllowed
from engine.models import Patient
from engine.patients import chronicle, editing, life, looking, merging, pairs, register
from engine.patients.access import visible_patients
from engine.rights import visible_case
from engine.unit import Unit
from tests.engine.commission import PERSONS, PLACE
from tests.engine.patients.illness import COUNTY, LI, OTHER_COUNTY, WANG, at_work, ill, patient_of

OVERSEERS = {"city overseer": PLACE, "county overseer": COUNTY, "other overseer": OTHER_COUNTY}
KEEPERS = {"admin", "city overseer", "county overseer"}
CONCERNED = {"registrar", "clerk", "colleague", "head", "leader", *KEEPERS}
"""The office that started the case, the department its item lies with and who leads it, and who keeps the record."""


class Undone(Exception):
    """Raised to undo what was allowed, so that the next person finds the same records."""


class Scene:
    """A patient of the county with a case, and a double of another number."""

    def __init__(self, url: str) -> None:
        self.work = at_work(url)
        for login, place in OVERSEERS.items():
            self._appoint(login, place)
        self.case = self.work.start("illness", **ill(place=COUNTY))
        self.patient = patient_of(self.work, self.case).id
        double = self.work.launch("illness", **ill(identity="640299197001010037", place=COUNTY))
        self.double = patient_of(self.work, double).id

    def allows(self, login: str, command: Callable[[Unit, Scene], Any]) -> bool:
        try:
            with self.work.engine.unit(self.work.actor(login)) as unit:
                command(unit, self)
                raise Undone
        except (Undone, InvalidAnswers):
            return True
        except NotAllowed:
            return False

    def _appoint(self, login: str, place: str) -> None:
        with self.work.engine.unit() as unit:
            bureau = organizations.add_organization(unit, f"{place}卫生健康局", "bureau", place)
            self.work.persons[login] = organizations.add_person(unit, login, login=login.replace(" ", "-"))
            department = organizations.add_department(unit, bureau, "健康扶贫办")
            organizations.add_post(unit, self.work.persons[login], department, "overseer")


@pytest.fixture(scope="module")
def scene(_sqlite_template: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    path = tmp_path_factory.mktemp("access") / "test.db"
    path.write_bytes(_sqlite_template.read_bytes())
    found = Scene(f"sqlite:///{path}")
    yield found
    found.work.engine.close()


COMMANDS: dict[str, tuple[Callable[[Unit, Scene], Any], set[str]]] = {
    "see the patient": (lambda unit, scene: life.life(unit, scene.patient), CONCERNED),
    "see the history": (lambda unit, scene: chronicle.history(unit, scene.patient), CONCERNED),
    "see the numbers": (lambda unit, scene: looking.look(unit, scene.patient, "核对转诊单"), CONCERNED),
    "change the telephone": (lambda unit, scene: editing.edit(unit, scene.patient, {"phone": "13800001234"}),
                             {"registrar", *KEEPERS}),
    "see the doubles": (lambda unit, scene: pairs.pairs(unit), {*KEEPERS, "other overseer"}),
    "preview a merger": (lambda unit, scene: merging.preview(unit, scene.patient, scene.double), KEEPERS),
    "merge": (lambda unit, scene: merging.merge(unit, scene.patient, scene.double), KEEPERS),
    "tell apart": (lambda unit, scene: pairs.tell_apart(unit, scene.patient, scene.double), KEEPERS),
    "see the case": (lambda unit, scene: visible_case(unit, scene.case), CONCERNED),
}  # fmt: skip


@pytest.mark.parametrize("login", [*PERSONS, *OVERSEERS])
@pytest.mark.parametrize("name", COMMANDS)
def test_everybody_may_do_what_the_table_says_and_nothing_else(scene: Scene, name: str, login: str) -> None:
    command, allowed = COMMANDS[name]
    assert scene.allows(login, command) == (login in allowed)


def test_who_started_the_case_cannot_say_who_the_person_is(scene: Scene) -> None:
    # when the clerk who started the case sends another name and number beside a telephone
    posted = {"name": "王大明", "identity": LI, "phone": "13800001234"}
    with scene.work.engine.unit(scene.work.actor("registrar")) as unit:
        editing.edit(unit, scene.patient, posted)
        # then only the telephone has changed
        found = unit.session.get_one(Patient, scene.patient)
        assert (found.name, found.identity, found.phone) == ("王小明", WANG, "13800001234")


@pytest.mark.parametrize("login", [*PERSONS, *OVERSEERS])
def test_the_register_lists_whom_one_may_see(scene: Scene, login: str) -> None:
    seen = {line.card.id for line in scene.work.look(login, register.patients, register.Filters()).rows}
    assert (scene.patient in seen) == (login in CONCERNED)
    actor = scene.work.actor(login)
    with scene.work.engine.view(actor) as view:
        assert set(view.session.scalars(select(Patient.id).where(visible_patients(actor)))) == seen


def test_of_a_patient_one_sees_the_cases_one_may_see(sqlite_url: str) -> None:
    # given a patient with a case of the office and another that an outsider works on
    with at_work(sqlite_url) as work:
        work.start("illness", **ill())
        other = work.start("illness", login="outsider", **ill(disease="胃癌"))
        work.complete("clerk", "treat", case_id=other)
        found = work.look("outsider", life.life, patient_of(work, other).id)
        # then the outsider sees the own one and that there is another
        assert ([case.id for case in found.cases], found.hidden) == ([other], 1)
        assert not found.may_keep


def test_overseers_sit_in_commissions_and_bureaus_alone(sqlite_url: str) -> None:
    with at_work(sqlite_url) as work:
        with work.engine.unit() as unit:
            hospital = organizations.add_organization(unit, "县医院", "hospital", COUNTY)
            ward = organizations.add_department(unit, hospital, "医务科")
        with work.refused(InvalidAnswers, "只能设在卫健委或卫健局"):
            work.do("admin", organizations.add_post, work.persons["helper"], ward, "overseer")


def test_a_case_that_was_never_anybodys_is_seen_by_the_overseer_of_where_its_patient_lives(sqlite_url: str) -> None:
    scene = Scene(sqlite_url)
    # the case was started in the city; its patient lives in the county
    assert scene.allows("county overseer", lambda unit, scene: visible_case(unit, scene.case))
    assert not scene.allows("other overseer", lambda unit, scene: visible_case(unit, scene.case))
    scene.work.do("admin", commands.cancel, scene.case, "误登")
    assert scene.allows("county overseer", lambda unit, scene: visible_case(unit, scene.case))
    scene.work.engine.close()
