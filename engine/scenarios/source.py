"""The text of a scenario: a plain part of YAML, read within bounds, each value with the line it stands in.

Of YAML 1.2 there are mappings, lists and scalars. Anchors, tags and several documents are refused. Words such as `yes`,
`no` and `on` are words; 2026-03-02 is a date, 2026-03-02T09:00 a moment in Beijing, 1.50 a decimal; what begins with a
zero (0990-5550123, 09:30) is text.
"""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import yaml

from engine.clock import ZONE
from engine.scenarios.errors import Unreadable

LARGEST = 200_000
"""Characters of a scenario."""

DEEPEST = 30
"""Levels of mappings and lists."""

MOST = 20_000
"""Mappings, lists and scalars."""

_INT = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})", re.ASCII)
_DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})\.[0-9]{1,12}", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?", re.ASCII)
_WORDS: dict[str, Any] = {"": None, "~": None, "null": None, "true": True, "false": False}


class Lined(dict[str, Any]):
    """A mapping that knows in which line it and each of its keys stands, from 1."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}


class LinedList(list[Any]):
    """A list that knows in which line each of its entries stands."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[int] = []


def read_text(text: str) -> Lined:
    """The mapping a text is. Raises Unreadable with the line."""
    if len(text) > LARGEST:
        raise Unreadable(line=1, zh=f"文件超过 {LARGEST} 个字", en=f"it has over {LARGEST} characters")
    try:
        _bound(text)
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        raise Unreadable(
            line=_at(error.problem_mark), zh=f"格式有误（{error.problem}）", en=str(error.problem)
        ) from None
    except yaml.YAMLError as error:
        raise Unreadable(line=1, zh="含有不能使用的字符", en=str(error).partition("\n")[0]) from None
    if not isinstance(node, yaml.MappingNode):
        raise Unreadable(line=1, zh="应当是“名称: 内容”的形式", en="it should be a mapping")
    return _mapping(node)


def scalar(text: str) -> Any:
    """What a plain scalar says."""
    if text in _WORDS:
        return _WORDS[text]
    try:
        if _INT.fullmatch(text):
            return int(text)
        if _DECIMAL.fullmatch(text):
            return Decimal(text)
        if _DATE.fullmatch(text):
            return date.fromisoformat(text)
        if _MOMENT.fullmatch(text):
            return datetime.fromisoformat(text).replace(tzinfo=ZONE)
    except ValueError:  # 2026-02-30 is a text that only looks like a date
        return text
    return text


def _bound(text: str) -> None:
    """Look at the events before anything is built of them."""
    depth = count = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        line = _at(event.start_mark)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise Unreadable(line=line, zh="不能使用锚点和引用（& 和 *）", en="anchors and aliases are not used here")
        if getattr(event, "tag", None):
            raise Unreadable(line=line, zh="不能使用类型标记（!）", en="tags are not used here")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        count += isinstance(event, yaml.NodeEvent)
        if depth > DEEPEST or count > MOST:
            raise Unreadable(line=line, zh="内容太多或层次太深", en="it has too many parts or levels")


def _value(node: yaml.Node) -> Any:
    if isinstance(node, yaml.MappingNode):
        return _mapping(node)
    if isinstance(node, yaml.SequenceNode):
        found = LinedList()
        for entry in node.value:
            found.append(_value(entry))
            found.lines.append(_line(entry))
        return found
    assert isinstance(node, yaml.ScalarNode)
    return scalar(node.value) if node.style is None else node.value


def _mapping(node: yaml.MappingNode) -> Lined:
    found = Lined(_line(node))
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise Unreadable(line=_line(key), zh="名称应当是文字", en="a name should be text")
        if key.value in found:
            raise Unreadable(line=_line(key), zh=f"“{key.value}”写了两次", en=f"{key.value!r} stands here twice")
        found[key.value] = _value(value)
        found.lines[key.value] = _line(key)
    return found


def _line(node: yaml.Node) -> int:
    return _at(node.start_mark)


def _at(mark: Any) -> int:
    return 1 if mark is None else int(mark.line) + 1
