"""Notices and the duties they divide: import, questions, confirmation, editing, and who is responsible."""

from engine.duties.choices import (
    departments_for_choice,
    duties_for_choice,
    jurisdictions_for_choice,
    persons_for_choice,
)
from engine.duties.confirmation import confirm, reinstate, withdraw
from engine.duties.coverage import coverage
from engine.duties.decisions import Becomes, Decisions, Leader, Proposal
from engine.duties.editing import Draft, bind, create_duty, edit_duty
from engine.duties.importing import AlreadyImported, import_notice
from engine.duties.proposal import propose
from engine.duties.questions import accept_all, answer
from engine.duties.responsible import Responsible, heads_of, leaders_of, responsible

__all__ = [
    "AlreadyImported", "Becomes", "Decisions", "Draft", "Leader", "Proposal", "Responsible", "accept_all", "answer",
    "bind", "confirm", "coverage", "create_duty", "departments_for_choice", "duties_for_choice", "edit_duty",
    "heads_of", "import_notice", "jurisdictions_for_choice", "leaders_of", "persons_for_choice", "propose",
    "reinstate", "responsible", "withdraw",
]  # fmt: skip
