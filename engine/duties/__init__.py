"""Notices and the duties they divide: import, confirmation, editing, and who is responsible."""

from engine.duties.choices import departments_for_choice, duties_for_choice, persons_for_choice
from engine.duties.responsible import Responsible, heads_of, leaders_of, responsible

__all__ = [
    "Responsible",
    "departments_for_choice",
    "duties_for_choice",
    "heads_of",
    "leaders_of",
    "persons_for_choice",
    "responsible",
]
