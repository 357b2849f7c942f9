"""The small part of Markdown that texts of forms may use, as values that a page can render without trusting them."""

import re
from dataclasses import dataclass

_HEADING = re.compile(r"(#{1,6})\s+(.*)")
_BULLET = re.compile(r"[-*+]\s+(.*)")
_NUMBER = re.compile(r"(\d{1,3})(?:[.)]\s|、)\s*(.*)", re.ASCII)
_SPAN = re.compile(r"\*\*([^*]+)\*\*|\*([^*]+)\*|`([^`]+)`|\[([^\]]+)\]\((https?://[^\s)]+|/[^\s)/][^\s)]*)\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Words in one style: plain (empty), `strong`, `em`, `code` or `link`; only web addresses become links."""

    text: str
    style: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A `paragraph`, a `heading` of some level, or a list (`bullets`, `numbers`), which has a line per entry.

    Lines of a paragraph stay lines, and indented lines below an entry belong to it after a line feed: people who
    write Chinese mean the line ends they type.
    """

    kind: str
    lines: tuple[tuple[Span, ...], ...]
    level: int = 0
    """Of a heading 1 to 6; of numbers the first number."""


def blocks(text: str) -> tuple[Block, ...]:
    """Read a text; what is no Markdown here stays as it was written."""
    found: list[tuple[str, int, list[str]]] = []
    fresh = True
    for line in text.splitlines():
        kind, level, words = _line(line.strip())
        if not words:
            fresh = True
            continue
        before = "" if fresh else found[-1][0]
        if before in ("bullets", "numbers") and line.startswith("  ") and kind == "paragraph":
            found[-1][2][-1] += "\n" + words
        elif before == kind and kind != "heading":
            found[-1][2].append(words)
        else:
            found.append((kind, level, [words]))
        fresh = False
    return tuple(
        Block(kind=kind, level=level, lines=tuple(spans(words) for words in lines)) for kind, level, lines in found
    )


def spans(words: str) -> tuple[Span, ...]:
    """The styled pieces of one line."""
    pieces: list[Span] = []
    end = 0
    for found in _SPAN.finditer(words):
        if found.start() > end:
            pieces.append(Span(text=words[end : found.start()]))
        strong, em, code, link, href = found.groups()
        style = "strong" if strong else "em" if em else "code" if code else "link"
        pieces.append(Span(text=strong or em or code or link, style=style, href=href or ""))
        end = found.end()
    if end < len(words):
        pieces.append(Span(text=words[end:]))
    return tuple(pieces)


def _line(line: str) -> tuple[str, int, str]:
    if found := _HEADING.fullmatch(line):
        return "heading", len(found[1]), found[2]
    if found := _BULLET.fullmatch(line):
        return "bullets", 0, found[1]
    if found := _NUMBER.fullmatch(line):
        return "numbers", int(found[1]), found[2]
    return "paragraph", 0, line
