"""Who pays what of a bill: the county's and the city's scheme, to the last cent."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.bpmn.rules import Example, example, load, model, rows, wrong

KEY = "medical-settlement"
COUNTY, CITY = "990121.2020-01-01", "990100.2019-01-01"


def base(rate: Any, deductible: Any = 500, grade: str = "不分") -> list[dict[str, Any]]:
    """What the city's basic insurance gives before anything is raised, alike in both kinds of treatment."""
    kinds = ("住院", "门诊特殊慢性病")
    return [{"类别": kind, "等级": grade, "起付线": deductible, "比例": rate} for kind in kinds]


IN_COUNTY = {
    "总费用": 20000,
    "政策范围内费用": 20000,
    "医院等级": "二级",
    "就医地": "县域内",
    "人员类别": "建档立卡贫困人口",
}
IN_CITY = {
    "总费用": 100000,
    "政策范围内费用": 80000,
    "就医类别": "住院",
    "人员类别": "未脱贫人口",
    "统筹区域内定点": True,
    "提高方式": "百分点",
    "医院等级": "二级",
    "基础待遇": base(60),
    "大病起付标准": 10000,
    "大病分段": [{"以上": 10000, "比例": 50}, {"以上": 50000, "比例": 60}],
    "救助限额余额": 20000,
}


def county(decision: str, value: Any, **changed: Any) -> Example:
    return Example(decision=decision, value=value, inputs={**IN_COUNTY, **changed})


def city(decision: str, value: Any, **changed: Any) -> Example:
    return Example(decision=decision, value=value, inputs={**IN_CITY, **changed})


def by_county(*amounts: int) -> list[Any]:
    return list(map(Share, ("基本医保", "大病保险", "医疗救助", "补充保险", "个人"), amounts))


def by_city(*amounts: int) -> list[Any]:
    return list(map(Share, ("基本医保", "大病保险", "二次报销", "医疗救助", "兜底保障", "个人"), amounts))


class Share(dict[str, Any]):
    """A line of a sheet without its reason."""

    def __init__(self, payer: str, amount: Any) -> None:
        super().__init__(付费方=payer, 金额=amount)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, dict) and all(other.get(name) == value for name, value in self.items())

    __hash__ = None  # type: ignore[assignment]


