"""The budget of a trial: how long one verb may take, and how much a trial may do and keep."""

import time

from engine.trials.errors import TooMuch

SECONDS = 10.0
"""How long one verb may take."""

STEPS = 50_000
"""Stages of tokens in one verb, over all cases of the trial."""

VERBS = 500
"""Verbs of one trial."""

JOBS = 5_000
"""Timers and reminders of one jump in time."""

PAGES = 16_384
"""Pages of 4 KB a trial's database may have: 64 MB."""


class Budget:
    """What is left for the verb that is being performed."""

    def __init__(self, seconds: float = SECONDS, steps: int = STEPS) -> None:
        self._seconds, self._most = seconds, steps
        self.renew()

    def renew(self) -> None:
        """A new verb begins."""
        self._end = time.monotonic() + self._seconds
        self._steps = self._most

    def spend(self) -> bool:
        """One more stage of a token; False when the verb has used up what it had."""
        self._steps -= 1
        return self._steps >= 0 and not self.late

    @property
    def late(self) -> bool:
        """Whether the verb has taken too long."""
        return time.monotonic() > self._end

    def check(self) -> None:
        """Raise TooMuch when the verb has taken too long."""
        if self.late:
            raise TooMuch(
                zh=f"一步超过 {self._seconds:.0f} 秒，已停止；请检查循环和定时",
                en=f"one step took over {self._seconds:.0f} seconds and was stopped; look at loops and timers",
            )
