"""Reading a scenario from its text."""

from typing import Any

from engine.scenarios import taking
from engine.scenarios.errors import Unreadable
from engine.scenarios.scenario import BEGIN, Division, Member, Scenario, Step
from engine.scenarios.source import Lined, LinedList, read_text
from engine.scenarios.steps import read_by, read_expect, read_facts, read_message, read_signal, read_step
from engine.trials.verbs import Begin, By, Verb

KNOWN = ("name", "process", "about", "at", "settings", "duties", "members", "start", "steps", "then")
MODES = ("single", "joint", "each")


def read(text: str, process: str = "") -> Scenario:
    """The scenario a text tells; `process` is the key where the text names none. Raises Unreadable with the line."""
    found = read_text(text)
    taking.refuse_others(found, KNOWN)
    key = taking.text(found, "process", process or None)
    return Scenario(
        name=taking.text(found, "name"),
        process=key,
        about=taking.text(found, "about", ""),
        at=taking.moment(found, "at") if "at" in found else BEGIN,
        settings=taking.mapping(found, "settings"),
        duties=tuple(_division(name, value, found) for name, value in taking.mapping(found, "duties").items()),
        members=tuple(_member(value, line) for value, line in _entries(found, "members")),
        steps=(*_start(found, key), *_steps(found), *_then(found)),
    )


def _start(found: Lined, process: str) -> tuple[Step, ...]:
    """How the case begins: from its form, by a message, a signal or facts; nothing where a timer begins it."""
    if "start" not in found:
        return ()
    start = taking.part(found, "start")
    taking.refuse_others(start, ("by", "answers", "message", "signal", "evaluate", "of", "refused"))
    verb: Verb
    if "message" in start:
        verb = read_message(start)
    elif "signal" in start:
        verb = read_signal(start)
    elif "evaluate" in start:
        verb = read_facts(start)
    else:
        by = read_by(start, "by") if "by" in start else By()
        verb = Begin(process=process, by=by, answers=taking.mapping(start, "answers"))
    return (Step(line=found.lines["start"], what=verb, refused=taking.text(start, "refused", "")),)


def _steps(found: Lined) -> tuple[Step, ...]:
    return tuple(read_step(value, line) for value, line in _entries(found, "steps"))


def _then(found: Lined) -> tuple[Step, ...]:
    if "then" not in found:
        return ()
    return (Step(line=found.lines["then"], what=read_expect(taking.part(found, "then"))),)


def _entries(found: Lined, name: str) -> list[tuple[Any, int]]:
    value = found.get(name)
    if value is None:
        return []
    if not isinstance(value, LinedList):
        raise taking.wrong(found, name, "应当是列表（每项以 - 开头）", "a list should stand here")
    return list(zip(value, value.lines, strict=True))


def _division(key: str, value: Any, found: Lined) -> Division:
    if not isinstance(value, Lined):
        raise Unreadable(line=found.lines["duties"], zh=f"“{key}”应当写明 lead 等", en=f"{key}: a mapping with lead")
    taking.refuse_others(value, ("lead", "support", "leaders", "mode"))
    mode = taking.text(value, "mode", "single")
    if mode not in MODES:
        raise taking.wrong(value, "mode", f"应当是 {'、'.join(MODES)} 之一", f"one of {', '.join(MODES)}")
    lead, support, leaders = (taking.texts(value, name) for name in ("lead", "support", "leaders"))
    return Division(key=key, lead=lead, support=support, leaders=leaders, mode=mode)


def _member(value: Any, line: int) -> Member:
    if not isinstance(value, Lined):
        raise Unreadable(line=line, zh="应当写明 organization、department", en="organization and department are needed")
    taking.refuse_others(value, ("organization", "department", "person", "role", "portfolio"))
    return Member(
        organization=taking.text(value, "organization"),
        department=taking.text(value, "department"),
        person=taking.text(value, "person", ""),
        role=taking.text(value, "role", "staff"),
        portfolio=taking.texts(value, "portfolio"),
    )
