"""Boxes and lines on a plane, in pixels."""

from __future__ import annotations

from dataclasses import dataclass, field

Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle by its upper left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def middle(self) -> Point:
        return self.x + self.width / 2, self.y + self.height / 2

    def moved(self, x: float, y: float) -> Box:
        """The same box elsewhere."""
        return Box(x=self.x + x, y=self.y + y, width=self.width, height=self.height)


@dataclass(slots=True, kw_only=True)
class Block:
    """What is drawn of a scope, with its upper left corner at 0, 0."""

    width: float = 0
    height: float = 0
    shapes: dict[str, Box] = field(default_factory=dict)
    edges: dict[str, list[Point]] = field(default_factory=dict)
    labels: dict[str, Box] = field(default_factory=dict)
    expanded: set[str] = field(default_factory=set)
    lying: set[str] = field(default_factory=set)
    """Pools and lanes, whose names stand upright at their left."""

    def add(self, other: Block, x: float, y: float) -> None:
        """Draw another block with its corner at a point."""
        self.shapes.update({name: box.moved(x, y) for name, box in other.shapes.items()})
        self.labels.update({name: box.moved(x, y) for name, box in other.labels.items()})
        self.edges.update({name: [(px + x, py + y) for px, py in points] for name, points in other.edges.items()})
        self.expanded |= other.expanded
        self.lying |= other.lying


def straightened(points: list[Point]) -> list[Point]:
    """A line without points that are twice there or between two others on one straight."""
    kept: list[Point] = []
    for point in points:
        if kept and kept[-1] == point:
            continue
        while len(kept) > 1 and between(kept[-2], kept[-1], point):
            kept.pop()
        kept.append(point)
    return kept if len(kept) > 1 else [*kept, *kept]


def between(first: Point, second: Point, third: Point) -> bool:
    """Whether the second of three points lies on the straight way from the first to the third."""
    for axis in (0, 1):
        same = first[axis] == second[axis] == third[axis]
        other = 1 - axis
        if same and (first[other] - second[other]) * (second[other] - third[other]) >= 0:
            return True
    return False


def touch(box: Box, towards: Point) -> Point:
    """Where the straight line from the middle of a box towards a point leaves the box."""
    x, y = box.middle
    dx, dy = towards[0] - x, towards[1] - y
    if dx == dy == 0:
        return x, box.bottom
    scale = min(box.width / 2 / abs(dx) if dx else 1e9, box.height / 2 / abs(dy) if dy else 1e9)
    return x + dx * scale, y + dy * scale
