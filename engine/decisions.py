"""The decisions deployed with a process: found by id, asked with the variables of a case, explained in its history."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from engine import dmn
from engine.errors import BangfuError
from engine.history import record
from engine.models import Case
from engine.vocabulary import NAMES

if TYPE_CHECKING:
    from engine.unit import Unit

ENDING = ".dmn"


class NoDecision(BangfuError):
    """Expected the decision {decision!r} to be deployed with the process, but it is not."""

    zh = "决策“{decision}”未随流程部署。"


class Undecided(BangfuError):
    """Expected the decision {decision!r} to have a value, but: {en}"""

    zh = "决策“{decision}”没有结果：{zh}"


def names(files: Mapping[str, bytes]) -> list[str]:
    """The files that hold decisions."""
    return [name for name in files if name.endswith(ENDING)]


def model(files: Mapping[str, bytes], name: str) -> dmn.Model:
    """The model of one of the files; what is wrong with it is in its faults, or raises dmn.Invalid."""
    others = (files[other] for other in names(files) if other != name)
    return dmn.read(*dmn.needed(files[name], others), names=NAMES)


def by_id(files: Mapping[str, bytes]) -> dict[str, dmn.Model]:
    """Id of a decision, service or knowledge model -> the model it is in."""
    return {id_: found for found in (model(files, name) for name in names(files)) for id_ in found.decisions}


def decide(
    unit: "Unit",
    case: Case,
    deployed: Mapping[str, dmn.Model],
    decision: str,
    variables: Mapping[str, Any],
    functions: Mapping[str, Callable[..., Any]],
) -> Any:
    """The value of a decision for the variables of a case; how it came about becomes a `decided` event.

    Raises NoDecision, and Undecided where there is no value because something is wrong.
    """
    found = deployed.get(decision)
    if found is None:
        raise NoDecision(decision=decision)
    outcome = found.evaluate(decision, variables, now=unit.now, functions=functions)
    record(unit, case, "decided", decision=decision, explanation=outcome.explanation)
    if outcome.value is None and outcome.diagnostics:
        first = outcome.diagnostics[0]
        raise Undecided(decision=decision, zh=first.text("zh"), en=first.text("en"))
    return outcome.value
