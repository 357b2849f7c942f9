"""Incidents on the administrator's pages: seen, variables mended, tried again or skipped with a reason."""

from __future__ import annotations

import re

import pytest

from engine.course import launch
from engine.definitions import deploy
from tests.engine.kernel.diagrams import diagram
from tests.web.commission import Browser, Commission, id_of

BROKEN = """
<bpmn:startEvent id="start"/>
<bpmn:exclusiveGateway id="choice" name="分流"/>
<bpmn:userTask id="one" name="甲"><bpmn:extensionElements><zeebe:userTask/>
  <zeebe:assignmentDefinition candidateGroups="=[&quot;{medical}&quot;]"/></bpmn:extensionElements></bpmn:userTask>
<bpmn:endEvent id="end"/>
start -> choice
choice -> one size > 5
choice -> end size <= 5
one -> end
"""


@pytest.fixture
def stuck(commission: Commission) -> Commission:
    """A case that stands at a gateway because a variable has no value."""
    with commission.engine.unit() as unit:
        deploy(unit, {"a.bpmn": diagram(BROKEN.replace("{medical}", id_of("medical")), process="broken")})
    with commission.engine.unit() as unit:
        launch(unit, "broken", {"note": "原样"}, department_id=id_of("office"))
    return commission


def incident(browser: Browser) -> str:
    found = re.search(r'href="(/admin/incidents/\w+)"', browser.get("/admin/incidents").text)
    assert found
    return found[1]


def test_an_incident_shows_its_step_reason_and_variables(stuck: Commission) -> None:
    browser = stuck.browser("admin")
    page = browser.get(incident(browser)).text
    assert "分流" in page and "&#34;原样&#34;" in page
    assert "没有符合条件的异常" in browser.get("/admin/incidents?q=别的事").text


def test_a_mended_variable_lets_the_case_go_on(stuck: Commission) -> None:
    browser = stuck.browser("admin")
    path = incident(browser)
    sent = {"new-name": "size", "new-value": "9"}
    # a change needs its reason, and what was typed is kept
    answer = browser.post(f"{path}/variables", sent)
    assert answer.status_code == 422 and "请写明修改理由" in answer.text and 'value="size"' in answer.text
    answer = browser.post(f"{path}/variables", {**sent, "new-value": "九", "reason": "补填"})
    assert answer.status_code == 422 and "按 JSON 填写" in answer.text
    page = browser.follow(browser.post(f"{path}/variables", {**sent, "reason": "补填"})).text
    assert "环节已重试" in page and "系统管理员" in page
    assert "没有异常" in browser.get("/admin/incidents").text
    assert "分流" in browser.get("/admin/incidents?state=resolved").text


def test_trying_again_without_mending_leaves_a_new_incident(stuck: Commission) -> None:
    browser = stuck.browser("admin")
    path = incident(browser)
    browser.post(f"{path}/retry")
    assert incident(browser) != path


def test_skipping_needs_a_reason(stuck: Commission) -> None:
    browser = stuck.browser("admin")
    path = incident(browser)
    assert "请写明跳过理由" in browser.follow(browser.post(f"{path}/skip", {"reason": " "})).text
