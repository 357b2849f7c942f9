"""The watch over advances of hospitals (垫付拨付率监测): what they advanced in a year and what they were paid of it."""

from collections import defaultdict
from collections.abc import Mapping
from decimal import ROUND_DOWN, Decimal
from typing import Any

from engine.process import CaseValues, Column, Desk, Fields, Heading, Offered, Paper, Process, Sheet, Signatures, Table

CENT, TENTH = Decimal("0.01"), Decimal("0.1")
BEGIN = {"month": 1, "day": 1}


def collect(inputs: Mapping[str, Any], headers: Mapping[str, str], desk: Desk) -> dict[str, Any]:
    """What each hospital advanced in a year up to a day, and was paid in that year: yuan, and percent (tenths, cut).

    From the settlements of the cases of treatment here and below, and what was entered by hand (`others`).
    """
    year, until = inputs["year"], inputs["until"]
    advanced: dict[str, Decimal] = defaultdict(Decimal)
    paid: dict[str, Decimal] = defaultdict(Decimal)
    for row in desk.rows_since("major-illness", until.replace(year=year, **BEGIN)):
        for one in row["advances"] or []:
            if one["on"].year == year and one["on"] <= until:
                advanced[one["hospital"]] += Decimal(one["amount"])
        for one in row["payments"] or []:
            if one["on"].year == year:
                paid[one["hospital"]] += Decimal(one["amount"])
    for one in inputs["others"]:
        advanced[one["hospital"]] += Decimal(one["advanced"])
        paid[one["hospital"]] += Decimal(one["paid"])
    rates = [_rate(hospital, amount, paid[hospital]) for hospital, amount in sorted(advanced.items()) if amount]
    return {"year": year, "rates": rates}


def _rate(hospital: str, advanced: Decimal, paid: Decimal) -> dict[str, Any]:
    return {
        "hospital": hospital,
        "advanced": advanced.quantize(CENT),
        "paid": paid.quantize(CENT),
        "missing": max(advanced - paid, Decimal()).quantize(CENT),
        "rate": (paid * 100 / advanced).quantize(TENTH, ROUND_DOWN),
    }


def summed(name: str) -> str:
    """FEEL: the sum over all hospitals, in yuan."""
    return f"if count(rates) = 0 then null else sum(rates.{name})"


LEDGER = (
    Column(name="number", label="编号", value="case.number"),
    Column(name="on", label="监测日期", value="date(case.started)", kind="date"),
    Column(name="year", label="年度", value="string(year)", filter=True),
    Column(name="watched", label="监测医院（家）", value="count(rates)", kind="number"),
    Column(name="advanced", label="垫付合计（元）", value=summed("advanced"), kind="money"),
    Column(name="paid", label="已拨付（元）", value=summed("paid"), kind="money"),
    Column(name="lowest", label="最低拨付率（%）", value="if count(rates) = 0 then null else min(rates.rate)",
           kind="number"),
    Column(name="hospitals", label="拨付率不足的医院", value="behind.hospital", kind="departments", filter=True),
    Column(name="pay_by", label="计划拨付日期", value="if count(planned) = 0 then null else max(planned.pay_by)",
           kind="date"),
    Column(name="instruction", label="领导批示", value="instruction"),
)  # fmt: skip


def report(values: CaseValues) -> Sheet:
    """The rates of all hospitals (拨付率监测通报), and what is to become of those that are behind."""
    rates = [[values.names([one["hospital"]]), one["advanced"], one["paid"], f"{one['rate']}%"]
             for one in values["rates"]]  # fmt: skip
    plans = [[values.names([one["hospital"]]), one["cause"], one["pay_by"]] for one in values["planned"]]
    return Sheet(
        title="贫困患者住院垫付费用拨付率监测通报",
        parts=(
            Fields((("年度", values["year"]), ("领导批示", values["instruction"]))),
            Table(("定点医院", "垫付（元）", "已拨付（元）", "拨付率"), rates),
            Heading("拨付率不足的原因和计划"),
            Table(("定点医院", "原因", "计划拨付日期"), plans),
            Signatures(("医保经办机构", "牵头处室", "责任领导")),
        ),
    )


process = Process(
    key="advance-watch",
    prefix="BF",
    title='"垫付拨付率监测 " + string(today().year) + "年" + string(today().month) + "月"',
    ledger=LEDGER,
    papers=(Paper(name="report", label="监测通报", when="count(rates) > 0", build=report),),
    services={
        "advance-watch.collect": Offered(
            run=collect, label="汇总垫付和拨付",
            inputs={"year": "年度", "until": "计入截止到哪一天的垫付", "others": "系统外垫付"},
            gives={"year": "年度", "rates": "各医院拨付率"},
        )
    },
)  # fmt: skip
