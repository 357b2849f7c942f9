"""The rules a diagram must keep, by name: each with its sentence in Chinese and English and its clause.

The rules of the standard are in `engine.kernel.rules`, one file a topic; here are those that are found while a file is
read as XML, held against the dialect, or while its expressions are compiled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from engine.kernel.rules.diagram import At


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """Where a rule is broken: the XML node, and what its sentence has to say beside `element`."""

    node: Any
    details: Mapping[str, str] = field(default_factory=dict)


Broken = bool | Iterable[Breach]
"""What a check gives: whether its element breaks the rule, or each place where it does."""
Check = Callable[["At"], Broken]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: `tags` are the elements it is checked at; without a check it is reported by the reading of the file."""

    name: str
    topic: str
    zh: str
    en: str
    clause: str
    tags: tuple[str, ...] = ()
    check: Check | None = None


RULES: dict[str, Rule] = {}
"""All rules; those of the standard are added as `engine.kernel.rules` is imported."""


def rule(*tags: str, zh: str, en: str, clause: str) -> Callable[[Check], Check]:
    """Make a rule of a function: its name with hyphens is the rule's, its module the topic."""

    def register(check: Check) -> Check:
        name = getattr(check, "__name__", "").replace("_", "-")
        return add(name, *tags, topic=check.__module__, zh=zh, en=en, clause=clause, check=check)

    return register


def add(name: str, *tags: str, topic: str, zh: str, en: str, clause: str, check: Check) -> Check:
    """Make a rule of a row of a table."""
    if name in RULES:
        raise ValueError(f"Expected one rule called {name}, but there are two.")
    topic = topic.rpartition(".")[2]
    RULES[name] = Rule(name=name, topic=topic, tags=tags, zh=zh, en=en, clause=clause, check=check)
    return check


READ: dict[str, tuple[str, str, str]] = {
    "xml": ("文件不是有效的 XML：{zh}。", "The file is no valid XML: {en}.", "BPMN 2.0.2 §15.3"),
    "not-bpmn": (
        "文件不是 BPMN 2.0 流程图：根元素是 {what}。",
        "The file is no BPMN 2.0 diagram: its root element is {what}.",
        "BPMN 2.0.2 §15.3.1",
    ),
    "no-process": ("文件中没有可执行的流程。", "The file has no executable process.", "BPMN 2.0.2 §10.2"),
    "unsupported": (
        "“{element}”用到了本系统不能执行的内容：{what}。",
        "{element} uses what cannot be executed here: {what}.",
        "BPMN 2.0.2 §2.3.1",
    ),
    "setting-missing": ("“{element}”缺少设置：{what}。", "{element} lacks a setting: {what}.", "Camunda 8 BPMN"),
    "setting": (
        "“{element}”的设置 {what} 的值“{value}”无效。",
        "The setting {what} of {element} has the invalid value {value}.",
        "Camunda 8 BPMN",
    ),
    "feel": (
        "“{element}”的表达式“{text}”有语法错误：{zh}",
        "The expression {text} of {element} has a syntax error: {en}",
        "DMN 1.5 §10.3",
    ),
    "parser": (
        "“{element}”无法解析：{message}",
        "{element} could not be parsed: {message}",
        "BPMN 2.0.2 §15.3",
    ),
}  # fmt: skip

RULES.update(
    (name, Rule(name=name, topic="reading", zh=zh, en=en, clause=clause)) for name, (zh, en, clause) in READ.items()
)
