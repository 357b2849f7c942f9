"""Years with a family doctor: what they cost, what they print, and the referrals they lead to.

The ways through the diagram are scenarios in its folder; `tests/bpmn/test_scenarios.py` goes them all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import docx
import pytest
from sqlalchemy import event, select

from engine.models import Case
from engine.papers.offering import offered
from engine.patients.life import life
from engine.scenarios.playing import Played, play
from engine.scenarios.reading import read
from engine.trials.trial import Trial
from tests.bpmn.played import looked, paper, played, scenario, template

KEY = "family-doctor-followup"
YEARS = 14

BEGUN = """
name: 年复一年
start:
  by: 河口镇卫生院家庭医生团队
  answers: {patient_name: 王小明, identity: "640299197001010010", place: "990121100201", entitlement: 建档立卡贫困人口,
    disease: 原发性高血压, team: 河口镇卫生院家庭医生团队}
steps:
  - do: sign
    answers: {sign_outcome: 已签约, signed_on: 2026-03-02, package: 高血压服务包, consented: yes}
"""
PLAN = """
  - do: plan
    answers: {plan_text: 每季随访，年中体检, goals: 血压低于 140/90 mmHg}
"""
EXAMINE = """
  - do: examine
    answers: {examined_on: %(on)s, examined_at: 河口镇卫生院, examination: 未见异常}
"""
VISIT = """
  - until: %(on)sT09:00
  - do: visit
    answers: {visited_on: %(on)s, visited_how: 入户, visited_by: 李医生, controlled: 控制满意, refer: 不需要, visit_text: 血压 136/84}
"""  # noqa: E501
RENEW = """
  - do: renew
    answers: {year_text: 全年控制良好，按时服药, renew_outcome: 续签}
"""


def year(first: int) -> str:
    """What the doctors do in the year that begins in March of a year."""
    days = (f"{first}-06-02", f"{first}-09-02", f"{first}-12-02", f"{first + 1}-03-02")
    visits = "".join(VISIT % {"on": day} for day in days)
    return f"{PLAN}{visits}{EXAMINE % {'on': days[-1]}}{RENEW}"


@dataclass(slots=True)
class Costs:
    """Statements sent in each year, and bytes of the snapshot at its end."""

    sent: int = 0
    statements: list[int] = field(default_factory=list)
    snapshots: list[int] = field(default_factory=list)

    def note(self, trial: Trial, _number: int) -> None:
        if getattr(trial.done[-1], "element", "") == "renew":
            self.statements.append(self.sent)
            with trial.space.engine.view() as view:
                self.snapshots.append(len(trial.own_case(view).snapshot))
            self.sent = 0


def test_a_year_costs_the_same_however_many_came_before_it() -> None:
    # given a case that is renewed year after year
    told = read(BEGUN + "".join(year(2026 + number) for number in range(YEARS)), KEY)
    costs, space = Costs(), template(KEY).open(told.at)

    def note(*_: Any) -> None:
        costs.sent += 1

    # when its years are played
    try:
        event.listen(space.engine.database, "before_cursor_execute", note)
        assert play(told, space, costs.note).mismatches == ()
    finally:
        space.close()
    # then each takes as many statements as the second, and what is kept of the case stops growing
    assert len(costs.statements) == YEARS
    assert set(costs.statements[1:]) == {costs.statements[1]}
    assert max(costs.snapshots) < 4096
    assert max(costs.snapshots[10:]) - min(costs.snapshots[10:]) <= 16


@pytest.fixture(scope="module")
def two_years() -> Iterator[Played]:
    with played(template(KEY), scenario(KEY, "two-years"), KEY) as found:
        assert found.mismatches == ()
        yield found


def test_the_agreement_and_the_record_are_printed(two_years: Played) -> None:
    trial = two_years.trial
    assert [one.name for one in looked(trial, offered, trial.case_id)] == ["agreement", "record"]
    document = docx.Document(BytesIO(paper(trial, trial.case_id or "", "record")))
    assert [cell.text for cell in document.tables[2].rows[1].cells][:3] == ["1", "5", "3"]


def test_the_person_s_page_tells_of_contract_examination_and_what_lies_ahead(two_years: Played) -> None:
    trial = two_years.trial
    found = looked(trial, life, trial.evaluate("patient.id"))
    told = [(line.label, line.at.isoformat()) for line in (*found.planned, *found.lines)]
    assert ("签约", "2026-03-02") in told
    assert ("年度小结", "2027-03-02") in told
    assert ("下次随访", "2027-06-02") in told


def test_a_referral_is_a_case_of_its_own_that_the_visits_do_not_wait_for() -> None:
    # given a visit that finds a referral needed
    both, text = template(KEY, "telemedicine-referral"), scenario(KEY, "referred")
    text = text[: text.index("  - message")]
    with played(both, text, KEY) as found, found.trial.space.engine.view() as view:
        assert found.mismatches == ()
        (referral,) = view.session.scalars(select(Case).where(Case.key == "telemedicine-referral"))
        own = view.session.scalars(select(Case).where(Case.key == KEY)).one()
        # then it is a case about the same person that hangs on this one and goes to the hospital chosen
        assert (referral.parent_id, referral.patient_id) == (own.id, own.patient_id)
        assert referral.ledger["diagnosis"] == "原发性高血压"
        assert own.ledger["referral"] == referral.number
