"""A patient found in a village, treated without a deposit, settled at one window, visited until recovered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import docx
import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from engine.models import Department
from engine.organizations import add_jurisdiction, add_organization, add_person, add_post, give_password
from engine.unit import Unit
from tests.e2e.conftest import PHONE
from tests.e2e.official import Official
from tests.e2e.stage import Stage
from web import make_engine
from web.demo import persons

BEGIN = datetime(2026, 3, 2, 9, 0)  # a Monday
ILLNESS = "王小明 胃癌"
SCREENS = {"cunyi": PHONE, "fenguan1": PHONE}  # the village doctor and the leader are on the way
TOWN, VILLAGE = "990121188", "990121188201"
LOCAL = (
    ("cunyi", "东柳村卫生室", "clinic", VILLAGE, "村医室"),
    ("weishengyuan", "柳林镇卫生院", "health_centre", TOWN, "家庭医生团队"),
    ("yibao", "石桥县医疗保险服务中心", "other", "990121", "结算科"),
)


class Story:
    """Village, hospital, insurer, commission and leader at their browsers."""

    def __init__(self, stage: Stage) -> None:
        self.url, self.clock = stage.server.url, stage.clock
        self.village, self.team, self.insurer = (stage.official(one[0]) for one in LOCAL)
        self.office, self.hospital = stage.official("yizhengchu"), stage.official("shiqiao-renyi")
        self.leader = stage.official("fenguan1")
        self.diagnosis, self.list = stage.file("诊断证明.pdf"), stage.file("费用清单.pdf")


@pytest.fixture
def story(stage: Callable[..., Stage]) -> Story:
    """The demonstration's places and people with a township, its village and an insurer, without a case."""
    set_up = stage(BEGIN, SCREENS)
    engine = make_engine(set_up.server.database)
    with engine.unit() as unit:
        _furnish(unit)
    engine.close()
    return Story(set_up)


def _furnish(unit: Unit) -> None:
    add_jurisdiction(unit, TOWN, "柳林镇", "township", "990121")
    add_jurisdiction(unit, VILLAGE, "东柳村", "village", TOWN)
    for login, name, kind, place, front in LOCAL:
        organization = add_organization(unit, name, kind, place, front=front)
        department = unit.session.scalars(select(Department.id).where(Department.organization_id == organization)).one()
        person = add_person(unit, f"{name}经办", login=login)
        add_post(unit, person, department, "staff")
        give_password(unit, person, persons.PASSWORD)


def test_a_patient_is_treated_and_settled_from_the_village_to_the_closing(story: Story, tmp_path: Path) -> None:
    find(story)
    include(story)
    urge(story)
    treat(story)
    settle(story)
    pay(story)
    visit(story)
    close(story, tmp_path)


def choose(official: Official, label: str, answer: str) -> None:
    """Answer a question on which others depend, and wait until the form has followed."""
    with official.page.expect_response(lambda response: response.request.method == "POST"):
        official.fill({label: answer})
    expect(official.page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)


def find(story: Story) -> None:
    """The village doctor registers a patient on the phone."""
    village = story.village
    village.sign_in()
    village.page.goto(f"{story.url}/start/major-illness")
    village.fill({
        "姓名": "王小明", "证件号码": "640299197001010010", "联系电话": "13800000000", "常住地": "东柳村",
        "人员类别": "建档立卡贫困人口", "发现日期": date(2026, 2, 27), "发现途径": "摸底排查",
        "病情和家庭情况": "上腹痛三个月", "诊断证明、病历": story.diagnosis,
    })  # fmt: skip
    choose(village, "诊断病种", "胃癌")
    village.page.get_by_role("button", name="登记并送出").click()
    expect(village.page.get_by_role("heading", name=ILLNESS)).to_be_visible()


def include(story: Story) -> None:
    """The commission verifies what the catalogue and the entitlement say, and chooses the hospital."""
    office = story.office
    office.open(ILLNESS, "核实对象和病种")
    expect(office.page.locator("main")).to_contain_text("纳入救治")
    choose(office, "核实结论", "纳入救治")
    office.fill({
        "村、镇责任单位（负责回访）": "柳林镇卫生院",
        "医保经办机构": "石桥县医疗保险服务中心",
    })  # fmt: skip
    office.submit()
    office.open(ILLNESS, "定医院")
    office.fill({"定点救治医院（科室）": "石桥县人民医院"})
    office.submit()


def urge(story: Story) -> None:
    """Three weeks later nobody has been admitted: the clock from discovery brings it to the leader's phone."""
    story.clock.set(datetime(2026, 3, 20, 9, 0))
    story.leader.open(ILLNESS, "督办首次救治")
    expect(story.leader.page.locator("main")).to_contain_text("尚未入院")
    story.leader.fill({"督办措施": "请医院当日安排", "承诺入院日期": date(2026, 3, 20)})
    story.leader.submit("请立即安排入院")


