"""What stands in the way of publishing a draft: the same validation that publishing does, at any time."""

from typing import TYPE_CHECKING

from engine.drafts.files import contents
from engine.kernel import Fault
from engine.validation import faults_of

if TYPE_CHECKING:
    from engine.unit import Unit


def faults(view: "Unit", draft_id: str) -> list[Fault]:
    """Every fault of a draft with element, line and a sentence in both languages; none when it can be published."""
    return faults_of(contents(view, draft_id), view.processes, view.rules)
