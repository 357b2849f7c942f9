"""The kinds of steps a drawing offers: Bangfu's own, and one for each function and each process there is."""

from __future__ import annotations

from engine.vocabulary import STEP_PROPERTIES
from tests.web.commission import Browser, Commission


def begun(browser: Browser) -> str:
    answer = browser.post("/designer/drafts", {"key": "visit", "name": "入户走访"}, page="/designer")
    return str(answer.headers["Location"])


def test_the_steps_of_the_work_are_offered_in_chinese(commission: Commission) -> None:
    browser = commission.browser("admin")
    found = browser.get(f"{begun(browser)}/names").get_json()["templates"]
    names = {one["name"] for one in found}
    assert {"处室办理", "领导审批", "会签", "督办环节", "工作日时限", "等若干工作日"} <= names


def test_each_template_has_an_id_of_its_own_and_sets_only_what_the_engine_knows(commission: Commission) -> None:
    browser = commission.browser("admin")
    found = browser.get(f"{begun(browser)}/names").get_json()["templates"]
    assert len({one["id"] for one in found}) == len(found)
    bindings = [each["binding"] for one in found for each in one["properties"]]
    assert {each["name"] for each in bindings if each["type"] == "zeebe:property"} <= STEP_PROPERTIES.keys()


def test_only_what_element_templates_may_leave_out_is_optional(commission: Commission) -> None:
    # the schema of the templates allows it for these alone; others the drawing would throw away without a word
    browser = commission.browser("admin")
    found = browser.get(f"{begun(browser)}/names").get_json()["templates"]
    optional = {each["binding"]["type"] for one in found for each in one["properties"] if each.get("optional")}
    assert optional <= {"zeebe:input", "zeebe:output", "zeebe:property", "zeebe:taskHeader"}


def test_a_function_of_a_process_is_offered_with_what_it_asks(commission: Commission) -> None:
    # given the processes of the commission, one of which has a function in words
    browser = commission.browser("admin")
    found = browser.get(f"{begun(browser)}/names").get_json()["templates"]
    services = [one for one in found if one["id"].startswith("bangfu.service.")]
    # then each asks for its inputs by their labels
    assert services
    for one in services:
        assert one["properties"][0]["binding"] == {"type": "zeebe:taskDefinition", "property": "type"}
