"""What the engine costs beside the database: `python -m tests.bench.engine [URL of an empty database]`.

Times differ from machine to machine, so only ratios within one run are worth reading. Nothing here is asserted.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import Connection, insert, text

from engine import commands, inbox
from engine.ids import new_id
from engine.models import Candidate, Event, Item
from engine.unit import Engine
from tests.engine.commission import FORMS, Commission, posted, setting, start_event, task

STEP = {"due": "workdays after(now(), settings.days)", "remind_before": "2", "escalate_head_after": "1"}
DIAGRAM = f"""
{setting("days", "5")}{start_event("ask")}{task("one", form="answer", **STEP)}{task("two", form="answer", **STEP)}
start -> one
one -> two
"""
COMPLETIONS, SIZES, LOOKS = 200, (100, 10_000, 100_000), 15


def main() -> None:
    """Print the tables."""
    with _database() as url, Commission(url) as commission:
        commission.deploy(DIAGRAM, forms=FORMS, process="bench")
        print(f"{commission.engine.database.dialect.name}: one completion, median of {COMPLETIONS}")
        _table(_completions(commission))
    with _database() as url, Commission(url) as commission:
        commission.deploy(DIAGRAM, forms=FORMS, process="bench")
        print(f"\n{commission.engine.database.dialect.name}: a page of 20 of the inbox, and its counts, by open items")
        _table(_inboxes(commission))


def _completions(commission: Commission) -> list[tuple[str, float]]:
    for _ in range(COMPLETIONS):
        commission.start("bench", title="药品")
    clerk, items = commission.actor("clerk"), commission.items("one")

    def complete(number: int) -> None:
        with commission.engine.unit(clerk) as unit:
            commands.complete(unit, items[number], posted({"finding": "缺货"}), "属实")

    taken = _median(complete, COMPLETIONS)
    database = commission.engine.database.execution_options(write=True)
    rows = _rows(commission)

    def write(number: int) -> None:
        with database.begin() as connection:
            _write(connection, commission, rows[number])

    return [("the same rows by bare SQL", _median(write, COMPLETIONS)), ("commands.complete", taken)]


def _rows(commission: Commission) -> list[dict[str, Any]]:
    """What the completions wrote, as parameters for writing it again under other ids."""
    with commission.engine.view() as view:
        query = text("SELECT id, definition_id, snapshot, last_event, last_hash FROM case_ WHERE key = 'bench'")
        return [dict(row) for row in view.session.execute(query).mappings()]


def _write(connection: Connection, commission: Commission, case: dict[str, Any]) -> None:
    """The statements of a completion without the engine: one read, and the rows it writes."""
    now = commission.clock()
    connection.execute(text("SELECT * FROM case_ WHERE id = :id"), {"id": case["id"]}).one()
    connection.execute(text("UPDATE case_ SET snapshot = :snapshot, last_hash = :last_hash WHERE id = :id"), case)
    events = [
        {"id": new_id(now), "case_id": case["id"], "sequence": case["last_event"] + 1 + number, "at": now,
         "kind": "bench", "data": {"answers": [["finding", "缺货"]]}, "hash": "0" * 64}
        for number in range(2)
    ]  # fmt: skip
    connection.execute(insert(Event), events)
    connection.execute(text("UPDATE item SET state = 'done' WHERE case_id = :id AND element = 'one'"), case)
    connection.execute(text("DELETE FROM job WHERE case_id = :id AND wait_id = 'bench'"), case)
    item = _item(case["id"], new_id(now), commission, case["definition_id"])
    connection.execute(insert(Item), [item])
    connection.execute(insert(Candidate), [_candidate(item["id"], commission)])
    job = text("INSERT INTO job (id, kind, due_at, data, attempts, case_id) VALUES (:i, 'remind', :at, '{}', 0, :case)")
    connection.execute(job, [{"i": new_id(now), "at": "2027-01-01 00:00:00", "case": case["id"]} for _ in range(3)])


def _inboxes(commission: Commission) -> list[tuple[str, float]]:
    clerk, lines = commission.actor("clerk"), []
    case_id = commission.start("bench", title="药品")
    definition_id = commission.case(case_id).definition_id
    there = 1
    for size in SIZES:
        with commission.engine.database.execution_options(write=True).begin() as connection:
            for begin in range(there, size, 5000):
                numbers = range(begin, min(begin + 5000, size))
                items = [_item(case_id, f"w{number}", commission, definition_id) for number in numbers]
                connection.execute(insert(Item), items)
                connection.execute(insert(Candidate), [_candidate(item["id"], commission) for item in items])
            there = size
        with commission.engine.database.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            connection.exec_driver_sql("ANALYZE")

        def look(_number: int, read: Callable[..., Any] = inbox.page) -> None:
            with commission.engine.view(clerk) as view:
                read(view)

        lines.append((f"page, {size:>7,} items", _median(look, LOOKS)))
        lines.append((f"counts, {size:>7,} items", _median(lambda n: look(n, inbox.counts), LOOKS)))
    return lines


def _item(case_id: str, wait_id: str, commission: Commission, definition_id: str) -> dict[str, Any]:
    now = commission.clock()
    return {"id": new_id(now), "case_id": case_id, "wait_id": wait_id, "definition_id": definition_id, "calls": [],
            "element": "two", "name": "two", "form": "answer", "state": "open", "subject": "", "priority": 50,
            "arrived_at": now, "due_at": now, "sort_at": now, "version": 1}  # fmt: skip


def _candidate(item_id: str, commission: Commission) -> dict[str, Any]:
    now = commission.clock()
    return {"id": new_id(now), "item_id": item_id, "role": "lead", "position": 0, "open": True, "sort_at": now,
            "department_id": commission.departments["medical"]}  # fmt: skip


def _median(act: Callable[[int], None], times: int) -> float:
    """Seconds one call takes."""
    taken = []
    for number in range(times):
        begin = time.perf_counter()
        act(number)
        taken.append(time.perf_counter() - begin)
    return median(taken)


def _table(lines: list[tuple[str, float]]) -> None:
    """Milliseconds, and the ratio to the first line."""
    for name, seconds in lines:
        print(f"  {name:<28} {seconds * 1000:9.2f} ms  {seconds / lines[0][1]:8.2f} x")


@contextmanager
def _database() -> Iterator[str]:
    """The database named on the command line, else a new SQLite file; with all tables."""
    with tempfile.TemporaryDirectory() as folder:
        url = sys.argv[1] if len(sys.argv) > 1 else f"sqlite:///{Path(folder) / 'bench.db'}"
        engine = Engine(url)
        engine.upgrade()
        engine.close()
        yield url


if __name__ == "__main__":
    main()
