"""A finding from its registration to the look-back: sent back once, extended once, overdue once, by the pages alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import PHONE
from tests.e2e.official import Official
from tests.e2e.stage import Stage

BEGIN = datetime(2026, 3, 2, 9, 0)  # a Monday, with no holiday until April
TITLE = "石桥县村卫生室药品储备不足"
SCREENS = {"fenguan1": PHONE}  # leaders decide on the way
MEDICINES, STOCKTAKING = "补齐常用药品", "建立按月盘点制度"


class Story:
    """The people of a rectification at their browsers."""

    def __init__(self, stage: Stage) -> None:
        self.url, self.clock, self.official = stage.server.url, stage.clock, stage.official
        self.evidence = stage.file("整改佐证.pdf")

    @property
    def office(self) -> Official:
        return self.official("zhenggaiban")

    @property
    def lead(self) -> Official:
        return self.official("yizhengchu")

    @property
    def unit(self) -> Official:
        return self.official("shiqiao")

    @property
    def unit_head(self) -> Official:
        return self.official("shiqiao-fuzeren")

    @property
    def leader(self) -> Official:
        return self.official("fenguan1")


@pytest.fixture
def story(stage: Callable[..., Stage]) -> Story:
    """The demonstration's places, people and notice, without a case."""
    return Story(stage(BEGIN, SCREENS))


def test_a_finding_goes_from_registration_to_closing_by_the_pages_alone(story: Story) -> None:
    number = register(story)
    accept_and_plan(story)
    send_the_plan_back_and_approve_the_second(story)
    extend_one_measure(story)
    let_the_other_fall_overdue(story)
    close(story)
    find_it_closed(story, number)
    look_back(story, number)


def register(story: Story) -> str:
    """The office registers the finding; gives its number."""
    office = story.office
    office.sign_in()
    office.page.get_by_role("navigation", name="主导航").get_by_role("link", name="登记", exact=True).click()
    office.page.locator("main").get_by_role("link", name=re.compile("^问题整改")).click()
    office.fill(
        {
            "问题标题": TITLE, "问题来源": "第三方评估", "反馈文件及文号": "评估办函〔2026〕3号",
            "反馈时间": date(2026, 2, 27), "问题类别": "医疗救治", "难度": "Ⅱ级", "整改时限": date(2026, 5, 29),
            "问题描述": "抽查 5 个村卫生室，常用药不足八十种。", "对应任务分工": "组织二级以上医院对口帮扶",
            "责任单位": "石桥县卫生健康局", "佐证材料": story.evidence,
        }
    )  # fmt: skip
    office.page.get_by_role("button", name="登记并送出").click()
    expect(office.page.get_by_role("heading", name=TITLE)).to_be_visible()
    number = re.search(r"ZG-2026-\d{4}", office.page.locator("main").inner_text())
    assert number is not None
    return number[0]


def accept_and_plan(story: Story) -> None:
    unit = story.unit
    unit.open(TITLE, "认领")
    unit.fill({"认领意见": "认领", "具体责任人": "医政股负责人", "联系电话": "0990-5550123"})
    unit.submit("同意认领，即知即改")
    unit.open(TITLE, "举一反三自查")
    unit.fill({"自查情况": "查了全县 42 个村卫生室，未见同类情况。", "是否发现同类问题": "未发现同类问题"})
    unit.submit()
    unit.open(TITLE, "制定整改方案")
    unit.fill({"整改目标": "村卫生室常用药不少于八十种，不再断药。"})
    measure(unit, 1, MEDICINES, "不少于八十种", date(2026, 3, 13))
    unit.page.get_by_role("button", name="增加一行").click()
    measure(unit, 2, STOCKTAKING, "按月盘点", date(2026, 3, 20))
    unit.submit()


def measure(unit: Official, number: int, title: str, standard: str, due: date) -> None:
    unit.fill_row(number, {
        "整改措施": title, "完成标准": standard, "类型": "限期整改", "完成期限": due,
        "责任科室（单位）": "石桥县卫生健康局", "责任人": "医政股负责人",
    })  # fmt: skip


def send_the_plan_back_and_approve_the_second(story: Story) -> None:
    lead, leader, unit = story.lead, story.leader, story.unit
    lead.open(TITLE, "牵头处室审核")
    lead.fill({"审核结论": "方案可行"})
    lead.submit("方案可行，标准可核查")
    # the leader wants the standard to be something one can check
    leader.open(TITLE, "责任领导审批方案")
    leader.page.get_by_text("退回…").click()
    leader.fill({"退回到": "制定整改方案"})
    leader.page.get_by_label("退回理由").fill("盘点制度的完成标准不够具体，请细化。")
    leader.page.get_by_role("button", name="确定退回").click()
    expect(leader.page.get_by_text("退回到“制定整改方案”").first).to_be_visible()
    # the unit reads why, finds what it had written, and does better
    unit.open(TITLE, "制定整改方案")
    expect(unit.page.get_by_text("盘点制度的完成标准不够具体").first).to_be_visible()
    unit.fill_row(2, {"完成标准": "制度印发上墙，每月有盘点记录"})
    unit.submit("已按退回意见修改，请审核")
    lead.open(TITLE, "牵头处室审核")
    lead.fill({"审核结论": "方案可行"})
    lead.submit("方案可行，标准可核查")
    leader.open(TITLE, "责任领导审批方案")
    expect(leader.page.get_by_text("制度印发上墙，每月有盘点记录").first).to_be_visible()
    leader.submit("同意，请按期推进")