def treat(story: Story) -> None:
    hospital, office = story.hospital, story.office
    hospital.open(ILLNESS, "定路径、定费用")
    hospital.fill({
        "临床路径": "胃癌手术路径", "主管医师": "李医师", "预计住院": "20",
        "个体化诊疗方案（诊断、分期、手术或用药、并发症预防）": "择期手术", "单病种费用标准": "38000",
        "疑难程度": "本院可治",
    })  # fmt: skip
    hospital.submit()
    office.open(ILLNESS, "审核诊疗方案")
    office.fill({"审核结论": "同意"})
    office.submit()
    hospital.open(ILLNESS, "入院")
    hospital.fill({
        "入院日期": date(2026, 3, 20), "病区床位": "3病区12床", "收取押金": "500", "已识别救治对象身份": True,
        "已签订先诊疗后付费协议": True,
    })  # fmt: skip
    hospital.page.get_by_role("button", name="提交", exact=True).click()
    expect(hospital.page.get_by_text("不得收取押金").first).to_be_visible()
    hospital.fill({"收取押金": "0"})
    hospital.submit()
    story.clock.set(datetime(2026, 4, 9, 9, 0))
    hospital.open(ILLNESS, "诊疗小结")
    hospital.fill({
        "小结日期": date(2026, 4, 9), "入院以来累计费用": "36000", "临床路径执行": "按路径",
        "诊疗经过、效果和下步安排": "术后恢复好", "下一步": "准备出院",
    })  # fmt: skip
    hospital.submit()
    hospital.open(ILLNESS, "出院")
    choose(hospital, "治疗结果", "好转")
    choose(hospital, "去向", "回家休养")
    hospital.fill({"出院日期": date(2026, 4, 9), "出院小结": "切口愈合", "出院带药和康复指导": "口服药一个月"})
    hospital.submit()


def settle(story: Story) -> None:
    """One window: the hospital enters the bill, sees who pays what, and the insurer approves it."""
    hospital, insurer = story.hospital, story.insurer
    hospital.open(ILLNESS, "结算录入")
    hospital.fill({"总费用": "40000", "政策范围内费用": "36000", "结算票据号": "P-1", "费用清单": story.list})
    hospital.submit()
    hospital.open(ILLNESS, "窗口审核结算单")
    expect(hospital.page.locator("main")).to_contain_text("个人支付 4000 元")
    hospital.fill({"窗口审核": "无误"})
    hospital.submit()
    insurer.open(ILLNESS, "结算审批")
    expect(insurer.page.locator("main")).to_contain_text("基本医保")
    insurer.fill({"审批": "同意结算"})
    insurer.submit("同意结算")


def pay(story: Story) -> None:
    """The month after, the hospital claims what it advanced and the insurer pays it."""
    story.clock.set(datetime(2026, 5, 5, 9, 0))
    story.hospital.open(ILLNESS, "垫付申报")
    story.hospital.fill({"申报日期": date(2026, 5, 5), "申报单号": "2026-04-01"})
    story.hospital.submit()
    story.insurer.open(ILLNESS, "拨付")
    expect(story.insurer.page.locator("main")).to_contain_text("待拨付 36000 元")
    story.insurer.fill({"拨付日期": date(2026, 5, 5), "本次拨付金额": "36000"})
    story.insurer.submit()


def visit(story: Story) -> None:
    """Four visits, three months apart; before that nobody counts as recovered."""
    days = [date(2026, 7, 13), date(2026, 10, 15), date(2027, 1, 18), date(2027, 4, 20)]
    for day in days:
        story.clock.set(datetime(day.year, day.month, day.day, 9, 0))
        story.team.open(ILLNESS, "回访")
        story.team.fill({"回访日期": day, "方式": "入户", "回访人": "张医师", "病情、用药、康复和生活情况": "恢复好"})
        if day == days[0]:
            choose(story.team, "结论", "已康复")
            story.team.page.get_by_role("button", name="提交", exact=True).click()
            expect(story.team.page.get_by_text("回访次数未达到规定下限").first).to_be_visible()
        choose(story.team, "结论", "已康复" if day == days[-1] else "继续回访")
        story.team.submit()


def close(story: Story, tmp_path: Path) -> None:
    """The commission closes the case; the paper says who paid what, the ledger of the village has it."""
    office: Official = story.office
    office.open(ILLNESS, "结案")
    office.fill({"结案结论": "治愈", "结案意见": "救治完成"})
    office.submit("救治完成，同意结案")
    page = office.page
    page.goto(f"{story.url}/ledgers/major-illness?place={VILLAGE}")
    row = page.get_by_role("row").filter(has_text="王小明")
    expect(row).to_contain_text("40,000.00")
    row.get_by_role("link").first.click()
    expect(page.locator("main")).to_contain_text("已结案")
    page.get_by_role("link", name="结算单", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("link", name="下载 Word 文件").click()
    download.value.save_as(tmp_path / "sheet.docx")
    lines = [[cell.text for cell in row.cells] for row in docx.Document(str(tmp_path / "sheet.docx")).tables[1].rows]
    amounts = {line[0]: Decimal(line[1].replace(",", "")) for line in lines[1:]}
    assert (amounts["个人"], amounts["合计"]) == (4000, 40000)
