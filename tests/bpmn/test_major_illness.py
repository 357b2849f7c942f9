"""Treatment of major illnesses: who pays what, the clock from discovery, catalogues by place, papers, what is shared.

The ways through the diagram are scenarios in its folder; `tests/bpmn/test_scenarios.py` goes them all.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from io import BytesIO
from typing import Any

import docx
import pytest

from engine.ledgers import Filters, page
from engine.papers.offering import offered
from engine.patients.life import life
from engine.scenarios.playing import Played
from engine.trials.finding import open_items
from engine.trials.space import Template
from tests.bpmn.played import looked, paper, played, scenario, template
from tests.bpmn.rules import without

KEY = "major-illness"
FOUND = """
name: 发现
settings: {%(settings)s}
start:
  by: %(by)s
  answers: {patient_name: 王小明, identity: "640299197001010010", place: "%(place)s", entitlement: 建档立卡贫困人口,
    disease: %(disease)s, %(other)sfound_on: %(found_on)s, found_by: 摸底排查}
steps:
"""
HERE = {"settings": "", "by": "{organization: 柳湾村卫生室, department: 村医室}", "place": "990121100201",
        "disease": "胃癌", "other": "", "found_on": "2026-02-27"}  # fmt: skip
TREATED = """
  - do: screen
    answers: {screen_outcome: 纳入救治, insurer: 石桥县医疗保障局医保中心, village_team: 河口镇卫生院家庭医生团队}
  - {do: appoint, answers: {hospital: %(hospital)s, appoint_reason: 患者自愿}}
%(told)s
  - do: plan
    answers: {clinical_path: 胃癌手术, doctor: 李医生, stay_days: 20, plan_text: 手术, cost_standard: 50000, difficult: 本院可治}
  - {do: approve_plan, answers: {plan_outcome: 同意}}
  - do: admit
    answers: {admitted_on: 2026-03-02, ward: 3病区, deposit: 0, identity_recognized: true, agreement_signed: true}
  - do: note
    answers: {noted_on: 2026-03-02, cost_so_far: 30000, path_kept: 按路径, progress_note: 好转, note_outcome: 准备出院}
  - do: discharge
    answers: {discharged_on: 2026-03-02, treatment_result: 好转, discharge_next: 回家休养, discharge_summary: 愈合, medication: 无}
  - {do: bill, answers: {total: %(total)s, in_scope: %(scope)s, invoice: P-1, bill_files: [清单.pdf]}}
"""  # noqa: E501
RECORDED = """
  - message:
      name: 转诊备案结果
      key: =case.number
      variables: {referral: "={approved: %s, number: \\"BA1\\", level: \\"三级\\", place: \\"县域外\\"}"}
"""
PASSED = """
  - {do: check_sheet, answers: {check_outcome: 无误}}
"""


@cache
def whole() -> Template:
    return template(KEY, "telemedicine-referral", "poverty-risk-warning", "family-doctor-followup")


def found(**given: str) -> str:
    """A patient who was found, here and now unless something else is said."""
    return FOUND % {**HERE, **given}


def treated(hospital: str = "石桥县人民医院内科", told: str = "", total: str = "40000", scope: str = "36000") -> str:
    """A patient whose bill was entered after the treatment."""
    return found() + TREATED % {"hospital": hospital, "told": told, "total": total, "scope": scope}


def value(text: str, expression: str, of: Template | None = None) -> Any:
    with played(of or whole(), text, KEY) as seen:
        assert seen.mismatches == ()
        return seen.trial.evaluate(expression, seen.trial.case_id)


def diagram(old: str, new: str) -> Template:
    """The process with something of its diagram taken out."""

    def careless(source: str) -> str:
        changed = source.replace(old, new)
        assert changed != source or KEY not in source[:2000]
        return changed

    return template(KEY, diagram=careless)


def rule(key: str, old: bytes, new: bytes) -> Any:
    """The rules with something taken out of those of a key."""
    return lambda content: content.replace(old, new) if f'id="{key}"'.encode() in content else content


# one-stop settlement: what all pay together is what it cost


@pytest.mark.parametrize(("total", "scope"), [("40000", "36000"), ("123.45", "100.01"), ("987654.32", "600000")])
def test_what_everybody_pays_together_is_what_it_cost(total: str, scope: str) -> None:
    text = treated(total=total, scope=scope) + PASSED
    assert value(text, "sum(sheet.明细.金额)") == Decimal(total)
    assert value(text, "sheet.报销合计 + sheet.个人支付") == Decimal(total)


FORGETFUL = rule("medical-settlement", "金额: 总费用 - 报销总额".encode(), "金额: 总费用 - 报销总额 - 1".encode())
REFUSED = """
  - {do: check_sheet, answers: {check_outcome: 无误}, refused: 各方支付之和与总费用不符}
