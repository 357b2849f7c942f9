"""What a page works with: who is asking, a unit to change things in, a view to read in."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import current_app
from flask_login import current_user

from engine.people import Actor
from engine.unit import Engine, Unit


def engine() -> Engine:
    """The engine this application was made with."""
    found: Engine = current_app.extensions["bangfu"]
    return found


def me() -> Actor:
    """The person signed in; only for routes that are not public."""
    found: Actor = current_user.actor
    return found


def signed_in() -> Actor | None:
    """The person signed in, or None on a public page."""
    return current_user.actor if current_user.is_authenticated else None


@contextmanager
def unit() -> Iterator[Unit]:
    """One transaction for one command of the person signed in: one POST, one unit."""
    with engine().unit(signed_in()) as opened:
        yield opened


@contextmanager
def view() -> Iterator[Unit]:
    """A consistent look at the data for the person signed in."""
    with engine().view(signed_in()) as opened:
        yield opened
