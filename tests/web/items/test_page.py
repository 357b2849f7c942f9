"""The page of an item that stands for an ad-hoc subprocess: a button for all that can be begun, and for its end."""

from __future__ import annotations

import re

import pytest

from engine import definitions
from engine.course import launch
from engine.models import Item
from tests.engine.kernel.diagrams import diagram
from tests.engine.test_ad_hoc import ENOUGH, adhoc
from tests.web.commission import Browser, Commission, id_of

COUNTY = id_of("county")


def begun(commission: Commission, *given: str, **named: str) -> str:
    """A case that is in an ad-hoc subprocess of the county."""
    inside = adhoc(*given, candidateGroups=f'["{COUNTY}"]', **named)
    for name in ("medical", "primary", "office"):
        inside = inside.replace(f"{{{name}}}", f"&quot;{COUNTY}&quot;")
    inside = inside.replace('name="visit"', 'name="入户走访"').replace('name="call"', 'name="电话核实"')
    with commission.engine.unit() as unit:
        definitions.deploy(unit, {"a.bpmn": diagram(inside, process="free")})
        return launch(unit, "free", {"title": "一户困难家庭"}, department_id=id_of("office")).id


@pytest.fixture
def county(commission: Commission) -> Browser:
    return commission.browser("clerk")


def buttons(page: str) -> list[str]:
    """What the buttons of the work are called to those who cannot see."""
    return re.findall(r'name="_work"[^>]*aria-label="([^"]+)"', page)


def test_the_stage_lies_in_the_inbox_and_opens_to_its_work(commission: Commission, county: Browser) -> None:
    begun(commission, ENOUGH)
    assert "协同处置" in county.get("/inbox").text
    page = county.get(f"/items/{commission.item('freely')}").text
    assert "可以开展的工作" in page
    assert buttons(page) == ["开展“入户走访”", "开展“电话核实”", "开展“记录”"]
    assert "自动生成记录" in page and "尚未达到本阶段的完成条件" in page
    # and it is neither submitted like a form nor ended before it is enough
    assert ">提交<" not in page and ">完成该阶段<" not in page


def test_work_is_begun_on_the_page_of_the_item(commission: Commission, county: Browser) -> None:
    begun(commission, ENOUGH)
    address = f"/items/{commission.item('freely')}"
    answer = county.post(f"{address}/activations", {"_work": "visit", "_opinion": "先看东乡"}, page=address)
    page = county.follow(answer).text
    assert "已开展，承办的处室或人员会在待办中看到。" in page
    assert buttons(page)[0] == "再次开展“入户走访”" and "进行中" in page
    assert "协同处置：开展“入户走访”" in page and "先看东乡" in page
    assert commission.look(commission.item("visit")).name == "入户走访"


def test_work_is_begun_on_the_page_of_the_case(commission: Commission, county: Browser) -> None:
    case_id = begun(commission, ENOUGH, 'ordering="Sequential"')
    item_id = commission.item("freely")
    for work in ("visit", "call"):
        answer = county.post(f"/cases/{case_id}/items/{item_id}/activations", {"_work": work}, page=f"/cases/{case_id}")
        page = county.follow(answer).text
    assert "一次只开展一项" in page and "排队 1 项" in page
    # those who do not hold it read what can be begun
    seen = commission.browser("registrar").get(f"/cases/{case_id}").text
    assert "入户走访" in seen.partition("可以开展的工作")[2] and buttons(seen) == []


def test_what_cannot_be_begun_is_said_where_it_was_asked(commission: Commission, county: Browser) -> None:
    case_id = begun(commission, ENOUGH)
    item_id = commission.item("freely")
    address = f"/items/{item_id}"
    answer = county.post(f"{address}/activations", {"_work": "last", "_opinion": "请办"}, page=address)
    assert answer.status_code == 422
    assert "这项工作现在不能开展" in answer.text and "请办" in answer.text
    answer = county.post(f"/cases/{case_id}/items/{item_id}/activations", {"_work": "last"}, page=f"/cases/{case_id}")
    assert "这项工作现在不能开展" in county.follow(answer).text
    assert commission.browser("reviewer").post(f"{address}/activations", {"_work": "visit"}).status_code == 403


def test_the_stage_is_concluded_once_it_is_enough(commission: Commission, county: Browser) -> None:
    case_id = begun(commission, '=now() > date and time("2026-03-05T00:00:00@Asia/Shanghai")')
    item_id = commission.item("freely")
    address = f"/items/{item_id}"
    refused = county.post(f"{address}/conclusion", {"_opinion": "已清楚"}, page=address)
    assert "完成条件尚未满足" in refused.text and "已清楚" in refused.text
    commission.clock.advance(days=4)
    county = commission.browser("clerk")
    assert "完成该阶段…" in county.get(f"/cases/{case_id}").text
    assert ">完成该阶段<" in county.get(address).text
    # and where something is still under way that would be cancelled, it is asked back
    county.post(f"{address}/activations", {"_work": "visit"}, page=address)
    page = county.get(address).text
    assert ">完成该阶段…<" in page and "进行中的 1 项工作将随之取消" in page and ">确定完成<" in page
    page = county.follow(county.post(f"{address}/conclusion", {"_opinion": "已清楚"}, page=address)).text
    assert "您已于" in page and "办结" in page
    assert "完成“协同处置”" in page
    assert commission.look(commission.item("last")).state == "open"


def test_a_stage_that_ended_by_itself_says_so(commission: Commission, county: Browser) -> None:
    begun(commission, ENOUGH)
    address = f"/items/{commission.item('freely')}"
    page = county.follow(county.post(f"{address}/activations", {"_work": "note"}, page=address)).text
    assert "所需的工作已办完" in page
    with commission.engine.view() as view:
        assert view.session.get_one(Item, address.rpartition("/")[2]).state == "done"


def test_the_diagram_says_that_somebody_is_to_choose(commission: Commission, county: Browser) -> None:
    case_id = begun(commission, ENOUGH)
    current = county.get(f"/cases/{case_id}/diagram").text.partition("<h2>当前环节</h2>")[2]
    assert "协同处置" in current and "等待选择开展哪些工作" in current