def extend_one_measure(story: Story) -> None:
    """Asked before the day, approved by the unit's head and by the office; the new day counts at once."""
    story.clock.set(datetime(2026, 3, 10, 9, 0))
    unit, office = story.unit, story.office
    unit.open(TITLE, "落实整改措施", MEDICINES)
    unit.fill({
        "本次报告": "申请延期", "完成进度": "60", "最新进展": "已补齐 70 种，其余在采购。",
        "申请延至": date(2026, 3, 27), "延期原因": "招标周期较长。",
    })  # fmt: skip
    unit.submit()
    for official, question, answer in (
        (story.unit_head, "单位意见", "同意延期"),
        (office, "审批意见", "准予延期"),
    ):
        official.open(TITLE, "单位审批延期" if official is story.unit_head else "整改办审批延期")
        official.fill({question: answer})
        official.submit("情况属实，同意延期")
    unit.open(TITLE, "落实整改措施", MEDICINES)
    expect(unit.page.locator("main")).to_contain_text("2026年3月27日 前")


def let_the_other_fall_overdue(story: Story) -> None:
    """Red on the next working day with a word to the head; a talk in the end; done late all the same."""
    story.clock.set(datetime(2026, 3, 23, 9, 0))
    unit, head, leader = story.unit, story.unit_head, story.leader
    unit.open(TITLE, "落实整改措施", STOCKTAKING)
    expect(unit.page.get_by_text("逾期 1 个工作日").first).to_be_visible()
    unit.open(TITLE, "落实整改措施", MEDICINES)
    finish_measure(story, "已补齐 86 种。")
    head.sign_in()
    head.page.goto(f"{story.url}/reminders")
    head.wait_for(head.page.get_by_role("listitem").filter(has_text=TITLE).filter(has_text="督促"))
    story.clock.set(datetime(2026, 3, 30, 9, 0))
    leader.open(TITLE, "约谈责任单位")
    leader.fill({"被约谈人": "县局主要负责人", "约谈情况": "指出盘点制度滞后。", "整改要求": "三日内印发。"})
    leader.submit()
    unit.open(TITLE, "落实整改措施", STOCKTAKING)
    finish_measure(story, "制度已印发上墙。")


def finish_measure(story: Story, progress: str) -> None:
    story.unit.fill({"本次报告": "已完成", "完成进度": "100", "最新进展": progress, "佐证材料": story.evidence})
    story.unit.submit()


def close(story: Story) -> None:
    """Applied for, inspected, approved, published for the days that the administrator set, and numbered."""
    unit, lead, leader, office = story.unit, story.lead, story.leader, story.office
    admin = story.official("admin")
    admin.sign_in()
    admin.page.goto(f"{story.url}/admin/definitions/issue-rectification")
    admin.page.get_by_role("link", name="修改 公示期", exact=True).click()
    admin.fill({"改为（天）": "3", "修改依据": "整改办会议纪要"})
    admin.page.get_by_role("button", name="保存").click()
    expect(admin.page.get_by_text("整改办会议纪要")).to_be_visible()

    unit.open(TITLE, "申请销号")
    unit.fill({"整改完成情况": "两项措施均已完成。", "销号佐证材料": story.evidence})
    unit.submit("整改任务已全部完成，申请销号")
    lead.open(TITLE, "现场核查")
    lead.fill({"核查人": "医政处核查组", "核查结论": "整改到位"})
    lead.submit("经现场核查，整改到位")
    leader.open(TITLE, "责任领导审批销号")
    leader.fill({"审批结论": "准予销号"})
    leader.submit("同意销号")
    office.open(TITLE, "发布公示")
    office.fill({"公示渠道": "委门户网站公示栏"})
    office.submit()
    story.clock.set(datetime(2026, 4, 7, 9, 0))


def find_it_closed(story: Story, number: str) -> None:
    """Its number stands in the ledger, its history in the case, the way it took in the diagram."""
    page = story.office.page
    story.office.sign_in()
    page.get_by_role("link", name="台账", exact=True).first.click()
    page.locator("main").get_by_role("link", name=re.compile("^问题整改")).click()
    row = page.get_by_role("row").filter(has_text=number)
    story.office.wait_for(row.filter(has_text="已销号"))
    expect(row).to_contain_text("整改销〔2026〕1号")
    row.get_by_role("link", name=TITLE).click()
    history = page.locator("main")
    for done in ("退回", "延期", "逾期", "约谈责任单位", "整改销〔2026〕1号"):
        expect(history).to_contain_text(done)
    page.get_by_role("link", name="流程图", exact=True).click()
    expect(page.locator("[data-shown=done]")).to_be_visible()
    assert "close" in page.locator(".djs-element.taken").evaluate_all("all => all.map(e => e.dataset.elementId)")
    assert page.locator(".djs-element.live").get_attribute("data-element-id") == "lookback_due"


def look_back(story: Story, number: str) -> None:
    """Half a year later it still holds, and the case ends."""
    story.clock.set(datetime(2026, 10, 9, 9, 0))
    office = story.office
    office.open(TITLE, "回头看")
    office.fill({"复核人": "整改办", "复核情况": "整改成效巩固。", "复核结论": "成效巩固"})
    office.submit("整改成效巩固，未见反弹")
    office.page.get_by_role("link", name="事项全貌").click()
    expect(office.page.locator("main")).to_contain_text("已办结")
