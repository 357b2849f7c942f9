"""What the kernel refuses in a case: a wait that is gone, a move that is not possible."""

from collections.abc import Mapping
from typing import Any

from engine import values
from engine.errors import BangfuError


class UnknownWait(BangfuError):
    """Expected the case to wait for this, but it no longer does."""

    zh = "该步骤已经办理完毕或已取消，请刷新后再试。"


class NotDue(BangfuError):
    """Expected a timer that is due, but it is due only at {due}."""

    zh = "定时器尚未到期，到期时间为{due}。"


class NotMovable(BangfuError):
    """Expected a step in the same or an enclosing scope to move to, but {element} is none."""

    zh = "不能退回或跳转到“{element}”：它不在本环节所在的范围内，或不能作为起点。"


class NotSkippable(BangfuError):
    """Expected an incident that can be skipped, but the way out of {element} has to be chosen."""

    zh = "“{element}”无法跳过：需要指定下一步，请修正变量后重试或跳转。"


class NotEnough(BangfuError):
    """Expected the completion condition of {element} to hold, but it does not yet."""

    zh = "“{element}”的完成条件尚未满足，不能结束；请先办完所需的工作。"


class NotStartable(BangfuError):
    """Expected a start event to begin the case with, but {element} is none."""

    zh = "流程不能从“{element}”开始。"


class UnknownSnapshot(BangfuError):
    """Expected a snapshot this version can read, but it is of version {version}."""

    zh = "办件的保存格式（第{version}版）无法识别，请升级程序后再试。"


class BpmnError(Exception):
    """Raised by a service function: a business error with a code, caught by error events (BPMN 2.0.2 §10.5.6)."""

    def __init__(self, code: str, message: str = "", variables: Mapping[str, Any] | None = None) -> None:
        self.code = code
        self.message = message
        self.variables: dict[str, Any] = values.plain(dict(variables or {}))
        super().__init__(f"{code}: {message}" if message else code)


class Incident(Exception):
    """Raised inside the kernel where a token cannot go on; it becomes a Trouble that a person repairs."""

    def __init__(self, kind: str, zh: str, en: str) -> None:
        self.kind = kind
        self.zh = zh
        self.en = en
        super().__init__(en)


def said(error: Exception, language: str) -> str:
    """What an exception says, in the language where it has one."""
    text = getattr(error, "text", None)
    return text(language) if callable(text) else f"{type(error).__name__}: {error}"
