"""Registering a case in the browser: nothing typed is lost, nothing is registered twice."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import func, select

from engine.commands import start
from engine.commands.start import AlreadyStarted
from engine.ids import new_id
from engine.models import Attachment, Case, Post
from tests.web.commission import Browser, Commission, id_of, posted
from workflows.issue_rectification import process

FORM = "/start/issue-rectification"


@pytest.fixture
def registrar(commission: Commission) -> Browser:
    return commission.browser("registrar")


def answers(commission: Commission, **changed: Any) -> dict[str, Any]:
    return {
        "title": "药品储备不足", "source": "第三方评估", "feedback_on": commission.day(-3), "category": "医疗救治",
        "difficulty": "Ⅱ", "due": commission.day(120), "description": "常用药不足八十种。", "duty_id": id_of("duty"),
        "units": id_of("county"), "_submission": "once", **changed,
    }  # fmt: skip


def cases(commission: Commission) -> int:
    with commission.engine.view() as view:
        return view.session.scalar(select(func.count(Case.id))) or 0


def test_the_only_process_is_opened_at_once(registrar: Browser) -> None:
    assert registrar.get("/start").headers["Location"] == FORM
    page = registrar.get(FORM).text
    assert "登记问题整改" in page and 'name="title"' in page
    assert "以“云山市卫生健康委员会整改办”的名义登记" in page


def test_a_registered_case_is_shown(commission: Commission, registrar: Browser) -> None:
    page = registrar.follow(registrar.post(FORM, answers(commission))).text
    assert "已登记，并已送到下一环节的承办单位。" in page
    assert "ZG-2026-0001" in page and "药品储备不足" in page


def test_faults_are_named_and_what_was_typed_stays(commission: Commission, registrar: Browser) -> None:
    answer = registrar.post(FORM, answers(commission, title="", units=[]))
    assert answer.status_code == 422
    assert "有 2 处需要更正" in answer.text
    assert "常用药不足八十种。" in answer.text
    assert 'name="_submission" value="once"' in answer.text
    assert cases(commission) == 0


def test_sent_twice_it_is_one_case_and_the_second_leads_to_it(commission: Commission, registrar: Browser) -> None:
    first = registrar.post(FORM, answers(commission))
    second = registrar.post(FORM, answers(commission))
    assert second.headers["Location"] == first.headers["Location"]
    assert "没有重复登记" in registrar.follow(second).text
    assert cases(commission) == 1


def test_another_form_with_the_same_words_is_another_case(commission: Commission, registrar: Browser) -> None:
    registrar.post(FORM, answers(commission))
    registrar.post(FORM, answers(commission, _submission="another"))
    assert cases(commission) == 2


@pytest.fixture
def anywhere(database_url: str) -> Iterator[Commission]:
    commission = Commission(database_url)
    yield commission
    commission.engine.close()


def test_sent_twice_at_the_same_moment_it_is_one_case(anywhere: Commission) -> None:
    # given two threads with the same form
    form = posted({name: value for name, value in answers(anywhere).items() if name != "_submission"})

    def send(_number: int) -> str:
        try:
            with anywhere.engine.unit(anywhere.actor("registrar")) as unit:
                return start(unit, process.key, form, id_of("office"), submission="once")
        except AlreadyStarted as before:
            return before.case_id

    # when both send it
    with ThreadPoolExecutor(2) as threads:
        found = set(threads.map(send, range(2)))
    # then there is one case, and both know it
    assert len(found) == 1
    assert cases(anywhere) == 1


def test_files_go_with_the_form_without_javascript(commission: Commission, registrar: Browser) -> None:
    given = answers(commission, evidence_files=(io.BytesIO(b"%PDF-1.7 evidence"), "通报.pdf"))
    page = registrar.follow(registrar.post(FORM, given, content_type="multipart/form-data")).text
    assert "通报.pdf" in page
    with commission.engine.view() as view:
        assert view.session.scalars(select(Attachment.case_id)).one() is not None


def test_a_file_that_is_not_taken_is_named_and_the_rest_stays(commission: Commission, registrar: Browser) -> None:
    given = answers(commission, evidence_files=(io.BytesIO(b"MZ"), "程序.exe"))
    answer = registrar.post(FORM, given, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert "不支持“程序.exe”" in answer.text and "常用药不足八十种。" in answer.text
    assert cases(commission) == 0


def test_who_works_in_several_departments_chooses_one(commission: Commission) -> None:
    with commission.engine.unit() as unit:
        unit.session.add(
            Post(id=new_id(unit.now), person_id=id_of("registrar"), department_id=id_of("medical"), role="staff")
        )
    registrar = commission.browser("registrar")
    assert re.findall(r'<option value="(\w+)"( selected)?>云山市卫生健康委员会(?:整改办|医政处)</option>',
                      registrar.get(FORM).text.partition('id="department"')[2].partition("</select>")[0])  # fmt: skip
    registrar.post(FORM, answers(commission, _department=id_of("medical")))
    with commission.engine.view() as view:
        assert view.session.scalars(select(Case.starter_department_id)).one() == id_of("medical")


def test_a_department_of_others_is_not_taken(commission: Commission, registrar: Browser) -> None:
    registrar.post(FORM, answers(commission, _department=id_of("county")))
    with commission.engine.view() as view:
        assert view.session.scalars(select(Case.starter_department_id)).one() == id_of("office")


def test_the_questions_come_again_with_what_was_typed(commission: Commission, registrar: Browser) -> None:
    page = registrar.post(f"{FORM}/form", answers(commission, title="村医空缺")).text
    assert 'id="form-fields"' in page and 'value="村医空缺"' in page and "<html" not in page


def test_a_process_that_is_none_is_not_found(registrar: Browser) -> None:
    assert registrar.get("/start/nothing").status_code == 404
