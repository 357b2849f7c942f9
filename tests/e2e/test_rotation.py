"""A relation between two hospitals and the rotation of its first person, from the agreement to the certificate."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import docx
import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import PHONE
from tests.e2e.official import Official
from tests.e2e.stage import Stage

BEGIN = datetime(2026, 3, 2, 9, 0)  # a Monday
RELATION = "云川市第一人民医院对口帮扶青禾县人民医院"
ROTATION, SUCCESSION = "甲医师（全科医学）驻点帮扶", "乙医师（全科医学）驻点帮扶"
SCREENS = {"shiyiyuan-lingdao": PHONE, "qinghe-renyi-lingdao": PHONE}  # leaders decide on the way


class Story:
    """The two hospitals and the commission at their browsers."""

    def __init__(self, stage: Stage) -> None:
        self.url, self.clock, self.official = stage.server.url, stage.clock, stage.official
        self.agreement = stage.file("帮扶协议.pdf")

    @property
    def office(self) -> Official:
        return self.official("yizhengchu")

    @property
    def supporter(self) -> Official:
        return self.official("shiyiyuan")

    @property
    def receiver(self) -> Official:
        return self.official("qinghe-renyi")

    @property
    def heads(self) -> tuple[Official, Official]:
        return self.official("shiyiyuan-lingdao"), self.official("qinghe-renyi-lingdao")


@pytest.fixture
def story(stage: Callable[..., Stage]) -> Story:
    """The demonstration's places, people and notice, without a case."""
    return Story(stage(BEGIN, SCREENS))


def test_a_person_serves_six_months_and_gets_the_certificate_by_the_pages_alone(story: Story, tmp_path: Path) -> None:
    agree(story)
    send(story, "甲医师", date(2026, 3, 2))
    arrive(story, ROTATION, date(2026, 3, 2))
    ask_for_leave(story)
    see_the_calendar(story)
    report_a_month(story)
    call_the_successor(story)
    hand_over(story)
    leave_on_the_last_day(story)
    get_the_certificate(story, tmp_path)


def agree(story: Story) -> None:
    """The commission registers the relation; both hospitals choose and sign, the commission files the agreement."""
    office, supporter, receiver = story.office, story.supporter, story.receiver
    office.sign_in()
    office.page.goto(f"{story.url}/start/counterpart-relation")
    office.fill({
        "帮扶关系名称": RELATION, "支援医院": "云川市第一人民医院", "受援医院": "青禾县人民医院",
        "帮扶方式": "乡镇卫生院", "协议开始日期": date(2026, 3, 2), "协议截止日期": date(2028, 3, 1),
        "帮扶目标": "提升县域内常见病诊疗能力",
    })  # fmt: skip
    office.page.get_by_role("button", name="登记并送出").click()
    expect(office.page.get_by_role("heading", name=RELATION)).to_be_visible()
    receiver.open(RELATION, "报送县外转出病种")
    receiver.fill({"统计期间": "2025年"})
    for number, disease in enumerate(("冠心病", "脑卒中", "肺癌", "股骨骨折", "慢性肾病"), start=1):
        receiver.fill_row(number, {"病种": disease, "县外转出": str(400 - 50 * number), "转出率": str(20 - number)})
    receiver.submit()
    supporter.open(RELATION, "商定帮扶专科")
    supporter.fill_row(1, {"帮扶专科": "全科医学", "对应病种": "慢性肾病", "帮扶形式": "派出团队", "目标": "规范管理"})
    supporter.fill({"双方承诺事项": "支援医院按期派出，受援医院提供住宿和办公条件。"})
    supporter.submit()
    for head in story.heads:
        head.open(RELATION, "审签帮扶协议")
        head.fill({"审签结论": "同意签署"})
        head.submit("同意签署")
    office.open(RELATION, "协议备案")
    office.fill({"签订日期": date(2026, 3, 2), "卫生健康部门已共同签署": True, "签署的协议": story.agreement})
    office.submit()


def send(story: Story, person: str, starts: date, succeeds: str = "") -> None:
    """The supporting hospital selects a person, both heads approve."""
    supporter = story.supporter
    supporter.open(RELATION, "选派人员")
    supporter.fill({"计划报到日期": starts, "计划驻点月数": "6"})
    row = {"姓名": person, "职称": "副高", "专业": "全科", "帮扶专科": "全科医学", "联系电话": "0990-5550101"}
    supporter.fill_row(1, {**row, "接替": succeeds} if succeeds else row)
    supporter.submit()
    for head, name in zip(story.heads, ("支援医院领导审批", "受援医院领导审批"), strict=True):
        head.open(RELATION, name)
        expect(head.page.locator("main")).to_contain_text("队伍符合派驻规则")
        head.fill({"审批结论": "同意"})
        head.submit("同意派出")


def arrive(story: Story, rotation: str, day: date) -> None:
    story.receiver.open(rotation, "办理报到")
    story.receiver.fill({"报到情况": "已报到", "报到日期": day, "安排科室": "全科"})
    story.receiver.submit()


def ask_for_leave(story: Story) -> None:
    story.receiver.open(ROTATION, "报告请销假和变动")
    expect(story.receiver.page.locator("main")).to_contain_text("最早 2026年9月1日 可以离岗")
    story.receiver.fill({
        "变动事项": "请假", "从": date(2026, 3, 9), "到（含当日）": date(2026, 3, 11), "假别": "事假",
        "事由": "办理事务",
    })  # fmt: skip
    story.receiver.submit()
    head = story.heads[1]
    head.open(ROTATION, "受援医院审批请假")
    head.fill({"审批结论": "准假"})
    head.submit("同意请假")


