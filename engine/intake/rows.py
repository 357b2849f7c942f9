"""A row of a workbook as the answers of a start form: words of options become their values."""

import hashlib
from collections.abc import Mapping, Sequence

from engine import values
from engine.forms import Message, View
from engine.forms.views import FieldView, OptionView
from engine.process import IntakeColumn

SEVERAL = ("checklist", "taglist")
YES = ("是", "有", "√", "y", "yes", "true", "1")


def posted(texts: Mapping[str, str], form: View) -> tuple[dict[str, list[str]], dict[str, Message]]:
    """Answers as a browser would send them, and a sentence for every word no option has."""
    answers: dict[str, list[str]] = {}
    errors: dict[str, Message] = {}
    for name, text in texts.items():
        field = form.fields.get(name)
        if field is None:
            continue
        if field.control == "checkbox":
            answers[name] = ["true"] if text.lower() in YES else []
        elif field.options:
            answers[name], unknown = _chosen(field, text)
            if unknown:
                errors[name] = _unknown(field, unknown)
        else:
            answers[name] = [text]
    return answers, errors


def digest(key: str, texts: Mapping[str, str], columns: Sequence[IntakeColumn]) -> str:
    """What makes a row the same row when the corrected file comes again: the identity columns, blanks apart."""
    identity = [column.field for column in columns if column.identity] or [column.field for column in columns]
    same = [key, *("".join(texts.get(field, "").split()) for field in identity)]
    return hashlib.sha256(values.dumps(same)).hexdigest()


def _chosen(field: FieldView, text: str) -> tuple[list[str], list[str]]:
    words = text.replace("，", "、").replace(",", "、").replace("\n", "、").split("、")
    words = [word.strip() for word in words if word.strip()] if field.control in SEVERAL else [text]
    found, unknown = [], []
    for word in words:
        option = _option(field, word)
        if option is None:
            unknown.append(word)
        else:
            found.append(option.value)
    return found, unknown


def _option(field: FieldView, word: str) -> OptionView | None:
    """The option a word names: its label, value, label with group, or the only label that contains it."""
    for option in field.options:
        if word in (option.label, option.value, f"{option.group or ''}{option.label}"):
            return option
    near = [option for option in field.options if len(word) >= 2 and word in option.label]
    return near[0] if len(near) == 1 else None


def _unknown(field: FieldView, words: Sequence[str]) -> Message:
    listed = "、".join(words)
    known = "、".join(option.label for option in field.options[:8])
    return Message(
        f"“{field.label}”中没有“{listed}”，请从下列中选择：{known}{'等' if len(field.options) > 8 else ''}。",
        f"{field.label!r} has no option {listed!r}; choose one of: {known}.",
    )
