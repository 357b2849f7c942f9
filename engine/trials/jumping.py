"""Jumps in time: the clock of a trial moves on, and everything that falls due on the way happens in its order."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import select

from engine import feel, jobs
from engine.clock import ZONE
from engine.errors import Refused
from engine.models import Job
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
        _refuse_failed(space)
        done += 1
    space.clock.set(max(space.clock(), until))


def _refuse_failed(space: "Space") -> None:
    """A job that fails in a server is tried again later; here somebody looks on, and is told at once."""
    with space.engine.view() as view:
        failed = view.session.scalar(select(Job.error).where(Job.error.is_not(None)).limit(1))
    if failed:
        raise Refused(zh=f"定时任务执行失败：{failed}", en=f"what fell due failed: {failed}")


def after(now: datetime, duration: str) -> datetime | None:
    """The moment a duration after another; None where the text is no duration."""
    found = feel.evaluate("from + duration(text)", {"from": now, "text": duration}, now=now)
    return found if isinstance(found, datetime) else None
