"""The snapshot of a case: live tokens, scopes and subscriptions, compact, restored without replay.

Layout: one byte for the packing (`j` JSON, `z` zstandard), then {"v": version, "n": last number, "d": variables of the
process, "e": ended, "t": tokens oldest first}. A token leaves out what is usual. Specs are never inside.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import orjson
import zstandard
from SpiffWorkflow.util.task import TaskState

from engine import values
from engine.kernel import subprocesses
from engine.kernel.environment import Environment
from engine.kernel.errors import UnknownSnapshot
from engine.kernel.tokens import ENTER, ENTERED, Token
from engine.kernel.workflow import ROOT, CaseWorkflow, ScopeWorkflow

if TYPE_CHECKING:
    from engine.kernel.spec import Spec

VERSION = 1
LARGE = 2048
"""Bytes of JSON from which packing is worth its time."""


def load(spec: Spec, snapshot: bytes, environment: Environment) -> CaseWorkflow:
    """The case as it was when it was dumped; nothing is run. The first command brings the time."""
    body = zstandard.decompress(snapshot[1:]) if snapshot[:1] == b"z" else snapshot[1:]
    held = orjson.loads(body)
    if held["v"] != VERSION:
        raise UnknownSnapshot(version=held["v"])
    return loaded(spec, held, environment)


def loaded(spec: Spec, held: dict[str, Any], environment: Environment) -> CaseWorkflow:
    """The case out of its records."""
    case = CaseWorkflow(spec, environment, datetime.min)
    case.data.update(values.read(held["d"]))
    case.completed = held["e"]
    case.last_number = held["n"]
    case.watched = held["w"]
    case.done = values.read(held.get("c", []))
    case.fired = held.get("g", {})
    for record in held["t"]:
        restore(case, record)
    if case.fired:
        case.gathering[case.scope_id] = case
    return case


def dump(case: CaseWorkflow) -> bytes:
    """The bytes of a case between two commands."""
    body = orjson.dumps(written(case, [describe(token) for token in eldest_first(case)]))
    if len(body) < LARGE:
        return b"j" + body
    return b"z" + zstandard.ZstdCompressor(level=3).compress(body)


def written(case: CaseWorkflow, tokens: list[dict[str, Any]]) -> dict[str, Any]:
    """The case as records, with these for its tokens."""
    return {
        "v": VERSION,
        "n": case.last_number,
        "d": values.write(case.data),
        "e": case.completed,
        "w": case.watched,
        "t": tokens,
        **kept(case),
    }


def eldest_first(case: CaseWorkflow) -> list[Token]:
    """The tokens in the order they came: owners and scopes before what is in them."""
    return sorted(case.index.values(), key=lambda token: token.number)


def describe(token: Token) -> dict[str, Any]:
    """One token; `o` is its owner, `w` the caller of the scope it is in, `x` the scope below it."""
    record: dict[str, Any] = {"i": token.number, "s": token.task_spec.name, "q": token.state}
    if token.since is not None:
        record["a"] = values.write(token.since)
    if token.phase != ENTERED:
        record["p"] = token.phase
    if token._parent != ROOT:
        record["o"] = token._parent
    if token.workflow.caller is not None:
        record["w"] = token.workflow.caller.id
    if token.flow is not None:
        record["f"] = token.flow
    if token.subscription:
        record["l"] = 1
    if token.trouble is not None:
        record["t"] = token.trouble
    if token.data:
        record["d"] = values.write(token.data)
    if token.internal_data:
        record["h"] = values.write(token.internal_data)
    inner = token.workflow.top_workflow.subprocesses.get(token.id)
    if inner is not None:
        record["x"] = values.write(inner.data) if inner.is_process else {}
        record["y"] = inner.watched
        record.update(kept(inner))
    return record


def kept(scope: ScopeWorkflow) -> dict[str, Any]:
    """What a scope has beside its tokens: `c` what can be undone, `g` complex gateways that wait for their reset."""
    undoable = {"c": values.write(scope.done)} if scope.done else {}
    return {**undoable, "g": scope.fired} if scope.fired else undoable


def restore(case: CaseWorkflow, record: dict[str, Any]) -> None:
    """Put one token back; its owner and its scope are older, so they are there already."""
    scope: ScopeWorkflow = case.subprocesses[record["w"]] if "w" in record else case
    owner = record.get("o", ROOT)
    spec = scope.spec.task_specs.get(record["s"])
    if spec is None:
        spec = next(start for start in scope.spec.event_starts if start.name == record["s"])
    token = Token(scope, spec, None if owner is None else scope.tasks[owner], record["i"], record.get("f"))
    token._state = record["q"]
    token.since = values.read(record["a"]) if "a" in record else None
    token.phase = record.get("p", ENTERED)
    token.subscription = "l" in record
    token.trouble = record.get("t")
    if "d" in record:
        token.data.update(values.read(record["d"]))
    if "h" in record:
        token.internal_data.update(values.read(record["h"]))
    if owner is None:
        scope.listeners[token.id] = token
    wait = token.internal_data.get("wait", ())
    if "condition" in wait or "data" in wait:
        case.conditions[token.id] = token
    if "x" in record:
        inner = subprocesses.restore(spec, token)
        inner.watched = record["y"]
        inner.done = values.read(record.get("c", []))
        inner.fired = record.get("g", {})
        if inner.fired:
            case.gathering[inner.scope_id] = inner
        if inner.is_process:
            inner.data.update(values.read(record["x"]))
    if token._state == TaskState.WAITING and token.phase == ENTER and not token.subscription:
        scope.queue(token)
