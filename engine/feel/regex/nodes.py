"""The tree of a regular expression, and the Python source of each part."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Single:
    """Matches one character; `source` is a Python pattern that does the same."""

    source: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """Matches between characters: `^` or `$`."""

    source: str


@dataclass(frozen=True, slots=True)
class Reference:
    """Matches what a group matched before."""

    group: int


@dataclass(frozen=True, slots=True)
class Sequence:
    """One part after the other."""

    parts: "tuple[Part, ...]"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several branches, the first that fits."""

    branches: "tuple[Part, ...]"


@dataclass(frozen=True, slots=True)
class Group:
    """A part in parentheses; `number` None does not capture."""

    inner: "Part"
    number: int | None


@dataclass(frozen=True, slots=True)
class Repeat:
    """A part from `least` to `most` times; `most` None is without end."""

    inner: "Part"
    least: int
    most: int | None
    lazy: bool


ENDLESS = 10**12
Part = Single | Anchor | Reference | Sequence | Choice | Group | Repeat


def source(part: Part) -> str:
    """The same expression for Python's `re`."""
    match part:
        case Single(text) | Anchor(text):
            return text
        case Reference(group):
            return f"(?:\\{group})"
        case Sequence(parts):
            return "".join(source(each) for each in parts)
        case Choice(branches):
            return "(?:" + "|".join(source(each) for each in branches) + ")"
        case Group(inner, number):
            return ("(?:" if number is None else "(") + source(inner) + ")"
        case Repeat(inner, least, most, lazy):
            count = f"{{{least},{'' if most is None else most}}}"
            return f"(?:{source(inner)}){count}" + ("?" if lazy else "")


def worst_case(part: Part, length: int) -> int:
    """How many ways at most `re` could try to match this part of a text; a huge number stands for "too many"."""
    match part:
        case Single() | Anchor():
            return 1
        case Reference():
            return max(1, length)
        case Sequence(parts):
            return _product(worst_case(each, length) for each in parts)
        case Choice(branches):
            return min(ENDLESS, sum(worst_case(each, length) for each in branches))
        case Group(inner, _):
            return worst_case(inner, length)
        case Repeat(inner, least, most, _):
            times = length if most is None else min(most, length)
            inside = worst_case(inner, length)
            if inside > 1:
                return ENDLESS if times > 8 else min(ENDLESS, inside ** max(times, 1))
            return max(1, times - least + 1)


def _product(numbers: Iterable[int]) -> int:
    product = 1
    for number in numbers:
        product = min(ENDLESS, product * number)
    return product
