"""What is said about a form: to the person filling it in, and to its designer."""

from dataclasses import dataclass

from engine.errors import BangfuError


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence in both languages that says what to do."""

    zh: str
    en: str

    def text(self, language: str = "zh") -> str:
        """The sentence in `zh` or `en`."""
        return self.zh if language.startswith("zh") else self.en


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong with one component of a form schema; `component` is its id, else its key, else its type."""

    component: str
    zh: str
    en: str


class Invalid(BangfuError):
    """Expected a form that can be filled in, but it has {count} fault(s): {listed_en}"""

    zh = "表单有{count}处问题：{listed}"

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(
            count=len(faults),
            listed="；".join(f"〔{fault.component}〕{fault.zh}" for fault in faults),
            listed_en="; ".join(f"[{fault.component}] {fault.en}" for fault in faults),
        )
