"""The pages of rules: which hold where, what their tables say, what a trial gives and which rows gave it."""

from __future__ import annotations

import re
from io import BytesIO
from urllib.parse import urlencode

import pytest
from openpyxl import load_workbook

from engine import commands, definitions
from engine.dmn import hits
from engine.settings import changing
from tests.engine.kernel.diagrams import diagram
from tests.web.commission import Browser, Commission, id_of
from web.rules import words

COUNTY = "/rules/medical-settlement/990121.2020-01-01"
BILL = {
    "总费用": "100,000",
    "政策范围内费用": "80000",
    "医院等级": "三级",
    "就医地": "县域内",
    "人员类别": "建档立卡贫困人口",
}


@pytest.fixture
def clerk(commission: Commission) -> Browser:
    return commission.browser("clerk")


def trial(path: str, **typed: str) -> str:
    return f"{path}?{urlencode({f'in.{name}': value for name, value in typed.items()})}"


def section(page: str, part: str) -> str:
    """What the page says of one decision."""
    return page.partition(f'<section class="card" id="{part}">')[2].partition("</section>")[0]


def matched(page: str, part: str) -> list[int]:
    """The rows of a table that are marked as having matched."""
    rows = re.findall(r"<tr( class=\"matched\")?>\s*<th scope=\"row\"", section(page, part))
    return [number for number, mark in enumerate(rows, 1) if mark]


def test_the_list_says_which_version_holds_where_and_since_when(clerk: Browser) -> None:
    page = clerk.get("/rules").text
    assert 'href="/rules" aria-current="page">规则' in page
    assert f'href="{COUNTY}"' in page
    assert "2020年1月1日起" in page and "现行" in page and "全国" in page
    # and a place nobody has set up here is not left as a bare code
    assert "未建的辖区 990200" in page


def test_every_hit_policy_is_said_in_words() -> None:
    aggregated = {f"COLLECT {each}" for each in hits.AGGREGATIONS}
    assert set(words.POLICIES) == {*hits.POLICIES, "COLLECT", *aggregated}


def test_a_version_to_come_is_told_from_the_one_in_force(commission: Commission) -> None:
    # given a day before the county's scheme began
    commission.clock.advance(days=-365 * 7)
    page = commission.browser("clerk").get(COUNTY).text
    assert "尚未生效" in page and "现行" not in page


def test_a_rule_shows_its_tables_with_the_clause_of_each_row(clerk: Browser) -> None:
    page = clerk.get(COUNTY).text
    ladder = section(page, "ladder")
    assert "&gt; 30000" in ladder and "70%" in ladder and "全部命中相加" in ladder
    # and before a trial nothing is said to have matched
    assert "命中</span>" not in page and "试算结果" not in page


def test_a_trial_says_who_pays_what_and_which_rows_decided(clerk: Browser) -> None:
    page = clerk.get(trial(COUNTY, **BILL)).text
    sheet = re.sub(r"<[^>]+>|\s+", " ", section(page, "sheet"))
    assert "基本医保 56,000" in " ".join(sheet.split())
    assert "个人 5,000" in " ".join(sheet.split())
    assert matched(page, "rate") == [3]
    assert matched(page, "ladder") == [1, 2]
    # and what was typed stays in the form
    assert 'value="100,000"' in page and '<option value="三级" selected>' in page


def test_what_cannot_be_read_is_said_at_its_field(clerk: Browser) -> None:
    answer = clerk.get(trial(COUNTY, **{**BILL, "总费用": "十万"}))
    assert answer.status_code == 422
    assert '<a href="#in-总费用">“总费用”填写有误</a>' in answer.text
    assert 'value="十万"' in answer.text and "试算结果" not in answer.text


def test_lists_are_typed_as_feel(clerk: Browser) -> None:
    posting = "/rules/posting-rules/cn.2016-01-01"
    team = '[{姓名: "甲", 职称: "中级", 开始: date("2026-01-01"), 结束: date("2026-06-30"), 请假天数: 0}]'
    page = clerk.get(trial(posting, 帮扶方式="对口帮扶", 队员名单=team, 请假扣减="false")).text
    assert "试算结果" in page
    assert clerk.get(trial(posting, 队员名单="[")).status_code == 422


def test_nobody_is_hung_up_by_what_is_typed(clerk: Browser) -> None:
    endless = "for a in 1..9999999, b in 1..9999999 return a"
    answer = clerk.get(trial("/rules/posting-rules/cn.2016-01-01", 队员名单=endless))
    assert answer.status_code == 422


