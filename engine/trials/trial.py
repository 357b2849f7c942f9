"""A trial under way: it performs verbs, keeps them, and knows the case they are about."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from engine import feel, people
from engine.course import known
from engine.environment import functions
from engine.models import Case, Event, Person, Post, Reminder
from engine.trials.acting import perform
from engine.trials.budget import VERBS
from engine.trials.cast import department_of, person_of
from engine.trials.errors import NotStarted, TooMuch, Unknown
from engine.trials.verbs import By, Verb
from engine.vocabulary import NAMES

if TYPE_CHECKING:
    from engine.people import Actor
    from engine.trials.space import Space
    from engine.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A point in a trial: the moment, and the newest row of its history."""

    at: datetime
    row: str


class Trial:
    """One case tried out in a space of its own; not for two threads at once."""

    def __init__(self, space: "Space") -> None:
        self.space = space
        self.done: list[Verb] = []
        self.case_id: str | None = None
        self.before = self.mark()

    @property
    def now(self) -> datetime:
        """The moment it is in the trial, in Beijing time."""
        return self.space.clock()

    def perform(self, verb: Verb) -> None:
        """Do something and remember it. Raises what the engine or the trial has against it; nothing is then changed.

        A jump in time that is stopped half-way (TooMuch) stays where it was stopped.
        """
        if len(self.done) >= VERBS:
            raise TooMuch(zh=f"已经超过 {VERBS} 步", en=f"there are more than {VERBS} steps")
        self.space.budget.renew()
        self.before = self.mark()
        try:
            perform(self, verb)
        except OperationalError as error:
            raise TooMuch(zh="数据太多", en="it keeps too much data") from error
        self.done.append(verb)

    def close(self) -> None:
        """Throw the trial away with its space."""
        self.space.close()

    def mark(self) -> Mark:
        """Where the trial stands now: what comes later is new. `before` is the mark set before the last verb."""
        with self.space.engine.view() as view:
            newest = (select(kind.id).order_by(kind.id.desc()).limit(1) for kind in (Event, Reminder))
            return Mark(at=self.now, row=max(filter(None, map(view.session.scalar, newest)), default=""))

    def begun(self, cases: set[str]) -> None:
        """Take the first of the cases that are new as the trial's own."""
        if self.case_id is None:
            self.case_id = next((id_ for id_ in sorted(self.cases()) if id_ not in cases), None)

    def cases(self) -> dict[str, str]:
        """Id -> number of all cases there are, oldest first."""
        with self.space.engine.view() as view:
            return dict(view.session.execute(select(Case.id, Case.number).order_by(Case.id)).all())

    def administrator(self) -> "Actor":
        """The one who repairs and looks at everything."""
        with self.space.engine.view() as view:
            posts = select(Post.person_id).join(Person).where(Post.role == "administrator", Person.active)
            found = view.session.scalar(posts.order_by(Post.id))
            actor = people.actor(view, found) if found else None
        if actor is None:
            raise Unknown(words="administrator", what="系统管理员")
        return actor

    def own_case(self, view: "Unit") -> Case:
        """The case the trial is about. Raises NotStarted."""
        if self.case_id is None:
            raise NotStarted
        return view.session.get_one(Case, self.case_id)

    def evaluate(self, text: str, case_id: str | None = None) -> Any:
        """FEEL over the variables and context of a case, the own one where none is named.

        `department("...")` and `person("...")` give ids by name.
        """
        with self.space.engine.view() as view:
            seen, place = _seen(view, case_id or self.case_id)
            return feel.parse(text, names=NAMES).evaluate(
                seen, functions={**functions(view, place), **_by_name(view)}, now=view.now
            )

    def meant(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Values of which those that begin with `=` are FEEL."""
        return {
            name: self.evaluate(value[1:]) if isinstance(value, str) and value.startswith("=") else value
            for name, value in values.items()
        }


def _seen(view: "Unit", case_id: str | None) -> tuple[dict[str, Any], str]:
    if case_id is None:
        return {}, ""
    case = view.session.get_one(Case, case_id)
    return known(view, case), case.jurisdiction_code


def _by_name(view: "Unit") -> dict[str, Callable[[str], str | None]]:
    return {
        "department": lambda name: department_of(view, By(name=name)),
        "person": lambda name: person_of(view, By(name=name)),
    }
