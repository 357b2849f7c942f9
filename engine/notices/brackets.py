"""Brackets of Chinese text, matched with a stack: nested ones stay whole, and an open one is seen."""

from collections.abc import Iterator
from dataclasses import dataclass

_OPENING = "（([〔［【《〈“‘"
_CLOSING = "）)]〕］】》〉”’"
_KIN = {
    "（": "）)",
    "(": "）)",
    "〔": "〕]",
    "[": "]〕］",
    "［": "］]",
    "【": "】",
    "《": "》",
    "〈": "〉",
    "“": "”",
    "‘": "’",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bracket:
    """An outermost bracket: `start` and `end` (exclusive) with its signs, and what stands between them."""

    start: int
    end: int
    content: str


def brackets(text: str) -> Iterator[Bracket]:
    """Outermost brackets of the kinds that hold assignments: （） () 〔〕 [] ［］ 【】; quotes are not entered."""
    stack: list[tuple[str, int]] = []
    for index, sign in enumerate(text):
        if sign in _OPENING:
            stack.append((sign, index))
        elif sign in _CLOSING and any(sign in _KIN[opening] for opening, _ in stack):
            while sign not in _KIN[stack[-1][0]]:
                stack.pop()
            opening, start = stack.pop()
            if not stack and opening not in "《〈“‘":
                yield Bracket(start=start, end=index + 1, content=text[start + 1 : index])


def is_open(text: str) -> bool:
    """Whether a bracket or quotation is still open at the end, as in a passage cut by the end of a page."""
    stack: list[str] = []
    for sign in text:
        if sign in _OPENING:
            stack.append(sign)
        elif sign in _CLOSING and stack and sign in _KIN[stack[-1]]:
            stack.pop()
    return bool(stack)


def outside(text: str) -> Iterator[tuple[int, str]]:
    """(index, sign) of everything that stands in no bracket and no quotation."""
    stack: list[str] = []
    for index, sign in enumerate(text):
        if sign in _OPENING:
            stack.append(sign)
        elif sign in _CLOSING:
            if stack and sign in _KIN[stack[-1]]:
                stack.pop()
        elif not stack:
            yield index, sign
