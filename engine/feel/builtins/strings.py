"""String functions (DMN 1.5 §10.3.4.3); characters are Unicode code points."""

from typing import TYPE_CHECKING, Any

from engine.feel.builtins.registry import builtin
from engine.feel.builtins.spans import span
from engine.feel.errors import Fault
from engine.feel.numbers import Number
from engine.feel.regex import expression

if TYPE_CHECKING:
    from engine.feel.run import Run


@builtin("substring", "string: string, start position: number, length?: number?")
def substring(run: "Run", text: str, start: Number, length: Number | None = None) -> str:
    """The part from a position, counted from 1 or from the end when negative; there must be so many characters."""
    begin, end = span(len(text), start, length)
    return text[begin:end]


@builtin("string length", "string: string")
def string_length(run: "Run", text: str) -> int:
    """The number of characters."""
    return len(text)


@builtin("upper case", "string: string")
def upper_case(run: "Run", text: str) -> str:
    """In capitals."""
    return text.upper()


@builtin("lower case", "string: string")
def lower_case(run: "Run", text: str) -> str:
    """In small letters."""
    return text.lower()


@builtin("substring before", "string: string, match: string")
def substring_before(run: "Run", text: str, match: str) -> str:
    """What comes before a match, "" when there is none."""
    return text.partition(match)[0] if match and match in text else ""


@builtin("substring after", "string: string, match: string")
def substring_after(run: "Run", text: str, match: str) -> str:
    """What comes after a match, "" when there is none."""
    return text.partition(match)[2] if match else text


@builtin("contains", "string: string, match: string")
def contains(run: "Run", text: str, match: str) -> bool:
    """Whether a text contains another."""
    return match in text


@builtin("starts with", "string: string, match: string")
def starts_with(run: "Run", text: str, match: str) -> bool:
    """Whether a text starts with another."""
    return text.startswith(match)


@builtin("ends with", "string: string, match: string")
def ends_with(run: "Run", text: str, match: str) -> bool:
    """Whether a text ends with another."""
    return text.endswith(match)


@builtin("matches", "input: string, pattern: string, flags?: string?")
def matches(run: "Run", text: str, pattern: str, flags: str | None = None) -> bool:
    """Whether a part of the text matches an XPath regular expression."""
    return expression(pattern, flags or "").search(run, text)


@builtin("replace", "input: string, pattern: string, replacement: string, flags?: string?")
def replace(run: "Run", text: str, pattern: str, replacement: str, flags: str | None = None) -> str:
    """The text with each match replaced; `$1` stands for the first group, `$0` for all of the match."""
    return expression(pattern, flags or "").replace(run, text, replacement)


@builtin("split", "string: string, delimiter: string")
def split(run: "Run", text: str, delimiter: str) -> list[str]:
    """The parts between the matches of a regular expression."""
    return expression(delimiter, "").split(run, text)


@builtin("string join", "list: list, delimiter?: string?")
def string_join(run: "Run", parts: list[Any], delimiter: str | None = None) -> str:
    """The texts of a list in one; null elements are left out."""
    present = [each for each in parts if each is not None]
    if not all(isinstance(each, str) for each in present):
        raise Fault("列表中应只有文字", "expected a list of texts")
    run.spend_text(sum(map(len, present)) + len(delimiter or "") * len(present))
    return (delimiter or "").join(present)
