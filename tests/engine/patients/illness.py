"""A process about patients, small enough to see through: one case a person and disease, with visits and costs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine import organizations
from engine.models import Patient
from engine.process import Column, IntakeColumn, Moment, PatientOf, Process
from tests.engine.commission import PLACE, Commission, form, start_event, task, text

COUNTY, OTHER_COUNTY, TOWN = "990121", "990122", "990121001"

WANG, LI, CHILD = "640299197001010010", "640299198505050045", "640299202001010014"
"""Invented numbers of a county code nobody has: 王小明, born 1970, a woman born 1985, and a child born 2020."""
OLD_WANG = "640299700101001"
"""The number on 王小明's card of before 1999."""

LEDGER = (
    Column(name="number", label="编号", value="case.number"),
    Column(name="name", label="姓名", value="patient.name"),
    Column(name="identity", label="身份证号", value="patient.identity", kind="identity"),
    Column(name="disease", label="病种", value="disease", filter=True),
    Column(name="cost", label="费用", value="cost", kind="money"),
)

LIFE = (
    Moment(kind="treatment", label="确诊", at="found_on", text="disease"),
    Moment(kind="follow_up", label="随访", at="on", each="visits", text="result"),
    Moment(kind="money", label="结算", at="settled_on", text="disease", amounts={"总费用": "cost", "个人自付": "own"}),
)

INTAKE = (
    IntakeColumn(field="patient_name", labels=("姓名",)),
    IntakeColumn(field="identity", labels=("身份证号",), identity=True),
    IntakeColumn(field="disease", labels=("病种",), identity=True),
    IntakeColumn(field="phone", labels=("联系电话",)),
)

PROCESS = Process(
    key="illness", prefix="DB", title='patient_name + " " + disease', ledger=LEDGER, intake=INTAKE, life=LIFE,
    patient=PatientOf(once="disease"),
)  # fmt: skip

DIAGRAM = f"""
{start_event("ask")}
{task("treat", "[{medical}]", stage="救治中", form="visit")}
{task("close", "[{office}]", stage="结案")}
start -> treat
treat -> close
"""

ASK = form(
    "ask", text("patient_name", required=True),
    {"type": "textfield", "key": "identity", "properties": {"kind": "idcard"}},
    text("sex"), {"type": "datetime", "subtype": "date", "key": "birth", "dateLabel": "出生日期"},
    text("phone"), text("place"), text("address"), text("entitlement"),
    {"type": "datetime", "subtype": "date", "key": "entitled_until", "dateLabel": "有效期至"},
    text("guardian"), text("disease", required=True),
)  # fmt: skip
VISIT = form("visit", {"type": "number", "key": "cost"})


def at_work(url: str, *more: Process) -> Commission:
    """A commission where the process runs, with two counties and a township below it."""
    commission = Commission(url, PROCESS, *more)
    with commission.engine.unit() as unit:
        organizations.add_jurisdiction(unit, COUNTY, "石桥县", "county", PLACE)
        organizations.add_jurisdiction(unit, OTHER_COUNTY, "青禾县", "county", PLACE)
        organizations.add_jurisdiction(unit, TOWN, "城关镇", "township", COUNTY)
    commission.deploy(DIAGRAM, forms=[ASK, VISIT], process="illness")
    return commission


def ill(name: str = "王小明", identity: str = WANG, disease: str = "食管癌", **more: str) -> Mapping[str, str]:
    return {"patient_name": name, "identity": identity, "disease": disease, **more}


def patients(commission: Commission) -> list[Patient]:
    """The records that lead nowhere else."""
    return commission.rows(Patient, Patient.merged_into_id.is_(None))


def patient_of(commission: Commission, case_id: str) -> Any:
    return commission.row(Patient, commission.case(case_id).patient_id or "")
