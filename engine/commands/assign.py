"""Assign variables: an administrator mends the data of a case."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from engine.course import course
from engine.errors import InvalidAnswers
from engine.forms import Message
from engine.history import record
from engine.models import Case
from engine.rights import administrator, visible_case

if TYPE_CHECKING:
    from engine.unit import Unit


def assign(unit: "Unit", case_id: str, scope_id: str, variables: Mapping[str, Any], reason: str) -> None:
    """Set variables in one scope of a case; names and the reason stay in the history."""
    administrator(unit, Message("修改变量", "change variables"))
    if not reason.strip():
        raise InvalidAnswers(errors={"reason": Message("请写明修改理由。", "Please give the reason.")})
    case: Case = visible_case(unit, case_id)
    record(unit, case, "assigned", names=sorted(variables), opinion=reason.strip())
    with course(unit, case) as run:
        run.assign(scope_id, dict(variables), unit.now)