EXAMPLES: dict[str, list[Example]] = {
    COUNTY: [
        # what critical illness pays of a burden: 0 up to the deductible, then 65, 70 and 80 %, each step inclusive
        *(example("大病累计补偿", due, 累计负担=burden) for burden, due in
          ((0, 0), (5000, 0), (Decimal("5000.02"), Decimal("0.01")), (30000, 16250),
           (Decimal("30000.10"), Decimal("16250.07")), (100000, 65250),
           (Decimal("100000.10"), Decimal("65250.08")), (120000, 81250))),
        county("住院报销比例", 90, 医院等级="一级"),
        county("住院报销比例", 80, 医院等级="二级"),
        county("住院报销比例", 70, 医院等级="三级"),
        county("住院报销比例", 70, 医院等级="三级", 就医地="县域外", 转诊已批准=True),
        county("住院报销比例", 0, 医院等级="三级", 就医地="县域外", 转诊已批准=False),
        county("审核", "未经批准转诊", 就医地="县域外", 转诊已批准=None),
        county("审核", "可结算", 就医地="县域外", 转诊已批准=True),
        county("审核", "不适用", 人员类别="一般人口"),
        county("审核", "费用有误", 总费用=0, 政策范围内费用=0),
        county("审核", "费用有误", 总费用=Decimal("0.001"), 政策范围内费用=0),
        county("审核", "费用有误", 政策范围内费用=Decimal("20000.01")),
        county("审核", "待确认", 医院等级=None),
        county("审核", "待确认", 就医地=None),
        # altogether 90 %
        county("结算单", {"状态": "可结算", "明细": by_county(16000, 0, 0, 2000, 2000),
                       "报销合计": 18000, "个人支付": 2000, "实际报销比例": 90}),
        # at most 5,000 paid by the person, costs outside the policy included
        county("结算单", {"明细": by_county(56000, 12350, 0, 26650, 5000),
                       "实际报销比例": 95}, 总费用=100000, 政策范围内费用=80000, 医院等级="三级"),
        # what the person paid before counts
        county("结算单", {"个人支付": 1000}, 个人年度已付=4000),
        county("结算单", {"个人支付": 0}, 个人年度已付=6000),
        # the burden of the year counts, so the second bill begins where the first ended
        county("大病保险", 5200, 年度累计负担=5000, 基本医保起付线=5000),
        county("大病保险", Decimal("2800"), 年度累计负担=30000),
        # the supplementary insurance pays no more than it insures
        county("结算单", {"明细": by_county(16000, 0, 0, 500, 3500)}, 补充保险年度已付=599500),
        county("结算单", {"明细": by_county(16000, 0, 3000, 0, 1000)}, 医疗救助核定额=3000),
        county("结算单", {"个人支付": 0}, 医疗救助核定额=90000),
        # without approval there is no sheet, rather than one with invented amounts
        county("结算单", {"状态": "未经批准转诊", "明细": [], "个人支付": None}, 就医地="县域外"),
    ],
    CITY: [
        city("基本医保待遇", {"起付线": 0, "提高": 5}),
        city("基本医保待遇", {"起付线": 500, "提高": 0}, 统筹区域内定点=False),
        city("基本医保待遇", {"起付线": 0, "提高": 10}, 就医类别="门诊特殊慢性病"),
        city("基本医保待遇", {"起付线": 500, "提高": 0}, 人员类别="一般人口"),
        example("提高后比例", 65, 比例=60, 提高=5, 方式="百分点"),
        example("提高后比例", 63, 比例=60, 提高=5, 方式="相对"),
        example("提高后比例", 100, 比例=98, 提高=5, 方式="百分点"),
        example("提高后比例", 100, 比例=98, 提高=5, 方式="相对"),
        city("基本医保", 52000),
        city("基本医保", 50400, 提高方式="相对"),
        city("大病起付", 5000),
        city("大病起付", 10000, 人员类别="一般人口"),
        city("大病保险", 13800),
        # the halved deductible is where the first step begins; a burden before this bill fills the lower steps
        city("大病保险", 12650, 提高方式="相对", 基础待遇=base(Decimal("61.90476190476190476190476190"))),
        city("大病保险", 19600, 年度累计负担=50000),
        city("大病保险", 18600, 年度累计负担=40000),
        city("救助下限", 80),
        city("救助下限", 0, 人员类别="一般人口"),
        city("医疗救助", 11360),
        city("医疗救助", 100, 救助限额余额=100),
        city("医疗救助", 12780, 救助比例=90),
        city("兜底比例", 90),
        city("兜底比例", 80, 就医类别="门诊特殊慢性病"),
        city("兜底比例", 0, 人员类别="2014或2015年退出户"),
        city("审核", "可结算"),
        city("审核", "待确认", 提高方式=None),
        city("审核", "待确认", 就医类别=None),
        city("审核", "待确认", 基础待遇=None),
        city("审核", "待确认", 基础待遇=base(60, deductible=None)),
        city("审核", "待确认", 基础待遇=base(60, grade="三级")),
        city("审核", "待确认", 基础待遇=base(60, grade="二级"), 医院等级=None),
        # a grade that is named goes before one rate for all
        city("基本医保", 68000, 基础待遇=[*base(60), *base(80, grade="二级")]),
        city("基本医保", 52000, 基础待遇=[*base(60), *base(80, grade="三级")]),
        city("审核", "待确认", 大病分段=[]),
        city("审核", "待确认", 大病分段=list(reversed(IN_CITY["大病分段"]))),  # type: ignore[call-overload]
        city("审核", "待确认", 基础待遇=base(101)),
        city("审核", "救助比例有误", 救助比例=79),
        city("审核", "费用有误", 总费用=Decimal("100000.001")),
        city("审核", "费用有误", 政策范围内费用=100001),
        # altogether 90 % of what an inpatient costs, 80 % of special outpatients
        city("结算单", {"明细": by_city(52000, 13800, 0, 11360, 12840, 10000),
                     "费用合计": 100000, "个人支付": 10000, "实际报销比例": 90}),
        city("结算单", {"个人支付": 200, "实际报销比例": 80}, 总费用=1000, 政策范围内费用=500,
             就医类别="门诊特殊慢性病"),
        # without the guarantee the person pays what is left
        city("结算单", {"明细": by_city(52000, 13800, 0, 11360, 0, 22840)},
             人员类别="2014或2015年退出户"),
        city("结算单", {"明细": by_city(52000, 13800, 4200, 8000, 12000, 10000)},
             二次报销核定额=4200),
        # and those without any entitlement get the usual benefits
        city("结算单", {"明细": by_city(47700, 11150, 0, 0, 0, 41150)}, 人员类别="一般人口"),
        city("结算单", {"状态": "待确认", "明细": [], "个人支付": None}, 提高方式=None),
    ],
}  # fmt: skip