def see_the_calendar(story: Story) -> None:
    """The page of the case shows when the person is there, and when not."""
    page = story.receiver.page
    case(story.receiver, story, ROTATION)
    bar = page.get_by_role("img", name="驻点日历")
    expect(bar).to_contain_text("报到 3月2日")
    expect(bar).to_contain_text("期满 9月1日")
    expect(bar.locator("rect")).to_have_count(3)
    page.get_by_text("逐段列出").click()
    expect(page.get_by_role("listitem").filter(has_text="2026年3月9日 – 2026年3月11日")).to_contain_text("事假 3 天")
    expect(page.get_by_role("link", name=re.compile(RELATION))).to_be_visible()
    page.get_by_role("link", name="流程图", exact=True).click()
    expect(page.locator("[data-shown=done]")).to_be_visible()


def report_a_month(story: Story) -> None:
    story.clock.set(datetime(2026, 4, 1, 9, 0))
    story.receiver.open(ROTATION, "填报月度工作记录")
    story.receiver.fill({"实际在岗天数": "19", "门诊": "86", "带教": "2", "月度小结": "开展慢病门诊和带教。"})
    story.receiver.submit()
    story.supporter.open(ROTATION, "每月工作联系")
    story.supporter.fill({
        "联系人": "医务科干事", "联系方式": "视频", "联系到的人员": "甲医师", "了解的情况": "工作正常",
    })  # fmt: skip
    story.supporter.submit()


def call_the_successor(story: Story) -> None:
    """Ten weeks before the end the next batch opens by itself; the successor comes in time."""
    story.clock.set(datetime(2026, 6, 24, 9, 0))
    send(story, "乙医师", date(2026, 8, 24), "甲医师")
    story.clock.set(datetime(2026, 8, 24, 9, 0))
    arrive(story, SUCCESSION, date(2026, 8, 24))


def hand_over(story: Story) -> None:
    receiver, supporter = story.receiver, story.supporter
    receiver.open(ROTATION, "编制交接清单")
    receiver.fill_row(1, {"类别": "在管患者", "事项": "慢性肾病随访患者二十名", "现状和后续安排": "交乙医师继续随访"})
    receiver.submit()
    for side in (supporter, receiver):
        side.open(ROTATION, "交接双方签字")
        expect(side.page.locator("main")).to_contain_text("慢性肾病随访患者二十名")
        side.fill({"核对结论": "属实，签字"})
        side.submit("清单属实，已当面交接")
    receiver.open(ROTATION, "期满考核鉴定")
    receiver.fill({"考核等次": "优秀", "考核人": "考核组", "鉴定意见": "圆满完成任务。", "帮扶成效": "建成慢病门诊。"})
    receiver.submit()


def leave_on_the_last_day(story: Story) -> None:
    """A day too early is refused in words; what was typed stays."""
    receiver = story.receiver
    story.clock.set(datetime(2026, 8, 31, 9, 0))
    receiver.open(ROTATION, "办理离岗")
    receiver.fill({"离岗日期": date(2026, 8, 31)})
    receiver.page.get_by_role("button", name="提交", exact=True).click()
    expect(receiver.page.get_by_text("连续驻点未满规定月数").first).to_be_visible()
    expect(receiver.page.get_by_label("离岗日期")).to_have_value("2026-08-31")
    story.clock.set(datetime(2026, 9, 1, 16, 0))
    receiver.open(ROTATION, "办理离岗")
    receiver.fill({"离岗日期": date(2026, 9, 1)})
    receiver.submit()
    receiver.open(ROTATION, "填报最后一期工作记录")
    receiver.fill({"实际在岗天数": "100", "门诊": "420", "带教": "2", "月度小结": "完成驻点任务。"})
    receiver.submit()


def get_the_certificate(story: Story, folder: Path) -> None:
    """The certificate is offered as a Word file that says six months."""
    receiver = story.receiver
    receiver.open(ROTATION, "核发服务证明")
    receiver.fill({"领取人": "甲医师"})
    receiver.submit()
    page = receiver.page
    case(story.receiver, story, ROTATION)
    expect(page.locator("main")).to_contain_text("期满结束")
    page.get_by_role("link", name="服务证明", exact=True).click()
    expect(page.get_by_text("连续驻点服务6个月")).to_be_visible()
    with page.expect_download() as started:
        page.get_by_role("link", name="下载 Word 文件").click()
    started.value.save_as(folder / "certificate.docx")
    text = "\n".join(lines.text for lines in docx.Document(str(folder / "certificate.docx")).paragraphs)
    assert "自2026年3月2日至2026年9月1日连续驻点服务6个月，期满考核优秀。" in text
    office = story.office
    case(office, story, RELATION)
    calendar = office.page.get_by_role("img", name="派驻日历")
    expect(calendar).to_contain_text("甲医师")
    expect(calendar).to_contain_text("乙医师")


def case(official: Official, story: Story, title: str) -> None:
    """Find a case by its title and open its page."""
    official.sign_in()
    page = official.page
    page.goto(f"{story.url}/search?q={title}")
    page.locator("main").get_by_role("link", name=re.compile(re.escape(title))).first.click()
    expect(page.get_by_role("heading", name=title)).to_be_visible()
