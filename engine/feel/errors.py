"""What can be wrong with an expression: it does not parse, it costs too much, or a part of it has no value."""

from dataclasses import dataclass

from engine.errors import BangfuError


class FeelError(BangfuError):
    """Expected an expression of bounded cost, but {en}."""

    zh = "表达式未能算出：{zh}。"


class FeelSyntaxError(BangfuError):
    """Line {line}, column {column}: expected {expected}, but found {found}."""

    zh = "第{line}行第{column}列：此处应为{expected_zh}，实际是{found_zh}。"

    def __init__(self, line: int, column: int, expected: "Words", found: "Words") -> None:
        self.line = line
        self.column = column
        self.expected = expected
        super().__init__(
            line=line, column=column, expected=expected.en, expected_zh=expected.zh, found=found.en, found_zh=found.zh
        )


@dataclass(frozen=True, slots=True)
class Words:
    """The same thing said in Chinese and in English."""

    zh: str
    en: str


FEWER_LEVELS = Words("层次较少的表达式", "an expression of fewer levels")
TOO_MANY_LEVELS = Words("层次过深", "too many levels")


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """Why a part of an evaluation became null; `line` and `column` count from 1."""

    zh: str
    en: str
    line: int
    column: int

    def text(self, language: str = "zh") -> str:
        """The sentence for a person, with its place."""
        if language.startswith("zh"):
            return f"第{self.line}行第{self.column}列：{self.zh}"
        return f"Line {self.line}, column {self.column}: {self.en}"


class Fault(Exception):
    """Inside an evaluation: this part has no value. Becomes null and a diagnostic at the nearest expression."""

    def __init__(self, zh: str, en: str) -> None:
        self.zh = zh
        self.en = en
        super().__init__(en)
