"""A changed process from the draft into force and out of it again, by the pages alone: submitted, returned, submitted
again, approved, a running case moved to it, and withdrawn with a reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

import pytest
from playwright.sync_api import expect

from tests.e2e.official import Official
from tests.e2e.stage import Stage
from tests.e2e.test_rectification import TITLE, Story, register

BEGIN = datetime(2026, 3, 2, 9, 0)  # a Monday
PROCESS = "/designer/processes/issue-rectification"
STEP, RENAMED = "认领", "认领问题"


class Publication:
    """A designer and the leader of the designer's department at their browsers."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.url = stage, stage.server.url

    @property
    def designer(self) -> Official:
        return self.stage.official("shejiyuan")

    @property
    def leader(self) -> Official:
        return self.stage.official("fenguan3")


@pytest.fixture
def publication(stage: Callable[..., Stage]) -> Publication:
    found = Publication(stage(BEGIN))
    register(Story(found.stage))
    found.designer.sign_in()
    return found


def test_a_version_comes_into_force_and_out_of_it_by_the_pages_alone(publication: Publication) -> None:
    draft = draw(publication)
    submit(publication, draft, "把认领环节的名称写完整")
    return_it(publication)
    answer_the_opinion(publication, draft)
    approve(publication)
    move_the_running_case(publication)
    withdraw(publication)


def draw(publication: Publication) -> str:
    """The designer begins a new version and renames a step in the drawing; gives the address of the draft."""
    page = publication.designer.page
    page.goto(publication.url + PROCESS)
    page.get_by_role("button", name="起草新版本").click()
    step = page.locator('[data-element-id="accept"]').first
    step.wait_for()
    step.dblclick()
    writing = page.locator(".djs-direct-editing-content")
    writing.fill(RENAMED)
    page.keyboard.press("Enter")
    expect(page.locator("[data-saved=saved]")).to_contain_text("已自动保存")
    return page.url.partition("?")[0]


def submit(publication: Publication, draft: str, note: str) -> None:
    page = publication.designer.page
    page.goto(draft)
    page.get_by_role("link", name="提交审批").click()
    page.get_by_label("修改说明").fill(note)
    page.get_by_role("button", name="提交审批").click()
    expect(page.get_by_text("正在等责任领导审批")).to_be_visible()


def return_it(publication: Publication) -> None:
    """The leader looks at what changes, and returns it with an opinion."""
    leader = publication.leader
    leader.open("问题整改", "审批新版本")
    leader.page.get_by_role("link", name="查看修改内容").click()
    changed = leader.page.locator("#steps")
    expect(changed).to_contain_text(RENAMED)
    # then the change leads to its element in the drawing, where it is marked
    marked = leader.page.locator('[data-element-id="accept"].is-changed')
    expect(marked).to_have_count(2)
    changed.get_by_role("link", name=RENAMED).click()
    expect(leader.page.locator('[data-element-id="accept"].pointed').first).to_be_visible()
    expect(leader.page.locator("#running")).to_contain_text("1件停在这里")
    leader.open("问题整改", "审批新版本")
    leader.fill({"审批结果": "退回修改", "意见": "请说明为什么改"})
    leader.submit()


def answer_the_opinion(publication: Publication, draft: str) -> None:
    page = publication.designer.page
    page.goto(draft)
    expect(page.get_by_text("请说明为什么改")).to_be_visible()
    submit(publication, draft, "原名称与文件不一致，改为与文件一致")


def approve(publication: Publication) -> None:
    leader = publication.leader
    leader.open("问题整改", "审批新版本")
    expect(leader.page.locator("main")).to_contain_text("改为与文件一致")
    leader.fill({"审批结果": "同意发布"})
    leader.submit()


def move_the_running_case(publication: Publication) -> None:
    """The new version is in force, the running case is still on the former one, and is moved."""
    page = publication.designer.page
    page.goto(publication.url + PROCESS)
    rows = page.locator("tbody tr")
    expect(rows.nth(0)).to_contain_text(re.compile("第2版\\s*使用中"))
    expect(rows.nth(1)).to_contain_text("1件")
    page.get_by_role("button", name="迁移在办事项到第2版").click()
    page.get_by_role("link", name="选择事项").click()
    page.get_by_role("button", name=re.compile("全部")).first.click()
    page.get_by_role("button", name="逐件检查").click()
    page.locator("details.confirm > summary", has_text="开始迁移").click()
    page.get_by_role("button", name="确定开始迁移").click()
    expect(page.get_by_text("已完成").first).to_be_visible()
    expect(page.get_by_role("row").filter(has_text=TITLE)).to_contain_text("已迁移")


def withdraw(publication: Publication) -> None:
    """The version is withdrawn with a reason: the former one holds again."""
    page = publication.designer.page
    page.goto(publication.url + PROCESS)
    rows = page.locator("tbody tr")
    rows.nth(0).locator("details.confirm > summary").click()
    rows.nth(0).get_by_label("撤回原因").fill("名称仍有争议")
    rows.nth(0).get_by_role("button", name="确定撤回").click()
    expect(rows.nth(0)).to_contain_text("名称仍有争议")
    expect(rows.nth(1)).to_contain_text(re.compile("第1版\\s*使用中"))
