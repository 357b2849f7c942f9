"""Parses an XPath regular expression (XPath and XQuery Functions 3.1 §5.6.1, XML Schema 1.1 part 2 appendix G)."""

import re
from typing import Final, NoReturn

from engine.feel.errors import Fault
from engine.feel.regex.classes import escaped_set
from engine.feel.regex.nodes import Anchor, Choice, Group, Part, Reference, Repeat, Sequence, Single

MOST_TIMES: Final = 1000
_LONGEST: Final = 2000
_DEEPEST: Final = 50
_QUANTIFIERS: dict[str, tuple[int, int | None]] = {"?": (0, 1), "*": (0, None), "+": (1, None)}
_COUNT = re.compile(r"\{(\d{1,6})(,(\d{1,6})?)?\}", re.ASCII)
_SPACE = re.compile(r"\s")


class Syntax:
    """Reads one pattern; `groups` is the number of its capturing groups, `refers` whether it looks back at them."""

    def __init__(self, text: str, flags: str) -> None:
        if len(text) > _LONGEST:
            raise Fault("正则表达式过长", "the regular expression is too long")
        self.text = text
        self.dot = r"[\s\S]" if "s" in flags else r"[^\n\r]"
        self.start = r"(?m:^)" if "m" in flags else r"\A"
        self.end = r"(?m:$)" if "m" in flags else r"\Z"
        self.free = "x" in flags
        self.position = 0
        self.depth = 0
        self.groups = 0
        self.closed: set[int] = set()
        self.refers = False

    def whole(self) -> Part:
        """The tree of the pattern."""
        part = self._choice()
        if self.position < len(self.text):
            self._refuse()
        return part

    def _choice(self) -> Part:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise Fault("正则表达式嵌套过深", "the regular expression is nested too deeply")
        branches = [self._sequence()]
        while self._accept("|"):
            branches.append(self._sequence())
        self.depth -= 1
        return branches[0] if len(branches) == 1 else Choice(tuple(branches))

    def _sequence(self) -> Part:
        parts: list[Part] = []
        while self._next() not in ("", "|", ")"):
            parts.append(self._quantified(self._atom()))
        return parts[0] if len(parts) == 1 else Sequence(tuple(parts))

    def _quantified(self, atom: Part) -> Part:
        sign = self._next()
        if sign in _QUANTIFIERS and sign:
            self.position += 1
            least, most = _QUANTIFIERS[sign]
        elif sign == "{":
            least, most = self._counted()
        else:
            return atom
        if isinstance(atom, Anchor):
            self._refuse()
        lazy = self._accept("?")
        if self._next() in ("*", "+", "?", "{"):
            self._refuse()
        return Repeat(atom, least, most, lazy)

    def _counted(self) -> tuple[int, int | None]:
        found = _COUNT.match(self.text, self.position)
        if not found:
            self._refuse()
        least = int(found[1])
        most = least if found[2] is None else int(found[3]) if found[3] else None
        if max(least, most or 0) > MOST_TIMES or (most is not None and most < least):
            self._refuse()
        self.position = found.end()
        return least, most

    def _atom(self) -> Part:
        character = self._next()
        if character in "?*+{}]":
            self._refuse()
        self.position += 1
        if character == ".":
            return Single(self.dot)
        if character in "^$":
            return Anchor(self.start if character == "^" else self.end)
        if character == "(":
            return self._group()
        if character == "[":
            return Single(self._set())
        if character == "\\":
            return self._escape()
        return Single(re.escape(character))

    def _group(self) -> Group:
        number = None
        if not self._accept("?:"):
            self.groups += 1
            number = self.groups
        inner = self._choice()
        if not self._accept(")"):
            self._refuse()
        if number is not None:
            self.closed.add(number)
        return Group(inner, number)

    def _escape(self) -> Part:
        digit = self.text[self.position : self.position + 1]
        if digit in "123456789" and digit:
            return self._reference()
        inside, self.position = escaped_set(self.text, self.position)
        return Single(f"[{inside}]")

    def _reference(self) -> Reference:
        """`\\12` is group 12 when there is one so far, else group 1 before a "2"."""
        found = re.compile(r"\d{1,2}", re.ASCII).match(self.text, self.position)
        number = found[0] if found else ""
        while number and int(number) not in self.closed:
            number = number[:-1]
        if not number:
            self._refuse()
        self.position += len(number)
        self.refers = True
        return Reference(int(number))

    def _set(self) -> str:
        """A class in brackets, after the bracket; `[a-z-[aeiou]]` subtracts."""
        complement = self._accept("^", spaced=False)
        inside = ""
        first = True
        while True:
            character = self.text[self.position : self.position + 1]
            if character == "]" and not first:
                self.position += 1
                return f"[{'^' if complement else ''}{inside}]"
            if character == "-" and self.text.startswith("-[", self.position) and not first:
                return self._subtracted(inside, complement)
            if character in ("", "[", "]"):
                self._refuse()
            if character in " \t\n\r" and self.free:
                self.position += 1
                continue
            inside += self._set_part()
            first = False

    def _subtracted(self, inside: str, complement: bool) -> str:
        self.position += 2
        self.depth += 1
        if self.depth > _DEEPEST:
            self._refuse()
        without = self._set()
        self.depth -= 1
        if not self.text.startswith("]", self.position):
            self._refuse()
        self.position += 1
        return f"(?:(?!{without})[{'^' if complement else ''}{inside}])"

    def _set_part(self) -> str:
        """A character, a range of them or an escape, as it is written inside a Python set."""
        low, single = self._set_character()
        ahead = self.text[self.position : self.position + 2]
        if not single or not ahead.startswith("-") or ahead in ("-]", "-["):
            return low
        self.position += 1
        high, single = self._set_character()
        if not single or _point(low) > _point(high):
            self._refuse()
        return f"{low}-{high}"

    def _set_character(self) -> tuple[str, bool]:
        character = self.text[self.position : self.position + 1]
        self.position += 1
        if character != "\\":
            if character in ("", "[", "]"):
                self._refuse()
            return re.escape(character), True
        inside, self.position = escaped_set(self.text, self.position)
        return inside, len(inside) <= 2 and inside not in (r"\d", r"\D")

    def _next(self) -> str:
        while self.free and _SPACE.match(self.text, self.position):
            self.position += 1
        return self.text[self.position : self.position + 1]

    def _accept(self, text: str, spaced: bool = True) -> bool:
        if spaced:
            self._next()
        if self.text.startswith(text, self.position):
            self.position += len(text)
            return True
        return False

    def _refuse(self) -> NoReturn:
        raise Fault(
            f"正则表达式在第{self.position + 1}个字符处有误：“{self.text[:60]}”",
            f'the regular expression is wrong at character {self.position + 1}: "{self.text[:60]}"',
        )


def _point(source: str) -> int:
    """The code point of one character as it is written in a Python set."""
    return ord(_CONTROL.get(source, source[-1]))


_CONTROL = {r"\n": "\n", r"\r": "\r", r"\t": "\t"}
