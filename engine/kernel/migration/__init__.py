"""Moves a running case to another version of its process, or of a process it calls: all of it or nothing.

The live tokens are written down as they are, each at the element the plan gives it in the new version; what that
listens to beside them is subscribed anew. Ids of tokens stay, and with them the work items, timers and drafts.
"""

from engine.kernel.migration.carrying import Unfit, carry, misfits
from engine.kernel.migration.plan import Match, Misfit, Move, propose

__all__ = ["Match", "Misfit", "Move", "Unfit", "carry", "misfits", "propose"]
