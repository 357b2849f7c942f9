"""What answers change: a duty is always what was imported plus the answers given, whatever their order."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from engine.duties.parties import refresh_search, unresolved
from engine.models import Duty, Notice
from engine.notices.names import pieces
from engine.organizations.faults import wrong

if TYPE_CHECKING:
    from engine.unit import Unit

PARTIES = ("leads", "units", "supports", "leaders", "pairs")
FIELDS = ("mode", "article", "due")
_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


def wants_text(option: Mapping[str, Any]) -> str:
    """What a person must type with an option: `names`, `date`, or nothing."""
    changes = option["changes"]
    if any(changes.get(name, True) is None for name in ("date", "due")):
        return "date"
    empty = any(changes.get(name) == [] for name in ("units", "leads", "issuers"))
    return "names" if empty and option["code"] == "name" else ""


def checked(option: Mapping[str, Any], typed: str) -> str:
    """What was typed, or nothing where the option asks for nothing; raises InvalidAnswers (field `typed`)."""
    wanted = wants_text(option)
    if wanted == "names" and not pieces(typed):
        raise wrong("typed", "请填写单位或处室名称，多个之间用顿号分隔。", "Please name at least one.")
    if wanted == "date" and not _DATE.fullmatch(typed):
        raise wrong("typed", "请填写日期，如2026-11-22、2026-11或2026。", "Please enter a date such as 2026-11-22.")
    return typed if wanted else ""


def apply(unit: "Unit", duty: Duty) -> None:
    """Make a duty what it was when imported, changed by all answers so far."""
    origin = duty.names.get("origin") or _state(duty)
    names = {name: list(value) for name, value in origin["names"].items()}
    fields = {name: origin[name] for name in FIELDS}
    for question in duty.questions:
        option = next((each for each in question["options"] if each["code"] == question["answer"]), None)
        if option:
            _change(names, fields, option, question.get("typed", ""))
    duty.mode, duty.article, duty.due = fields["mode"], (fields["article"] or "")[:40], fields["due"]
    duty.names = {**names, "origin": origin}
    duty.parties = unresolved(unit, names)
    _move_article(duty, origin["article"])
    refresh_search(duty)


def apply_to_notice(notice: Notice, option: Mapping[str, Any], typed: str) -> None:
    """Set what an answer says about the notice itself: its issuers, its date."""
    changes = option["changes"]
    if "issuers" in changes:
        notice.issuers = list(changes["issuers"]) or pieces(typed)
    if "date" in changes:
        notice.date = changes["date"] or typed


def _state(duty: Duty) -> dict[str, Any]:
    return {"names": dict(duty.names), **{name: getattr(duty, name) for name in FIELDS}}


def _change(names: dict[str, Any], fields: dict[str, Any], option: Mapping[str, Any], typed: str) -> None:
    for name, value in option["changes"].items():
        if name in PARTIES:
            names[name] = list(value) or pieces(typed)
        elif name == "groups":
            for role in ("groups", "supports"):
                names[role] = [group for group in names[role] if group not in value["remove"]]
        elif name in FIELDS:
            fields[name] = value or typed


def _move_article(duty: Duty, imported: str) -> None:
    """Let the coverage of the notice follow where a duty was moved to another article."""
    if duty.article == imported or duty.notice is None:
        return
    articles = [dict(entry) for entry in duty.notice.articles]
    for entry in articles:
        entry["duties"] = [sequence for sequence in entry["duties"] if sequence != duty.sequence]
    chosen = next((entry for entry in articles if entry["number"] == duty.article), None)
    if chosen:
        chosen["duties"] = sorted([*chosen["duties"], duty.sequence])
    duty.notice.articles = articles
