"""Answers that change which duties a notice has: a row split, a task added or dropped, a second notice taken out."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from engine import notices
from engine.duties.parties import refresh_search, unresolved
from engine.ids import new_id
from engine.models import Duty, Notice
from engine.notices.names import pieces

if TYPE_CHECKING:
    from engine.unit import Unit

NOBODY: dict[str, list[str]] = {"leads": [], "supports": [], "leaders": [], "units": [], "groups": [], "pairs": []}


def carry_out(unit: "Unit", notice: Notice, duty: Duty | None, option: Mapping[str, Any], typed: str) -> bool:
    """Do what an option asks for beyond the fields of one duty; gives whether it did anything."""
    changes = option["changes"]
    if duty is not None and "split" in changes:
        _split(unit, notice, duty, changes["split"])
    elif duty is None and "remove" in changes:
        _remove(unit, notice, set(changes["remove"]))
    elif duty is None and "lines" in changes:
        _take_out(unit, notice, *changes["lines"])
    elif duty is None and "article" in changes:
        _assign(unit, notice, changes["article"], changes.get("leads") or pieces(typed))
    else:
        return False
    return True


def next_sequence(notice: Notice) -> int:
    """The number after the last duty of a notice."""
    return max((duty.sequence for duty in notice.duties), default=0) + 1


def _split(unit: "Unit", notice: Notice, duty: Duty, lines: list[int]) -> None:
    """A row that was joined to the one above becomes a task of its own, under the same departments."""
    texts = {line.number: line.text for line in notices.read(notice.file_name, notice.source).lines}
    text = "".join("".join(texts[number].split()) for number in lines)
    if text in duty.task:
        duty.task = duty.task.replace(text, "", 1)
    duty.lines = [number for number in duty.lines if number not in lines]
    names = {name: list(value) for name, value in duty.names.items() if name in NOBODY}
    _add(unit, notice, task=text, article=duty.article, lines=lines, names=names, mode=duty.mode)


def _remove(unit: "Unit", notice: Notice, sequences: set[int]) -> None:
    for duty in [row for row in notice.duties if row.sequence in sequences]:
        notice.duties.remove(duty)
        unit.session.delete(duty)
    notice.articles = [
        {**entry, "duties": [number for number in entry["duties"] if number not in sequences]}
        for entry in notice.articles
    ]


def _take_out(unit: "Unit", notice: Notice, first: int, last: int) -> None:
    from engine.duties.importing import import_notice  # here, for an import knows of questions and their answers

    lines = notices.read(notice.file_name, notice.source).lines
    text = "\n".join(line.text for line in lines if first <= line.number <= last)
    name = f"{notice.file_name.rpartition('.')[0] or notice.file_name}（第{first}-{last}行）.txt"
    import_notice(unit, name, text.encode(), notice.jurisdiction_code)


def _assign(unit: "Unit", notice: Notice, number: str, leads: list[str]) -> None:
    """An article without a duty gets one, led as the answer says."""
    candidates = [entry for entry in notice.articles if entry["number"] == number and not entry["duties"]]
    heading = candidates[0]["heading"] if candidates else number
    lines = candidates[0]["lines"] if candidates else []
    mode = "joint" if len(leads) > 1 else "single"
    _add(unit, notice, task=heading, article=number, lines=lines, names={**NOBODY, "leads": leads}, mode=mode)


def _add(
    unit: "Unit", notice: Notice, *, task: str, article: str, lines: list[int], names: dict[str, Any], mode: str
) -> None:
    duty = Duty(
        id=new_id(unit.now),
        sequence=next_sequence(notice),
        article=article[:40],
        task=task,
        wording="",
        mode=mode,
        names=names,
        lines=lines,
        questions=[],
    )
    duty.parties = unresolved(unit, names)
    refresh_search(duty)
    notice.duties.append(duty)
    articles = [dict(entry) for entry in notice.articles]
    free = [entry for entry in articles if entry["number"] == article]
    if free:
        chosen = next((entry for entry in free if not entry["duties"]), free[0])
        chosen["duties"] = [*chosen["duties"], duty.sequence]
    notice.articles = articles
    unit.session.flush()
