"""The one tree of errors: every expected trouble has a sentence in Chinese and in English."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar


class BangfuError(Exception):
    """Expected the request to be possible, but it was not."""

    zh: ClassVar[str] = "操作未能完成。"

    def __init__(self, **details: Any) -> None:
        self.details = details
        super().__init__(self.text("en"))

    def text(self, language: str = "zh") -> str:
        """The sentence for a person: `zh` or `en`, with the details filled in."""
        template = self.zh if language.startswith("zh") else (type(self).__doc__ or "").strip()
        return template.format_map(_Details(self.details, language))


class _Details(dict[str, Any]):
    """Details by name, in the reader's language where they have one.

    A missing one shows as its name, since an error must never raise another.
    """

    def __init__(self, details: Mapping[str, Any], language: str) -> None:
        worded = {name: value.text(language) if hasattr(value, "text") else value for name, value in details.items()}
        super().__init__(worded)

    def __missing__(self, key: str) -> str:
        return f"[{key}]"


class NotFound(BangfuError):
    """Expected to find {what}, but there is none (any more)."""

    zh = "未找到{what}，可能已被删除，请刷新列表后再试。"


class NotAllowed(BangfuError):
    """Expected a person who may {action}, but {person} may not."""

    zh = "您没有“{action}”的权限，如确需办理请联系管理员或责任领导。"


class Overtaken(BangfuError):
    """Expected the item to be still open, but {person} was faster: {done}."""

    zh = "该事项已由{person}{done}，您填写的内容已保留为草稿，请刷新后核对。"


class Conflict(BangfuError):
    """Expected nobody else to change this at the same moment, but someone was faster."""

    zh = "有同事刚刚先一步办理，您填写的内容没有丢失，请刷新后核对再提交。"


class InvalidAnswers(BangfuError):
    """Expected complete answers, but some need a correction: {listed}"""

    zh = "有内容需要更正，请按标红处的提示修改后再提交。"

    def __init__(self, *, errors: Mapping[str, Any]) -> None:
        super().__init__(errors=dict(errors), listed="; ".join(f"{name}: {text}" for name, text in errors.items()))

    @property
    def errors(self) -> dict[str, Any]:
        """Field name -> what is wrong with it, as `engine.forms` reports it."""
        found: dict[str, Any] = self.details.get("errors", {})
        return found


class Refused(BangfuError):
    """Expected a permitted step, but: {en}"""

    zh = "{zh}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One reason to refuse a file: the rule, where it is broken (line from 1, 0 = whole file) and by what text."""

    rule: str
    element: str | None
    line: int
    zh: str
    en: str
    clause: str

    def text(self, language: str = "zh") -> str:
        """The sentence for a person."""
        return self.zh if language.startswith("zh") else self.en


class Invalid(BangfuError):
    """Expected a valid file, but it has {count} fault(s). The first: {first}"""

    zh = "有{count}处问题，请逐条修改后再发布。第一处：{first}"

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = list(faults)
        super().__init__(count=len(self.faults), first=self.faults[0])


class Misconfigured(BangfuError):
    """Expected a sound configuration, but: {en}"""

    zh = "系统配置有误：{zh}"
