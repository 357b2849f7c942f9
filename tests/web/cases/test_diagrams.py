"""The diagrams of a case: its own and those of called processes, to be switched between without scripts."""

from __future__ import annotations

import re

import pytest

from engine import definitions
from engine.course import launch
from tests.engine.calls import call
from tests.engine.commission import start_event, task
from tests.engine.kernel.diagrams import diagram
from tests.web.commission import Commission, id_of

COUNTY = id_of("county")


@pytest.fixture
def case_id(commission: Commission) -> str:
    """A case of the office that is in a called process of another file."""
    visit = task("visit", f'["{COUNTY}"]').replace('name="visit"', 'name="入户走访"')
    with commission.engine.unit() as unit:
        called = diagram(f"{start_event()}{visit}\nstart -> visit\n", process="visiting")
        definitions.deploy(unit, {"a.bpmn": called.replace(b'id="visiting"', 'id="visiting" name="走访"'.encode())})
        calling = diagram(f"{start_event()}{call('visiting')}\nstart -> call\n", process="calling")
        definitions.deploy(unit, {"b.bpmn": calling})
        return launch(unit, "calling", {"title": "走访一户"}, department_id=id_of("office")).id


def links(page: str) -> dict[str, str]:
    """What the chips say -> where they lead."""
    found = re.findall(r'<a class="chip" href="([^"]+)"[^>]*>([^<]+)', page.partition("本事项的流程图")[2])
    return {text.strip(): link for link, text in found}


def test_one_goes_from_the_diagram_of_the_case_to_that_of_what_it_calls(commission: Commission, case_id: str) -> None:
    registrar = commission.browser("registrar")
    page = registrar.get(f"/cases/{case_id}/diagram").text
    # the case stands at its call
    assert "&#34;call&#34;: 1" in page and "调用的流程正在进行" in page
    # and the called process shows where within
    assert list(links(page)) == ["calling", "调用：走访"]
    page = registrar.get(links(page)["调用：走访"]).text
    assert "&#34;visit&#34;: 1" in page and "&#34;call&#34;" not in page
    current = page.partition("<h2>当前环节</h2>")[2]
    assert "入户走访" in current and "待人办理" in current
    # with its own file
    file = re.findall(r'data-diagram="([^"]+)"', page)[0]
    assert 'name="走访"'.encode() in registrar.get(file).data
    # and back again
    assert links(page)["calling"] == f"/cases/{case_id}/diagram"


def test_the_item_of_a_called_step_leads_to_its_own_diagram(commission: Commission, case_id: str) -> None:
    county = commission.browser("clerk")
    page = county.get(f"/items/{commission.item('visit')}").text
    (link,) = re.findall(r'href="(/cases/[^"]+/diagram[^"]*)"', page)
    assert "入户走访" in county.get(link).text.partition("<h2>当前环节</h2>")[2]


def test_a_case_has_no_diagram_but_those_it_has_passed(commission: Commission, case_id: str) -> None:
    registrar = commission.browser("registrar")
    for path in ("diagram", "diagram.bpmn"):
        assert registrar.get(f"/cases/{case_id}/{path}?of=somewhere").status_code == 404


def test_a_case_with_one_diagram_has_nothing_to_choose(commission: Commission) -> None:
    case_id = commission.register()
    assert "本事项的流程图" not in commission.browser("registrar").get(f"/cases/{case_id}/diagram").text


def test_the_diagram_page_says_where_the_case_stands_without_the_picture(commission: Commission) -> None:
    case_id = commission.register()
    page = commission.browser("registrar").get(f"/cases/{case_id}/diagram").text
    assert f'data-diagram="/cases/{case_id}/diagram.bpmn"' in page
    assert "&#34;accept&#34;: 1" in page
    current = page.partition("<h2>当前环节</h2>")[2]
    assert "认领" in current and "待人办理" in current


def test_the_diagram_is_given_as_it_was_drawn_and_cannot_act(commission: Commission) -> None:
    case_id = commission.register()
    answer = commission.browser("registrar").get(f"/cases/{case_id}/diagram.bpmn")
    assert answer.mimetype == "application/xml"
    assert b'id="issue-rectification"' in answer.data
    assert "sandbox" in answer.headers["Content-Security-Policy"]
