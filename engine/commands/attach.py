"""Attach: keep a file a person gave, so that a form can name it."""

import hashlib
from typing import TYPE_CHECKING

from engine.errors import Refused
from engine.ids import new_id
from engine.materials import LARGEST, media_type_of
from engine.models import Attachment, Blob
from engine.rights import person

if TYPE_CHECKING:
    from engine.unit import Unit


def attach(unit: "Unit", name: str, content: bytes) -> str:
    """Store a file and give the attachment's id; the same content is stored once.

    Raises Refused for empty, too large or unsuitable files, with what to do instead.
    """
    actor = person(unit)
    name = name.replace("\\", "/").rsplit("/", 1)[-1].strip()[-200:]
    if not content:
        raise Refused(zh=f"文件“{name}”是空的，请重新选择。", en=f"the file {name!r} is empty; choose another.")
    if len(content) > LARGEST:
        raise Refused(
            zh=f"文件“{name}”超过 {LARGEST // 2**20} MB，请压缩或拆分后再上传。",
            en=f"the file {name!r} is larger than {LARGEST // 2**20} MB; compress or split it.",
        )
    media_type = media_type_of(name, content)
    digest = hashlib.sha256(content).hexdigest()
    if unit.session.get(Blob, digest) is None:
        unit.session.add(Blob(digest=digest, size=len(content), content=content))
        unit.session.flush()
    attachment = Attachment(
        id=new_id(unit.now), digest=digest, name=name, media_type=media_type, size=len(content), person_id=actor.id,
        at=unit.now,
    )  # fmt: skip
    unit.session.add(attachment)
    return attachment.id
