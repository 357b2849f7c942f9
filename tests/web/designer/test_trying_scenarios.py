"""Scenarios of a draft: saved from a run, replayed on each change, told in words, and drawn as coverage."""

from __future__ import annotations

from tests.web.commission import Browser
from tests.web.designer.test_trying import begun, change, commission, designer

__all__ = ["commission", "designer"]


def saved(browser: Browser) -> str:
    """A draft whose scenario goes through to the end; gives the address of its workspace."""
    address = begun(browser)
    browser.post(f"{address}/try/items/step/1/completion", {}, page="/designer")
    answer = browser.post(f"{address}/scenarios", {"name": "按期办结"}, page="/designer")
    assert answer.headers["Location"] == f"{address}/scenarios", answer.text
    return address


def test_a_run_becomes_a_scenario_that_goes_again(designer: Browser) -> None:
    # given a scenario saved from a run to the end
    address = saved(designer)
    assert "未回放" in designer.get(f"{address}/scenarios").text
    # when all are replayed
    page = designer.post(f"{address}/scenarios/replays", {}, page="/designer").text
    # then it is as expected, and every step and flow of the diagram was passed
    assert "符合" in page
    assert "路径覆盖 100%" in page


def test_a_change_of_the_draft_is_told_by_its_scenarios(designer: Browser) -> None:
    # given a scenario, and a draft whose step asks for an opinion by now
    address = saved(designer)
    opinion = b'<zeebe:properties><zeebe:property name="opinion" value="required"/></zeebe:properties><zeebe:userTask'
    change(designer, address, b"<zeebe:userTask", opinion)
    # when the scenario is looked at
    page = designer.get(f"{address}/scenarios/scenarios/按期办结.yaml").text
    # then it says which step cannot be done, and in which line it stands
    assert "处不符" in page
    assert "没有办成" in page
    assert "第 2 步" in page


def test_a_run_goes_on_from_a_scenario(designer: Browser) -> None:
    address = saved(designer)
    designer.post(f"{address}/try/scenario", {"scenario": "scenarios/按期办结.yaml"}, page="/designer")
    assert "流程已经走完" in designer.get(f"{address}/try").text


def test_a_scenario_that_cannot_be_read_says_why(designer: Browser) -> None:
    # given a file that is no scenario beside a good one
    address = saved(designer)
    token = designer.get("/designer").text.partition('name="csrf-token" content="')[2].partition('"')[0]
    designer.client.post(
        f"{address}/files/scenarios/坏的.yaml", data="name: &a 甲".encode(), headers={"X-CSRFToken": token}
    )
    # then the list tells, and the page of the file says what is wrong
    assert "不能读取" in designer.get(f"{address}/scenarios").text
    assert "不能使用锚点" in designer.get(f"{address}/scenarios/scenarios/坏的.yaml").text
