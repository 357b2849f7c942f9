"""Compensation: completed activities are remembered and undone in reverse order (BPMN 2.0.2 §10.7, §13.5.5).

A scope keeps one record for each completed activity that can be undone: {"s": spec, "d": its variables, and for a
subprocess "r": records within, "x": variables of a called process, "c": what was called, "u": it was not completed}.
What is within what is within stands flat in "r", after a row whose "k" counts its rows: nothing nests deeper than that.
Whoever undoes is a driver with a queue of [id of the scope's caller, record]; each handler knows its driver, and when
it is done the next begins.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from SpiffWorkflow.util.task import TaskState

from engine.kernel import throwing
from engine.kernel.errors import Incident
from engine.kernel.tokens import RUN, Token

if TYPE_CHECKING:
    from engine.kernel.definitions import Compensate
    from engine.kernel.workflow import InnerWorkflow, ScopeWorkflow


def note(token: Token) -> None:
    """Remember a completed activity if there is something to undo; each instance of a repeated one by itself."""
    spec, inner = token.task_spec, token.internal_data.pop("inner", None)
    undoing = "undoes" in token.internal_data
    if not undoing and not spec.repeats and (spec.undo is not None or inner is not None):
        token.workflow.done.append({"s": spec.name, "d": dict(token.data), **(inner or {})})


def within(token: Token, inner: InnerWorkflow) -> None:
    """Keep what a completed scope would need to be undone, until its activity is noted."""
    if not (inner.done or inner.spec.undoing):
        return
    held: dict[str, Any] = {"r": flattened(inner.done)}
    if inner.is_process:
        held.update(x=inner.data, c=token.internal_data.get("called"))
    token.internal_data["inner"] = held


def throw(token: Token, definition: Compensate) -> bool | None:
    """Undo; the thrower waits for it unless it says otherwise. What was not completed is not undone."""
    if token.internal_data.pop("undone", False):
        return True
    queue = gather(token.workflow, definition.activity)
    if not queue:
        return True
    driver = token if definition.waits else detached(token)
    driver.internal_data["queue"] = queue
    go_on(driver)
    return None if definition.waits else True


def cancel(token: Token) -> bool | None:
    """Stop all else in the transaction, undo what was completed, and leave by its cancel event."""
    workflow, host = token.workflow, token.workflow.caller
    if not token.internal_data.pop("undone", False):
        begun = active(workflow)
        workflow.sweep(token)
        token.internal_data["queue"] = gather(workflow, None) + [[host.id if host else "", one] for one in begun]
        if token.internal_data["queue"]:
            go_on(token)
            return None
    while host is not None:
        if any(throwing.offer(event, host, "cancel", None, {}) for event in host.task_spec.boundary):
            return None
        host = host.parent if host.is_item else None
    name = token.task_spec.element.name or token.task_spec.element.id
    raise Incident(
        "unhandled-cancel",
        f"事务已由“{name}”取消，但没有取消边界事件说明接下来怎么办。",
        f"{name} has cancelled the transaction, but no cancel boundary event says how to go on.",
    )


def active(workflow: ScopeWorkflow) -> list[dict[str, Any]]:
    """Records of what was completed within the activities that are still active, which cancelling undoes too (§10.7).

    `u` says that the activity itself was not completed: neither its handler nor its event subprocess is for that.
    """
    top, order = workflow.top_workflow, [workflow]
    for scope in order:
        order += [top.subprocesses[key] for key in scope.tasks if key in top.subprocesses]
    found: dict[str, list[dict[str, Any]]] = {}
    for inner in reversed(order[1:]):
        records, token = [*inner.done, *found.get(inner.scope_id, [])[::-1]], inner.caller
        if token is None or not records:
            continue
        process = {"x": inner.data, "c": token.internal_data.get("called")} if inner.is_process else {}
        record = {"s": token.task_spec.name, "d": dict(token.data), "r": flattened(records), "u": 1, **process}
        found.setdefault(token.workflow.scope_id, []).append(record)
    return found.get(workflow.scope_id, [])[::-1]


def flattened(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Records and those within them as rows one after the other."""
    rows: list[dict[str, Any]] = []
    for record in records:
        inside = record.get("r")
        if inside is None:
            rows.append(record)
        else:
            rows += [{name: value for name, value in record.items() if name != "r"} | {"k": len(inside)}, *inside]
    return rows


