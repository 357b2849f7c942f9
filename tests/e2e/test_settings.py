"""An administrator gives and confirms settings of a process and of a rule for a place; cases and trials take them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import DESK, PHONE
from tests.e2e.official import Official
from tests.e2e.stage import Stage
from tests.e2e.test_rectification import TITLE, Story, register

BEGIN = datetime(2026, 3, 2, 9, 0)  # a Monday, with no holiday until April


@pytest.fixture(params=[DESK, PHONE], ids=["desk", "phone"])
def screen(request: pytest.FixtureRequest) -> dict[str, Any]:
    found: dict[str, Any] = request.param
    return found


@pytest.fixture
def scene(stage: Callable[..., Stage], screen: dict[str, Any]) -> Stage:
    return stage(BEGIN, {"admin": screen})


def test_a_time_limit_given_for_a_place_holds_for_its_next_case(scene: Stage) -> None:
    # given an administrator at the settings of the rectification of issues, for the city
    admin = administrator(scene)
    row_of(admin.page, "问题整改").get_by_role("link", name="问题整改").click()
    choose_place(admin.page, "云川市")
    row_of(admin.page, "认领时限").get_by_role("link", name="修改").click()
    # when another is given, with where it is written
    admin.page.get_by_label("改为").fill("5")
    admin.page.get_by_label("修改依据").fill("云卫发〔2026〕5号")
    admin.page.get_by_role("button", name="保存").click()
    # then the page says what holds there, who gave it, and from what it was changed
    here = section(admin.page, "云川市")
    expect(here).to_contain_text("5")
    expect(here).to_contain_text("由系统管理员于2026年3月2日")
    history = section(admin.page, "变更记录")
    expect(history.get_by_role("row").nth(1)).to_contain_text("云卫发〔2026〕5号")
    no_wider_than_the_screen(admin.page)
    # and the next case has five working days instead of three
    story = Story(scene)
    register(story)
    story.unit.sign_in()
    row = story.unit.page.get_by_role("row").filter(has_text=TITLE).filter(has_text="认领")
    story.unit.wait_for(row)
    expect(row).to_contain_text("3月9日")
    # when it is taken back the default holds again, and the history keeps both
    admin.page.get_by_role("button", name="收回，改按上一级或默认值").click()
    expect(section(admin.page, "云川市")).to_contain_text("默认值")
    expect(history.get_by_role("row")).to_have_count(3)


def test_a_parameter_of_a_rule_is_confirmed_for_a_place_then_changed_and_used(scene: Stage) -> None:
    # given the county's deductible, which no notice states
    admin = administrator(scene)
    admin.page.get_by_role("link", name=re.compile("^待确认")).click()
    row = row_of(admin.page, "基本医保起付线")
    expect(row).to_contain_text("石桥县")
    # when an administrator confirms it, the row goes and an undo is offered
    row.get_by_role("button", name="确认").click()
    expect(admin.page.get_by_text("已确认“基本医保起付线”")).to_be_visible()
    expect(row_of(admin.page, "基本医保起付线")).to_have_count(0)
    # then its page says so, and keeps the next change beside it
    admin.page.goto(f"{scene.server.url}/rules/medical-settlement/990121.2020-01-01")
    section(admin.page, "参数").get_by_role("link", name="基本医保起付线").click()
    expect(section(admin.page, "石桥县")).to_contain_text("已确认")
    admin.page.get_by_label("改为").fill("500")
    admin.page.get_by_label("修改依据").fill("石医保发〔2026〕2号")
    admin.page.get_by_role("button", name="保存").click()
    expect(section(admin.page, "石桥县")).to_contain_text("500 元")
    history = section(admin.page, "变更记录")
    expect(history.get_by_role("row")).to_have_count(3)
    expect(history.get_by_role("row").nth(1)).to_contain_text("石医保发〔2026〕2号")
    no_wider_than_the_screen(admin.page)
    # and a trial of the rule pays eighty per cent of what is above it
    admin.page.goto(f"{scene.server.url}/rules/medical-settlement/990121.2020-01-01")
    bill = {"总费用": "10500", "政策范围内费用": "10500", "医院等级": "二级", "就医地": "县域内"}
    admin.fill({**bill, "人员类别": "建档立卡贫困人口"}, section(admin.page, "试算"))
    admin.page.get_by_role("button", name="试算", exact=True).click()
    expect(section(admin.page, "结算单").get_by_role("row").filter(has_text="基本医保")).to_contain_text("8,000")
    # and who did what is among the changes of the administration
    admin.page.goto(f"{scene.server.url}/admin/changes")
    expect(admin.page.get_by_role("row").filter(has_text="石医保发〔2026〕2号")).to_have_count(1)


def administrator(scene: Stage) -> Official:
    """At the settings, by the way an administrator comes there."""
    admin = scene.official("admin")
    admin.sign_in()
    admin.page.goto(f"{scene.server.url}/admin/settings")
    expect(admin.page.get_by_role("heading", name="时限与参数")).to_be_visible()
    return admin


def choose_place(page: Page, name: str) -> None:
    places = page.get_by_label("辖区")
    wanted = places.locator("option").filter(has_text=re.compile(rf"^\s*{name}\s*$")).get_attribute("value")
    places.select_option(wanted)
    page.get_by_role("button", name="显示").click()


def row_of(page: Page, text: str) -> Locator:
    return page.get_by_role("row").filter(has_text=text)


def section(page: Page, heading: str) -> Locator:
    """The card under a heading."""
    return page.locator("section.card").filter(has=page.get_by_role("heading", name=heading, exact=True))


def no_wider_than_the_screen(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
