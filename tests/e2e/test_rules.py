"""A table travels: exported, edited in a spreadsheet, compared, published for a place and day, withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import DESK, PHONE
from tests.e2e.official import Official
from tests.e2e.stage import Stage
from tests.e2e.test_settings import no_wider_than_the_screen, row_of, section

BEGIN = datetime(2026, 3, 2, 9, 0)
SHEET, RATE = "住院报销比例", "D11"  # what a hospital of the second grade is paid, in per cent
SOURCE = "石卫发〔2026〕8号"
TITLE = "住院费用结算（县方案）"
BILL = {
    "总费用": "100000", "政策范围内费用": "80000", "医院等级": "二级", "就医地": "县域内",
    "人员类别": "建档立卡贫困人口",
}  # fmt: skip


class Story:
    """An administrator with a spreadsheet, and somebody else who looks at the rules."""

    def __init__(self, stage: Stage, folder: Path) -> None:
        self.url, self.clock, self.folder = stage.server.url, stage.clock, folder
        self.admin, self.clerk = stage.official("admin"), stage.official("shiqiao")


@pytest.fixture(params=[DESK, PHONE], ids=["desk", "phone"])
def story(stage: Callable[..., Stage], tmp_path: Path, request: pytest.FixtureRequest) -> Story:
    screen: dict[str, Any] = request.param
    return Story(stage(BEGIN, {"admin": screen, "shiqiao": screen}), tmp_path)


def test_an_edited_table_is_published_for_a_place_and_day_and_withdrawn_with_a_reason(story: Story) -> None:
    story.admin.sign_in()
    story.clerk.sign_in()
    edited = edit(export(story))
    upload(story, edited)
    see_what_would_change(story)
    publish(story)
    use_it_from_its_day_on(story)
    withdraw(story)


def export(story: Story) -> Path:
    """The county's tables as a workbook."""
    open_rule(story.admin, story.url, TITLE)
    with story.admin.page.expect_download() as download:
        story.admin.page.get_by_role("link", name="导出 Excel").click()
    found = story.folder / download.value.suggested_filename
    download.value.save_as(found)
    return found


def edit(path: Path) -> Path:
    """As a department does it: 80 becomes 92."""
    book = openpyxl.load_workbook(path)
    assert book[SHEET][RATE].value in (80, "80")
    book[SHEET][RATE].value = 92
    book.save(path)
    return path


def upload(story: Story, edited: Path) -> None:
    """For the county, from April on."""
    page = story.admin.page
    page.get_by_role("link", name="导入 Excel").click()
    page.get_by_label("改好的 Excel 文件").set_input_files(edited)
    page.get_by_label("生效日期").fill(date(2026, 4, 1).isoformat())
    page.get_by_label("依据").fill(SOURCE)
    no_wider_than_the_screen(page)
    page.get_by_role("button", name="导入并预览").click()


def see_what_would_change(story: Story) -> None:
    """The change in words, the worked examples before and after, and both versions on a bill of one's own."""
    page = story.admin.page
    changes = section(page, "变化")
    expect(changes).to_contain_text(SHEET)
    expect(changes).to_contain_text("第 2 行")
    expect(changes.locator("del")).to_have_text("80")
    expect(changes.locator("ins")).to_have_text("92")
    examples = section(page, "算例").locator("li")
    expect(examples.filter(has_text="二级医院住院 20,000 元").locator(".both")).to_be_visible()
    expect(examples.filter(has_text="120,000")).to_contain_text("不变")
    no_wider_than_the_screen(page)
    story.admin.fill(BILL)
    page.get_by_role("button", name="试算", exact=True).click()
    both = section(page, "试算结果").locator(".both").first
    expect(both.locator("> div").first.get_by_role("row").filter(has_text="基本医保")).to_contain_text("64,000")
    expect(both.locator("> div").last.get_by_role("row").filter(has_text="基本医保")).to_contain_text("73,600")
    no_wider_than_the_screen(page)
    # nobody else sees the draft
    story.clerk.page.goto(f"{story.url}/rules")
    expect(row_of(story.clerk.page, SOURCE)).to_have_count(0)


def publish(story: Story) -> None:
    page = story.admin.page
    ask_for(page, "发布")
    page.get_by_role("button", name="确定发布").click()
    expect(page.get_by_text("已发布。生效日期起")).to_be_visible()
    expect(page.locator(".head-line")).to_contain_text("尚未生效")
    no_wider_than_the_screen(page)


def use_it_from_its_day_on(story: Story) -> None:
    """On the last day before it the old version holds; on its day what holds in the county pays by the new one."""
    page = story.clerk.page
    story.clock.set(datetime(2026, 3, 31, 9, 0))
    assert_basic(story, "64,000")
    story.clock.set(datetime(2026, 4, 1, 9, 0))
    assert_basic(story, "73,600")
    expect(page.get_by_text("系统管理员于2026年3月2日")).to_be_visible()


def withdraw(story: Story) -> None:
    """With a reason; the former version holds again, and both stay to be read."""
    admin = story.admin.page
    version = admin.url
    story.admin.sign_in()
    admin.goto(version)
    ask_for(admin, "撤回")
    admin.get_by_label("撤回原因").fill("比例写错，以更正后的文件为准")
    admin.get_by_role("button", name="确定撤回").click()
    expect(admin.get_by_text("已撤回，改按其余的版本判定。")).to_be_visible()
    no_wider_than_the_screen(admin)
    assert_basic(story, "64,000")
    story.clerk.page.goto(f"{story.url}/rules?state=all")
    expect(row_of(story.clerk.page, SOURCE)).to_contain_text("已撤回")
    admin.goto(f"{story.url}/admin/changes")
    expect(row_of(admin, "比例写错，以更正后的文件为准")).to_have_count(1)


def assert_basic(story: Story, amount: str) -> None:
    """What the version that holds in the county today has the base insurance pay of the bill."""
    page = story.clerk.page
    story.clerk.sign_in()
    page.goto(f"{story.url}/rules?jurisdiction=990121")
    expect(row_of(page, TITLE)).to_have_count(1)
    row_of(page, TITLE).get_by_role("link", name=TITLE).click()
    story.clerk.fill(BILL)
    page.get_by_role("button", name="试算", exact=True).click()
    expect(section(page, "结算单").get_by_role("row").filter(has_text="基本医保")).to_contain_text(amount)


def open_rule(official: Official, url: str, title: str) -> None:
    official.page.goto(f"{url}/rules")
    row_of(official.page, title).get_by_role("link", name=title).click()
    expect(official.page.get_by_role("heading", name=title)).to_be_visible()


def ask_for(page: Page, act: str) -> None:
    """Press what asks back."""
    page.locator(".head-line summary").filter(has_text=act).click()
