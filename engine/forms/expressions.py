"""FEEL in forms: conditions, options, defaults and texts, compiled when the form is read."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from engine.errors import BangfuError
from engine.feel import Expression as Feel
from engine.feel import FeelError, parse
from engine.forms.messages import Message

Functions = Mapping[str, Callable[..., Any]]
_INSERT = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What expressions see beside the form's own values: the case's variables, functions and the time."""

    variables: Mapping[str, Any]
    functions: Functions
    now: datetime


@dataclass(frozen=True, slots=True)
class Expression:
    """A FEEL expression that never fails: trouble while evaluating is null, as FEEL has it."""

    feel: Feel

    @property
    def names(self) -> frozenset[str]:
        """The variables it looks at."""
        return self.feel.names

    def evaluate(self, scope: Mapping[str, Any], surroundings: Surroundings) -> Any:
        """Its value among the form's values and the case's variables."""
        try:
            return self.feel.evaluate(scope, functions=surroundings.functions, now=surroundings.now)
        except FeelError:
            return None


@dataclass(frozen=True, slots=True)
class Template:
    """Words with FEEL inserts: `剩余 {{n}} 条`, or one expression when it starts with `=` (form-js templating)."""

    parts: tuple[str | Expression, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """The variables its inserts look at."""
        return frozenset(name for part in self.parts if isinstance(part, Expression) for name in part.names)

    def fill(self, scope: Mapping[str, Any], surroundings: Surroundings) -> str:
        """The words; an insert that is null leaves nothing."""
        words = [part if isinstance(part, str) else plain(part.evaluate(scope, surroundings)) for part in self.parts]
        return "".join(words)


class Unreadable(Exception):
    """Expected an expression or a template, but the text is neither; `message` says where."""

    def __init__(self, message: Message) -> None:
        self.message = message


def expression(text: str, names: frozenset[str]) -> Expression:
    """Compile FEEL; `names` are the multi-word functions it may call. Raises Unreadable."""
    try:
        return Expression(parse(text, names=names))
    except BangfuError as error:
        raise Unreadable(Message(error.text("zh"), error.text("en"))) from error


def template(text: str, names: frozenset[str]) -> Template:
    """Compile words with inserts. Raises Unreadable, also for the loops and ifs of form-js's templates."""
    if text.startswith("="):
        return Template((expression(text, names),))
    if "{{#" in text:
        raise Unreadable(
            Message("不支持模板中的循环和判断，请改用以“=”开头的表达式。", "Use an expression instead of {{#...}}.")
        )
    pieces = _INSERT.split(text)
    parts = [expression(piece, names) if i % 2 else piece for i, piece in enumerate(pieces) if piece]
    return Template(tuple(parts))


def plain(value: Any) -> str:
    """A value inside running text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, datetime):
        return f"{value.year}年{value.month}月{value.day}日 {value:%H:%M}"
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, list):
        return "、".join(plain(one) for one in value)
    return str(value)
