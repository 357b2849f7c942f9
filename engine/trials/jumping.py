"""Jumps in time: the clock of a trial moves on, and everything that falls due on the way happens in its order."""

from datetime import datetime
from typing import TYPE_CHECKING

from engine import feel, jobs
from engine.clock import ZONE
from engine.trials.budget import JOBS
from engine.trials.errors import TooMuch

if TYPE_CHECKING:
    from engine.trials.space import Space


def jump(space: "Space", until: datetime) -> None:
    """Move the clock to a moment, job by job. Raises TooMuch; an earlier moment leaves the clock as it is."""
    until = until.astimezone(ZONE) if until.tzinfo else until.replace(tzinfo=ZONE)
    done = 0
    while (due := jobs.next_due(space.engine)) is not None and due <= until:
        space.budget.check()
        if done >= JOBS:
            raise TooMuch(
                zh=f"这段时间内到期的定时超过 {JOBS} 次", en=f"more than {JOBS} timers fell due in this span of time"
            )
        space.clock.set(max(space.clock(), due))
        jobs.run_due(space.engine, limit=1)
        done += 1
    space.clock.set(max(space.clock(), until))


def after(now: datetime, duration: str) -> datetime | None:
    """The moment a duration after another; None where the text is no duration."""
    found = feel.evaluate("from + duration(text)", {"from": now, "text": duration}, now=now)
    return found if isinstance(found, datetime) else None
