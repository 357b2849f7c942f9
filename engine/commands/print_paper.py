"""Print (打印文书): a paper of a case is given out, which its history tells."""

from typing import TYPE_CHECKING

from engine.history import record
from engine.papers.offering import printout

if TYPE_CHECKING:
    from engine.unit import Unit


def print_paper(unit: "Unit", case_id: str, name: str, form: str) -> None:
    """Record that the actor gets a paper as a `page` or a `docx`; raises NotFound or NotAllowed."""
    found = printout(unit, case_id, name)
    record(unit, found.case, "printed", part=found.part, name=found.label, paper=name, form=form)
