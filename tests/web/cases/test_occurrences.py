"""What happens to a case beside its steps, reported on its page."""

from __future__ import annotations

import re

import pytest

from engine import commands, definitions
from engine.models import Case
from tests.engine.commission import form, start_event, task, text
from tests.engine.kernel.diagrams import diagram
from tests.engine.test_occurrences import DIED, MESSAGE
from tests.web.commission import Browser, Commission, id_of


@pytest.fixture
def case_id(commission: Commission) -> str:
    inside = DIED.replace("{medical}", f"&quot;{id_of('office')}&quot;").replace("{registrar}", "null")
    steps = task("treat", f'["{id_of("medical")}"]')
    files = {
        "ward.bpmn": diagram(f"{start_event()}{inside}{steps}\nstart -> treat\n", MESSAGE, "ward"),
        "death.form": form("death", text("place", required=True)),
    }
    with commission.engine.unit() as unit:
        definitions.deploy(unit, files)
    with commission.engine.unit(commission.actor("registrar")) as unit:
        return commands.start(unit, "ward", {}, id_of("office"))


def address(browser: Browser, case_id: str) -> str:
    page = browser.get(f"/cases/{case_id}").text
    found = re.search(rf'href="(/cases/{case_id}/occurrences/[^"]+)">患者死亡…</a>', page)
    assert found is not None
    return found[1]


def test_it_is_reported_on_a_page_of_its_own_and_told_in_the_history(commission: Commission, case_id: str) -> None:
    registrar = commission.browser("registrar")
    page = address(registrar, case_id)
    shown = registrar.get(page).text
    assert "核实后登记。" in shown and 'name="place"' in shown
    # when something is missing, the page comes back with what was typed
    answer = registrar.post(page, {"place": "", "_opinion": "家属来电"}, page=page)
    assert answer.status_code == 422 and "家属来电" in answer.text
    answer = registrar.post(page, {"place": "家中", "_opinion": ""}, page=page)
    assert answer.status_code == 422 and "请写明情况" in answer.text and 'value="家中"' in answer.text
    # when all is there, the case goes on as drawn
    answer = registrar.post(page, {"place": "家中", "_opinion": "家属来电"}, page=page)
    told = registrar.follow(answer).text
    assert "流程已随之调整" in told and "登记情况：患者死亡" in told and "家属来电" in told
    with commission.engine.view() as view:
        assert view.session.get_one(Case, case_id).state == "done"


def test_a_second_report_says_that_the_case_no_longer_waits(commission: Commission, case_id: str) -> None:
    registrar = commission.browser("registrar")
    page = address(registrar, case_id)
    for _ in range(2):
        answer = registrar.post(page, {"place": "家中", "_opinion": "家属来电"})
    assert "不再等待" in registrar.follow(answer).text
    assert registrar.get(page).status_code == 404


def test_those_it_is_not_for_do_not_see_it(commission: Commission, case_id: str) -> None:
    page = address(commission.browser("registrar"), case_id)
    reviewer = commission.browser("reviewer")
    assert "患者死亡…" not in reviewer.get(f"/cases/{case_id}").text
    assert reviewer.get(page).status_code == 403


def test_the_questions_come_again_without_the_page(commission: Commission, case_id: str) -> None:
    registrar = commission.browser("registrar")
    answer = registrar.post(f"{address(registrar, case_id)}/form", {"place": "院内"})
    assert 'value="院内"' in answer.text and "<html" not in answer.text
