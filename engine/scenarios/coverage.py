"""Coverage: which elements and flows of a diagram a set of plays has passed, and which none has."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from engine import kernel
from engine.models import Case
from engine.trials import looking

if TYPE_CHECKING:
    from engine.trials.trial import Trial


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The ids of elements and flows of one diagram: what was passed, and what was not, in the order of the file."""

    passed: tuple[str, ...]
    missed: tuple[str, ...]


def coverage(spec: kernel.Spec, paths: Iterable[Iterable[str]]) -> Coverage:
    """What of a diagram these paths have passed."""
    seen = {element for path in paths for element in path}
    known = [*spec.elements, *spec.flows]
    return Coverage(
        passed=tuple(id_ for id_ in known if id_ in seen), missed=tuple(id_ for id_ in known if id_ not in seen)
    )


def paths(trial: "Trial") -> dict[str, tuple[tuple[str, ...], ...]]:
    """Key of a process -> what each case in a trial has passed in it, running by it or calling it."""
    with trial.space.engine.view() as view:
        cases = view.session.scalars(select(Case.id).order_by(Case.id)).all()
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for case_id in cases:
        for key, path in looking.passed_in(trial, case_id).items():
            found[key] = (*found.get(key, ()), path)
    return found
