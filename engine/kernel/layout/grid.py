"""Gives the nodes of one scope a column and a row: columns follow the flow, rows keep branches apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Edge = tuple[str, str]
Cell = tuple[int, int]


def columns(nodes: Sequence[str], edges: Sequence[Edge]) -> dict[str, int]:
    """The longest way from a beginning to each node, loops cut where they come back."""
    forward = without_loops(nodes, edges)
    waiting = dict.fromkeys(nodes, 0)
    for _, target in forward:
        waiting[target] += 1
    after: dict[str, list[str]] = {}
    for source, target in forward:
        after.setdefault(source, []).append(target)
    found = dict.fromkeys(nodes, 0)
    ready = [node for node in nodes if not waiting[node]]
    for node in ready:
        for target in after.get(node, []):
            found[target] = max(found[target], found[node] + 1)
            waiting[target] -= 1
            if not waiting[target]:
                ready.append(target)
    return found


def without_loops(nodes: Sequence[str], edges: Sequence[Edge]) -> list[Edge]:
    """The edges but those that lead back to a node on the way to their source."""
    after: dict[str, list[str]] = {}
    for source, target in edges:
        after.setdefault(source, []).append(target)
    entered: set[str] = set()
    left: set[str] = set()
    kept: list[Edge] = []
    reached = {target for _, target in edges}
    for first in sorted(nodes, key=lambda node: node in reached):
        stack = [(first, iter(after.get(first, [])))] if first not in entered else []
        entered.add(first)
        while stack:
            node, targets = stack[-1]
            target = next(targets, "")
            if not target:
                left.add(node)
                stack.pop()
            elif target not in entered:
                entered.add(target)
                kept.append((node, target))
                stack.append((target, iter(after.get(target, []))))
            elif target in left:
                kept.append((node, target))
    return kept


def cells(
    nodes: Sequence[str], edges: Sequence[Edge], bands: Mapping[str, int], count: int
) -> tuple[dict[str, Cell], list[int]]:
    """(column, row) of each node, no two alike, and the first row of each of `count` bands (lanes) and of the end."""
    column = columns(nodes, edges)
    before: dict[str, list[str]] = {}
    for source, target in edges:
        before.setdefault(target, []).append(source)
    taken: set[tuple[int, int, int]] = set()
    row: dict[str, int] = {}
    for node in sorted(nodes, key=lambda node: column[node]):
        band = bands[node]
        wanted = [row[source] for source in before.get(node, []) if source in row and bands[source] == band]
        row[node] = free(taken, band, column[node], wanted[0] if wanted else 0)
    heights = [1 + max((row[node] for node in nodes if bands[node] == band), default=0) for band in range(count)]
    firsts = [sum(heights[:band]) for band in range(count + 1)]
    return {node: (column[node], firsts[bands[node]] + row[node]) for node in nodes}, firsts


def free(taken: set[tuple[int, int, int]], band: int, column: int, wanted: int) -> int:
    """The first row from the wanted one down that nobody has in this column; it is taken."""
    while (band, column, wanted) in taken:
        wanted += 1
    taken.add((band, column, wanted))
    return wanted
