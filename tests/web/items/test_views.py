"""The page of an item: answering, sending back, handing on, and losing nothing that was typed."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from sqlalchemy import select

from engine.commands import claim, complete
from engine.models import Attachment, Event
from tests.web.commission import Browser, Commission, id_of, posted

ACCEPTED = {"acceptance_outcome": "accept", "contact": "站长", "contact_phone": "0951-1234567"}


def events(commission: Commission) -> list[str]:
    with commission.engine.view() as view:
        kinds = view.session.scalars(select(Event.kind).order_by(Event.id))
        return [kind for kind in kinds if kind != "moved"]


@pytest.fixture
def accept(commission: Commission) -> str:
    """An item that asks the county to accept a finding."""
    commission.register()
    return commission.item("accept")


@pytest.fixture
def clerk(commission: Commission) -> Browser:
    return commission.browser("clerk")


def test_the_page_shows_form_history_and_verbs(accept: str, clerk: Browser) -> None:
    page = clerk.get(f"/items/{accept}").text
    assert "药品储备不足" in page and "ZG-2026-0001" in page and "第三方评估" in page
    assert "常用药不足八十种" in page
    assert 'name="acceptance_outcome"' in page
    assert "同意认领，即知即改" in page
    assert "牵头 云山市卫生健康委员会医政处" in page
    assert "总时限 2026年6月30日" in page
    assert re.findall(r'formaction="/items/\w+/(\w+)"', page) == ["transfer", "claim", "draft"]


def test_completing_leads_to_what_became_of_it(commission: Commission, accept: str, clerk: Browser) -> None:
    answer = clerk.post(f"/items/{accept}/completion", {**ACCEPTED, "_opinion": "即知即改"})
    assert answer.status_code == 303
    page = clerk.follow(answer).text
    assert "您已于 3月2日 09:00 办结" in page
    assert "举一反三自查（石梁县卫生健康局医政股）" in page
    assert "即知即改" in page
    assert commission.look(accept).state == "done"


def test_the_result_offers_the_next_item_of_the_list(commission: Commission, accept: str, clerk: Browser) -> None:
    commission.register("村医空缺")
    answer = clerk.post(f"/items/{accept}/completion", {**ACCEPTED, "_list": "/inbox?sort=number"})
    page = clerk.follow(answer).text
    assert "下一件" in page and 'href="/inbox?sort=number"' in page


def test_neighbours_in_the_list_are_one_click_away(commission: Commission, accept: str, clerk: Browser) -> None:
    commission.register("村医空缺")
    page = clerk.get(f"/items/{accept}", query_string={"_list": "/inbox?sort=number"}).text
    assert "1 / 2" in page and 'rel="next"' in page and 'rel="prev"' not in page


def test_faults_are_listed_beside_what_was_typed(accept: str, clerk: Browser) -> None:
    answer = clerk.post(
        f"/items/{accept}/completion", {"acceptance_outcome": "accept", "contact": "站长", "_opinion": "先认下来"}
    )
    assert answer.status_code == 422
    assert "有 1 处需要更正" in answer.text
    assert 'value="站长"' in answer.text
    assert "先认下来</textarea>" in answer.text


def test_a_required_opinion_is_asked_for_at_its_field(commission: Commission) -> None:
    review = commission.planned()
    answer = commission.browser("reviewer").post(f"/items/{review}/completion", {"review_outcome": "approve"})
    assert answer.status_code == 422
    assert '<a href="#opinion">请填写办理意见。</a>' in answer.text


def test_a_second_submission_shows_the_result_of_the_first(commission: Commission, accept: str, clerk: Browser) -> None:
    # given an answer that has been sent
    clerk.post(f"/items/{accept}/completion", {**ACCEPTED, "_opinion": "即知即改"})
    before = events(commission)
    # when it is sent once more, with another word
    answer = clerk.post(f"/items/{accept}/completion", {**ACCEPTED, "contact": "另一人", "_opinion": "再次提交"})
    # then it is said that it was done already, nothing happens twice, and the new words can be copied
    assert answer.status_code == 200
    assert "刚才的重复提交没有再次生效" in answer.text
    assert "办结" in answer.text and "下一环节" in answer.text
    assert "另一人" in answer.text and "再次提交" in answer.text
    assert events(commission) == before


def test_a_colleague_who_was_faster_is_named_and_nothing_typed_is_lost(
    commission: Commission, accept: str, clerk: Browser
) -> None:
    with commission.engine.unit(commission.actor("colleague")) as unit:
        complete(unit, accept, posted(ACCEPTED), "")
    answer = clerk.post(
        f"/items/{accept}/completion",
        {"acceptance_outcome": "object", "objection": "不属本县", "_opinion": "请改派"},
    )
    assert answer.status_code == 409
    assert "该事项已由县局同事办理" in answer.text
    assert "不属本县" in answer.text and "请改派" in answer.text


def test_an_item_a_colleague_holds_is_read_but_not_worked_on(
    commission: Commission, accept: str, clerk: Browser
) -> None:
    with commission.engine.unit(commission.actor("colleague")) as unit:
        claim(unit, accept)
    page = clerk.get(f"/items/{accept}").text
    assert "县局同事 已领取，正在办理" in page
    assert "/completion" not in page
    # and what was already typed when the colleague took it comes back too
    answer = clerk.post(f"/items/{accept}/completion", {**ACCEPTED, "_opinion": "写了一半"})
    assert answer.status_code == 409
    assert "已由县局同事领取" in answer.text and "写了一半" in answer.text


def test_a_draft_is_kept_while_typing_and_found_again(commission: Commission, accept: str, clerk: Browser) -> None:
    answer = clerk.post(
        f"/items/{accept}/draft", {"contact": "站", "acceptance_outcome": "accept", "_opinion": "写到一"},
        headers={"HX-Request": "true"},
    )  # fmt: skip
    assert answer.text.strip() == "已保存 09:00"
    page = clerk.get(f"/items/{accept}").text
    assert 'value="站"' in page and "写到一</textarea>" in page
    assert "草稿保存于 3月2日 09:00 · 县局经办" in page


def test_claiming_and_releasing_keep_what_is_typed(commission: Commission, accept: str, clerk: Browser) -> None:
    clerk.post(f"/items/{accept}/claim", {"acceptance_outcome": "accept", "contact": "站长"})
    assert 'value="站长"' in clerk.get(f"/items/{accept}").text
    clerk.post(f"/items/{accept}/claim?_verb=DELETE", {"acceptance_outcome": "accept", "contact": "副站长"})
    assert commission.look(accept).claimant_id is None
    assert 'value="副站长"' in clerk.get(f"/items/{accept}").text


def test_an_answer_brings_up_the_questions_that_hang_on_it(accept: str, clerk: Browser) -> None:
    part = clerk.post(f"/items/{accept}/form", {"acceptance_outcome": "object"}, headers={"HX-Request": "true"}).text
    assert 'id="form-fields"' in part and 'name="objection"' in part
    assert "<html" not in part
    assert 'name="objection"' not in clerk.get(f"/items/{accept}").text


def test_rows_of_a_list_are_added_without_javascript(commission: Commission) -> None:
    item_id = commission.to_be_planned()
    typed = {"goal": "药品配齐", "measures[0]": "", "measures[0].title": "补药", "_add": "measures"}
    answer = commission.browser("clerk").post(f"/items/{item_id}/completion", typed)
    assert answer.status_code == 200
    assert 'name="measures[1].title"' in answer.text
    assert "补药" in answer.text and "药品配齐" in answer.text
    assert commission.look(item_id).state == "open"


def test_sending_back_asks_for_a_reason_and_keeps_the_choice(commission: Commission) -> None:
    review = commission.planned()
    browser = commission.browser("reviewer")
    page = browser.get(f"/items/{review}").text
    assert re.findall(r'name="_element"[^>]*value="(\w+)"', page)[0] == "plan"
    # when no reason is given
    answer = browser.post(f"/items/{review}/return", {"_element": "plan", "review_outcome": "approve"})
    assert answer.status_code == 422
    assert "退回时请写明退回理由" in answer.text
    # when it is given
    answer = browser.post(f"/items/{review}/return", {"_element": "plan", "_return_reason": "标准不可核查"})
    # then the county has its plan again, with the reason in the history
    page = browser.follow(answer).text
    assert "退回到“制定整改方案”" in page and "标准不可核查" in page
    assert commission.look(commission.item("plan")).state == "open"


def test_the_opinion_serves_as_the_reason(commission: Commission) -> None:
    review = commission.planned()
    answer = commission.browser("reviewer").post(
        f"/items/{review}/return", {"_element": "plan", "_opinion": "请细化", "_return_reason": " "}
    )
    assert answer.status_code == 303


@pytest.mark.parametrize(("receiver", "login"), [("department:medical", "reviewer"), ("person:registrar", "registrar")])
def test_an_item_is_handed_to_a_department_or_a_person(
    commission: Commission, accept: str, clerk: Browser, receiver: str, login: str
) -> None:
    kind, name = receiver.split(":")
    data = {"_receiver": f"{kind}:{id_of(name)}", "_transfer_reason": "职责在贵处"}
    answer = clerk.post(f"/items/{accept}/transfer", data)
    assert answer.status_code == 303
    page = clerk.follow(answer).text
    assert "已转办，办理时限不变" in page and "转办给" in page and "职责在贵处" in page
    assert "药品储备不足" in commission.browser(login).get("/inbox").text
    assert "药品储备不足" not in clerk.get("/inbox").text


@pytest.mark.parametrize("data", [{"_transfer_reason": "理由"}, {"_receiver": "department:none", "_opinion": "理由"}])
def test_a_transfer_to_nobody_is_refused_in_words(accept: str, clerk: Browser, data: dict[str, str]) -> None:
    answer = clerk.post(f"/items/{accept}/transfer", {**data, "acceptance_outcome": "accept", "contact": "站长"})
    assert answer.status_code in (404, 422)
    assert "error-summary" in answer.text
    assert 'value="站长"' in answer.text


def test_receivers_are_found_by_pinyin(accept: str, clerk: Browser) -> None:
    page = clerk.get(f"/items/{accept}").text
    assert re.search(rf'value="department:{id_of("medical")}" data-sought="[^"]*yzc', page)


def test_others_comment_and_urge_without_holding_the_item(commission: Commission, accept: str) -> None:
    starter = commission.browser("registrar")
    page = starter.get(f"/items/{accept}").text
    assert "等待 石梁县卫生健康局医政股 办理" in page and "/completion" not in page
    page = starter.follow(starter.post(f"/items/{accept}/comments", {"_opinion": "请尽快"})).text
    assert "意见已发表" in page and "请尽快" in page
    assert "已催办" in starter.follow(starter.post(f"/items/{accept}/reminders")).text
    again = starter.post(f"/items/{accept}/reminders")
    assert again.status_code == 422 and "一小时内已经催办过" in again.text
    assert "催办" in commission.browser("clerk").get("/reminders").text


def test_a_file_sent_with_a_faulty_form_is_not_sent_twice(commission: Commission) -> None:
    # given the step that asks for evidence
    review = commission.planned()
    commission.complete("reviewer", "review", review_outcome="approve")
    commission.complete("leader", "approve")
    item_id = commission.item("carry_out")
    browser, before = commission.browser("clerk"), review
    # when the form comes with a file but without an answer it needs
    file = (io.BytesIO(b"\x89PNG picture"), "现场照片.png")
    data: dict[str, Any] = {"outcome": "done", "percent": "100", "evidence": file}
    answer = browser.post(f"/items/{item_id}/completion", data, content_type="multipart/form-data")
    # then the file is kept and ticked, and the corrected form needs only its id
    assert answer.status_code == 422 and before != item_id
    kept = re.search(r'name="evidence" value="(\w{32})" checked', answer.text)
    assert kept and "现场照片.png" in answer.text
    answer = browser.post(
        f"/items/{item_id}/completion", {"outcome": "done", "percent": "100", "progress": "已补齐", "evidence": kept[1]}
    )
    assert answer.status_code == 303, answer.text
    with commission.engine.view() as view:
        (attachment,) = view.session.scalars(select(Attachment))
        assert attachment.case_id is not None
    page = browser.follow(answer).text
    assert f'href="/attachments/{kept[1]}"' in page


def test_a_file_of_no_office_kind_is_refused_and_the_rest_stays(commission: Commission, accept: str) -> None:
    data = {**ACCEPTED, "extra": (io.BytesIO(b"MZ"), "setup.exe")}
    answer = commission.browser("clerk").post(f"/items/{accept}/completion", data, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert "setup.exe" in answer.text and 'value="站长"' in answer.text
    assert commission.look(accept).state == "open"
