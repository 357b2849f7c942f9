"""Materials: the files of a case, what kinds are taken, and reading them back."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update

from engine.errors import NotFound, Refused
from engine.forms import Message
from engine.models import Attachment, Blob
from engine.parts import Sight, sight
from engine.rights import person, visible_case

if TYPE_CHECKING:
    from engine.models import Case
    from engine.unit import Unit

LARGEST = 50 * 2**20
"""The largest file taken, in bytes."""

KINDS = {
    "pdf": ("application/pdf", b"%PDF"),
    "png": ("image/png", b"\x89PNG"),
    "jpg": ("image/jpeg", b"\xff\xd8\xff"),
    "jpeg": ("image/jpeg", b"\xff\xd8\xff"),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK"),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK"),
    "pptx": ("application/vnd.openxmlformats-officedocument.presentationml.presentation", b"PK"),
    "zip": ("application/zip", b"PK"),
    "doc": ("application/msword", b"\xd0\xcf\x11\xe0"),
    "xls": ("application/vnd.ms-excel", b"\xd0\xcf\x11\xe0"),
    "wps": ("application/vnd.ms-works", b"\xd0\xcf\x11\xe0"),
    "ofd": ("application/ofd", b"PK"),
    "txt": ("text/plain", b""),
    "csv": ("text/csv", b""),
}
"""Ending -> (media type, how such a file begins)."""


def media_type_of(name: str, content: bytes) -> str:
    """The media type by ending and first bytes; raises Refused for what offices do not exchange."""
    ending = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    media_type, begin = KINDS.get(ending, ("", b""))
    if not media_type:
        raise Refused(
            zh=f"不支持“{name}”这种文件，请上传 {'、'.join(sorted(KINDS))} 文件。",
            en=f"files like {name!r} are not taken; upload one of {', '.join(sorted(KINDS))}.",
        )
    if not content.startswith(begin):
        raise Refused(
            zh=f"“{name}”的内容与扩展名不符，请用原软件打开并另存后再上传。",
            en=f"the content of {name!r} does not fit its ending; save it again with the program it comes from.",
        )
    return media_type


def bind(unit: "Unit", case: "Case", answers: Any, *, part: str | None, item_id: str | None = None) -> None:
    """Make the actor's files named in answers belong to the case, and to the part of it they were given in."""
    ids = {value for value in _strings(answers) if len(value) == 32}
    if ids:
        own = Attachment.id.in_(ids) & Attachment.case_id.is_(None) & (Attachment.person_id == person(unit).id)
        unit.session.execute(update(Attachment).where(own).values(case_id=case.id, item_id=item_id, part=part))


def materials(unit: "Unit", case_id: str, sight: Sight) -> list[Attachment]:
    """The files of a case in the parts that are seen, oldest first."""
    seen = (Attachment.case_id == case_id) & sight.within(Attachment.part)
    return list(unit.session.scalars(select(Attachment).where(seen).order_by(Attachment.id)))


def content(unit: "Unit", attachment_id: str) -> tuple[Attachment, bytes]:
    """A file the actor may see: one of a visible part of a case, or the actor's own not yet sent."""
    actor = person(unit)
    attachment = unit.session.get(Attachment, attachment_id)
    if attachment is None or (attachment.case_id is None and attachment.person_id != actor.id):
        raise NotFound(what=Message("该文件", "this file"))
    if attachment.case_id is not None:
        sight(unit, visible_case(unit, attachment.case_id)).check(attachment.part, actor.name)
    return attachment, unit.session.scalars(select(Blob.content).where(Blob.digest == attachment.digest)).one()


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)
