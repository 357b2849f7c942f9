"""Trying a draft with data: a run goes by the real forms, is kept as text, undone, and never touches a case."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from engine.models import Case, DraftTrial
from tests.web.commission import Browser, Commission

START = {"by": "整改办经办", "at": "2026-03-02T09:00", "place": ""}


def drawn(browser: Browser) -> str:
    """A draft with one step, which is due in three working days; gives the address of its workspace."""
    begun = browser.post("/designer/drafts", {"key": "visit", "name": "入户走访"}, page="/designer")
    address = str(begun.headers["Location"])
    due = b'<zeebe:taskSchedule dueDate="=workdays after(now(), 3)"/><zeebe:userTask'
    change(browser, address, b"<zeebe:userTask", due)
    return address


def change(browser: Browser, address: str, old: bytes, new: bytes) -> None:
    """Change the diagram of a draft, as the workspace saves it."""
    file = f"{address}/files/visit.bpmn"
    read = browser.get(file)
    assert old in read.data, read.text
    token = re.search(r'name="csrf-token" content="([^"]+)"', browser.get("/designer").text)
    assert token is not None
    saved = browser.client.put(
        file, data=read.data.replace(old, new, 1), headers={"X-CSRFToken": token[1], "If-Match": read.headers["ETag"]}
    )
    assert saved.status_code == 200, saved.text


def begun(browser: Browser) -> str:
    """A run of such a draft that waits at its step."""
    address = drawn(browser)
    answer = browser.post(f"{address}/try/beginning", START, page="/designer")
    assert answer.status_code == 303, answer.text
    return address


@pytest.fixture(scope="module")
def commission(_sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Commission]:
    """One commission for all these tests: each draws a draft of its own, and what is published is read but once."""
    database = shutil.copy(_sqlite_template, tmp_path_factory.mktemp("trying") / "bangfu.db")
    commission = Commission(f"sqlite:///{database}")
    yield commission
    commission.engine.close()


@pytest.fixture
def designer(commission: Commission) -> Browser:
    return commission.browser("admin")


def test_a_draft_is_tried_without_touching_a_case(commission: Commission, designer: Browser) -> None:
    # given a run that waits at its step
    address = begun(designer)
    page = designer.get(f"{address}/try").text
    assert "现在的待办（1）" in page
    assert "候选处室" in page or "没有" in page
    # when whoever has it does it
    done = designer.post(f"{address}/try/items/step/1/completion", {}, page="/designer")
    # then the run is at its end, and of all this there is no case
    assert done.status_code == 303, done.text
    assert "流程已经走完" in designer.get(f"{address}/try").text
    with commission.engine.view() as view:
        assert view.session.scalar(select(func.count()).select_from(Case)) == 0


def test_time_passes_over_a_deadline_and_turns_the_light_red(designer: Browser) -> None:
    # given a run at a step that is due on Thursday
    address = begun(designer)
    assert "2026年3月5日" in designer.get(f"{address}/try").text
    # when a week passes
    designer.post(f"{address}/try/time", {"_days": "1", "days": "7"}, page="/designer")
    # then the light is red and what the time brought is told
    page = designer.get(f"{address}/try").text
    assert "2026年3月9日 09:00" in page
    assert "light-red" in page
    # and time does not go back
    designer.post(f"{address}/try/time", {"at": "2026-03-03T09:00"}, page="/designer")
    assert "时间只能往后走" in designer.get(f"{address}/try").text


def test_the_last_step_is_undone(designer: Browser) -> None:
    address = begun(designer)
    designer.post(f"{address}/try/items/step/1/claim", {}, page="/designer")
    assert "办理中" in designer.get(f"{address}/try").text
    designer.post(f"{address}/try/undo", {}, page="/designer")
    assert "已撤销：领取“办理”" in designer.get(f"{address}/try").text
    assert "办理中" not in designer.get(f"{address}/try").text


def test_a_run_is_there_again_after_a_restart(commission: Commission, designer: Browser) -> None:
    # given a run whose step is claimed
    address = begun(designer)
    designer.post(f"{address}/try/items/step/1/claim", {}, page="/designer")
    # when the server has forgotten everything but its database
    del commission.app.extensions["bangfu-bench"]
    # then it is where it was
    assert "办理中" in designer.get(f"{address}/try").text
    with commission.engine.view() as view:
        assert "claim: step" in str(view.session.scalar(select(DraftTrial.text).order_by(DraftTrial.id.desc())))


def test_a_run_goes_on_in_the_changed_draft_as_far_as_it_can(designer: Browser) -> None:
    # given a run whose step is done
    address = begun(designer)
    designer.post(f"{address}/try/items/step/1/completion", {}, page="/designer")
    # when the step must have an opinion by now
    opinion = b'<zeebe:properties><zeebe:property name="opinion" value="required"/></zeebe:properties><zeebe:userTask'
    change(designer, address, b"<zeebe:userTask", opinion)
    # then it is told that it cannot be done again as it was, and the run waits before it
    page = designer.get(f"{address}/try").text
    assert "第 2 步不能照原样重做" in page
    assert "现在的待办（1）" in page


def test_a_draft_with_faults_leads_to_where_they_are_mended(designer: Browser) -> None:
    address = drawn(designer)
    change(designer, address, b"workdays after(", b"workdays after((")
    page = designer.get(f"{address}/try/beginning")
    assert page.status_code == 422
    assert f'href="{address}#step"' in page.text


def test_whoever_does_not_draw_cannot_try(commission: Commission, designer: Browser) -> None:
    address = begun(designer)
    assert commission.browser("clerk").get(f"{address}/try").status_code == 403
