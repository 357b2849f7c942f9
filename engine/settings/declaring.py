"""The settings a process declares in its diagram: `setting.NAME` and what is said about it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from engine import feel
from engine.feel import FeelSyntaxError
from engine.forms import Message
from engine.settings import kinds
from engine.settings.kinds import KINDS, Kind, Shape
from engine.vocabulary import NAMES, SETTING_PROPERTIES

PREFIX: Final = "setting."


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingOf:
    """A setting that a process or a rule offers.

    `key` is that of the process or rule. `source` is the clause it comes from. A setting `to_confirm` counts as to be
    confirmed until an administrator gives it a value. `empty` says what no value means (不设); "" where there must be
    one.
    """

    key: str
    name: str
    label: str
    shape: Shape
    default: Any
    note: str = ""
    source: str = ""
    to_confirm: bool = False
    empty: str = ""


def declared(key: str, properties: Mapping[str, str]) -> dict[str, SettingOf]:
    """The settings of a process by their names, in the order of its diagram."""
    return {name: _setting(key, name, properties) for name in _names(properties)}


def faults(properties: Mapping[str, str]) -> Iterator[tuple[str, Message]]:
    """(property, what is wrong with it) of the settings of a process."""
    for name in properties:
        if not name.startswith(PREFIX):
            continue
        short, _, about = name.removeprefix(PREFIX).partition(".")
        if about and about not in SETTING_PROPERTIES:
            known = "、".join(SETTING_PROPERTIES)
            yield name, Message(f"没有这项说明，应为{known}之一", f"there is no such property, only {known}")
        if about and PREFIX + short not in properties:
            yield name, Message(f"没有设置“{short}”", f"there is no setting {short!r}")
    for short in _names(properties):
        yield from ((PREFIX + short, wrong) for wrong in _wrong(short, properties))


def fault_of(kind: str | None, choices: tuple[str, ...], default: Any) -> Message | None:
    """What is wrong with a declaration; None for a sound one."""
    if kind not in KINDS:
        listed = "、".join(KINDS)
        return Message(f"请写明类型（type）：{listed}之一", f"give its type: one of {listed}")
    if kind == "choice" and not choices:
        return Message("请写明可选的值（choices）", "give its choices")
    if default is not None and kind == "choice" and default not in choices:
        return Message(f"默认值不在可选的值之中：{default}", f"the default {default!r} is none of the choices")
    if default is not None and kinds.kind_of(default) not in _LIKE.get(kind, (kind,)):
        return Message(f"默认值不是{kind}类型", f"the default is no {kind}")
    return None


_LIKE: Final[Mapping[str, tuple[str | None, ...]]] = {"choice": ("text",), "table": ("list", None)}


def _wrong(short: str, properties: Mapping[str, str]) -> Iterator[Message]:
    try:
        default = feel.parse(properties[PREFIX + short], names=NAMES).evaluate({}, now=None)
    except FeelSyntaxError as error:
        yield Message(error.text("zh"), error.text("en"))
        return
    about = _about(short, properties)
    choices = _choices(about("choices"))
    wrong = fault_of(_kind(about("type"), choices, default), choices, default)
    if wrong:
        yield wrong
    if about("confirm") not in ("", "true", "false"):
        yield Message("confirm 应为 true 或 false", "confirm is true or false")


def _names(properties: Mapping[str, str]) -> list[str]:
    shorts = (name.removeprefix(PREFIX) for name in properties if name.startswith(PREFIX))
    return [short for short in shorts if "." not in short]


def _setting(key: str, short: str, properties: Mapping[str, str]) -> SettingOf:
    about = _about(short, properties)
    default = feel.parse(properties[PREFIX + short], names=NAMES).evaluate({}, now=None)
    choices = _choices(about("choices"))
    return SettingOf(
        key=key,
        name=short,
        label=about("label") or short,
        shape=Shape(kind=_kind(about("type"), choices, default) or "text", unit=about("unit"), choices=choices),
        default=default,
        note=about("note"),
        source=about("source"),
        to_confirm=about("confirm") == "true",
        empty=about("empty"),
    )


def _about(short: str, properties: Mapping[str, str]) -> Callable[[str], str]:
    return lambda what: properties.get(f"{PREFIX}{short}.{what}", "").strip()


def _choices(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (choice.strip() for choice in text.split("|"))))


def _kind(said: str, choices: tuple[str, ...], default: Any) -> Kind | None:
    """The kind that is said, else that of the choices, else that of the default; None where it cannot be told."""
    if said:
        return next((kind for kind in KINDS if kind == said), None)
    return "choice" if choices else kinds.kind_of(default)
