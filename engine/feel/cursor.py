"""The place of the parser in the text: looking ahead, expecting, refusing, and reading names of several words."""

from collections.abc import Iterable
from itertools import pairwise
from typing import NoReturn

from engine.feel.errors import FeelSyntaxError, Words
from engine.feel.run import place
from engine.feel.tokens import Token, tokens

KEYWORDS = frozenset(
    {"and", "or", "in", "between", "instance", "if", "then", "else", "for", "return"}
    | {"some", "every", "satisfies", "true", "false", "null", "function"}
)
NAME = Words("名称", "a name")
_END = Words("表达式的结尾", "the end of the expression")

Known = dict[str, list[tuple[tuple[str, ...], str]]]


def known_names(names: Iterable[str], base: Known | None = None) -> Known:
    """First word -> the names of several parts that start with it, the longest first."""
    known = dict(base or {})
    for name in names:
        parts = tuple(token.text for token in tokens(name)[:-1])
        if len(parts) > 1:
            known[parts[0]] = sorted([*known.get(parts[0], []), (parts, name)], key=lambda one: -len(one[0]))
    return known


def united(known: Known, further: Known) -> Known:
    """The names of both, the longest first."""
    if not further:
        return known
    first_words = [*known, *(word for word in further if word not in known)]
    return {
        word: sorted([*known.get(word, ()), *further.get(word, ())], key=lambda one: -len(one[0]))
        for word in first_words
    }


class Cursor:
    """Reads the tokens of one text from left to right; `members` are names known after a dot only."""

    def __init__(self, text: str, known: Known, members: Known | None = None) -> None:
        self.text = text
        self.tokens = tokens(text)
        self.index = 0
        self.token = self.tokens[0]
        self.known = known
        self.members = members or {}
        self.single: frozenset[str] = frozenset()

    def advance(self, count: int = 1) -> Token:
        """Take the current token and go on."""
        taken = self.token
        self.index = min(self.index + count, len(self.tokens) - 1)
        self.token = self.tokens[self.index]
        return taken

    def ahead(self, distance: int = 1) -> Token:
        """The token so many places further."""
        return self.tokens[min(self.index + distance, len(self.tokens) - 1)]

    def at(self, text: str) -> bool:
        """Whether the current token is this symbol or keyword."""
        return self.token.text == text and self.token.kind in ("symbol", "word")

    def accept(self, text: str) -> bool:
        """Take this symbol or keyword if it is next."""
        if self.at(text):
            self.advance()
            return True
        return False

    def expect(self, *texts: str) -> Token:
        """Take one of these symbols or keywords; refuse anything else."""
        for text in texts:
            if self.at(text):
                return self.advance()
        zh = "或".join(f"“{each}”" for each in texts)
        self.refuse(Words(zh, " or ".join(f'"{each}"' for each in texts)))

    def refuse(self, expected: Words, token: Token | None = None) -> NoReturn:
        """Say what should have been here."""
        token = token or self.token
        line, column = place(self.text, token.start)
        found = Words(f"“{token.text}”", f'"{token.text}"')
        if token.kind == "end":
            found = _END
        elif token.kind == "string":
            found = Words(f"文字“{token.text[:20]}”", f'the text "{token.text[:20]}"')
        raise FeelSyntaxError(line, column, expected, found)

    def name(self) -> str:
        """The name here: the longest known one, else the words up to the next keyword or symbol.

        Two words side by side mean nothing else, so names unknown to the parser may have spaces too; only a name that
        is known by itself (a loop variable, say) is not joined with what follows.
        """
        known = self.known_name()
        if known is not None:
            return known
        if not self.at_word():
            self.refuse(NAME)
        first = self.advance().text
        return first if first in self.single else self._joined(first)

    def member(self) -> str:
        """The name after a dot."""
        known = self.known_name(self.members) or self.known_name()
        if known is not None:
            return known
        if self.token.kind != "word":
            self.refuse(NAME)
        return self._joined(self.advance().text)

    def declared(self, stop: str) -> str:
        """A name being introduced: everything up to `stop` or a comma or closing bracket, keywords and symbols too."""
        parts = [self.advance()]
        if parts[0].kind != "word":
            self.refuse(NAME, parts[0])
        while self.token.kind != "end" and self.token.text not in (stop, ",", ")", "(", "[", "]", "{", "}", ":"):
            if self.token.kind == "string" or self.token.text in ("=", "<", ">", "<=", ">=", "!=", "..", "@"):
                self.refuse(Words(f"“{stop}”", f'"{stop}"'))
            parts.append(self.advance())
        return _spelled(parts)

    def at_word(self) -> bool:
        """Whether a word that is not a keyword is next."""
        return self.token.kind == "word" and self.token.text not in KEYWORDS

    def known_name(self, among: Known | None = None) -> str | None:
        """Take the longest known name of several parts that is here, if any."""
        for parts, name in (self.known if among is None else among).get(self.token.text, ()):
            here = all(self.ahead(distance).text == part for distance, part in enumerate(parts))
            if here and self.token.kind == "word":
                self.advance(len(parts))
                return name
        return None

    def _joined(self, first: str) -> str:
        words = [first]
        while self.at_word():
            words.append(self.advance().text)
        return " ".join(words)


def _spelled(parts: list[Token]) -> str:
    """The name as it is written, with single spaces where there were any."""
    text = parts[0].text
    for before, part in pairwise(parts):
        text += (" " if before.end < part.start else "") + part.text
    return text
