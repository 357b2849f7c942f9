"""Range functions: how points and ranges lie to each other (DMN 1.5 §10.3.4.9, table 78, after Allen)."""

from collections.abc import Callable
from operator import gt, lt
from typing import TYPE_CHECKING, Any

from engine.feel.builtins.registry import builtin
from engine.feel.comparing import equal, ordered, within
from engine.feel.errors import Fault
from engine.feel.rangetext import read_range
from engine.feel.values import Range

if TYPE_CHECKING:
    from engine.feel.run import Run

_POINT = "number|string|date|time|date and time|days and time duration|years and months duration"
Relation = Callable[["Run", Any, Any], bool]


@builtin("range", "from: string")
def make_range(run: "Run", text: str) -> Range:
    """The range written in a text, as `[1..5)`, or without one end `[5..)`, which is `>= 5`."""
    return read_range(run, text)


def _relation(name: str, first: str, second: str) -> Callable[[Relation], Relation]:
    def register(function: Relation) -> Relation:
        kinds = {"point": _POINT, "range": "range"}
        names = (first + "1", second + "2") if first == second else (first, second)
        builtin(name, f"{names[0]}: {kinds[first]}, {names[1]}: {kinds[second]}")(function)
        return function

    return register


@_relation("before", "point", "point")
def point_before(run: "Run", a: Any, b: Any) -> bool:
    """a < b"""
    return ordered(run, lt, a, b)


@_relation("before", "point", "range")
def before_start(run: "Run", point: Any, scope: Range) -> bool:
    """The point lies before the range."""
    start = _start(scope)
    return ordered(run, lt, point, start) or (not scope.start_included and equal(run, point, start) is True)


@_relation("before", "range", "point")
def ends_before(run: "Run", scope: Range, point: Any) -> bool:
    """The range lies before the point."""
    end = _end(scope)
    return ordered(run, lt, end, point) or (not scope.end_included and equal(run, point, end) is True)


@_relation("before", "range", "range")
def range_before(run: "Run", a: Range, b: Range) -> bool:
    """The first range lies before the second."""
    end, start = _end(a), _start(b)
    touching = not (a.end_included and b.start_included)
    return ordered(run, lt, end, start) or (touching and equal(run, end, start) is True)


@_relation("after", "point", "point")
def point_after(run: "Run", a: Any, b: Any) -> bool:
    """a > b"""
    return ordered(run, gt, a, b)


@_relation("after", "point", "range")
def after_end(run: "Run", point: Any, scope: Range) -> bool:
    """The point lies after the range."""
    return ends_before(run, scope, point)


@_relation("after", "range", "point")
def starts_after(run: "Run", scope: Range, point: Any) -> bool:
    """The range lies after the point."""
    return before_start(run, point, scope)


@_relation("after", "range", "range")
def range_after(run: "Run", a: Range, b: Range) -> bool:
    """The first range lies after the second."""
    return range_before(run, b, a)


@_relation("meets", "range", "range")
def meets(run: "Run", a: Range, b: Range) -> bool:
    """The first ends in the point, belonging to both, where the second starts."""
    return a.end_included and b.start_included and _same(run, _end(a), _start(b))


@_relation("met by", "range", "range")
def met_by(run: "Run", a: Range, b: Range) -> bool:
    """The second meets the first."""
    return meets(run, b, a)


@_relation("overlaps", "range", "range")
def overlaps(run: "Run", a: Range, b: Range) -> bool:
    """They have a point in common."""
    return not range_before(run, a, b) and not range_before(run, b, a)


@_relation("overlaps before", "range", "range")
def overlaps_before(run: "Run", a: Range, b: Range) -> bool:
    """They overlap, and the first starts earlier and ends no later."""
    return overlaps(run, a, b) and _starts_earlier(run, a, b) and not _ends_later(run, a, b)


@_relation("overlaps after", "range", "range")
def overlaps_after(run: "Run", a: Range, b: Range) -> bool:
    """The second overlaps before the first."""
    return overlaps_before(run, b, a)