def grouped(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The records that were flattened, each with the rows of what is within it."""
    records, at = [], 0
    while at < len(rows):
        row, at = dict(rows[at]), at + 1
        if "k" in row:
            count = row.pop("k")
            row["r"], at = rows[at : at + count], at + count
        records.append(row)
    return records


def gather(workflow: ScopeWorkflow, activity: str | None) -> list[list[Any]]:
    """The records to undo, the last to be undone first: those of the scope, and around an event subprocess."""
    scopes = [workflow]
    while scopes[-1].caller is not None and scopes[-1].caller.task_spec.handles_events:
        scopes.append(scopes[-1].caller.workflow)
    queue: list[list[Any]] = []
    for scope in reversed(scopes):
        chosen = [record for record in scope.done if activity in (None, _element(scope, record))]
        scope.done = [record for record in scope.done if record not in chosen]
        queue += [[scope.caller.id if scope.caller else "", record] for record in chosen]
    return queue


def detached(token: Token) -> Token:
    """A driver that stays behind while the thrower goes on."""
    workflow = token.workflow
    driver = Token(workflow, token.task_spec, workflow.task_tree, workflow.top_workflow.number())
    driver.since, driver.phase = workflow.top_workflow.now, RUN
    driver.internal_data["detached"] = True
    driver._set_state(TaskState.STARTED)
    return driver


def go_on(driver: Token | None) -> None:
    """Begin the next handler, or let the driver go on when all is undone."""
    if driver is None or driver.gone:
        return
    held, top = driver.internal_data, driver.workflow.top_workflow
    while held["queue"]:
        caller, record = held["queue"].pop()
        scope = top.subprocesses.get(caller) if caller else top
        if scope is not None and not scope.completed:
            undo(driver, scope, record)
            return
    del held["queue"]
    if "detached" in held:
        driver.workflow.discard(driver)
    elif "reopen" not in held:
        held["undone"] = True
        driver._set_state(TaskState.READY)
        top.agenda.append(driver)


def undo(driver: Token, scope: ScopeWorkflow, record: dict[str, Any]) -> None:
    """One record: by its handler, which sees the variables the activity had; else the subprocess is opened again."""
    spec = scope.spec.task_specs[record["s"]]
    opened = spec.undo is None or "u" in record
    token = scope.place(spec if opened else scope.spec.task_specs[spec.undo])
    token.data.update(record["d"])
    token.internal_data["undoes"] = driver.id
    if opened:
        token.internal_data["reopen"] = {key: record[key] for key in ("r", "x", "c", "u") if key in record}


def reopen(token: Token, inner: InnerWorkflow) -> None:
    """Undo a subprocess from within: by its compensation event subprocess, else each completed activity."""
    held = token.internal_data["reopen"]
    inner.watched = True
    inner.done = grouped(held["r"])
    inner.data.update(held.get("x") or {})
    if inner.spec.undoing is None or "u" in held:
        token.internal_data["queue"], inner.done = [[token.id, record] for record in inner.done], []
    else:
        token.internal_data["queue"] = []
        handler = inner.place(inner.spec.task_specs[str(inner.spec.undoing.element.parent)])
        handler.internal_data["undoes"] = token.id
        return
    go_on(token)
    if not inner.task_tree.children:
        inner.finish()


def abandon(driver: Token) -> None:
    """The driver is cancelled, and with it what it has begun."""
    if "queue" in driver.internal_data:
        for token in list(driver.workflow.top_workflow.index.values()):
            if token.internal_data.get("undoes") == driver.id:
                token.cancel()


def _element(scope: ScopeWorkflow, record: dict[str, Any]) -> str:
    return str(scope.spec.task_specs[record["s"]].element.id)
