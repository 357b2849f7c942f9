"""Complete (办理): answer an item's form with an opinion; the case goes on to its next wait."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from engine import feel, kernel
from engine.answers import check_opinion, checked, surroundings
from engine.course import course
from engine.environment import functions
from engine.errors import InvalidAnswers
from engine.forms import Message
from engine.history import named, record
from engine.materials import bind
from engine.models import Item
from engine.rights import actionable, person
from engine.vocabulary import NAMES

if TYPE_CHECKING:
    from engine.definitions import Deployed
    from engine.unit import Unit


def complete(unit: "Unit", item_id: str, posted: Mapping[str, Sequence[str]], opinion: str = "") -> None:
    """Complete an item with posted answers (input name -> strings), checked against its form.

    Raises InvalidAnswers with a sentence per field, NotAllowed, or Overtaken when a colleague was faster.
    """
    actor = person(unit)
    item = actionable(unit, item_id, "complete")
    case = item.case
    deployed = unit.definitions.get(unit.session, item.definition_id)
    with course(unit, case, done=item) as run:
        wait = run.waits.get(item.wait_id)
        if not isinstance(wait, kernel.UserWait):
            raise kernel.UnknownWait
        context = surroundings(unit, case, deployed, run.variables(wait.scope))
        answers, shown = checked(unit, case, deployed.forms.get(item.form or ""), posted, context)
        check_opinion(deployed.element(item.element), opinion)
        _check_rules(unit, deployed, item, {**context, **answers})
        item.state, item.completed_by, item.completed_at = "done", actor.id, unit.now
        item.claimant_id = item.claimant_id or actor.id
        item.draft = None
        bind(unit, case, answers, part=item.part, item_id=item.id)
        record(
            unit, case, "completed", element=item.element, item_id=item.id, **named(item),
            opinion=opinion.strip(), answers=shown, late=bool(item.due_at and unit.now > item.due_at),
        )  # fmt: skip
        run.complete(item.wait_id, answers, unit.now)


def _check_rules(unit: "Unit", deployed: "Deployed", item: Item, context: Mapping[str, Any]) -> None:
    """Rules over several fields (check.N = FEEL, check.N.message = sentence): all must be true."""
    properties = deployed.element(item.element).properties
    called = functions(unit, item.case.jurisdiction_code)
    errors = {}
    for name, text in properties.items():
        is_rule = name.startswith("check.") and not name.endswith(".message")
        if is_rule and feel.parse(text, names=NAMES).evaluate(context, functions=called, now=unit.now) is not True:
            sentence = properties.get(f"{name}.message", "填写的内容不符合本环节的规则。")
            errors[name] = Message(sentence, sentence)
    if errors:
        raise InvalidAnswers(errors=errors)
