"""What a verb of a trial brought about: the history of its cases, reminders, and the lights that changed meanwhile."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from engine.clock import ZONE
from engine.deadlines import Light
from engine.lights import SOON, item_light
from engine.models import Case, Event, Item, Person, Reminder
from engine.reminders import WORDS
from engine.workdays import Calendar

if TYPE_CHECKING:
    from engine.trials.trial import Mark, Trial
    from engine.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """One thing that happened: `kind` is that of the event, or `reminded` or `light`.

    `name` is the step, `to` the person reminded, `what` the kind of reminder or the colour.
    """

    at: datetime
    case_number: str
    kind: str
    name: str = ""
    to: str = ""
    what: str = ""

    def text(self, language: str = "zh") -> str:
        """What the reminder or the light says; empty for what a history words itself."""
        zh = language.startswith("zh")
        if self.kind == "reminded":
            return WORDS[self.what][0 if zh else 1]
        return Light(self.what).text(language) if self.kind == "light" else ""


def happened(trial: "Trial", since: "Mark | None" = None) -> list[Happened]:
    """What happened since a mark, or by the last verb, in order; moves of tokens are left out."""
    mark = since or trial.before
    with trial.space.engine.view() as view:
        found = [*_events(view, mark.row), *_reminders(view, mark.row), *_lights(view, mark.at)]
    return sorted(found, key=lambda one: one.at)


def _events(view: "Unit", row: str) -> Iterator[Happened]:
    events = select(Event, Case.number).join(Case, Case.id == Event.case_id)
    for event, number in view.session.execute(events.where(Event.id > row, Event.kind != "moved").order_by(Event.id)):
        name = str(event.data.get("name") or event.element or "")
        yield Happened(at=event.at, case_number=number, kind=event.kind, name=name)


def _reminders(view: "Unit", row: str) -> Iterator[Happened]:
    reminders = (
        select(Reminder, Case.number, Item.name, Person.name)
        .join(Case, Case.id == Reminder.case_id)
        .join(Person, Person.id == Reminder.person_id)
        .outerjoin(Item, Item.id == Reminder.item_id)
        .where(Reminder.id > row)
        .order_by(Reminder.id)
    )
    for one, number, step, person in view.session.execute(reminders):
        yield Happened(at=one.at, case_number=number, kind="reminded", name=step or "", to=person, what=one.kind)


def _lights(view: "Unit", since: datetime) -> Iterator[Happened]:
    """The changes of colour of all items that were open meanwhile, each at its moment."""
    items = select(Item).where(Item.due_at.is_not(None)).order_by(Item.id).options(joinedload(Item.case))
    for item in view.session.scalars(items):
        end = item.completed_at or view.now
        begin = max(since, item.arrived_at)
        calendar = view.calendar(item.case.jurisdiction_code)
        for at in sorted(moment for moment in _turns(item, calendar) if begin < moment <= end):
            colour = item_light(item.due_at, item.behind_at, at, calendar)
            yield Happened(at=at, case_number=item.case.number, kind="light", name=item.name, what=colour.value)


def _turns(item: Item, calendar: Calendar) -> Iterator[datetime]:
    """When an item turns blue, yellow and red."""
    assert item.due_at is not None
    day = calendar.after(item.due_at.astimezone(ZONE).date(), -SOON)
    yield datetime.combine(day, time(), ZONE)
    for moment in (item.behind_at, item.due_at):
        if moment is not None:
            yield moment.astimezone(ZONE) + timedelta(seconds=1)
