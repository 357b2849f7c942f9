"""Two diagrams compared by the ids of their elements: steps, flows, lanes, settings, and what was only moved."""

from collections import Counter
from collections.abc import Iterator, Mapping

from engine.comparing import words
from engine.comparing.changes import Change, Fact, Kind, Section
from engine.comparing.elements import Element, elements
from engine.forms import Message

SECTIONS = (
    ("process", Message("流程", "Process")), ("settings", Message("参数", "Settings")),
    ("steps", Message("环节", "Steps")), ("flows", Message("连线和条件", "Flows and conditions")),
    ("events", Message("事件和分支", "Events and gateways")), ("lanes", Message("泳道和职责", "Lanes and duties")),
    ("others", Message("其他", "Others")),
)  # fmt: skip
NEAR = 1.0
"""Pixels by which something must have moved to count as moved."""


def compared(before: bytes | None, after: bytes | None) -> tuple[list[Section], dict[str, Kind], dict[str, Kind]]:
    """The sections that differ, and what to mark in the one diagram and in the other."""
    was, now = (elements(content) if content else {} for content in (before, after))
    by_section: dict[str, list[Change]] = {}
    for section, change in _changes(was, now):
        by_section.setdefault(section, []).append(change)
    found = [
        Section(id=id_, title=title, changes=tuple(by_section[id_])) for id_, title in SECTIONS if id_ in by_section
    ]
    all_changes = [change for changes in by_section.values() for change in changes if change.element]
    marks: dict[str, Kind] = {change.element: change.kind for change in all_changes}
    return (
        found, {id_: kind for id_, kind in marks.items() if id_ in was},
        {id_: kind for id_, kind in marks.items() if id_ in now},
    )  # fmt: skip


def _changes(was: Mapping[str, Element], now: Mapping[str, Element]) -> Iterator[tuple[str, Change]]:
    moved = _moved(was, now)
    for id_, element in now.items():
        former = was.get(id_)
        if former is None:
            yield _section(element), _change("added", element, _told(None, element))
        else:
            yield from _of_one(former, element, id_ in moved)
    for id_, element in was.items():
        if id_ not in now:
            yield _section(element), _change("removed", element, _told(element, None))


def _of_one(was: Element, now: Element, moved: bool) -> Iterator[tuple[str, Change]]:
    facts = _told(was, now)
    if was.kind != now.kind:
        kinds = [words.KINDS[each.kind].zh for each in (was, now)]
        facts = (Fact(label=Message("种类", "Kind"), was=kinds[0], now=kinds[1]), *facts)
    settings = tuple(fact for place, fact in facts_of(was, now) if place.startswith("property.setting."))
    others = tuple(fact for fact in facts if fact not in settings)
    if settings:
        yield "settings", Change(kind="changed", element="", name=now.name, what=words.KINDS[now.kind], facts=settings)
    if others:
        yield _section(now), _change("changed", now, others)
    elif moved and not settings:
        yield _section(now), _change("moved", now, ())


def facts_of(was: Element | None, now: Element | None) -> list[tuple[str, Fact]]:
    """What differs, by its place."""
    before, after = (each.facts if each else {} for each in (was, now))
    labels = {**before, **after}
    return [
        (place, Fact(label=words.fact(place, labels), was=_said(was, place), now=_said(now, place)))
        for place in dict.fromkeys((*after, *before))
        if before.get(place, "") != after.get(place, "")
    ]


def _said(element: Element | None, place: str) -> str:
    return element.words.get(place) or element.facts.get(place, "") if element else ""


def _told(was: Element | None, now: Element | None) -> tuple[Fact, ...]:
    """Of what is only on one side its name is told already."""
    whole = was is not None and now is not None
    return tuple(fact for place, fact in facts_of(was, now) if whole or place not in ("name", "id", "parent"))


def _change(kind: Kind, element: Element, facts: tuple[Fact, ...]) -> Change:
    drawn = element.kind not in ("process", "message", "signal", "error", "escalation", "dataObject")
    return Change(
        kind=kind, element=element.id if drawn else "", name=element.name, what=words.KINDS[element.kind], facts=facts
    )


def _section(element: Element) -> str:
    if element.kind in words.STEPS:
        return "steps"
    if element.kind in words.FLOWS:
        return "flows"
    if element.kind in ("process", "participant"):
        return "process"
    if element.kind == "lane":
        return "lanes"
    return "events" if element.kind.endswith(("Event", "Gateway")) else "others"


def _moved(was: Mapping[str, Element], now: Mapping[str, Element]) -> set[str]:
    """What stands elsewhere among the others: a shift of the whole drawing is none."""
    steps: dict[str, tuple[float, float]] = {}
    for id_, element in now.items():
        former = was.get(id_)
        if former is not None and former.at is not None and element.at is not None:
            steps[id_] = (round(element.at[0] - former.at[0], 1), round(element.at[1] - former.at[1], 1))
    if not steps:
        return set()
    (usual, _count), *_others = Counter(steps.values()).most_common(1)
    return {
        id_ for id_, (dx, dy) in steps.items() if abs(dx - usual[0]) > NEAR or abs(dy - usual[1]) > NEAR
    }
