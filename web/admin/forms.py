"""Posted forms of the administrator's pages: one command, and its refusal shown where the person was."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect
from flask.typing import ResponseReturnValue

from engine.errors import BangfuError, InvalidAnswers
from engine.unit import Unit
from web.context import unit
from web.i18n import language


def carry_out(command: Callable[[Unit], Any], back: str, done: str = "", undo: str = "", label: str = "") -> Any:
    """Run one command in one unit and go back to a page, saying what was done, or in words why not."""
    try:
        with unit() as changing:
            command(changing)
    except BangfuError as refused:
        for text in texts(refused):
            flash(text, "danger")
    else:
        if undo:
            flash({"text": done, "undo": undo, "label": label or None})  # type: ignore[arg-type]
        elif done:
            flash(done)
    return redirect(back, 303)


def attempt(
    command: Callable[[Unit], Any], there: Callable[[Any], str], again: Callable[[list[str]], ResponseReturnValue]
) -> ResponseReturnValue:
    """Run one command whose form is shown again with its faults, nothing typed being lost."""
    try:
        with unit() as changing:
            result = command(changing)
    except BangfuError as refused:
        return again(texts(refused))
    return redirect(there(result), 303)


def texts(error: BangfuError) -> list[str]:
    """The sentences of an error in the language of the page."""
    if isinstance(error, InvalidAnswers) and error.errors:
        return [message.text(language()) for message in error.errors.values()]
    return [error.text(language())]