"""


def test_a_sheet_that_lacks_a_yuan_passes_no_window() -> None:
    with played(template(KEY, rule=FORGETFUL), treated() + REFUSED, KEY) as seen:
        assert seen.mismatches == ()


def test_it_would_pass_were_the_sum_not_in_the_diagram() -> None:
    def careless(source: str) -> str:
        return source.replace("sum(sheet.明细.金额) = sheet.费用合计", "true")

    with played(template(KEY, rule=FORGETFUL, diagram=careless), treated() + REFUSED, KEY) as seen:
        assert "却办成了" in seen.mismatches[0].zh


# approved referral: what is treated elsewhere


@pytest.mark.parametrize(
    ("told", "state", "basic"),
    [("", "未经批准转诊", None), (RECORDED % "true", "可结算", 25200), (RECORDED % "false", "未经批准转诊", None)],
)
def test_treatment_outside_the_county_is_settled_as_the_referral_record_says(
    told: str, state: str, basic: int | None
) -> None:
    text = treated("云川市第一人民医院内科", told)
    assert value(text, "sheet.状态") == state
    assert value(text, 'sheet.明细[付费方 = "基本医保"][1].金额') == basic


def test_within_the_county_nobody_asks_for_a_referral() -> None:
    assert value(treated(), 'sheet.明细[付费方 = "基本医保"][1].金额') == 28800, "80 % of what the policy covers"


def test_the_record_is_of_no_use_when_the_diagram_does_not_listen_to_it() -> None:
    deaf = diagram("referral != null and referral.approved = true", "false")
    assert value(treated("云川市第一人民医院内科", RECORDED % "true"), "sheet.状态", deaf) == "未经批准转诊"


def test_the_record_is_asked_no_longer_when_the_rule_forgets_it() -> None:
    def careless(content: bytes) -> bytes:
        asked = b"medical-settlement/990121" in content and b'id="check_4"' in content
        return without(content, "check_4") if asked else content

    text = treated("云川市第一人民医院内科")
    assert value(text, "sheet.状态", template(KEY, rule=careless)) == "可结算"


# the clock from the day of discovery


def waiting(text: str, until: str, of: Template | None = None) -> set[str]:
    with played(of or whole(), f'{text}  - until: {until}\n', KEY) as seen:
        assert seen.mismatches == ()
        with seen.trial.space.engine.view() as view:
            return {item.element for item in open_items(view)}


def test_the_clock_runs_in_working_days_from_the_day_of_discovery() -> None:
    # the Saturday after the spring festival is worked, so it counts
    assert value(found(), "treat_by") == date(2026, 3, 19)
    assert value(found(found_on="2026-02-13"), "treat_by") == date(2026, 3, 12), "the festival does not count"
    assert value(found(settings="treat_days: 5"), "treat_by") == date(2026, 3, 5)


def test_leaders_urge_the_day_after_the_clock_has_run_out() -> None:
    assert waiting(found(), "2026-03-19T23:00") == {"screen"}
    assert waiting(found(), "2026-03-20T00:00") == {"screen", "urge"}


def test_nobody_urges_when_the_clock_is_taken_out_of_the_diagram() -> None:
    stopped = diagram("workdays after(found_on, settings.treat_days)", "months after(found_on, 1200)")
    assert waiting(found(), "2026-04-20T09:00", stopped) == {"screen"}


def test_the_ledger_counts_what_it_took_and_the_light_goes_out_with_the_treatment() -> None:
    with played(whole(), treated(), KEY) as seen, seen.trial.space.engine.view() as view:
        case = seen.trial.own_case(view)
        assert case.due_at is not None and case.due_at.date() == date(2026, 3, 19)
        assert case.settled_at is not None and case.settled_at.date() == date(2026, 3, 2)
        assert (case.ledger or {})["waited"] == 2


# 30 kinds, 34 kinds: the catalogue of the place


def conclusion(text: str, of: Template) -> Any:
    """What the catalogue says; the second city has no rule of entitlement, where its cases then wait."""
    with played(of, text, KEY) as seen:
        return seen.trial.evaluate("listed", seen.trial.case_id)


SEEN = {"云川市卫生健康委员会医政处": "990100", "长岭市卫生健康委员会医政处": "990200"}


@pytest.mark.parametrize(
    ("by", "disease", "other", "listed"),
    [
        ("云川市卫生健康委员会医政处", "肾癌", "", "列入"),
        ("云川市卫生健康委员会医政处", "其他", "disease_other: 强直性脊柱炎, ", "未列入"),
        ("长岭市卫生健康委员会医政处", "肾癌", "", "列入"),
        ("长岭市卫生健康委员会医政处", "其他", "disease_other: 强直性脊柱炎, ", "待确认"),
    ],
)
def test_the_catalogue_of_the_place_decides_what_is_treated(by: str, disease: str, other: str, listed: str) -> None:
    text = found(by=by, place=SEEN[by], disease=disease, other=other)
    assert conclusion(text, whole()) == listed


def test_a_place_with_34_kinds_has_30_when_its_own_catalogue_is_forgotten() -> None:
    def careless(content: bytes) -> bytes:
        return without(content, "listed_3") if b"disease-catalogue/990200" in content else content

    by = "长岭市卫生健康委员会医政处"
    text = found(by=by, place="990200", disease="其他", other="disease_other: 强直性脊柱炎, ")
    assert conclusion(text, template(KEY, rule=careless)) == "未列入"


# what a case leaves behind


@pytest.fixture(scope="module")
def main() -> Iterator[Played]:
    with played(whole(), scenario(KEY, "main"), KEY) as seen:
        assert seen.mismatches == ()
        yield seen


def test_a_case_prints_its_papers_from_the_ledger_to_the_closing(main: Played) -> None:
    names = [one.name for one in looked(main.trial, offered, main.trial.case_id)]
    assert names == ["ledger", "plan", "agreement", "settlement", "discharge", "claims", "closing"]
    for name in names:
        document = docx.Document(BytesIO(paper(main.trial, main.trial.case_id or "", name)))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        assert "王小明" in cells, name


def test_the_settlement_sheet_says_who_pays_what_and_adds_up(main: Played) -> None:
    document = docx.Document(BytesIO(paper(main.trial, main.trial.case_id or "", "settlement")))
    lines = [[cell.text for cell in row.cells] for row in document.tables[1].rows]
    amounts = {line[0]: Decimal(line[1].replace(",", "")) for line in lines[1:]}
    assert amounts.pop("合计") == 40000
    assert sum(amounts.values()) == 40000 and amounts["个人"] == 4000


def test_advances_and_payments_are_shared_with_the_watch_over_them(main: Played) -> None:
    with main.trial.space.engine.view() as view:
        ledger = main.trial.own_case(view).ledger or {}
    assert [(one["on"], one["amount"]) for one in ledger["advances"]] == [(date(2026, 3, 23), 36000)]
    assert [one["amount"] for one in ledger["payments"]] == [30000, 6000]
    assert {one["hospital"] for one in ledger["payments"]} == {one["hospital"] for one in ledger["advances"]}


def test_the_ledger_is_kept_for_village_township_county_and_city(main: Played) -> None:
    for place in ("990121100201", "990121100", "990121", "990100"):
        assert looked(main.trial, page, KEY, Filters(place=place)).total == 1, place
    assert looked(main.trial, page, KEY, Filters(place="990122")).total == 0


def test_the_patient_s_page_tells_the_illness_the_money_and_the_visits(main: Played) -> None:
    with main.trial.space.engine.view() as view:
        patient = main.trial.own_case(view).patient_id
    told = [one.label for one in looked(main.trial, life, patient).lines]
    assert told.count("回访") == 4
    assert {"发现大病", "入院", "诊疗小结", "出院", "住院结算"} <= set(told)