@_relation("finishes", "point", "range")
def point_finishes(run: "Run", point: Any, scope: Range) -> bool:
    """The point is the last of the range."""
    return scope.end_included and _same(run, point, _end(scope))


@_relation("finishes", "range", "range")
def finishes(run: "Run", a: Range, b: Range) -> bool:
    """Both end alike, and the first starts no earlier."""
    return _same_end(run, a, b) and not _starts_earlier(run, a, b)


@_relation("finished by", "range", "point")
def finished_by_point(run: "Run", scope: Range, point: Any) -> bool:
    """The point is the last of the range."""
    return point_finishes(run, point, scope)


@_relation("finished by", "range", "range")
def finished_by(run: "Run", a: Range, b: Range) -> bool:
    """The second finishes the first."""
    return finishes(run, b, a)


@_relation("includes", "range", "point")
def includes_point(run: "Run", scope: Range, point: Any) -> bool:
    """The point lies in the range."""
    return within(run, point, scope) is True


@_relation("includes", "range", "range")
def includes(run: "Run", a: Range, b: Range) -> bool:
    """All of the second lies in the first."""
    return not _starts_earlier(run, b, a) and not _ends_later(run, b, a)


@_relation("during", "point", "range")
def point_during(run: "Run", point: Any, scope: Range) -> bool:
    """The point lies in the range."""
    return includes_point(run, scope, point)


@_relation("during", "range", "range")
def during(run: "Run", a: Range, b: Range) -> bool:
    """All of the first lies in the second."""
    return includes(run, b, a)


@_relation("starts", "point", "range")
def point_starts(run: "Run", point: Any, scope: Range) -> bool:
    """The point is the first of the range."""
    return scope.start_included and _same(run, point, _start(scope))


@_relation("starts", "range", "range")
def starts(run: "Run", a: Range, b: Range) -> bool:
    """Both start alike, and the first ends no later."""
    return _same_start(run, a, b) and not _ends_later(run, a, b)


@_relation("started by", "range", "point")
def started_by_point(run: "Run", scope: Range, point: Any) -> bool:
    """The point is the first of the range."""
    return point_starts(run, point, scope)


@_relation("started by", "range", "range")
def started_by(run: "Run", a: Range, b: Range) -> bool:
    """The second starts the first."""
    return starts(run, b, a)


@_relation("coincides", "point", "point")
def points_coincide(run: "Run", a: Any, b: Any) -> bool:
    """They are equal."""
    return _same(run, a, b)


@_relation("coincides", "range", "range")
def ranges_coincide(run: "Run", a: Range, b: Range) -> bool:
    """They start and end alike."""
    return _same_start(run, a, b) and _same_end(run, a, b)


def _starts_earlier(run: "Run", a: Range, b: Range) -> bool:
    if equal(run, _start(a), _start(b)) is True:
        return a.start_included and not b.start_included
    return ordered(run, lt, a.start, b.start)


def _ends_later(run: "Run", a: Range, b: Range) -> bool:
    if equal(run, _end(a), _end(b)) is True:
        return a.end_included and not b.end_included
    return ordered(run, gt, a.end, b.end)


def _same_start(run: "Run", a: Range, b: Range) -> bool:
    return a.start_included == b.start_included and _same(run, _start(a), _start(b))


def _same_end(run: "Run", a: Range, b: Range) -> bool:
    return a.end_included == b.end_included and _same(run, _end(a), _end(b))


def _same(run: "Run", a: Any, b: Any) -> bool:
    """a = b, which must not be null."""
    same = equal(run, a, b)
    if same is None:
        raise Fault("类型不同，不能比较", "values of different types do not compare")
    return same


def _start(scope: Range) -> Any:
    if scope.start is None:
        raise Fault("范围没有起点", "the range has no start")
    return scope.start


def _end(scope: Range) -> Any:
    if scope.end is None:
        raise Fault("范围没有终点", "the range has no end")
    return scope.end
