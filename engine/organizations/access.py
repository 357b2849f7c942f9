"""Who may administer: administrators, and the system itself when it fills a database."""

from typing import TYPE_CHECKING

from engine import rights

if TYPE_CHECKING:
    from engine.unit import Unit


def administrators_only(unit: "Unit", action: str) -> None:
    """Let administrators pass, and the system acting without a person; raises NotAllowed for everybody else."""
    if unit.actor is not None:
        rights.administrator(unit, action)
