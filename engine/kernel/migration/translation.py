"""Translates what a scope holds from the names of the old version into those of the new one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from SpiffWorkflow.util.task import TaskState

from engine.kernel import compensation
from engine.kernel.migration.plan import Misfit, Move
from engine.kernel.multi_instance import Repeating
from engine.kernel.node import Node
from engine.kernel.process_spec import ProcessSpec
from engine.kernel.tokens import ENTER, Token


class Translation:
    """One scope of the case: its graph in the old version and in the new one, and what has no place there."""

    def __init__(self, move: Move, old: ProcessSpec, new: ProcessSpec, faults: list[Misfit]) -> None:
        self.move, self.old, self.new, self.faults = move, old, new, faults

    def node(self, spec: Node) -> Any:
        """The node of the new version for one of the old; None where the plan has none or it lies in another scope."""
        name = self.move.steps.get(spec.element.id)
        if name is None:
            return None
        found = self.new.task_specs.get(name) or next((one for one in self._guards() if one.name == name), None)
        if found is not None and spec.name != spec.element.id:
            # An item of a repeated activity has a node of its own, named by the body.
            return self.new.task_specs.get(found.task_spec) if isinstance(found, Repeating) else None
        return found

    def place(self, token: Token) -> Any:
        """Where a token goes on; None with the reason among the faults where it cannot."""
        spec, new = token.task_spec, self.node(token.task_spec)
        if new is None:
            known = self.move.steps.get(spec.element.id)
            self._complain(spec, *(_UNPLANNED if known is None else _ELSEWHERE), known)
        elif type(new) is not type(spec):
            self._complain(spec, *_OTHER_KIND, new.element.id)
            return None
        return new

    def flow(self, token: Token, new: Node) -> str | None:
        """The flow a waiting token came by; with a fault where it waits for others and the new version has none."""
        found = None if token.flow is None else self._incoming(token.task_spec, new, token.flow)
        waits = token.state == TaskState.WAITING and token.phase == ENTER
        if found is None and waits and len(new.incoming) > 1:
            self._complain(token.task_spec, *_OTHER_WAY, new.element.id)
        return found or token.flow

    def fired(self, fired: dict[str, list[str]]) -> dict[str, list[str]]:
        """Complex gateways that wait for their reset, with the flows they had received."""
        found = {}
        for name, flows in fired.items():
            old, new = self.old.task_specs[name], self.node(self.old.task_specs[name])
            if new is not None:
                known = (self._incoming(old, new, flow) for flow in flows)
                found[new.name] = [flow for flow in known if flow is not None]
        return found

    def _incoming(self, old: Node, new: Node, flow_id: str) -> str | None:
        """A flow into a node: the same one, else the one from where its source has gone."""
        if any(flow.id == flow_id for flow in new.incoming):
            return flow_id
        came = next((flow for flow in old.incoming if flow.id == flow_id), None)
        source = None if came is None else self.node(self.old.task_specs[came.source])
        similar = [flow.id for flow in new.incoming if source is not None and flow.source == source.name]
        return similar[0] if len(similar) == 1 else None

    def undoable(self, records: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
        """What was completed and can be undone, as far as the new version knows how."""
        return compensation.grouped(self.rows(compensation.flattened(list(records))))

    def record(self, record: dict[str, Any]) -> dict[str, Any] | None:
        """One record of compensation with all within it; None where the new version has nothing for it."""
        return next(iter(self.undoable([record])), None)

    def reopening(self, held: dict[str, Any], old: Any, new: Any) -> dict[str, Any]:
        """What changes in what a subprocess or a called process would be opened again with."""
        inner = self.inner(held.get("c"), old, new) if "r" in held else None
        if inner is None:
            return {}
        return {"r": inner.rows(held["r"]), **({"c": self.called(held["c"])} if held.get("c") else {})}

    def rows(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Rows of records one after the other, those within a record behind it; records may lie thousands deep."""
        found: list[dict[str, Any]] = []
        around: list[tuple[int, int, Translation]] = []
        here, at = self, 0
        while at < len(rows) or around:
            if around and around[-1][0] == at:
                _end, head, here = around.pop()
                found[head]["k"] = len(found) - head - 1
                continue
            row, behind = rows[at], at + 1 + rows[at].get("k", 0)
            old = here.old.task_specs[row["s"]]
            new = here.node(old)
            inner = here.inner(row.get("c"), old, new) if new is not None and "k" in row else None
            if new is not None:
                found.append({**row, "s": new.name})
            if inner is not None:
                if row.get("c"):
                    found[-1]["c"] = here.called(row["c"])
                around.append((behind, len(found) - 1, here))
                here, at = inner, at + 1
                continue
            found += rows[at + 1 : behind] if new is not None else []
            at = behind
        return found

    def inner(self, called: list[str] | None, old: Any, new: Any) -> Translation | None:
        """The scope below a node; None where another version that does not move is called there."""
        if called is None:
            return Translation(self.move, old.inner, new.inner, self.faults)
        if called[1] != self.move.old.ref:
            return None
        return Translation(self.move, self.move.old.root, self.move.new.root, self.faults)

    def called(self, called: list[str]) -> list[str]:
        """What a call activity keeps of the process it called."""
        return [self.move.new.process, self.move.new.ref] if called[1] == self.move.old.ref else called

    def _guards(self) -> list[Any]:
        return [*self.new.event_starts, *([self.new.undoing] if self.new.undoing else [])]

    def _complain(self, spec: Node, zh: str, en: str, target: str | None) -> None:
        name = spec.element.name or spec.element.id
        other = self.move.new.elements.get(target or "")
        called = (other.name or other.id) if other is not None else target
        words = {"name": name, "other": called}
        self.faults.append(Misfit(element=spec.element.id, zh=zh.format_map(words), en=en.format_map(words)))


_UNPLANNED = (
    "事项停在“{name}”，迁移方案没有为它指定新版本中的环节。",
    "The case stands at {name}, for which the plan names no step of the new version.",
)
_ELSEWHERE = (
    "事项停在“{name}”，而“{other}”在新版本中位于另一个子流程内，不能直接迁入。",
    "The case stands at {name}, but {other} lies in another subprocess of the new version.",
)
_OTHER_KIND = (
    "“{name}”与“{other}”不是同一类环节，不能互相迁移。",
    "{name} and {other} are different kinds of steps.",
)
_OTHER_WAY = (
    "有分支已到达“{name}”等待汇合，而“{other}”没有对应的入口。",
    "A branch waits at {name} for the others, but {other} has no flow for it.",
)
