"""What an import would bring, as JSON: the notice, its duties and the report, with nothing written anywhere."""

from collections.abc import Mapping
from typing import Any

from engine.notices.parsing import parse
from engine.notices.reading import read
from engine.notices.values import Duty, Fate, Notice, Question


def dry_run(name: str, content: bytes) -> dict[str, Any]:
    """{"notice", "duties", "report"} of a file, only of JSON's types; raises a NotImportable."""
    return preview(parse(read(name, content)))


def preview(notice: Notice) -> dict[str, Any]:
    """The same for a notice already parsed. `date` is as precise as the notice: 2018-08-30, 2020-05, 2020 or None."""
    return {
        "notice": {
            "issuers": list(notice.issuers),
            "number": notice.number,
            "date": notice.date.iso if notice.date else None,
            "title": notice.title,
        },
        "duties": [_duty(duty) for duty in notice.duties],
        "report": [*map(_fate, notice.report), *map(_asked, notice.questions)],
    }


def _duty(duty: Duty) -> dict[str, Any]:
    return {
        "sequence": duty.sequence,
        "article": duty.article,
        "task": duty.task,
        "leads": list(duty.leads),
        "supports": list(duty.supports),
        "leaders": list(duty.leaders),
        "units": list(duty.units),
        "groups": list(duty.groups),
        "mode": duty.mode,
        "lines": list(duty.lines),
        "questions": [_question(question) for question in duty.questions],
    }


def _question(question: Question) -> dict[str, Any]:
    return {
        "code": question.code,
        "zh": question.zh,
        "en": question.en,
        "default": question.default,
        "options": [
            {"code": option.code, "zh": option.zh, "en": option.en, "changes": _plain(option.changes)}
            for option in question.options
        ],
    }


def _fate(fate: Fate) -> dict[str, Any]:
    return {
        "line": fate.line,
        "place": fate.place,
        "became": fate.became,
        "zh": fate.zh,
        "en": fate.en,
        "duties": list(fate.duties),
    }


def _asked(question: Question) -> dict[str, Any]:
    """A question about the notice as a whole stands at the end of the report, under no line."""
    return {"line": None, "place": "", "became": "question", "zh": question.zh, "en": question.en, "duties": []}


def _plain(changes: Mapping[str, Any]) -> dict[str, Any]:
    return {key: list(value) if isinstance(value, tuple) else value for key, value in changes.items()}
