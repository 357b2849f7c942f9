"""What the administrator's pages call what happened."""

import ast
from pathlib import Path

from web.admin.words import EVENTS
from web.patients.words import EVENTS as OF_RECORDS

ROOT = Path(__file__).parents[3]


def recorded() -> set[str]:
    """The kinds that `engine.history.record` is called with anywhere in the engine, from its sources."""
    return {
        call.args[2].value
        for source in (ROOT / "engine").rglob("*.py")
        for call in ast.walk(ast.parse(source.read_text()))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "record"
        if len(call.args) > 2 and isinstance(call.args[2], ast.Constant) and isinstance(call.args[2].value, str)
    }


def test_every_event_of_a_case_has_a_name_and_no_name_is_without_an_event() -> None:
    assert set(EVENTS) - set(OF_RECORDS) == recorded()
