"""Start (登记): begin a case from its start form."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from engine.answers import checked, starting
from engine.course import launch
from engine.errors import NotAllowed
from engine.materials import bind
from engine.rights import person

if TYPE_CHECKING:
    from engine.unit import Unit


def start(unit: "Unit", key: str, posted: Mapping[str, Sequence[str]], department_id: str) -> str:
    """Start a case of the newest version for a department of the actor's. Gives the case's id.

    Raises InvalidAnswers with a sentence per field of the start form, NotAllowed outside one's own departments.
    """
    actor = person(unit)
    if department_id not in actor.departments:
        raise NotAllowed(action="以该处室名义登记", person=actor.name)
    deployed = unit.definitions.latest(unit.session, key)
    form, context = starting(unit, deployed, department_id)
    answers, _shown = checked(unit, None, form, posted, context)
    case = launch(unit, key, answers, department_id=department_id)
    bind(unit, case, None, answers)
    return case.id
