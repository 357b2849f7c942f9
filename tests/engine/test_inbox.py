"""The inbox: what waits for a department and a person, with counts that agree with the pages and cost nothing more."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from engine import commands, inbox, organizations
from engine.deadlines import Light
from engine.errors import NotAllowed
from engine.models import Item
from tests.engine.commission import Commission, start_event, task

STEP = task("work", due="date and time(day)", subject='"第" + day', copies="[{primary}]")
DATED = f"{start_event()}{STEP}\nstart -> work\n"


@pytest.fixture
def filled(commission: Commission) -> Commission:
    """A commission where the medical department has items of every light, one of them claimed by a colleague."""
    commission.deploy(DATED, process="dated")
    for month, day in (("02", "27"), ("03", "03"), ("03", "20")):
        commission.launch("dated", day=f"2026-{month}-{day}T17:30:00@Asia/Shanghai")
    commission.start(title="没有时限")
    commission.start(title="同事的")
    commission.do("colleague", commands.claim, commission.items("first")[1])
    return commission


def titles(commission: Commission, login: str, box: str = "todo", **named: object) -> list[str]:
    return [row.subject or row.title for row in commission.look(login, inbox.page, box, **named).rows]


def test_the_most_urgent_comes_first_and_what_has_no_due_date_last(filled: Commission) -> None:
    assert titles(filled, "clerk") == [
        "第2026-02-27T17:30:00@Asia/Shanghai", "第2026-03-03T17:30:00@Asia/Shanghai",
        "第2026-03-20T17:30:00@Asia/Shanghai", "没有时限",
    ]  # fmt: skip
    assert titles(filled, "clerk", sort="arrived")[0] == "没有时限"
    assert titles(filled, "clerk", sort="number")[0].startswith("第2026-02-27")


def test_boxes_hold_what_is_mine_unclaimed_copied_started_and_done(filled: Commission) -> None:
    assert len(titles(filled, "clerk", "unclaimed")) == 4
    assert titles(filled, "colleague", "mine") == ["同事的"]
    assert len(titles(filled, "colleague", "todo")) == 5
    assert len(titles(filled, "helper", "copied")) == 3
    assert titles(filled, "helper", "todo") == []
    assert titles(filled, "registrar", "started") == ["同事的", "没有时限"]
    filled.complete("colleague", "first", finding="x", case_id=filled.row(Item, filled.items("first")[1]).case_id)
    assert titles(filled, "colleague", "done") == ["同事的"]
    assert titles(filled, "outsider", "todo") == []


def test_a_row_says_what_a_person_needs_to_choose(filled: Commission) -> None:
    (first, *_) = filled.look("clerk", inbox.page).rows
    assert (first.number, first.process, first.step, first.light) == ("dated-2026-0001", "dated", "work", Light.RED)
    assert first.candidates == ("云山市卫生健康委员会medical",)
    assert first.left is not None
    assert first.left.text() == "逾期 1 个工作日"
    assert first.claimable
    (mine,) = filled.look("colleague", inbox.page, "mine").rows
    assert (mine.claimant, mine.claimable) == ("colleague", False)


@pytest.mark.parametrize("light", [Light.RED, Light.YELLOW, Light.BLUE, Light.GREEN, Light.NONE])
def test_a_filter_by_light_shows_what_has_that_light_and_the_count_agrees(filled: Commission, light: Light) -> None:
    shown = filled.look("clerk", inbox.page, light=light)
    everything = filled.look("clerk", inbox.page)
    assert [row.id for row in shown.rows] == [row.id for row in everything.rows if row.light == light]
    assert filled.look("clerk", inbox.counts).lights[light] == len(shown.rows) == shown.total


def test_counts_agree_with_the_boxes(filled: Commission) -> None:
    for login in ("clerk", "colleague", "helper", "registrar", "outsider"):
        counted = filled.look(login, inbox.counts)
        for box in inbox.BOXES:
            assert counted.boxes[box] == filled.look(login, inbox.page, box).total, (login, box)
    assert filled.look("clerk", inbox.counts).keys == {"dated": ("dated", 3), "main": ("main", 1)}


def test_words_are_searched_in_numbers_titles_their_pinyin_and_subjects(filled: Commission) -> None:
    assert titles(filled, "clerk", text="没有") == ["没有时限"]
    assert titles(filled, "clerk", text="mysx") == ["没有时限"]
    assert titles(filled, "clerk", text="DATED-2026 0003") == ["第2026-03-20T17:30:00@Asia/Shanghai"]
    assert titles(filled, "clerk", text="第2026-03-20") == ["第2026-03-20T17:30:00@Asia/Shanghai"]
    assert titles(filled, "clerk", text="100%") == []
    assert titles(filled, "clerk", key="main") == ["没有时限"]


def test_one_of_several_inboxes_can_be_looked_at_alone(filled: Commission) -> None:
    filled.do("admin", organizations.add_post, filled.persons["clerk"], filled.departments["primary"], "staff")
    assert len(titles(filled, "clerk", "copied")) == 3
    assert titles(filled, "clerk", "todo", department=filled.departments["primary"]) == []
    assert len(titles(filled, "clerk", "todo", department=filled.departments["medical"])) == 4
    # and never one that is not one's own
    assert titles(filled, "clerk", "todo", department=filled.departments["office"]) == []


def test_pages_follow_each_other_without_a_gap_or_a_repetition(commission: Commission) -> None:
    # given nine items, some due at the same moment
    commission.deploy(DATED, process="dated")
    for number in range(9):
        commission.launch("dated", day=f"2026-03-{10 + number // 3}T17:30:00@Asia/Shanghai")
    seen: list[str | None] = []
    cursor = None
    # when one goes from page to page while one more arrives before the place one has reached
    for _ in range(3):
        page = commission.look("clerk", inbox.page, cursor=cursor, limit=3)
        seen += [row.id for row in page.rows]
        cursor = page.next
        commission.launch("dated", day="2026-03-03T17:30:00@Asia/Shanghai")
    # then every item was seen once
    assert len(seen) == len(set(seen)) == 9
    # and one comes back the same way
    back = commission.look("clerk", inbox.page, cursor=page.previous, limit=3)
    assert [row.id for row in back.rows] == seen[3:6]


def test_behind_plan_is_yellow(commission: Commission) -> None:
    # given a measure of ten days with its progress as last reported
    step = task("work", due='date and time("2026-03-12T09:00:00@Asia/Shanghai")', progress="percent")
    commission.deploy(f"{start_event()}{step}\nstart -> work\n", process="measured")
    commission.launch("measured", percent=20)
    assert commission.look("clerk", inbox.page).rows[0].light == Light.GREEN
    # when more than half the time beyond it has passed, then it is yellow
    commission.clock.set(datetime(2026, 3, 9, 9, 30))
    assert commission.look("clerk", inbox.page, light=Light.YELLOW).rows[0].light == Light.YELLOW
    # and what is reported to be further is not
    commission.launch("measured", percent=60)
    assert [row.light for row in commission.look("clerk", inbox.page).rows].count(Light.YELLOW) == 1


def test_nobody_has_no_inbox(office: Commission) -> None:
    with pytest.raises(NotAllowed):
        office.look(None, inbox.page)


def test_a_page_and_its_counts_cost_the_same_for_three_items_and_for_thirty(commission: Commission) -> None:
    commission.deploy(DATED, process="dated")
    costs = []
    for number in (3, 27):
        for _ in range(number):
            commission.launch("dated", day="2026-03-10T17:30:00@Asia/Shanghai")
        clerk = commission.actor("clerk")
        commission.clock.set(commission.clock() + timedelta(minutes=1))
        with commission.statements() as page, commission.engine.view(clerk) as view:
            assert inbox.page(view, limit=50).total == len(commission.items("work"))
        with commission.statements() as counts, commission.engine.view(clerk) as view:
            inbox.counts(view)
        costs.append((len(page) - 1, len(counts)))  # one is the test's own question
    assert costs[0] == costs[1]
    assert max(costs[0]) <= 8
