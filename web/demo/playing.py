"""Playing the stories: cases start on their days, and people work at the steps as the days go by."""

import pkgutil
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from importlib import import_module
from random import Random

from engine.clock import SettableClock
from engine.commands import attach, claim, complete, start
from engine.duties import duties_for_choice, persons_for_choice
from engine.errors import InvalidAnswers, Refused
from engine.forms import posted_of
from engine.people import Actor
from engine.rehearsal import Waiting, offices, staff_of, worker
from engine.unit import Engine
from web.demo import stories
from web.demo.places import CITY
from web.demo.story import PACE, Hand, Start, Story

SHOWN_DAYS = 7
"""In the last days much is left undone, so that whoever tries the pages finds work, some of it late."""


class Players:
    """The people who work at everything but the rectification; deterministic for a given day of today."""

    def __init__(self, engine: Engine, clock: SettableClock, today: datetime, attachment: bytes) -> None:
        self._engine, self._clock, self._today, self._attachment = engine, clock, today, attachment
        self._random = Random(20261120)
        self._stories = {story.key: story for story in found()}
        self._starts: dict[int, list[tuple[Story, Start]]] = defaultdict(list)
        for story in self._stories.values():
            for begin in story.starts:
                self._starts[begin.ago].append((story, begin))
        with engine.view() as view:
            known = offices(view)
            self._persons = {name: id_ for id_, name, _where in persons_for_choice(view, CITY)}
            self._duties = {label: id_ for id_, label, _notice in duties_for_choice(view, CITY)}
        self._departments = {f"{one.organization}{one.name}": one.id for one in known}
        self._departments |= {one.organization: one.id for one in known if one.front}

    def begin(self) -> None:
        """Start what is to start today."""
        for story, begin in self._starts.pop((self._today.date() - self._clock().date()).days, ()):
            department = self._departments[begin.by]
            with self._engine.view() as view:
                actor = staff_of(view, department)
            assert actor is not None, begin.by
            posted = posted_of(begin.answers(self._hand(actor)))
            with self._engine.unit(actor) as unit:
                start(unit, story.key, posted, department)

    def plays(self, item: Waiting) -> bool:
        """Whether an item is of a story."""
        return item.key in self._stories

    def work(self, item: Waiting) -> None:
        """Give an item its chance of being done today."""
        story = self._stories[item.key]
        answers = story.steps.get(item.element)
        if answers is None or self._random.random() >= self._chance(story, item):
            return
        with self._engine.view() as view:
            actor = worker(view, item.item_id)
        if actor is None:
            return
        if self._random.random() < 0.1:
            with suppress(Refused), self._engine.unit(actor) as unit:  # not every step can be claimed
                claim(unit, item.item_id)
        posted = posted_of(answers(self._hand(actor)))
        # A form or a rule may say no to a clerk; the item stays open and is tried again another day.
        with suppress(InvalidAnswers), self._engine.unit(actor) as unit:
            complete(unit, item.item_id, posted, "情况属实，同意。")

    def _chance(self, story: Story, item: Waiting) -> float:
        pace = story.pace.get(item.element, PACE)
        left = (self._today - self._clock()).days
        return pace * (0.12 if left < SHOWN_DAYS else 0.6 if left < 2 * SHOWN_DAYS else 1)

    def _hand(self, actor: Actor) -> Hand:
        return Hand(
            now=self._clock(), random=self._random, department=self._departments.__getitem__,
            person=self._persons.__getitem__, duty=self._duty, file=self._filing(actor),
        )  # fmt: skip

    def _duty(self, word: str) -> str:
        return next(id_ for label, id_ in self._duties.items() if word in label)

    def _filing(self, actor: Actor) -> Callable[[str], str]:
        def file(name: str) -> str:
            with self._engine.unit(actor) as unit:
                return attach(unit, name, self._attachment)

        return file


def found() -> Iterator[Story]:
    """The stories of all modules, in the order of their names."""
    for module in sorted(one.name for one in pkgutil.iter_modules(stories.__path__)):
        yield import_module(f"{stories.__name__}.{module}").STORY
