"""The decisions steps call, asked with the variables of a case and explained in its history.

They are deployed with the process and found by id, or belong to a rule of the jurisdiction: `<key of the rule>/<id>`.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from engine import dmn
from engine.duties.responsible import upward
from engine.errors import BangfuError
from engine.history import record
from engine.models import Case
from engine.vocabulary import NAMES

if TYPE_CHECKING:
    from engine.unit import Unit

ENDING = ".dmn"


class NoDecision(BangfuError):
    """Expected the decision {decision!r} to be deployed with the process or to be of a rule, but it is neither."""

    zh = "决策“{decision}”未随流程部署，也不属于任何规则。"


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
    part: str | None,
) -> Any:
    """The value of a decision for the variables of a case; how it came about becomes a `decided` event of the
    part of the case that asks.

    Of a rule it is the version in force today where the case is, and the event names it. Raises NoDecision, NoRule
    where none is in force, and Undecided where there is no value because something is wrong.
    """
    found, name, rule = _found(unit, case, deployed, decision)
    outcome = found.evaluate(name, variables, now=unit.now, functions=functions)
    record(unit, case, "decided", part=part, decision=decision, explanation=outcome.explanation, **rule)
    if outcome.value is None and outcome.diagnostics:
        first = outcome.diagnostics[0]
        raise Undecided(decision=decision, zh=first.text("zh"), en=first.text("en"))
    return outcome.value


def _found(
    unit: "Unit", case: Case, deployed: Mapping[str, dmn.Model], decision: str
) -> tuple[dmn.Model, str, dict[str, Any]]:
    """The model, what to ask it for, and what the event says of the rule it is of."""
    if decision in deployed:
        return deployed[decision], decision, {}
    key, _, name = decision.partition("/")
    if not unit.engine.rules.versions(key):
        raise NoDecision(decision=decision)
    rule = unit.engine.rules.in_force(key, upward(unit.session, case.jurisdiction_code), unit.now.date())
    return rule.model, name, {"rule": rule.identity}