@pytest.mark.parametrize("version", EXAMPLES)
def test_settlements_keep_to_their_examples(version: str) -> None:
    assert wrong(model(KEY, version), EXAMPLES[version]) == []


@pytest.mark.parametrize(("version", "row"), rows(KEY))
def test_no_row_of_a_settlement_can_go_missing_unnoticed(version: str, row: str) -> None:
    assert wrong(load(KEY, version, removed=row), EXAMPLES[version]) != []


CENT = Decimal("0.01")
cents = st.integers(0, 200_000_000).map(lambda amount: Decimal(amount) / 100)
maybe = st.one_of(st.none(), cents)


@st.composite
def bills(draw: st.DrawFn) -> dict[str, Any]:
    """The costs of a bill: {"总费用", "政策范围内费用"}, to the cent."""
    total = draw(st.integers(1, 100_000_000))
    return {"总费用": Decimal(total) / 100, "政策范围内费用": Decimal(draw(st.integers(0, total))) / 100}


county_bills = st.fixed_dictionaries(
    {
        "医院等级": st.sampled_from(["一级", "二级", "三级"]),
        "就医地": st.just("县域外"),
        "转诊已批准": st.just(True),
        "人员类别": st.sampled_from(["建档立卡贫困人口", "孤儿"]),
        **dict.fromkeys(["基本医保起付线", "年度累计负担", "医疗救助核定额"], maybe),
        **dict.fromkeys(["补充保险年度已付", "个人年度已付"], maybe),
    }
)
city_bills = st.fixed_dictionaries(
    {
        "就医类别": st.sampled_from(["住院", "门诊特殊慢性病"]),
        "人员类别": st.sampled_from(["未脱贫人口", "2014或2015年退出户", "一般人口"]),
        "统筹区域内定点": st.booleans(),
        "提高方式": st.sampled_from(["百分点", "相对"]),
        "医院等级": st.sampled_from(["一级", "二级", "三级"]),
        "基础待遇": st.builds(base, st.integers(0, 100), cents),
        "大病起付标准": cents,
        "大病分段": st.lists(st.tuples(st.integers(0, 200_000), st.integers(0, 100)), min_size=1, max_size=4).map(
            lambda steps: [{"以上": above, "比例": rate} for above, rate in sorted(steps)]
        ),
        "年度累计负担": maybe,
        "二次报销核定额": maybe,
        "救助比例": st.one_of(st.none(), st.integers(80, 100)),
        "救助限额余额": cents,
    }
)


def sheet(version: str, inputs: dict[str, Any]) -> dict[str, Any]:
    """The settlement sheet, after checking what holds of every one."""
    found = model(KEY, version).evaluate("结算单", inputs).value
    assert isinstance(found, dict)
    assert found["状态"] == "可结算"
    shares = [Decimal(line["金额"]) for line in found["明细"]]
    assert sum(shares) == inputs["总费用"] == found["费用合计"]
    assert shares[-1] == found["个人支付"]
    assert sum(shares[:-1]) == found["报销合计"]
    assert all(share >= 0 and share == share.quantize(CENT) for share in shares), shares
    return found


