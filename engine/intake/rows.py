"""A row of a workbook as the answers of a start form: words of options become their values, dates get one shape."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from datetime import date

from engine import values
from engine.forms import Message, View
from engine.forms.views import FieldView, OptionView
from engine.process import IntakeColumn

SEVERAL = ("checklist", "taglist")
YES = ("是", "有", "√", "y", "yes", "true", "1")
DAY = re.compile(r"\s*(\d{4})(?:\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?|(\d\d)(\d\d))\s*")


def posted(texts: Mapping[str, str], form: View) -> tuple[dict[str, list[str]], dict[str, Message]]:
    """Answers as a browser would send them, and a sentence for every word that is no one option."""
    answers: dict[str, list[str]] = {}
    errors: dict[str, Message] = {}
    for name, text in texts.items():
        field = form.fields.get(name)
        if field is None:
            continue
        if field.control == "checkbox":
            answers[name] = ["true"] if text.lower() in YES else []
        elif field.options:
            answers[name], errors_here = _chosen(field, text)
            if errors_here:
                errors[name] = errors_here
        else:
            answers[name] = [_day(text) if field.control == "date" else text]
    return answers, errors


def digest(key: str, texts: Mapping[str, str], columns: Sequence[IntakeColumn]) -> str:
    """What makes a row the same row when the corrected file comes again: the identity columns, blanks apart."""
    identity = [column.field for column in columns if column.identity] or [column.field for column in columns]
    same = [key, *("".join(texts.get(field, "").split()) for field in identity)]
    return hashlib.sha256(values.dumps(same)).hexdigest()


def _day(text: str) -> str:
    """2026.3.5, 2026/3/5, 2026年3月5日 and 20260305 as 2026-03-05; anything else is left for the form to refuse."""
    found = DAY.fullmatch(text)
    if found is None:
        return text
    year, month, day = (int(part) for part in found.groups() if part is not None)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return text


def _chosen(field: FieldView, text: str) -> tuple[list[str], Message | None]:
    words = re.split(r"[、，,；;\n]", text) if field.control in SEVERAL else [text]
    words = [word.strip() for word in words if word.strip()]
    meant = {word: _meant(field, word) for word in words}
    unknown = [word for word, options in meant.items() if not options]
    several = {word: options for word, options in meant.items() if len(options) > 1}
    if unknown:
        return [], _unknown(field, unknown)
    if several:
        return [], _ambiguous(field, *next(iter(several.items())))
    return [options[0].value for options in meant.values()], None


def _meant(field: FieldView, word: str) -> list[OptionView]:
    """The options a word may name: by value or full name, else by label, else by a part of the label."""
    ways = (
        lambda option: word in (option.value, f"{option.group or ''}{option.label}"),
        lambda option: word == option.label,
        lambda option: len(word) >= 2 and word in option.label,
    )
    found = ([option for option in field.options if way(option)] for way in ways)
    return next((options for options in found if options), [])


def _unknown(field: FieldView, words: Sequence[str]) -> Message:
    listed = "、".join(words)
    known = "、".join(option.label for option in field.options[:8])
    return Message(
        f"“{field.label}”中没有“{listed}”，请从下列中选择：{known}{'等' if len(field.options) > 8 else ''}。",
        f"{field.label!r} has no option {listed!r}; choose one of: {known}.",
    )


def _ambiguous(field: FieldView, word: str, options: Sequence[OptionView]) -> Message:
    names = "、".join(f"{option.group or ''}{option.label}" for option in options[:5])
    return Message(
        f"“{field.label}”中的“{word}”不止一个，请写全称，如：{names}。",
        f"{word!r} of {field.label!r} may be any of: {names}; write the full name.",
    )
