"""Inboxes follow their items: whatever happens to an item, they know whether it waits in them, and by when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event

from engine import commands, inbox
from engine.models import Candidate, Item
from tests.engine.calls import guarded
from tests.engine.commission import Commission, form, posted, start_event, task, text, timer
from tests.engine.test_ad_hoc import ENOUGH, adhoc

DATED = task("work", due="date and time(day)", copies="[{primary}]", progress="percent", form="answer")
STEPS = f"{start_event()}{DATED}{task('last', '[{office}]', users='[{helper}]')}\nstart -> work\nwork -> last\n"


def agree(commission: Commission) -> bool:
    """Whether every inbox knows of its items what is so."""
    items = {item.id: item for item in commission.rows(Item)}
    return all(
        (row.open, row.sort_at, row.behind_at) == (_waits(items[row.item_id], row.role), *_times(items[row.item_id]))
        for row in commission.rows(Candidate)
    )


def _waits(item: Item, role: str) -> bool:
    return item.state == "open" and (role == "support" or item.claimant_id is None)


def _times(item: Item) -> tuple[Any, Any]:
    return item.sort_at, item.behind_at


ACTS: dict[str, Callable[[Commission, str], Any]] = {
    "claimed": lambda office, item: office.do("clerk", commands.claim, item),
    "claimed and released": lambda office, item: [
        office.do("clerk", command, item) for command in (commands.claim, commands.release)
    ],
    "completed": lambda office, item: office.do("clerk", commands.complete, item, posted({"finding": "属实"})),
    "drafted": lambda office, item: office.do("clerk", commands.save_draft, item, posted({"finding": "属"})),
    "transferred to a department": lambda office, item: office.do(
        "clerk", commands.transfer, item, "归口", to_department=office.departments["county"]
    ),
    "transferred to a person": lambda office, item: office.do(
        "clerk", commands.transfer, item, "归口", to_person=office.persons["helper"]
    ),
    "given more time": lambda office, item: office.assign(
        office.row(Item, item).case_id, day="2026-04-20T17:30:00@Asia/Shanghai", percent=40
    ),
    "of a case that is ended": lambda office, item: office.do(
        "registrar", commands.cancel, office.row(Item, item).case_id, "重复登记"
    ),
}


@pytest.mark.parametrize("what", ACTS)
def test_inboxes_agree_with_an_item_that_was(office: Commission, what: str) -> None:
    office.deploy(STEPS, forms=[form("answer", text("finding"))], process="dated")
    office.launch("dated", day="2026-03-20T17:30:00@Asia/Shanghai", percent=10)
    assert agree(office)
    ACTS[what](office, office.item("work"))
    assert agree(office)


def test_inboxes_agree_with_items_the_process_takes_back(commission: Commission) -> None:
    # given work that a timer takes away, and work of a stage that ends by itself
    commission.deploy(guarded(timer("P1D")), process="guarded")
    commission.launch("guarded")
    commission.deploy(adhoc(ENOUGH, candidateGroups="[{medical}]"), process="free")
    commission.start("free")
    free = commission.item("freely")
    for work in ("visit", "note"):
        commission.do("clerk", commands.activate, free, work)
    commission.wait_until(commission.clock() + timedelta(days=2))
    assert agree(commission)
    assert {item.state for item in commission.rows(Item)} == {"open", "cancelled", "done"}


def test_a_page_of_an_inbox_walks_its_own_index(office: Commission) -> None:
    # given the statements of a page, as the database was asked
    office.deploy(STEPS, forms=[form("answer", text("finding"))], process="dated")
    office.launch("dated", day="2026-03-20T17:30:00@Asia/Shanghai", percent=10)
    clerk = office.actor("clerk")
    asked: list[tuple[str, Any]] = []
    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        asked.append((statement, parameters))

    event.listen(office.engine.database, "before_cursor_execute", note)
    with office.engine.view(clerk) as view:
        inbox.page(view)
    event.remove(office.engine.database, "before_cursor_execute", note)
    statement, parameters = next(one for one in asked if "key_0" in one[0])
    # when it says how it would find them
    with office.engine.database.connect() as connection:
        plan = [str(row[3]) for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)]
    # then each inbox is read by the index that has its items in their order
    used = [line for line in plan if "candidate" in line]
    assert any("ix_candidate_department_id_open (department_id=? AND open=? AND role=?)" in line for line in used)
    assert any("ix_candidate_person_id_open (person_id=? AND open=? AND role=?)" in line for line in used)
    assert not any(line.startswith("SCAN item") for line in plan)
