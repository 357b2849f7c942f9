"""What a drawing can name: functions, services, processes, duties, and the forms and decisions beside it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from engine import decisions, dmn
from engine.drafts.files import contents
from engine.duties.keys import KEYS
from engine.feel.builtins import BUILTINS
from engine.in_force import all_in_force
from engine.process import Offered

if TYPE_CHECKING:
    from engine.process import Process
    from engine.unit import Unit

DEEPEST = 20
"""Groups within groups of a form that are looked into; a file from elsewhere may nest without end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question of a form: the variable it answers and what it asks."""

    key: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Something a step can name by its id; `file` is where it lies in the draft, empty where it is published."""

    id: str
    label: str
    file: str = ""
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """A service function or a process with what it takes and gives, name -> label."""

    id: str
    label: str
    inputs: Mapping[str, str]
    headers: Mapping[str, str]
    gives: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """All of them; `functions` name -> names of the parameters."""

    forms: tuple[Named, ...]
    decisions: tuple[Named, ...]
    duties: tuple[str, ...]
    processes: tuple[Called, ...]
    services: tuple[Called, ...]
    functions: Mapping[str, tuple[str, ...]]


def names(view: "Unit", draft_id: str) -> Names:
    """What the drawing of a draft can name now. Files that cannot be read name nothing."""
    files = contents(view, draft_id)
    rules = sorted(view.rules.names())
    return Names(
        forms=tuple(_forms(files)),
        decisions=(*_decisions(files), *(Named(id=id_, label=_rule(view, id_)) for id_ in rules)),
        duties=tuple(KEYS),
        processes=tuple(_process(row.key, row.name, view.processes.get(row.key))
                        for row in all_in_force(view)),
        services=tuple(_services(view.processes)),
        functions={name: tuple(each.name for each in builtin.overloads[0].parameters)
                   for name, builtin in BUILTINS.items()},
    )  # fmt: skip


def _forms(files: Mapping[str, bytes]) -> Iterator[Named]:
    for name, content in files.items():
        if not name.endswith(".form"):
            continue
        try:
            schema = json.loads(content)
        except (ValueError, RecursionError):
            continue
        if isinstance(schema, dict) and isinstance(schema.get("id"), str):
            questions = tuple(_questions(schema.get("components"), DEEPEST))
            yield Named(id=schema["id"], label=schema["id"], file=name, questions=questions)


def _questions(components: Any, depth: int) -> Iterator[Question]:
    for one in components if isinstance(components, list) and depth else ():
        if not isinstance(one, dict):
            continue
        key, label = one.get("key") or one.get("path"), one.get("label")
        if isinstance(key, str) and key:
            yield Question(key=key.partition(".")[0], label=label if isinstance(label, str) else "")
        if one.get("type") != "dynamiclist":  # its questions answer the entries of its list
            yield from _questions(one.get("components"), depth - 1)


def _decisions(files: Mapping[str, bytes]) -> Iterator[Named]:
    for name in decisions.names(files):
        try:
            found = decisions.model(files, name).decisions
        except dmn.Invalid:
            continue
        yield from (Named(id=id_, label=label or id_, file=name) for id_, label in found.items())


def _rule(view: "Unit", id_: str) -> str:
    key, _, decision = id_.partition("/")
    return f"{view.rules.title(key)}：{decision}"


def _process(key: str, name: str, process: "Process | None") -> Called:
    takes, gives = (process.takes, process.gives) if process else ({}, {})
    return Called(id=key, label=name, inputs=takes, headers={}, gives=gives)


def _services(processes: Mapping[str, "Process"]) -> Iterator[Called]:
    for process in processes.values():
        for id_, run in process.services.items():
            if isinstance(run, Offered):
                yield Called(id=id_, label=run.label, inputs=run.inputs, headers=run.headers, gives=run.gives)
            else:
                yield Called(id=id_, label=id_, inputs={}, headers={}, gives={})
