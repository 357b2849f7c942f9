"""What is wrong with a decision model: faults found on reading it, diagnostics of what became null on evaluating."""

from dataclasses import dataclass

from engine.errors import BangfuError, InvalidDefinition


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One reason to refuse a model: the rule, where it is broken (line from 1, 0 = whole file) and by what text."""

    rule: str
    element: str | None
    line: int
    zh: str
    en: str
    clause: str


class Invalid(InvalidDefinition):
    """Expected a valid decision model, but it has {count} fault(s). The first: {first}"""

    zh = "决策模型有{count}处问题，请逐条修改后再发布。第一处：{first_zh}"

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__(count=len(faults), first=faults[0].en, first_zh=faults[0].zh)


class NoSuchDecision(BangfuError):
    """Expected a decision, decision service or business knowledge model named {name}, but the model has none."""

    zh = "决策模型中没有名为“{name}”的决策。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """Why a part of an evaluation became null, and in which element of the model."""

    element: str
    zh: str
    en: str

    def text(self, language: str = "zh") -> str:
        """The sentence for a person, with its place."""
        if language.startswith("zh"):
            return f"“{self.element}”：{self.zh}"
        return f'"{self.element}": {self.en}'
