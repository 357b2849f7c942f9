"""The decisions steps call, asked with the variables of a case and explained in its history.

They are deployed with the process and found by id, or belong to a rule of the jurisdiction: `<key of the rule>/<id>`.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from engine import dmn
from engine.dmn.explaining import shown
from engine.errors import BangfuError
from engine.history import record
from engine.models import Case
from engine.rules import Rule
from engine.settings.values import InForce, in_force
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

    Of a rule it is the version in force today where the case is, with its settings as they are there; the event names
    both, and the settings still to be confirmed. Raises NoDecision, NoRule where none is in force, and Undecided where
    there is no value because something is wrong.
    """
    found, name, rule = _found(unit, case, deployed, decision)
    given = [in_force(unit, each, case.jurisdiction_code) for each in rule.needed_settings] if rule else []
    known = {**variables, **{each.setting.name: each.value for each in given}}
    outcome = found.evaluate(name, known, now=unit.now, functions=functions)
    of_rule: dict[str, Any] = {}
    if rule is not None:
        of_rule = {"rule": rule.identity, "settings": _used(given, outcome.explanation)}
    record(unit, case, "decided", part=part, decision=decision, explanation=outcome.explanation, **of_rule)
    if outcome.value is None and outcome.diagnostics:
        first = outcome.diagnostics[0]
        raise Undecided(decision=decision, zh=first.text("zh"), en=first.text("en"))
    return outcome.value


def _found(
    unit: "Unit", case: Case, deployed: Mapping[str, dmn.Model], decision: str
) -> tuple[dmn.Model, str, Rule | None]:
    """The model, what to ask it for, and the rule it is of."""
    if decision in deployed:
        return deployed[decision], decision, None
    key, _, name = decision.partition("/")
    if not unit.rules.versions(key):
        raise NoDecision(decision=decision)
    rule = unit.rules.in_force(key, unit.upward(case.jurisdiction_code), unit.now.date())
    return rule.model, name, rule


def _used(given: Iterable[InForce], explanation: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The settings among what the decisions asked for, as the record keeps them."""
    asked = {name.rpartition(".")[2] for step in explanation["decisions"] for name in step["inputs"]}
    return [
        {
            "name": each.setting.label,
            "value": shown(each.value),
            "unit": each.setting.shape.unit,
            "pending": each.pending,
        }
        for each in given
        if each.setting.name in asked
    ]
