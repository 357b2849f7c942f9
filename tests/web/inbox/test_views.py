"""The inbox as people use it: boxes with counts, filters, pages, claiming."""

from __future__ import annotations

import re
from datetime import datetime

import pytest

from engine.commands import claim
from tests.web.commission import Commission, id_of


def rows(page: str) -> list[str]:
    """The numbers of the cases listed, in order."""
    return re.findall(r"<span class=\"muted\">(ZG-\d+-\d+)", page)


def count(page: str, box: str) -> int:
    """What the box at the left says."""
    path = "/inbox" if box == "todo" else f"/inbox/{box}"
    found = re.search(rf'href="{path}(?:\?[^"]*)?"[^>]*>.*?<span class="[^"]*num">(\d+)</span>', page, re.DOTALL)
    assert found, f"no box {box}"
    return int(found[1])


def test_a_finding_lies_in_the_inbox_of_its_unit_alone(commission: Commission) -> None:
    commission.register("药品储备不足")
    page = commission.browser("clerk").get("/inbox").text
    assert "药品储备不足" in page
    assert ("认领" in page, "剩 3 个工作日" in page, "3月5日 17:30" in page) == (True, True, True)
    assert "待办已清空" in commission.browser("reviewer").get("/inbox").text


def test_the_first_page_of_all_is_the_inbox(commission: Commission) -> None:
    assert commission.browser("clerk").get("/").headers["Location"] == "/inbox"


def test_claiming_moves_an_item_from_the_department_to_the_person(commission: Commission) -> None:
    # given two findings
    commission.register("甲")
    item_id = commission.item()
    commission.register("乙")
    browser = commission.browser("clerk")
    assert (count(browser.get("/inbox").text, "unclaimed"), count(browser.get("/inbox").text, "mine")) == (2, 0)
    # when one is claimed in the list
    answer = browser.post(f"/items/{item_id}/claim", {"_list": "/inbox/unclaimed?sort=number", "_from": "list"})
    # then the list comes back without it, and says so
    assert answer.headers["Location"] == "/inbox/unclaimed?sort=number"
    page = browser.follow(answer).text
    assert "已领取，归您办理" in page
    assert rows(page) == ["ZG-2026-0002"]
    assert (count(page, "unclaimed"), count(page, "mine"), count(page, "todo")) == (1, 1, 2)
    # and it is no longer in the colleague's list of things to do
    assert rows(commission.browser("colleague").get("/inbox").text) == ["ZG-2026-0002"]


def test_a_claim_is_undone_from_the_message_that_reports_it(commission: Commission) -> None:
    commission.register()
    browser = commission.browser("clerk")
    page = browser.follow(browser.post(f"/items/{commission.item()}/claim", {"_from": "list"})).text
    undo = re.search(r'action="(/items/[^"]*_verb=DELETE[^"]*)"', page)
    assert undo
    page = browser.follow(browser.post(undo[1].replace("&amp;", "&"))).text
    assert "已释放" in page
    assert count(page, "unclaimed") == 1


def test_several_are_claimed_at_once_and_one_lost_to_a_colleague_loses_no_other(commission: Commission) -> None:
    ids = []
    for title in ("甲", "乙", "丙"):
        before = set(ids)
        commission.register(title)
        ids += [item for item in commission.items() if item not in before]
    with commission.engine.unit(commission.actor("colleague")) as unit:
        claim(unit, ids[1])
    # when all three are ticked
    browser = commission.browser("clerk")
    page = browser.follow(browser.post("/inbox/unclaimed/claims", {"item": ids})).text
    # then two are claimed and the third is explained
    assert "已领取 2 件" in page
    assert "已由县局同事领取" in page
    assert [commission.look(id_).claimant_id for id_ in ids] == [id_of("clerk"), id_of("colleague"), id_of("clerk")]


def test_ticking_nothing_says_what_to_do(commission: Commission) -> None:
    browser = commission.browser("clerk")
    assert "请先勾选" in browser.follow(browser.post("/inbox/todo/claims")).text


def test_the_counters_of_lights_filter(commission: Commission) -> None:
    # given one finding overdue and one fresh
    commission.register("旧")
    commission.clock.set(datetime(2026, 3, 9, 9, 0))
    commission.register("新")
    browser = commission.browser("clerk")
    # when the red counter is followed
    page = browser.get("/inbox").text
    assert re.search(r'light-red" href="/inbox\?light=red".*?<span class="figure num">1</span>', page, re.DOTALL)
    # then only the overdue one is left, and its light is said in words
    page = browser.get("/inbox?light=red").text
    assert rows(page) == ["ZG-2026-0001"]
    assert "逾期 2 个工作日" in page


@pytest.mark.parametrize(("text", "found"), [("ypcb", 1), ("药品", 1), ("zg-2026-0002", 1), ("药品 不存在", 0)])
def test_the_list_is_searched_by_title_number_and_initials(commission: Commission, text: str, found: int) -> None:
    commission.register("药品储备不足")
    commission.register("村医空缺")
    page = commission.browser("clerk").get("/inbox", query_string={"q": text}).text
    assert len(rows(page)) == found
    assert ("没有符合条件的事项" in page) == (not found)


def test_pages_follow_each_other_without_gap_or_repetition(commission: Commission) -> None:
    for number in range(23):
        commission.register(f"问题{number}")
    browser = commission.browser("clerk")
    first = browser.get("/inbox?sort=number").text
    following = re.search(r'rel="next" href="([^"]+)"', first)
    assert following and "共 23 件" in first
    second = browser.get(following[1].replace("&amp;", "&")).text
    assert rows(first) + rows(second) == [f"ZG-2026-{number:04d}" for number in range(1, 24)]
    back = re.search(r'rel="prev" href="([^"]+)"', second)
    assert back
    assert rows(browser.get(back[1].replace("&amp;", "&")).text) == rows(first)


def test_what_one_did_and_what_one_started_are_boxes_of_their_own(commission: Commission) -> None:
    commission.register("药品储备不足")
    commission.complete("clerk", "accept", acceptance_outcome="accept", contact="站长", contact_phone="0951-1234567")
    assert rows(commission.browser("clerk").get("/inbox/done").text) == ["ZG-2026-0001"]
    started = commission.browser("registrar").get("/inbox/started").text
    assert rows(started) == ["ZG-2026-0001"]
    assert "还没有已办事项" in commission.browser("registrar").get("/inbox/done").text


def test_who_works_in_two_departments_can_look_at_one(commission: Commission) -> None:
    commission.second_post("clerk", "office")
    commission.register()
    browser = commission.browser("clerk")
    both = browser.get("/inbox").text
    assert "全部处室" in both and len(rows(both)) == 1
    assert rows(browser.get(f"/inbox?department={id_of('office')}").text) == []
    assert len(rows(browser.get(f"/inbox?department={id_of('county')}").text)) == 1


def test_values_that_are_none_of_ours_are_as_if_not_given(commission: Commission) -> None:
    commission.register()
    page = commission.browser("clerk").get("/inbox?light=pink&sort=x&size=7&department=x&cursor=!!").text
    assert len(rows(page)) == 1
