"""Moving running cases to another version of their process: planned, checked, then moved one by one or not at all.

A case is moved in a transaction of its own. What does not fit stays on its version and goes on there.
"""

from engine.migration.checking import check, check_portion
from engine.migration.choosing import candidates, choose, chosen, drop
from engine.migration.moving import move_one, pause, resume, start
from engine.migration.planning import StepMatch, begin, matches, migrations, plan_view, set_step, set_timers, targets

__all__ = [
    "StepMatch", "begin", "candidates", "check", "check_portion", "choose", "chosen", "drop", "matches", "migrations",
    "move_one", "pause", "plan_view", "resume", "set_step", "set_timers", "start",
    "targets",
]  # fmt: skip
