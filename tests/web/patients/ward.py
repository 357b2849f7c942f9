"""The small commission of the pages with a process about patients beside the rectification of issues."""

from __future__ import annotations

from engine import commands, definitions, organizations
from engine.models import Case
from tests.engine.commission import posted
from tests.engine.kernel.diagrams import diagram
from tests.engine.patients import illness
from tests.web.commission import PASSWORD, PLACE, Commission, id_of

DIAGRAM = illness.DIAGRAM.replace("{medical}", f"&quot;{id_of('medical')}&quot;").replace(
    "{office}", f"&quot;{id_of('office')}&quot;"
)


def at_work(url: str) -> Commission:
    """A commission where cases about patients run, with a county and an overseer of the city."""
    commission = Commission(url)
    processes = dict(commission.engine.processes)
    processes["illness"] = illness.PROCESS
    commission.engine.processes = processes
    files = {"a.bpmn": diagram(DIAGRAM, "", "illness"), "0.form": illness.ASK, "1.form": illness.VISIT}
    with commission.engine.unit() as unit:
        organizations.add_jurisdiction(unit, illness.COUNTY, "石桥县", "county", PLACE)
        organizations.add_jurisdiction(unit, illness.TOWN, "城关镇", "township", illness.COUNTY)
        definitions.deploy(unit, files)
        overseer = organizations.add_person(unit, "统筹员", login="overseer")
        organizations.add_post(unit, overseer, id_of("office"), "overseer")
        organizations.give_password(unit, overseer, PASSWORD)
    return commission


def start(commission: Commission, **answers: str) -> tuple[str, str]:
    """The office starts a case about a patient; gives the ids of the case and of the patient."""
    with commission.engine.unit(commission.actor("registrar")) as unit:
        case_id = commands.start(unit, "illness", posted(illness.ill(**answers)), id_of("office"))
        patient_id = unit.session.get_one(Case, case_id).patient_id
    assert patient_id is not None
    return case_id, patient_id
