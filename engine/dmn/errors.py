"""What goes wrong with a decision model that was read: a name it has not, and why something became null."""

from dataclasses import dataclass

from engine.errors import BangfuError


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
