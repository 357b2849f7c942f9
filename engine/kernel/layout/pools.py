"""Puts the processes of a file into pools one below the other, with the message flows between them."""

from __future__ import annotations

from collections.abc import Iterator

from engine.kernel.layout.boxes import Block, Box, Point, straightened
from engine.kernel.layout.scope import HEADER, draw
from engine.kernel.rules.diagram import At, Diagram

APART = 60
"""Pixels between two pools."""
CLOSED = (600, 60)
"""Size of a pool whose inside is not shown."""
CORNER = (160, 80)


def planes(diagram: Diagram) -> Iterator[tuple[str, Block]]:
    """(id of the collaboration or process, what is drawn of it) for each plane the file needs."""
    shown: set[str] = set()
    for collaboration in [at for at in diagram.everything if at.tag == "collaboration"]:
        pools = collaboration.children("participant")
        if pools:
            shown |= {pool.ref("processRef") for pool in pools}
            yield collaboration.id, placed(stacked(collaboration, pools))
    for process in [at for at in diagram.everything if at.tag == "process"]:
        if process.id not in shown:
            yield process.id, placed(draw(process))


def placed(block: Block) -> Block:
    """A block at some distance from the corner of the plane."""
    found = Block()
    found.add(block, *CORNER)
    return found


def stacked(collaboration: At, pools: list[At]) -> Block:
    """All pools, as wide as the widest."""
    insides: dict[str, Block] = {}
    for pool in pools:
        process = pool.target("processRef")
        again = any(process is not None and pool.ref("processRef") == other.ref("processRef") for other in pools
                    if other.id in insides)  # fmt: skip
        empty = process is None or process.tag != "process" or again
        insides[pool.id] = Block() if empty or process is None else draw(process)
    width = max(CLOSED[0], *(HEADER + inside.width for inside in insides.values()))
    found, y = Block(), 0.0
    for pool in pools:
        inside = insides[pool.id]
        stretched(inside, width - HEADER)
        height = max(CLOSED[1], inside.height)
        found.shapes[pool.id] = Box(x=0, y=y, width=width, height=height)
        found.lying.add(pool.id)
        found.add(inside, HEADER, y)
        y += height + APART
    for flow in collaboration.children("messageFlow"):
        ends = [found.shapes.get(flow.ref(end)) for end in ("sourceRef", "targetRef")]
        if flow.id and ends[0] is not None and ends[1] is not None:
            found.edges[flow.id] = upright(ends[0], ends[1])
    return found


def stretched(inside: Block, width: float) -> None:
    """Let the lanes of a process reach the right end of its pool."""
    for name in inside.lying:
        box = inside.shapes[name]
        inside.shapes[name] = Box(x=box.x, y=box.y, width=width - box.x, height=box.height)


def upright(first: Box, second: Box) -> list[Point]:
    """From the bottom of the upper box to the top of the lower one, in the direction of the flow."""
    down = first.middle[1] <= second.middle[1]
    upper, lower = (first, second) if down else (second, first)
    begin, end = (upper.middle[0], upper.bottom), (lower.middle[0], lower.y)
    y = end[1] - APART / 2 if end[1] - begin[1] > APART else (begin[1] + end[1]) / 2
    points = straightened([begin, (begin[0], y), (end[0], y), end])
    return points if down else points[::-1]
