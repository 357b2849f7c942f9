"""A designer moves running cases by the pages alone: plan, choice, check, run, and why one stayed."""

from __future__ import annotations

import re

from engine import definitions, jobs
from tests.web.commission import FOLDER, Commission


def second_version(commission: Commission) -> None:
    """A version in which the review is gone."""
    files = {path.name: path.read_bytes() for path in FOLDER.iterdir() if path.is_file()}
    diagram = files["issue-rectification.bpmn"].decode()
    files["issue-rectification.bpmn"] = diagram.replace('id="review"', 'id="second_look"').replace(
        ">review<", ">second_look<").replace('"review"', '"second_look"').replace(
        'bpmnElement="review"', 'bpmnElement="second_look"').replace('name="牵头处室审核"', 'name="处室再审"').encode()
    files = {name: content.replace(b'"id": "review"', b'"id": "second_look"') for name, content in files.items()}
    with commission.engine.unit() as unit:
        definitions.deploy(unit, files)


def test_cases_are_planned_checked_and_moved_by_the_pages(commission: Commission) -> None:
    # given one case to be accepted and one under review, and a version that calls the review otherwise
    commission.planned()
    commission.register("设备闲置")
    second_version(commission)
    browser = commission.browser("admin")
    # when a designer begins a migration from the page of the process
    page = browser.get("/designer/processes/issue-rectification").text
    source, target = re.findall(r'name="(?:source|target)" value="(\w+)"', page)
    address = browser.post("/designer/migrations", {"source": source, "target": target}, page="/designer").headers[
        "Location"
    ]
    # then the step without a match stands first, with its open item
    plan = browser.get(address).text
    assert "未指定" in plan
    assert plan.index("牵头处室审核") < plan.index("举一反三自查")
    # when all are chosen and checked
    browser.post(f"{address}/cases", {"all": "1"}, page=address)
    browser.post(f"{address}/check", page=address)
    jobs.run_due(commission.engine)
    checked = browser.get(address).text
    # then the page says which one does not fit, and why
    assert "事项停在“牵头处室审核”" in checked
    # when the step is matched by hand, checked again and moved
    browser.post(f"{address}/steps/review", {"new": "second_look"}, page=address)
    browser.post(f"{address}/check", page=address)
    jobs.run_due(commission.engine)
    browser.post(f"{address}/run", page=address)
    jobs.run_due(commission.engine)
    done = browser.get(address).text
    assert "已完成" in done
    assert done.count("已迁移") >= 2
    # then the reviewer finds the item under its new name
    assert "处室再审" in commission.browser("reviewer").get("/inbox").text


def test_a_plan_asks_before_anything_moves(commission: Commission) -> None:
    commission.register()
    second_version(commission)
    browser = commission.browser("admin")
    page = browser.get("/designer/processes/issue-rectification").text
    source, target = re.findall(r'name="(?:source|target)" value="(\w+)"', page)
    made = browser.post("/designer/migrations", {"source": source, "target": target}, page="/designer")
    address = made.headers["Location"]
    answer = browser.follow(browser.post(f"{address}/run", page=address))
    assert "请先检查所选事项" in answer.text
