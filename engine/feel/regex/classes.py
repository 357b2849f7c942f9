"""Character classes of XPath regular expressions as sources for Python's `re` (XML Schema 1.1 part 2, appendix G)."""

import re
import sys
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from engine.feel.errors import Fault

_NAME_START = (
    r":A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C-\u200D\u2070-\u218F\u2C00-\u2FEF"
    r"\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF"
)
_NAME = _NAME_START + r"\-.0-9\u00B7\u0300-\u036F\u203F-\u2040"
_SPACE = r"\u0020\u0009\u000A\u000D"
_BLOCKS: dict[str, str] = {
    "BasicLatin": r"\u0000-\u007F",
    "Latin-1Supplement": r"\u0080-\u00FF",
    "LatinExtended-A": r"\u0100-\u017F",
    "Greek": r"\u0370-\u03FF",
    "GreekandCoptic": r"\u0370-\u03FF",
    "Cyrillic": r"\u0400-\u04FF",
    "Tibetan": r"\u0F00-\u0FFF",
    "Mongolian": r"\u1800-\u18AF",
    "GeneralPunctuation": r"\u2000-\u206F",
    "CJKSymbolsandPunctuation": r"\u3000-\u303F",
    "Hiragana": r"\u3040-\u309F",
    "Katakana": r"\u30A0-\u30FF",
    "CJKUnifiedIdeographs": r"\u4E00-\u9FFF",
    "CJKUnifiedIdeographsExtensionA": r"\u3400-\u4DBF",
    "YiSyllables": r"\uA000-\uA48F",
    "HalfwidthandFullwidthForms": r"\uFF00-\uFFEF",
}
ESCAPABLE = frozenset("\\|.-^?*+{}()[]$/")
_PROPERTY = re.compile(r"\{([A-Za-z0-9-]+)\}")
_RANGE = re.compile(r"(\\u[0-9A-F]{4}|\\U[0-9A-F]{8}|\\.|[^\\])(?:-(\\u[0-9A-F]{4}|\\U[0-9A-F]{8}|\\.|[^\\]))?")


def escaped_set(text: str, position: int) -> tuple[str, int]:
    """The escape whose letter is at `position` as the inside of a Python set, and where it ends."""
    letter = text[position : position + 1]
    if letter in ("p", "P"):
        found = _PROPERTY.match(text, position + 1)
        if found:
            return _property(found[1], letter == "P"), found.end()
    elif letter in _CLASSES:
        return _CLASSES[letter](), position + 1
    elif letter in ESCAPABLE:
        return re.escape(letter), position + 1
    raise Fault(f"正则表达式中没有“\\{letter}”", f'a regular expression has no "\\{letter}"')


def _property(name: str, complement: bool) -> str:
    if name.startswith("Is") and name[2:] in _BLOCKS:
        block = _BLOCKS[name[2:]]
        return _without(block) if complement else block
    if name in _CATEGORIES:
        others = sorted(each for each in _CATEGORIES if len(each) == 2 and not each.startswith(name))
        return categories(tuple(others) if complement else (name,))
    raise Fault(f"正则表达式中没有字符类“{name}”", f'a regular expression has no character class "{name}"')


def _without(inside: str) -> str:
    """The inside of the set of all other characters."""
    pieces: list[str] = []
    after = 0
    for first, last in sorted(_ranges(inside)):
        if first > after:
            pieces.append(f"\\U{after:08X}-\\U{first - 1:08X}")
        after = max(after, last + 1)
    if after <= sys.maxunicode:
        pieces.append(f"\\U{after:08X}-\\U{sys.maxunicode:08X}")
    return "".join(pieces)


def _ranges(inside: str) -> list[tuple[int, int]]:
    """First and last code point of each range of a set written in this module."""
    return [(_point(found[1]), _point(found[2] or found[1])) for found in _RANGE.finditer(inside)]


def _point(written: str) -> int:
    return ord(written) if len(written) == 1 else int(written[2:], 16) if written[1] in "uU" else ord(written[1])


_CATEGORIES = frozenset(
    {"L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc", "Pd", "Ps", "Pe", "Pi"}
    | {"Pf", "Po", "Z", "Zs", "Zl", "Zp", "S", "Sm", "Sc", "Sk", "So", "C", "Cc", "Cf", "Co", "Cn", "Cs"}
)


@lru_cache(maxsize=64)
def categories(names: tuple[str, ...]) -> str:
    """The inside of a set with all characters of some general categories."""
    ranges: list[list[int]] = []
    for category, points in _by_category().items():
        if category.startswith(names):
            ranges.extend(points)
    return "".join(f"\\U{first:08X}-\\U{last:08X}" for first, last in sorted(ranges))


@lru_cache(maxsize=1)
def _by_category() -> dict[str, list[list[int]]]:
    """Category -> ranges of code points; asked of Python's Unicode tables once, when first needed."""
    found: dict[str, list[list[int]]] = {}
    before = ""
    for point in range(sys.maxunicode + 1):
        category = unicodedata.category(chr(point))
        if category == before:
            found[category][-1][1] = point
        else:
            found.setdefault(category, []).append([point, point])
            before = category
    return found


_CLASSES: dict[str, Callable[[], str]] = {
    "n": lambda: r"\n",
    "r": lambda: r"\r",
    "t": lambda: r"\t",
    "d": lambda: r"\d",
    "D": lambda: r"\D",
    "s": lambda: _SPACE,
    "S": lambda: _without(_SPACE),
    "i": lambda: _NAME_START,
    "I": lambda: _without(_NAME_START),
    "c": lambda: _NAME,
    "C": lambda: _without(_NAME),
    "w": lambda: categories(("L", "M", "N", "S")),
    "W": lambda: categories(("C", "P", "Z")),
}
"""The classes by letter; punctuation, the underscore too, is not of class `w`."""