def test_a_trial_takes_settings_as_they_are_in_force_or_as_typed(commission: Commission, clerk: Browser) -> None:
    catalogue = "/rules/disease-catalogue/990200.2020-01-01"
    # given a local catalogue whose names nobody has confirmed
    page = clerk.get(trial(catalogue, 诊断病名="甲病", 年度="2020")).text
    assert "待确认" in section(page, "parameters") and "<b>待确认</b>" in section(page, "listed")
    # when a name is tried
    page = clerk.get(trial(catalogue, 诊断病名="甲病", 年度="2020", 地方病种="甲病\n乙病")).text
    assert "<b>列入</b>" in section(page, "listed") and matched(page, "listed") == [2]
    # then the next trial without it takes the value in force: that of the administrator, once there is one
    with commission.engine.unit() as unit:
        changing.give(unit, "disease-catalogue", "地方病种", "甲病", reason="医政部门确认")
    commission.clock.advance(minutes=1)
    page = clerk.get(trial(catalogue, 诊断病名="甲病", 年度="2020")).text
    assert "<b>列入</b>" in section(page, "listed")
    assert "<b>甲病</b>" in section(page, "parameters") and "待确认" not in section(page, "parameters")
    # and only administrators are sent to where it is changed
    assert "/admin/settings" not in section(page, "parameters")
    assert "/admin/settings" in section(commission.browser("admin").get(catalogue).text, "parameters")


def test_the_tables_come_as_a_workbook(clerk: Browser) -> None:
    answer = clerk.get(f"{COUNTY}.xlsx")
    assert answer.status_code == 200
    assert "住院报销比例" in load_workbook(BytesIO(answer.data)).sheetnames


def test_the_history_of_a_case_says_by_which_row_of_which_rule_it_was_decided(commission: Commission) -> None:
    # given a process whose step asks the rule of the lights
    steps = """<bpmn:startEvent id="start"/><bpmn:businessRuleTask id="light" name="亮灯"><bpmn:extensionElements>
    <zeebe:calledDecision decisionId="deadline-lights/light" resultVariable="light"/></bpmn:extensionElements>
    </bpmn:businessRuleTask><bpmn:userTask id="end" name="确认"/>
    start -> light
    light -> end
    """
    with commission.engine.unit() as unit:
        definitions.deploy(unit, {"a.bpmn": diagram(steps)})
    # when a case comes to it
    with commission.engine.unit(commission.actor("registrar")) as unit:
        case_id = commands.start(unit, "main", {}, id_of("office"))
    # then its history names the version, the value and the row with its clause
    page = commission.browser("registrar").get(f"/cases/{case_id}").text
    assert "判定：亮灯" in page
    assert 'href="/rules/deadline-lights/cn.2020-01-01">时限亮灯</a>' in page
    assert "<b>none</b>" in page and "亮灯第 1 行：没有时限" in page


def test_the_history_of_a_case_says_which_parameter_was_unconfirmed(commission: Commission) -> None:
    # given a process that asks a rule of postings for what depends on whether leave is deducted
    steps = """<bpmn:startEvent id="start"/><bpmn:businessRuleTask id="leave" name="扣减"><bpmn:extensionElements>
    <zeebe:calledDecision decisionId="posting-rules/leave" resultVariable="leave"/></bpmn:extensionElements>
    </bpmn:businessRuleTask><bpmn:userTask id="end" name="确认"/>
    start -> leave
    leave -> end
    """
    with commission.engine.unit() as unit:
        definitions.deploy(unit, {"a.bpmn": diagram(steps)})

    def history() -> str:
        with commission.engine.unit(commission.actor("registrar")) as unit:
            case_id = commands.start(unit, "main", {}, id_of("office"))
        return commission.browser("registrar").get(f"/cases/{case_id}").text

    # then the case says so, until an administrator has confirmed it
    found = history().partition("参数 请假扣减：")[2].partition("</li>")[0]
    assert "待确认" in found
    with commission.engine.unit() as unit:
        changing.give(unit, "posting-rules", "请假扣减", "false", reason="医政处复函")
    found = history().partition("参数 请假扣减：")[2].partition("</li>")[0]
    assert "<b>否</b>" in found and "待确认" not in found


@pytest.mark.parametrize("path", ["/rules/nothing/cn.2020-01-01", "/rules/medical-settlement/990121.1999-01-01"])
def test_a_rule_that_is_not_there_is_said_not_to_be(clerk: Browser, path: str) -> None:
    assert clerk.get(path).status_code == 404
    assert clerk.get(f"{path}.xlsx").status_code == 404
