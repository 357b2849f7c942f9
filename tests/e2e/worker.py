"""A program that starts and completes cases as fast as it can and says what it was told is done, until it is killed."""

from __future__ import annotations

import sys
from itertools import count

from engine import commands, inbox, jobs, people
from engine.course import launch
from engine.errors import Conflict, Overtaken
from engine.unit import Engine, Unit

KEY = "crash"


def main(url: str, name: str, clerk_id: str, department_id: str) -> None:
    """Work for ever; each line on standard output was acknowledged by the engine before it was written."""
    engine = Engine(url)
    with engine.view() as view:
        clerk = people.actor(view, clerk_id)
    for number in count():
        token = f"{name}-{number}"
        with engine.unit() as unit:
            case_id = launch(unit, KEY, {"title": token}, department_id=department_id).id
        print("started", case_id, token, flush=True)
        with engine.view(clerk) as view:
            rows = inbox.page(view, "unclaimed", sort="arrived").rows
        for row in rows:
            try:
                with engine.unit(clerk) as unit:
                    _complete(unit, str(row.id), token)
                print("completed", row.id, token, flush=True)
            except (Conflict, Overtaken):
                continue  # the other worker was faster
        jobs.run_due(engine, limit=20)


def _complete(unit: Unit, item_id: str, token: str) -> None:
    commands.complete(unit, item_id, {"finding": [token]})


if __name__ == "__main__":
    main(*sys.argv[1:])
