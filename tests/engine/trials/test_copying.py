"""A trial in a copy of the organization at work: real people and duties, and nothing of it comes back."""

from __future__ import annotations

import pytest

from engine import duties, organizations
from engine.errors import Refused
from engine.models import Person
from engine.rules import Rules
from engine.scenarios.scenario import BEGIN
from engine.settings import changing
from engine.settings.owners import setting_of
from engine.trials import looking
from engine.trials.copying import copied
from engine.trials.space import Template
from engine.trials.trial import Trial
from engine.trials.verbs import Begin, By, Do
from tests.engine.commission import PLACE, Commission, start_event, task
from tests.engine.kernel.diagrams import diagram
from tests.engine.trials.conftest import PROCESS

LED = """<bpmn:extensionElements><zeebe:properties><zeebe:property name="duty" value="rectification"/>
<zeebe:property name="setting.days" value="=3"/></zeebe:properties></bpmn:extensionElements>"""
STEP = task("first", "duty.lead", due="workdays after(now(), settings.days)")
INSIDE = f"""{LED}{start_event()}
{STEP}
{task("second", "[]", users="leaders of(duty.lead)")}
start -> first
first -> second"""
NOTICE = """云山市卫生健康委员会文件

云卫〔2026〕8号

关于重点工作的通知

各处室：

请认真落实。

2026年1月5日

附件

任务分工

序号\t工作任务\t牵头处室
1\t抓好检查反馈问题整改。\tmedical
"""


def at_work(office: Commission) -> None:
    """The office with a duty in force, a setting, and a secret of one of its people."""
    with office.engine.unit() as unit:
        notice = duties.import_notice(unit, "分工.txt", NOTICE.encode(), PLACE)
        duties.accept_all(unit, notice)
        duties.confirm(unit, notice, duties.propose(unit, notice).decisions)
        organizations.give_password(unit, office.persons["clerk"], "geheim-2026")
    office.deploy(INSIDE)
    with office.engine.unit() as unit:
        changing.put(unit, setting_of(unit, "main", "days"), 5)


def template(office: Commission, place: str = PLACE) -> Template:
    with office.engine.view() as view:
        organize = copied(view, place)
    return Template([{"main.bpmn": diagram(INSIDE)}], processes=[PROCESS], rules=Rules(), organize=organize)


def test_a_trial_shows_who_would_really_get_an_item_and_leaves_the_office_as_it_was(office: Commission) -> None:
    # given an office at work
    at_work(office)
    before = office.contents()
    # when a draft is tried in a copy of it
    trial = Trial(template(office).open(BEGIN))
    trial.perform(Begin(process="main", by=By(name="registrar")))
    (item,) = looking.open_now(trial)
    trial.perform(Do(element="first"))
    # then the duty, the setting and the portfolio of the office decide
    assert item.receivers == ("云山市卫生健康委员会medical",)
    assert item.due_at is not None
    assert item.due_at.isoformat().startswith("2026-03-09")
    assert [one.receivers for one in looking.open_now(trial)] == [("leader",)]
    # and nothing of it is in the office
    assert office.contents() == before


def test_no_password_leaves_the_office(office: Commission) -> None:
    at_work(office)
    with template(office).open(BEGIN).engine.view() as view:
        assert {person.password_hash for person in view.session.query(Person)} == {None}


def test_only_the_people_around_the_jurisdiction_come_along(office: Commission) -> None:
    with office.engine.unit() as unit:
        organizations.add_jurisdiction(unit, "990200", "长岭市", "city")
        elsewhere = organizations.add_organization(unit, "长岭市卫生健康委员会", "commission", "990200", front="办公室")
        stranger = organizations.add_person(unit, "stranger")
        organizations.add_post(unit, stranger, organizations.add_department(unit, elsewhere, "医政处"), "staff")
    at_work(office)
    with template(office).open(BEGIN).engine.view() as view:
        names = {person.name for person in view.session.query(Person)}
    assert "clerk" in names
    assert "stranger" not in names


def test_too_large_an_organization_is_refused_with_what_to_do(
    office: Commission, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.trials.copying.MOST", 10)
    with pytest.raises(Refused) as refused, office.engine.view() as view:
        copied(view, PLACE)
    assert "模拟单位" in refused.value.text("zh")
