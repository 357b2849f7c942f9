"""Draws one process or subprocess: nodes on a grid, flows in the gutters between them, lanes as bands of rows."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from itertools import accumulate, pairwise
from operator import add

from engine.kernel.layout.boxes import Block, Box, Point, straightened, touch
from engine.kernel.layout.grid import Cell, cells, free
from engine.kernel.rules.diagram import EVENTS, GATEWAYS, SUBPROCESSES, At, name_of

EVENT, GATEWAY, TASK = (36, 36), (50, 50), (100, 80)
SIZES = {"dataObjectReference": (36, 50), "dataStoreReference": (50, 50), "textAnnotation": (160, 60), "group": TASK}
ARTIFACTS = frozenset(SIZES)
LINES = ("association", "dataInputAssociation", "dataOutputAssociation")
HEAD, PAD = 40, 30
"""Room for the name of a subprocess, and around what it holds."""
ABOVE, BELOW, TRACK, GUTTER = 20, 44, 8, 50
"""Room above and below a row, the second for labels and boundary events; between two lines; between columns."""
LETTER, LINE_HEIGHT, WIDEST = 12, 16, 120
HEADER = 30
"""Breadth of the upright name of a pool or lane."""


class Scope:
    """One scope while it is drawn."""

    def __init__(self, at: At, inner: Mapping[str, Block]) -> None:
        """`inner` are the blocks of the subprocesses in it, by their ids."""
        self.at, self.inner = at, inner
        self.block = Block()
        self.inside: list[tuple[str, float, float]] = []
        """The subprocesses in it, each with the corner of what it holds."""
        self.nodes = [node for node in at.nodes if node.tag != "boundaryEvent"]
        self.artifacts = at.children(*sorted(ARTIFACTS))
        hosts = {node.id for node in self.nodes}
        boundary = [node for node in at.nodes if node.tag == "boundaryEvent" and node.ref("attachedToRef") in hosts]
        self.host = {node.id: node.ref("attachedToRef") for node in boundary}
        self.guards: dict[str, list[At]] = {}
        for node in boundary:
            self.guards.setdefault(self.host[node.id], []).append(node)
        known = hosts | set(self.host)
        self.flows = [flow for flow in at.children("sequenceFlow") if {flow.ref(end) for end in ENDS} <= known]
        self.lines = [line for holder in [at, *at.nodes] for line in holder.children(*LINES)]
        self.lanes = [lane for lane in lanes_of(at) if not lanes_of(lane)]
        self.grid, self.firsts = self.arrange()
        self.taken: dict[int, list[int]] = {}
        for column, row in sorted(self.grid.values()):
            self.taken.setdefault(row, []).append(column)
        self.spread()

    def arrange(self) -> tuple[dict[str, Cell], list[int]]:
        """A cell for each node; artifacts come in rows of their own below all else."""
        names = [node.id for node in self.nodes]
        edges = [(self.host.get(flow.ref(a), flow.ref(a)), flow.ref(b)) for flow in self.flows for a, b in [ENDS]]
        near: dict[str, list[str]] = {}
        for line in self.lines:
            first, *second = line_ends(line)
            near.setdefault(first, []).extend(second)
            for far in second:
                near.setdefault(far, []).append(first)
        for event, host in self.host.items():
            edges += [(host, handler) for handler in near.get(event, []) if handler in names]
        bands = dict.fromkeys(names, 0)
        for number, lane in enumerate(self.lanes):
            inside = (name_of(ref.text) for ref in lane.children("flowNodeRef"))
            bands.update({name: number for name in inside if name in bands})
        grid, firsts = cells(names, edges, bands, max(1, len(self.lanes)))
        taken: set[tuple[int, int, int]] = set()
        for artifact in self.artifacts:
            column = next((grid[name][0] for name in near.get(artifact.id, []) if name in grid), 0)
            grid[artifact.id] = (column, firsts[-1] + free(taken, 0, column, 0))
        return grid, firsts

    def spread(self) -> None:
        """The places of columns and rows, from the sizes of what is in them and the lines between them."""
        sizes = {at.id: self.size(at) for at in [*self.nodes, *self.artifacts]}
        across = 1 + max((column for column, _ in self.grid.values()), default=0)
        down = max([self.firsts[-1], *(row + 1 for _, row in self.grid.values())])
        widths, heights = [0.0] * across, [40.0] * down
        gutters, tracks = [GUTTER] * (across + 1), [0] * (down + 1)
        for name, (column, row) in self.grid.items():
            widths[column] = max(widths[column], sizes[name][0])
            heights[row] = max(heights[row], sizes[name][1])
        for flow in self.flows:
            source, target = self.cell(flow.ref("sourceRef")), self.cell(flow.ref("targetRef"))
            wide = GUTTER + min(WIDEST, LETTER * len(flow.get("name")))
            gutters[target[0]] = max(gutters[target[0]], wide)
            gutters[source[0] + 1] += TRACK
            gutters[target[0]] += TRACK
            tracks[source[1]] += TRACK
        self.columns = list(accumulate(map(add, widths, gutters[1:]), initial=float(gutters[0])))
        self.widths, self.gutters = widths, gutters
        blocks = [ABOVE + height + BELOW + tracks[at] for at, height in enumerate(heights)]
        self.rows = list(accumulate(blocks, initial=0.0))
        self.heights = heights
        self.used_columns, self.used_rows = [0] * (across + 1), [0] * (down + 1)
        self.block.width = self.columns[-1]
        self.block.height = self.rows[-1]
        for at in [*self.nodes, *self.artifacts]:
            self.put(at, sizes[at.id])

    def size(self, at: At) -> tuple[float, float]:
        """Width and height of a node; an activity is as wide as its boundary events need."""
        if at.tag in EVENTS:
            return EVENT
        if at.tag in GATEWAYS:
            return GATEWAY
        if at.id in self.inner and self.inner[at.id].shapes:
            inside = self.inner[at.id]
            width, height = inside.width + 2 * PAD, inside.height + HEAD + PAD
        else:
            width, height = SIZES.get(at.tag, TASK)
        return max(width, 50 * len(self.guards.get(at.id, [])) + 10), height

    def put(self, at: At, size: tuple[float, float]) -> None:
        """A node in the middle of its cell, with what it holds and what is on its border."""
        column, row = self.grid[at.id]
        x = self.columns[column] + (self.widths[column] - size[0]) / 2
        y = self.rows[row] + ABOVE + (self.heights[row] - size[1]) / 2
        box = self.block.shapes[at.id] = Box(x=x, y=y, width=size[0], height=size[1])
        if at.tag in SUBPROCESSES:
            self.block.expanded.add(at.id)
            self.inside.append((at.id, x + PAD, y + HEAD))
        elif at.tag in EVENTS | GATEWAYS or at.tag in ("dataObjectReference", "dataStoreReference"):
            self.label(at, box)
        for number, event in enumerate(self.guards.get(at.id, [])):
            place = Box(x=x + 10 + 50 * number, y=box.bottom - 18, width=EVENT[0], height=EVENT[1])
            self.block.shapes[event.id] = place
            self.label(event, place)

    def label(self, at: At, box: Box) -> None:
        """The name below what has no room for it inside."""
        name = at.get("name")
        if name:
            width = min(90, LETTER * len(name))
            height = LINE_HEIGHT * (1 + LETTER * (len(name) - 1) // 90)
            x = box.middle[0] - width / 2 if at.tag != "boundaryEvent" else box.right - 4
            self.block.labels[at.id] = Box(x=x, y=box.bottom + 4, width=width, height=height)

    def cell(self, name: str) -> Cell:
        """The cell of a node, of its host for a boundary event."""
        return self.grid[self.host.get(name, name)]

    def route(self, flow: At) -> list[Point]:
        """A line from the right (or from a boundary event down) to the left, bending in gutters and between rows."""
        source, target = flow.ref("sourceRef"), flow.ref("targetRef")
        (column, row), (goal, level) = self.cell(source), self.cell(target)
        start, end = self.block.shapes[source], self.block.shapes[target]
        finish = (end.x, end.middle[1])
        if source in self.host:
            begin = (start.middle[0], start.bottom)
            y = self.track(row)
            return straightened([begin, (begin[0], y), *self.arrive(goal, y, finish)])
        begin = (start.right, start.middle[1])
        if row == level and goal > column and not self.occupied(row, column, goal):
            return straightened([begin, finish])
        x = self.columns[column] + self.widths[column] + self.lane(column + 1)
        if goal == column + 1:
            return straightened([begin, (x, begin[1]), (x, finish[1]), finish])
        y = self.track(row)
        return straightened([begin, (x, begin[1]), (x, y), *self.arrive(goal, y, finish)])

    def arrive(self, column: int, y: float, finish: Point) -> list[Point]:
        """The end of a line: along the row to the gutter before the column, then to the node."""
        x = self.columns[column] - self.lane(column)
        return [(x, y), (x, finish[1]), finish]

    def track(self, row: int) -> float:
        """A height of its own for a line below a row."""
        self.used_rows[row] += TRACK
        return self.rows[row] + ABOVE + self.heights[row] + BELOW + self.used_rows[row] - TRACK

    def lane(self, gutter: int) -> float:
        """A distance of its own for an upright line in a gutter."""
        self.used_columns[gutter] += TRACK
        return 12 + (self.used_columns[gutter] - TRACK) % max(
            TRACK, self.gutters[min(gutter, len(self.gutters) - 1)] - 24
        )

    def occupied(self, row: int, first: int, last: int) -> bool:
        """Whether a node stands between two columns of a row."""
        taken = self.taken[row]
        return bisect_left(taken, last) - bisect_right(taken, first) > 0

    def draw_lines(self) -> None:
        """All flows, then the associations as straight lines."""
        for flow in self.flows:
            points = self.block.edges[flow.id] = self.route(flow)
            name = flow.get("name")
            if name:
                width = min(WIDEST, LETTER * len(name))
                (x, y) = points[-1]
                self.block.labels[flow.id] = Box(x=x - width - 8, y=y - 20, width=width, height=LINE_HEIGHT)
        for line in self.lines:
            ends = [self.block.shapes.get(end) for end in line_ends(line)]
            if line.id and len(ends) == 2 and ends[0] is not None and ends[1] is not None:
                first, second = ends[0], ends[1]
                self.block.edges[line.id] = [touch(first, second.middle), touch(second, first.middle)]

    def draw_lanes(self) -> None:
        """Bands of rows around the nodes; a lane with lanes inside is as high as they are."""
        if not self.lanes:
            return
        ends = [*self.firsts[:-1], len(self.rows) - 1]
        spans = {lane.id: (self.rows[a], self.rows[b]) for lane, (a, b) in zip(self.lanes, pairwise(ends), strict=True)}
        levels = 1 + max(depth(lane) for lane in lanes_of(self.at))
        shift = HEADER * levels
        drawn = Block(width=self.block.width + shift, height=self.block.height)
        for lane in reversed(lanes_of(self.at)):
            inside = [spans[inner.id] for inner in lanes_of(lane) if inner.id in spans]
            top, bottom = spans.get(lane.id) or (min(a for a, _ in inside), max(b for _, b in inside))
            spans[lane.id] = (top, bottom)
            x = HEADER * depth(lane)
            drawn.shapes[lane.id] = Box(x=x, y=top, width=drawn.width - x, height=bottom - top)
            drawn.lying.add(lane.id)
        drawn.shapes = dict(reversed(drawn.shapes.items()))
        drawn.add(self.block, shift, 0)
        self.block = drawn
        self.inside = [(name, x + shift, y) for name, x, y in self.inside]


ENDS = ("sourceRef", "targetRef")


def draw(at: At) -> Block:
    """All that is inside a process or subprocess, the innermost first, however deep they are nested."""
    order = [at]
    for outer in order:
        order += [node for node in outer.nodes if node.tag in SUBPROCESSES]
    drawn: dict[str, Block] = {}
    inside: dict[str, list[tuple[str, float, float]]] = {}
    for one in reversed(order):
        scope = Scope(one, drawn)
        scope.draw_lines()
        scope.draw_lanes()
        drawn[one.id], inside[one.id] = scope.block, scope.inside
    whole, todo = Block(width=drawn[at.id].width, height=drawn[at.id].height), [(at.id, 0.0, 0.0)]
    while todo:
        name, x, y = todo.pop()
        whole.add(drawn[name], x, y)
        todo += [(one, x + right, y + down) for one, right, down in inside[name]]
    return whole


def lanes_of(at: At) -> list[At]:
    """All lanes of a scope or lane, the outer before the inner."""
    found = []
    for lane_set in at.children("laneSet", "childLaneSet"):
        for lane in lane_set.children("lane"):
            found += [lane, *lanes_of(lane)]
    return found


def depth(lane: At) -> int:
    """How many lanes a lane stands in."""
    return sum(around.tag == "lane" for around in lane.around)


def line_ends(line: At) -> list[str]:
    """The ids of the two elements an association or data association connects."""
    if line.tag == "association":
        return [line.ref(end) for end in ENDS]
    owner = line.parent.id if line.parent is not None else ""
    child = "sourceRef" if line.tag == "dataInputAssociation" else "targetRef"
    far = [name_of(ref.text) for ref in line.children(child)][:1]
    return [*far, owner] if child == "sourceRef" else [owner, *far]
