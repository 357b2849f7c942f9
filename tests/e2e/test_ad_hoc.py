"""An ad-hoc subprocess in the browser: its work is begun by pressing, and the stage is ended after being asked back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from engine import definitions
from engine.course import launch
from tests.e2e.clocked import FileClock
from tests.e2e.conftest import DESK, PHONE
from tests.e2e.official import Official
from tests.e2e.server import Server
from tests.engine.kernel.diagrams import diagram
from tests.engine.test_ad_hoc import adhoc
from tests.web.commission import PASSWORD, Commission, id_of

NOW = datetime(2026, 3, 2, 9, 0)
UNTIL = '=now() > date and time("2026-03-01T00:00:00@Asia/Shanghai")'


@pytest.fixture
def site(sqlite_url: str, tmp_path: Path) -> Iterator[str]:
    """A server on a commission with one case in an ad-hoc subprocess of the county."""
    commission = Commission(sqlite_url, NOW)
    inside = adhoc(UNTIL, candidateGroups=f'["{id_of("county")}"]').replace('name="visit"', 'name="入户走访"')
    for name in ("medical", "primary", "office"):
        inside = inside.replace(f"{{{name}}}", f"&quot;{id_of('county')}&quot;")
    with commission.engine.unit() as unit:
        definitions.deploy(unit, {"a.bpmn": diagram(inside, process="free")})
        launch(unit, "free", {"title": "三户困难家庭"}, department_id=id_of("office"))
    commission.engine.close()
    FileClock(tmp_path / "clock").set(NOW)
    server = Server(database=sqlite_url, log=tmp_path / "log", clock=tmp_path / "clock")
    server.start()
    yield server.url
    server.stop()


@pytest.mark.parametrize("screen", [DESK, PHONE], ids=["desk", "phone"])
def test_work_is_begun_and_the_stage_ended_by_pressing(
    site: str, new_page: Callable[..., Page], barriers: Callable[[Page], list[str]], screen: dict[str, Any]
) -> None:
    # given the county at the stage
    page = new_page(**screen)
    official = Official(page, site, "clerk", PASSWORD)
    official.open("三户困难家庭", "协同处置")
    # when a visit is begun with a word about it
    page.get_by_label("意见").fill("先看东乡")
    page.get_by_role("button", name="开展“入户走访”").click()
    expect(page.get_by_text("已开展，承办的处室或人员会在待办中看到。")).to_be_visible()
    expect(page.get_by_role("button", name="再次开展“入户走访”")).to_be_visible()
    expect(page.get_by_label("意见")).to_have_value("")
    assert barriers(page) == []
    # and the stage is to end, it is said what is lost with it
    page.locator("summary").filter(has_text="完成该阶段").click()
    expect(page.get_by_text("进行中的 1 项工作将随之取消")).to_be_visible()
    page.get_by_role("button", name="确定完成").click()
    # then it is done, and the case goes on
    expect(page.get_by_text("完成“协同处置”")).to_be_visible()
    expect(page.get_by_text("先看东乡")).to_be_visible()
    official.open("三户困难家庭", "last")
