"""Importing a notice: read, taken apart and kept with its source; nothing else changes until a person confirms it."""

import hashlib
from dataclasses import fields, is_dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from engine import notices
from engine.duties.parties import refresh_search, unresolved
from engine.errors import BangfuError, NotFound
from engine.ids import new_id
from engine.models import Duty, Jurisdiction, Notice
from engine.organizations.access import administrators_only

if TYPE_CHECKING:
    from engine.unit import Unit

NAMES = ("leads", "supports", "leaders", "units", "groups")


class AlreadyImported(BangfuError):
    """Expected a file that is new here, but {title} was imported from the very same file on {day:%Y-%m-%d}."""

    zh = "同一文件已于{day:%Y}年{day.month}月{day.day}日导入，见《{title}》，无需重复导入。"

    @property
    def notice_id(self) -> str:
        """The notice that was imported first."""
        return str(self.details["notice_id"])


def import_notice(unit: "Unit", file_name: str, content: bytes, jurisdiction_code: str) -> str:
    """Keep a notice with its duties, in the state `imported`; gives its id.

    Raises a NotImportable of `engine.notices`, AlreadyImported, or NotFound for an unknown jurisdiction.
    """
    administrators_only(unit, "导入文件")
    if unit.session.get(Jurisdiction, jurisdiction_code) is None:
        raise NotFound(what=f"辖区“{jurisdiction_code}”")
    digest = hashlib.sha256(content).hexdigest()
    _refuse_twice(unit, digest)
    parsed = notices.parse(notices.read(file_name, content))
    notice = _notice(unit, parsed)
    notice.jurisdiction_code, notice.file_name = jurisdiction_code, file_name[:260]
    notice.digest, notice.source = digest, content
    notice.duties = [_duty(unit, row) for row in parsed.duties]
    unit.session.add(notice)
    unit.session.flush()
    return notice.id


def plain(value: Any) -> Any:
    """A value of `engine.notices` as lists, dicts and scalars; dates are written 2026-11-22."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


def _refuse_twice(unit: "Unit", digest: str) -> None:
    first = unit.session.scalar(select(Notice).where(Notice.digest == digest, Notice.state != "withdrawn"))
    if first is not None:
        raise AlreadyImported(title=first.title, notice_id=first.id, day=first.imported_at)


def _notice(unit: "Unit", parsed: notices.Notice) -> Notice:
    carried = {article.position: article for article in parsed.coverage.articles}
    return Notice(
        id=new_id(unit.now),
        key="-".join(str(part) for part in parsed.key) if parsed.key else None,
        number=parsed.number or None,
        title=parsed.title[:300],
        issuers=list(parsed.issuers),
        date=parsed.date.iso if parsed.date else None,
        articles=[
            {
                "number": article.number,
                "heading": article.heading,
                "path": list(article.path),
                "parts": list(article.parts),
                "lines": list(article.lines),
                "duties": list(carried[position].duties) if position in carried else [],
                "general": position in carried and carried[position].general,
            }
            for position, article in enumerate(parsed.articles)
        ],
        report=plain(parsed.report),
        questions=[{**plain(question), "answer": None} for question in parsed.questions],
        imported_at=unit.now,
        imported_by=unit.actor.id if unit.actor else None,
    )


def _duty(unit: "Unit", row: notices.Duty) -> Duty:
    duty = Duty(
        id=new_id(unit.now),
        sequence=row.sequence,
        article=row.article[:40],
        task=row.task,
        wording=row.wording,
        mode=row.mode,
        names={name: list(getattr(row, name)) for name in NAMES} | {"pairs": [list(pair) for pair in row.pairs]},
        lines=list(row.lines),
        questions=[{**plain(question), "answer": None} for question in row.questions],
        due=(row.due.wording[:80] or None) if row.due else None,
    )
    duty.parties = unresolved(unit, duty.names)
    refresh_search(duty)
    return duty