@settings(deadline=None)
@given(bills(), county_bills)
def test_the_county_pays_every_bill_to_the_last_cent(bill: dict[str, Any], about: dict[str, Any]) -> None:
    found = sheet(COUNTY, bill | about)
    # then the person pays no more than 5,000 in a year and no more than a tenth, while the insurance lasts
    supplement = found["明细"][3]["金额"]
    if supplement + (about["补充保险年度已付"] or 0) < 600_000:
        left = max(5000 - (about["个人年度已付"] or 0), 0)
        assert found["个人支付"] <= min(left, bill["总费用"] / 10)
    # and the insurance never pays more than it insures
    assert supplement <= max(600_000 - (about["补充保险年度已付"] or 0), 0)


@settings(deadline=None)
@given(bills(), city_bills)
def test_the_city_pays_every_bill_to_the_last_cent(bill: dict[str, Any], about: dict[str, Any]) -> None:
    found = sheet(CITY, bill | about)
    # then the guarantee holds for those who have it, and relief keeps to what is left of its limit
    if about["人员类别"] == "未脱贫人口":
        share = {"住院": 10, "门诊特殊慢性病": 20}[about["就医类别"]]
        assert found["个人支付"] <= bill["总费用"] * share / 100
    assert found["明细"][3]["金额"] <= about["救助限额余额"]
    # and what is left of the policy's costs is assisted by at least 80 %, as far as the limit goes
    basic, critical, second, relief = (line["金额"] for line in found["明细"][:4])
    left = bill["政策范围内费用"] - basic - critical - second
    if about["人员类别"] != "一般人口":
        assert relief >= min(left * 80 / 100, about["救助限额余额"])


@settings(deadline=None)
@given(bills(), county_bills, st.sampled_from([None, False]))
def test_the_county_pays_nothing_of_a_bill_from_outside_without_an_approval(
    bill: dict[str, Any], about: dict[str, Any], approval: bool | None
) -> None:
    found = model(KEY, COUNTY).evaluate("结算单", bill | about | {"转诊已批准": approval}).value
    assert (found["状态"], found["明细"], found["报销合计"]) == ("未经批准转诊", [], None)
    # and what was inside the county needs none
    assert sheet(COUNTY, bill | about | {"就医地": "县域内", "转诊已批准": approval})["状态"] == "可结算"


@settings(deadline=None)
@given(bills(), st.one_of(st.tuples(st.just(COUNTY), county_bills), st.tuples(st.just(CITY), city_bills)), cents)
def test_a_dearer_bill_never_leaves_the_person_with_less(
    bill: dict[str, Any], scheme: tuple[str, dict[str, Any]], more: Decimal
) -> None:
    version, about = scheme
    dearer = bill | {"总费用": bill["总费用"] + more}
    cheap, dear = (sheet(version, costs | about) for costs in (bill, dearer))
    assert dear["个人支付"] >= cheap["个人支付"] - CENT


@settings(deadline=None)
@given(bills(), st.one_of(st.tuples(st.just(COUNTY), county_bills), st.tuples(st.just(CITY), city_bills)), cents)
def test_more_within_the_policy_never_leaves_the_person_with_more(
    bill: dict[str, Any], scheme: tuple[str, dict[str, Any]], more: Decimal
) -> None:
    version, about = scheme
    wider = bill | {"政策范围内费用": min(bill["政策范围内费用"] + more, bill["总费用"])}
    narrow, wide = (sheet(version, costs | about) for costs in (bill, wider))
    assert wide["个人支付"] <= narrow["个人支付"] + CENT


@settings(deadline=None)
@given(st.integers(0, 200_000_00), st.integers(0, 200_000_00))
def test_critical_illness_pays_no_less_for_a_greater_burden_and_never_more_than_it(burden: int, more: int) -> None:
    due, due_more = (
        model(KEY, COUNTY).evaluate("大病累计补偿", {"累计负担": Decimal(each) / 100}).value
        for each in (burden, burden + more)
    )
    assert 0 <= due_more - due <= Decimal(more) / 100
