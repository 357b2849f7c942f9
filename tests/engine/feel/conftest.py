"""What the tests of FEEL share: a fixed moment and a short way to ask for a value."""

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from engine.feel import evaluate

MOMENT = datetime(2026, 11, 22, 9, 30, tzinfo=timezone(timedelta(hours=8)))


@pytest.fixture
def value() -> Callable[..., Any]:
    """`value(text, {...})`: evaluates at half past nine on 22 November 2026."""

    def ask(text: str, context: dict[str, Any] | None = None, **functions: Callable[..., Any]) -> Any:
        return evaluate(text, context or {}, functions, MOMENT)

    return ask
