"""Comparing two replays of a scenario, before and after a change of its process: what is different, in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine.deadlines import Light
from engine.scenarios.replaying import Inbox, Moment, Replay

Words = tuple[str, str]
"""A sentence in Chinese and in English."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that is different after a step (counted from 1), `about` one of ABOUT."""

    step: int
    about: str
    zh: str
    en: str


ABOUT = ("outcome", "path", "items", "inboxes", "due", "lights", "reminders", "variables", "decisions", "stage")


def compare(before: Replay, after: Replay) -> list[Difference]:
    """What changed, step by step; empty when a person could not tell the replays apart.

    What goes on being different is said once, at the step from which it is so.
    """
    found: list[Difference] = []
    names = {**before.names, **after.names}
    known: set[tuple[str, Words]] = set()
    for was, now in zip(before.moments, after.moments, strict=False):
        different = list(_differences(was, now, names))
        for about, (zh, en) in different:
            if (about, (zh, en)) not in known:
                found.append(Difference(step=now.step, about=about, zh=zh, en=en))
        known = set(different)
    return [*found, *_outcomes(before, after)]


def _differences(was: Moment, now: Moment, names: Mapping[str, str]) -> Iterator[tuple[str, Words]]:
    yield from (("path", words) for words in _path(was, now, names))
    yield from _items(was.items, now.items)
    yield from (("reminders", words) for words in _reminders(was, now))
    yield from (("variables", words) for words in _values("变量", "variable", was.variables, now.variables))
    yield from (("decisions", words) for words in _values("决策", "decision", was.decisions, now.decisions))
    if (was.stage, was.state) != (now.stage, now.state):
        yield "stage", _changed("阶段", "stage", f"{was.stage}（{was.state}）", f"{now.stage}（{now.state}）")


def _outcomes(before: Replay, after: Replay) -> Iterator[Difference]:
    """Steps that one of the replays did not reach, and expectations that only one of them fails."""
    was = {(one.step, one.zh): one.en for one in before.mismatches}
    now = {(one.step, one.zh): one.en for one in after.mismatches}
    for (step, zh), en in now.items():
        if (step, zh) not in was:
            yield Difference(step=step, about="outcome", zh=f"现在{zh}", en=f"now {en}")
    for (step, zh), en in was.items():
        if (step, zh) not in now:
            yield Difference(step=step, about="outcome", zh=f"不再{zh}", en=f"no longer: {en}")


def _path(was: Moment, now: Moment, names: Mapping[str, str]) -> Iterator[Words]:
    gone = [names[one] for one in was.path if one not in now.path and one in names]
    come = [names[one] for one in now.path if one not in was.path and one in names]
    if come:
        yield f"多经过：{'、'.join(come)}", f"also passes {', '.join(come)}"
    if gone:
        yield f"不再经过：{'、'.join(gone)}", f"no longer passes {', '.join(gone)}"


def _items(was: Mapping[tuple[str, str], Inbox], now: Mapping[tuple[str, str], Inbox]) -> Iterator[tuple[str, Words]]:
    for key in was.keys() | now.keys():
        name = "：".join(filter(None, (key[0], key[1].rstrip("+"))))
        old, new = was.get(key), now.get(key)
        if old is None and new is not None:
            people = _people(new.receivers)
            yield "items", (f"新增待办“{name}”（{people}）", f"a new item {name} ({people})")
        elif new is None and old is not None:
            yield "items", (f"不再有待办“{name}”", f"no item {name} any more")
        elif old is not None and new is not None:
            yield from _inbox(name, old, new)


def _inbox(name: str, old: Inbox, new: Inbox) -> Iterator[tuple[str, Words]]:
    for zh, en, was, now in (
        ("承办", "who has", old.receivers, new.receivers), ("抄送", "who gets a copy of", old.copied, new.copied),
    ):  # fmt: skip
        if set(was) != set(now):
            yield "inboxes", _changed(f"“{name}”的{zh}", f"{en} {name}", _people(was), _people(now))
    if old.due != new.due:
        yield "due", _changed(f"“{name}”的时限", f"the due date of {name}", _moment(old.due), _moment(new.due))
    if old.light != new.light:
        was_light, now_light = Light(old.light), Light(new.light)
        yield "lights", (
            f"“{name}”的亮灯由“{was_light.text('zh')}”变为“{now_light.text('zh')}”",
            f"the light of {name}: {was_light.text('en')} -> {now_light.text('en')}",
        )


def _reminders(was: Moment, now: Moment) -> Iterator[Words]:
    for step, what, person in sorted(set(now.reminded) - set(was.reminded)):
        yield f"新增提醒：{person}（{step}，{what}）", f"now reminded: {person} ({step}, {what})"
    for step, what, person in sorted(set(was.reminded) - set(now.reminded)):
        yield f"不再提醒：{person}（{step}，{what}）", f"no longer reminded: {person} ({step}, {what})"


def _values(zh: str, en: str, was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Words]:
    for name in sorted(was.keys() | now.keys()):
        if was.get(name) != now.get(name):
            yield _changed(f"{zh} {name} ", f"{en} {name}", _value(was.get(name)), _value(now.get(name)))


def _changed(zh: str, en: str, old: str, new: str) -> Words:
    return f"{zh}由“{old}”变为“{new}”", f"{en}: {old} -> {new}"


def _people(names: tuple[str, ...]) -> str:
    return "、".join(names) or "—"


def _moment(due: datetime | None) -> str:
    return f"{due:%Y-%m-%d %H:%M}" if due else "—"


def _value(value: Any) -> str:
    text = "—" if value is None else str(value)
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"


LONGEST = 200
"""Characters of a value in a sentence."""
