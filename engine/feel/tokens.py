"""Cuts the text of an expression into tokens (DMN 1.5 §10.3.1.2, rules 27 to 43)."""

import re
from dataclasses import dataclass
from typing import Final, Literal, NoReturn

from engine.feel.errors import FeelSyntaxError, Words
from engine.feel.run import place

LONGEST: Final = 32_000
"""Characters of one expression."""

Kind = Literal["number", "string", "word", "symbol", "end"]

_START = (
    r"?A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u167F\u1681-\u180D\u180F-\u1FFF"
    r"\u200C-\u200D\u2070-\u218F\u2C00-\u2FEF\u3003-\uD7FF\uF900-\uFDCF\uFDF0-\uFF00\uFF02-\uFF0B\uFF0D-\uFF19"
    r"\uFF20-\uFF5D\uFF5F\uFF60\uFF62-\uFFFD\U00010000-\U000EFFFF"
)
_PART = _START + r"0-9\u00B7\u0300-\u036F\u203F-\u2040"
_SPACE = r"\s\u0085\u00A0\u1680\u180E\u2000-\u200B\u2028\u2029\u202F\u205F\u3000\uFEFF"
WORD: Final = re.compile(rf"[{_START}][{_PART}]*")
_TOKEN = re.compile(
    rf"""(?P<space>(?:[{_SPACE}]|//[^\n]*|/\*.*?\*/)+)
    |(?P<number>(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?)
    |(?P<string>"(?:[^"\\]|\\.)*")
    |(?P<word>[{_START}][{_PART}]*)
    |(?P<symbol>\.\.|\*\*|!=|<=|>=|->|[-+*/=<>()\[\]{{}},.:@'’])""",
    re.VERBOSE | re.DOTALL | re.ASCII,
)
_ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{6}|.)", re.DOTALL)
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "'": "'", "\\": "\\"}
_HALF_WIDTH = dict(zip("，：；！＜＝＞（）“”‘’、。", ",:;!<=>()\"\"'',.", strict=True))


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text; `text` of a string is what it means, without quotes."""

    kind: Kind
    text: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """All tokens of a text, the last one of kind `end`."""
    if len(text) > LONGEST:
        expected = Words(f"不超过{LONGEST}字的表达式", f"an expression of at most {LONGEST} characters")
        raise FeelSyntaxError(*place(text, LONGEST), expected, Words(f"{len(text)}字", f"{len(text)}"))
    found: list[Token] = []
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None or (match["word"] is not None and text[position] in _HALF_WIDTH):
            _refuse(text, position)
        end = match.end()
        for kind in ("number", "word", "symbol"):
            if match.lastgroup == kind:
                found.append(Token(kind, match[0], position, end))
        if match.lastgroup == "string":
            found.append(Token("string", _unescape(match[0][1:-1]), position, end))
        position = end
    found.append(Token("end", "", len(text), len(text)))
    return found


def _unescape(body: str) -> str:
    """A backslash before anything else stays, so that "\\d+" may be written as in the regular expression."""
    if "\\" not in body:
        return body
    joined = _ESCAPE.sub(_escaped, body)
    return joined.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _escaped(match: re.Match[str]) -> str:
    code = match[1]
    if len(code) > 1:
        point = int(code[1:], 16)
        return chr(point) if point <= 0x10FFFF else "\ufffd"
    return _ESCAPED.get(code, "\\" + code)


def _refuse(text: str, position: int) -> NoReturn:
    line, column = place(text, position)
    character = text[position]
    expected = Words("数、文字、名称或运算符", "a number, a text, a name or an operator")
    if character == '"':
        expected = Words("文字的结束引号", "the closing quote of a text")
    elif character in _HALF_WIDTH:
        half = _HALF_WIDTH[character]
        expected = Words(f"半角符号“{half}”", f"the half-width {half}")
    raise FeelSyntaxError(line, column, expected, Words(f"“{character}”", f'"{character}"'))
