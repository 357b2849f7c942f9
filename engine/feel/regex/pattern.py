"""Patterns as the string functions use them: search, replace, split."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from engine.feel.errors import Fault
from engine.feel.regex.matcher import Matcher, Spans
from engine.feel.regex.nodes import Group, Part, Sequence, Single, source, worst_case
from engine.feel.regex.syntax import Syntax

if TYPE_CHECKING:
    from engine.feel.run import Run

QUICK: Final = 100_000
"""Up to so many steps in the worst case a pattern may run on `re`, which cannot be interrupted."""
_REPLACEMENT = re.compile(r"\\([\\$])|\$(\d+)|([\\$])", re.ASCII)


class Pattern:
    """A compiled pattern."""

    def __init__(self, text: str, flags: str) -> None:
        unknown = set(flags) - set("smixq")
        if unknown:
            wrong = "".join(sorted(unknown))
            raise Fault(f"正则表达式没有选项“{wrong}”", f'a regular expression has no flag "{wrong}"')
        self.literal = "q" in flags
        self.part, self.groups, self.refers = _tree(text, flags)
        self.flags = re.IGNORECASE if "i" in flags else re.RegexFlag(0)
        self._quick: re.Pattern[str] | None = None
        self._matcher: Matcher | None = None

    def search(self, run: "Run", text: str) -> bool:
        """Whether the pattern matches anywhere."""
        return next(self._matches(run, text), None) is not None

    def replace(self, run: "Run", text: str, replacement: str) -> str:
        """The text with each match replaced; a pattern that matches nothing at all is refused."""
        self._refuse_empty(run)
        template = [replacement] if self.literal else self._template(replacement)
        pieces: list[str] = []
        length = position = 0
        for spans in self._matches(run, text):
            pieces.append(text[position : spans[0]])
            pieces.extend(each if isinstance(each, str) else _group(text, spans, each) for each in template)
            length += sum(map(len, pieces[-len(template) - 1 :]))
            run.spend_text(length)
            position = spans[1] or 0
        return "".join(pieces) + text[position:]

    def split(self, run: "Run", text: str) -> list[str]:
        """The parts between the matches."""
        self._refuse_empty(run)
        parts: list[str] = []
        position = 0
        for spans in self._matches(run, text):
            run.spend(2)
            parts.append(text[position : spans[0]])
            position = spans[1] or 0
        return [*parts, text[position:]]

    def _matches(self, run: "Run", text: str) -> Iterator[Spans]:
        if worst_case(self.part, len(text)) * (len(text) + 1) <= QUICK:
            return self._quick_matches(run, text)
        return self._bounded_matches(run, text)

    def _quick_matches(self, run: "Run", text: str) -> Iterator[Spans]:
        if self._quick is None:
            self._quick = re.compile(source(self.part), self.flags)
        run.spend(len(text) >> 2)
        for found in self._quick.finditer(text):
            yield [bound if bound >= 0 else None for span in found.regs for bound in span]

    def _bounded_matches(self, run: "Run", text: str) -> Iterator[Spans]:
        if self._matcher is None:
            self._matcher = Matcher(self.part, self.groups, self.refers, self.flags)
        failed: set[tuple[int, int]] = set()
        position = 0
        while position <= len(text):
            spans = self._matcher.match(run, text, position, failed)
            if spans is None:
                position += 1
                continue
            yield spans
            failed = set()
            end = spans[1] or 0
            position = end if end > position else position + 1

    def _template(self, replacement: str) -> list[str | int]:
        """Texts and numbers of groups; `$12` is group 12 when there is one, else group 1 and a "2"."""
        template: list[str | int] = []
        position = 0
        for found in _REPLACEMENT.finditer(replacement):
            template.append(replacement[position : found.start()])
            position = found.end()
            if found[3]:
                raise Fault("替换文字中的 $ 和 \\ 前应加 \\", "$ and \\ in a replacement need a \\ before them")
            if found[1]:
                template.append(found[1])
                continue
            digits = found[2]
            while len(digits) > 1 and int(digits) > self.groups:
                digits = digits[:-1]
            template.extend([int(digits), found[2][len(digits) :]])
        return [*template, replacement[position:]]

    def _refuse_empty(self, run: "Run") -> None:
        if self.search(run, ""):
            raise Fault("正则表达式不能匹配空文字", "the regular expression must not match the empty text")


def _tree(text: str, flags: str) -> tuple[Part, int, bool]:
    if "q" in flags:
        return Group(Sequence(tuple(Single(re.escape(each)) for each in text)), None), 0, False
    syntax = Syntax(text, flags)
    return syntax.whole(), syntax.groups, syntax.refers


def _group(text: str, spans: Spans, number: int) -> str:
    if 2 * number + 1 >= len(spans):
        return ""
    begin, end = spans[2 * number], spans[2 * number + 1]
    return "" if begin is None or end is None else text[begin:end]


@lru_cache(maxsize=256)
def expression(text: str, flags: str) -> Pattern:
    """The pattern of a text, cached. Raises Fault when it is not an XPath regular expression."""
    return Pattern(text, flags)
