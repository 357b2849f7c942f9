"""The input columns of a table, indexed: which rules a value passes, as the bits of one number, without trying each."""

from bisect import bisect_left
from collections.abc import Callable
from typing import Any, Final

from engine.dmn.cells import Cell
from engine.feel import Range
from engine.feel.literal_tests import LiteralTests, index_kind

MOST_BITS: Final = 32 * 1024 * 1024
"""Bits of the index of one column; beyond that its cells are tried one by one."""


class Column:
    """The cells of one input, one bit a rule: the first rule is the lowest bit."""

    __slots__ = ("_any", "_indexes", "_literal", "_tried", "cells")

    def __init__(self, cells: list[Cell]) -> None:
        self.cells = cells
        self._any = self._tried = self._literal = 0
        by_kind: dict[str, list[tuple[int, LiteralTests]]] = {}
        for bit, cell in enumerate(cells):
            tests = cell.tests.literal if cell.tests is not None else None
            if tests is None:
                self._tried |= 1 << bit
            elif tests.kind is None:
                self._any |= 1 << bit
            else:
                self._literal |= 1 << bit
                by_kind.setdefault(tests.kind, []).append((bit, tests))
        self._indexes: dict[str, Callable[[Any], int]] = {}
        for kind, known in by_kind.items():
            index = _indexed(known, len(cells))
            if index is None:
                self._give_up(known)
            else:
                self._indexes[kind] = index

    def _give_up(self, known: list[tuple[int, LiteralTests]]) -> None:
        bits = sum(1 << bit for bit, _ in known)
        self._tried |= bits
        self._literal &= ~bits

    def passing(self, value: Any) -> tuple[int, int]:
        """The rules whose cell a value passes for certain, and those whose cell has to be tried.

        A written value or range is passed only by values of its kind; null may still pass `not(...)`.
        """
        kind = index_kind(value)
        if kind is None:
            return self._any, self._tried | self._literal
        index = self._indexes.get(kind)
        return (self._any | index(value) if index is not None else self._any), self._tried


def _indexed(known: list[tuple[int, LiteralTests]], size: int) -> Callable[[Any], int] | None:
    """A function from a value to its rules: by the points cells name and the gaps between them."""
    points = sorted({end for _, tests in known for each in tests.ranges for end in (each.start, each.end)} - {None})
    if (2 * len(points) + 1) * size > MOST_BITS:
        return None
    place = {point: 2 * number + 1 for number, point in enumerate(points)}
    changes = [0] * (2 * len(points) + 2)
    for bit, tests in known:
        for start, stop in _covered(tests, place, 2 * len(points) + 1):
            changes[start] ^= 1 << bit
            changes[stop] ^= 1 << bit
    masks, mask = [], 0
    for change in changes[:-1]:
        mask ^= change
        masks.append(mask)

    def find(value: Any) -> int:
        found = place.get(value)
        return masks[2 * bisect_left(points, value) if found is None else found]

    return find


def _covered(tests: LiteralTests, place: dict[Any, int], size: int) -> list[tuple[int, int]]:
    """The places of the values that pass, as ranges from start up to stop that do not touch."""
    merged: list[tuple[int, int]] = []
    for start, stop in sorted(_places(each, place, size) for each in tests.ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(stop, merged[-1][1]))
        elif start < stop:
            merged.append((start, stop))
    if not tests.negated:
        return merged
    borders = [0, *(border for pair in merged for border in pair), size]
    return [(start, stop) for start, stop in zip(borders[::2], borders[1::2], strict=True) if start < stop]


def _places(each: Range, place: dict[Any, int], size: int) -> tuple[int, int]:
    start = 0 if each.start is None else place[each.start] + (not each.start_included)
    stop = size if each.end is None else place[each.end] + each.end_included
    return start, stop
