"""A change in a patient's life (患者情况变化): verified, kept in the record, told to every open case of the patient."""

from collections.abc import Mapping
from typing import Any

from engine.process import PATIENT_STATES, Column, Desk, Moment, Offered, PatientOf, Process


def apply(inputs: Mapping[str, Any], headers: Mapping[str, str], desk: Desk) -> dict[str, Any]:
    """Note the change in the record; gives the numbers of the patient's open cases, which are then told."""
    if inputs["kind"] in PATIENT_STATES:
        desk.change_patient(state=PATIENT_STATES[inputs["kind"]], state_on=inputs["changed_on"])
    if inputs["kind"] == "entitlement":
        desk.change_patient(entitlement=inputs["new_entitlement"], entitled_from=inputs["changed_on"])
    cases = (row["case"] for row in desk.patient_rows())
    return {"open_cases": [case["number"] for case in cases if case["state"] == "open"]}


LEDGER = (
    Column(name="number", label="编号", value="case.number"),
    Column(name="name", label="姓名", value="patient.name"),
    Column(name="identity", label="证件号码", value="patient.identity", kind="identity"),
    Column(name="entitlement", label="人员类别", value="patient.entitlement", filter=True),
    Column(name="kind", label="变化情形", value="label", filter=True),
    Column(name="changed_on", label="发生日期", value="changed_on", kind="date"),
    Column(name="note", label="情况说明", value="note"),
    Column(name="outcome", label="核实结论", filter=True,
           value='if verify_outcome = "confirm" then "属实" else if verify_outcome = "reject" then "不属实" else null'),
    Column(name="told", label="通知在办事项（件）", value="count(open_cases)", kind="number"),
)  # fmt: skip

process = Process(
    key="patient-change",
    prefix="BH",
    title="patient_name",
    ledger=LEDGER,
    patient=PatientOf(),
    life=(Moment(kind="help", label="情况变化", at="changed_on", text="label"),),
    services={
        "patient-change.apply": Offered(
            run=apply, label="更新患者档案",
            inputs={"kind": "变化类型", "changed_on": "变化日期", "new_entitlement": "新的人员类别"},
            gives={"open_cases": "在办事项编号"},
        )
    },
)
