"""Reading one component of a schema: typed access to its settings, with every fault noted instead of raised."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from engine.forms import expressions
from engine.forms.components import Bound, Switch
from engine.forms.expressions import Expression, Template
from engine.forms.messages import Fault, Message


@dataclass(slots=True)
class Faults:
    """The complaints about a schema so far, and the multi-word functions its expressions may call."""

    names: frozenset[str]
    found: list[Fault] = field(default_factory=list)


@dataclass(slots=True)
class Raw:
    """A component as it stands in the JSON; each getter gives a sound value or notes a fault and gives the default."""

    data: Mapping[str, Any]
    id: str
    faults: Faults

    def fault(self, zh: str, en: str) -> None:
        """Note what is wrong with this component."""
        self.faults.found.append(Fault(component=self.id, zh=zh, en=en))

    def part(self, name: str) -> "Raw":
        """A nested object such as `validate`; an empty one when it is not there."""
        data = self.data.get(name)
        if data is None:
            data = {}
        if not isinstance(data, Mapping):
            self._wrong(name, "对象", "an object")
            data = {}
        return Raw(data, self.id, self.faults)

    def text(self, name: str, default: str = "") -> str:
        """A string setting."""
        value = self.data.get(name)
        if value is None:
            return default
        if not isinstance(value, str):
            self._wrong(name, "文字", "a string")
            return default
        return value.strip()

    def flag(self, name: str, default: bool = False) -> bool:
        """A yes-or-no setting."""
        value = self.data.get(name)
        if value is None:
            return default
        if not isinstance(value, bool):
            self._wrong(name, "true 或 false", "true or false")
            return default
        return value

    def switch(self, name: str) -> Switch:
        """A yes-or-no setting that may be FEEL."""
        value = self.data.get(name)
        return (self.expression(name) or False) if isinstance(value, str) else self.flag(name)

    def whole(self, name: str, default: int, least: int, most: int) -> int:
        """A whole number between two others, both included; strings of digits are read too (`properties`)."""
        value = self.data.get(name)
        if value is None or value == "":
            return default
        if isinstance(value, str) and value.isascii() and value.isdigit():
            value = int(value[:9])
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            self._wrong(name, f"{least} 至 {most} 的整数", f"a whole number from {least} to {most}")
            return default
        return value

    def number(self, name: str) -> Decimal | None:
        """An exact number, also from a string."""
        value = self.data.get(name)
        if value is None or value == "":
            return None
        try:
            number = Decimal(str(value))
            if not isinstance(value, bool) and number.is_finite():
                return number
        except InvalidOperation:
            pass
        self._wrong(name, "数字", "a number")
        return None

    def bound(self, name: str) -> Bound:
        """A number, or FEEL that gives one."""
        value = self.data.get(name)
        return self.expression(name) if isinstance(value, str) and value.startswith("=") else self.number(name)

    def expression(self, name: str) -> Expression | None:
        """A FEEL setting; None when empty."""
        text = self.text(name)
        if not text:
            return None
        try:
            return expressions.expression(text, self.faults.names)
        except expressions.Unreadable as error:
            self._unreadable(name, error.message)
            return None

    def template(self, name: str) -> Template:
        """Words that may hold FEEL inserts."""
        try:
            return expressions.template(self.text(name), self.faults.names)
        except expressions.Unreadable as error:
            self._unreadable(name, error.message)
            return Template()

    def _wrong(self, name: str, zh: str, en: str) -> None:
        self.fault(f"设置“{name}”应为{zh}。", f"Setting {name} must be {en}.")

    def _unreadable(self, name: str, message: Message) -> None:
        self.fault(f"设置“{name}”：{message.zh}", f"Setting {name}: {message.en}")
