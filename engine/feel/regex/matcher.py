"""A matcher that stays within pattern length times text length steps, for patterns `re` could take for ever on."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from engine.feel.errors import Fault
from engine.feel.regex.nodes import Anchor, Choice, Group, Part, Reference, Repeat, Sequence, Single

if TYPE_CHECKING:
    from engine.feel.run import Run

LONGEST_PROGRAM: Final = 3000
_STEP_COST: Final = 4
Spans = list[int | None]
"""Start and end of each group, group 0 being the whole match."""


@dataclass(slots=True)
class Step:
    """One instruction; `next` and `other` are the places to go on, `other` tried second."""

    kind: str
    next: int
    other: int = -1
    match: Callable[[str, int], re.Match[str] | None] | None = None
    slot: int = 0


class Matcher:
    """A pattern compiled to steps; backtracking with a memory of what failed before."""

    def __init__(self, part: Part, groups: int, refers: bool, flags: re.RegexFlag) -> None:
        self.steps: list[Step] = []
        self.flags = flags
        self.slots = 2 * (groups + 1)
        self.refers = refers
        end = self._add(Step("end", -1))
        self.start = self._compile(part, end)

    def match(self, run: "Run", text: str, position: int, failed: set[tuple[int, int]]) -> Spans | None:
        """The match that starts here, as `re` would find it. `failed` may be shared by all starts in one text."""
        spans: Spans = [None] * self.slots
        pending: list[tuple[int, int, Spans]] = [(self.start, position, spans)]
        while pending:
            place, at, spans = pending.pop()
            while place >= 0:
                run.spend(_STEP_COST)
                if not self.refers:
                    if (place, at) in failed:
                        break
                    failed.add((place, at))
                step = self.steps[place]
                if step.kind == "end":
                    spans = spans.copy()
                    spans[0], spans[1] = position, at
                    return spans
                place, at, spans = self._advance(step, text, at, spans, pending)
        return None

    def _advance(
        self, step: Step, text: str, at: int, spans: Spans, pending: list[tuple[int, int, Spans]]
    ) -> tuple[int, int, Spans]:
        if step.kind == "fork":
            pending.append((step.other, at, spans))
            return step.next, at, spans
        if step.kind == "save":
            spans = spans.copy()
            spans[step.slot] = at
            return step.next, at, spans
        if step.kind == "moved":
            return (step.next if spans[step.slot] != at else -1), at, spans
        if step.match is not None:
            found = step.match(text, at)
            return (step.next, found.end(), spans) if found else (-1, at, spans)
        begin, end = spans[step.slot], spans[step.slot + 1]
        before = text[begin:end] if begin is not None and end is not None else ""
        return (step.next, at + len(before), spans) if text.startswith(before, at) else (-1, at, spans)

    def _add(self, step: Step) -> int:
        if len(self.steps) >= LONGEST_PROGRAM:
            raise Fault("正则表达式过于复杂", "the regular expression is too complex")
        self.steps.append(step)
        return len(self.steps) - 1

    def _compile(self, part: Part, following: int) -> int:
        """Where to start to match a part and then go on at `following`."""
        match part:
            case Single(source) | Anchor(source):
                return self._add(Step("one", following, match=re.compile(source, self.flags).match))
            case Reference(group):
                return self._add(Step("again", following, slot=2 * group))
            case Sequence(parts):
                for each in reversed(parts):
                    following = self._compile(each, following)
                return following
            case Choice(branches):
                start = self._compile(branches[-1], following)
                for each in reversed(branches[:-1]):
                    start = self._add(Step("fork", self._compile(each, following), start))
                return start
            case Group(inner, number):
                if number is None:
                    return self._compile(inner, following)
                end = self._add(Step("save", following, slot=2 * number + 1))
                return self._add(Step("save", self._compile(inner, end), slot=2 * number))
            case Repeat():
                return self._repeat(part, following)

    def _repeat(self, part: Repeat, following: int) -> int:
        if part.most is None:
            start = self._endless(part, following)
        else:
            start = following
            for _ in range(part.most - part.least):
                start = self._fork(part, self._compile(part.inner, start), following)
        for _ in range(part.least):
            start = self._compile(part.inner, start)
        return start

    def _endless(self, part: Repeat, following: int) -> int:
        """A loop; a round that does not move is given up, so that `(a*)*` ends."""
        loop = self._add(Step("fork", -1))
        slot = self.slots
        self.slots += 1
        moved = self._add(Step("moved", loop, slot=slot))
        body = self._add(Step("save", self._compile(part.inner, moved), slot=slot))
        step = self.steps[loop]
        step.next, step.other = (following, body) if part.lazy else (body, following)
        return loop

    def _fork(self, part: Repeat, body: int, following: int) -> int:
        return self._add(Step("fork", following, body) if part.lazy else Step("fork", body, following))
