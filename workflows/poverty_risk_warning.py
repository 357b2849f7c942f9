"""Warnings of poverty by illness (因病返贫监测预警): verified, helped until the risk is gone, or dismissed."""

from engine.process import ENTITLED, IDENTIFIED, Column, IntakeColumn, Moment, PatientOf, Process

LEDGER = (
    Column(name="number", label="编号", value="case.number"),
    Column(name="name", label="姓名", value="patient.name"),
    Column(name="identity", label="证件号码", value="patient.identity", kind="identity"),
    Column(name="entitlement", label="人员类别", value="patient.entitlement", filter=True),
    Column(name="source", label="预警来源", value="source", filter=True),
    Column(name="own_cost", label="本年个人负担（元）", value="own_cost", kind="money"),
    Column(name="helps", label="帮扶措施（项）", value="count(helped)", kind="number"),
    Column(name="amount", label="帮扶金额（元）", value="if count(helped) = 0 then null else sum(helped.amount)",
           kind="money"),
    Column(name="ending", label="结果", value='if change != null then change.label else ending'),
)  # fmt: skip

INTAKE = (
    *IDENTIFIED,
    IntakeColumn(field="place", labels=("常住地", "所在村")),
    IntakeColumn(field="address", labels=("门牌、组", "详细地址")),
    *ENTITLED,
    IntakeColumn(field="source", labels=("预警来源",)),
    IntakeColumn(field="own_cost", labels=("本年个人负担", "个人负担")),
    IntakeColumn(field="situation", labels=("家庭和患病情况", "情况")),
)

process = Process(
    key="poverty-risk-warning",
    prefix="FP",
    title='(if patient_name = null then "因病返贫预警" else patient_name)',
    ledger=LEDGER,
    intake=INTAKE,
    patient=PatientOf(once='"因病返贫"'),
    life=(Moment(kind="help", label="帮扶", at="on", each="helped", text="text", amounts={"帮扶金额": "amount"}),),
)
