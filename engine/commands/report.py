"""Report (登记情况): tell a case what has happened to it, outside the steps of its diagram."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from engine.answers import checked
from engine.course import course
from engine.errors import InvalidAnswers
from engine.forms import Message
from engine.history import record
from engine.materials import bind
from engine.occurrences import find

if TYPE_CHECKING:
    from engine.unit import Unit


def report(
    unit: "Unit", case_id: str, occurrence_id: str, posted: Mapping[str, Sequence[str]], opinion: str = ""
) -> None:
    """Report one of the case's occurrences with the answers to its form; the case goes on as its diagram says.

    Raises InvalidAnswers with a sentence per field, NotAllowed, or NotFound where the case does not wait for it.
    """
    waiting = find(unit, case_id, occurrence_id)
    case, occurrence = waiting.case, waiting.occurrence
    answers, shown = checked(unit, case, waiting.form, posted, waiting.known)
    if occurrence.opinion_rule == "required" and not opinion.strip():
        raise InvalidAnswers(errors={"opinion": Message("请写明情况。", "Please describe what happened.")})
    bind(unit, case, answers, part=occurrence.part)
    record(
        unit, case, "reported", element=occurrence.element, part=occurrence.part, name=occurrence.name,
        opinion=opinion.strip(), answers=shown,
    )  # fmt: skip
    with course(unit, case) as run:
        run.receive(occurrence.id, answers, unit.now)
