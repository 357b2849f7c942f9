"""Two states of a process compared: what was added, removed, changed and moved, element by element, in words."""

from engine.comparing.changes import Change, Comparison, Fact, Section
from engine.comparing.comparison import compare
from engine.comparing.states import State, draft_state, version_state

__all__ = ["Change", "Comparison", "Fact", "Section", "State", "compare", "draft_state", "version_state"]
