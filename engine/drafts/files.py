"""The files of a draft: saved one by one under a revision, so that no save overwrites what its author had not seen."""

import re
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from engine.drafts.access import found
from engine.drafts.editing import editable
from engine.errors import Conflict, NotFound, Refused
from engine.forms import Message
from engine.ids import new_id
from engine.models import Draft, DraftFile

if TYPE_CHECKING:
    from engine.unit import Unit

ENDINGS = (".bpmn", ".dmn", ".form", ".yaml")
NAME = re.compile(r"(scenarios/)?[\w一-鿿][\w一-鿿 .()（）-]{0,90}")
LARGEST = 5 * 1024 * 1024
"""Bytes of one file: a diagram a hundred times as large as the largest here."""
MOST = 200
"""Files of one draft."""


class Stale(Conflict):
    """Expected the newest revision of {name}, but it was saved in the meantime; open it anew."""

    zh = "“{name}”在别的窗口里已保存过更新的内容，本次修改没有保存。请重新打开后再改，或另存一份草稿。"


def contents(view: "Unit", draft_id: str) -> dict[str, bytes]:
    """Name -> content of all files of a draft."""
    found(view, draft_id)
    rows = select(DraftFile.name, DraftFile.content).where(DraftFile.draft_id == draft_id).order_by(DraftFile.name)
    return dict(view.session.execute(rows).all())


def content(view: "Unit", draft_id: str, name: str) -> tuple[bytes, int]:
    """One file with its revision; raises NotFound."""
    found(view, draft_id)
    file = _file(view, draft_id, name)
    return file.content, file.revision


def save(unit: "Unit", draft_id: str, name: str, new: bytes, revision: int) -> int:
    """Replace a file whose revision the author had seen. Gives the new revision; raises Stale, EditedElsewhere."""
    editable(unit, draft_id)
    file = _file(unit, draft_id, name)
    check(name, new)
    if file.revision != revision:
        raise Stale(name=name)
    if file.content != new:
        file.content, file.revision = new, revision + 1
    return file.revision


def add(unit: "Unit", draft_id: str, name: str, new: bytes) -> None:
    """Add a file; raises Refused where there is one of that name, or where the name or the size will not do."""
    draft = editable(unit, draft_id)
    check(name, new)
    if _count(unit, draft_id) >= MOST:
        raise Refused(zh=f"一份草稿最多 {MOST} 个文件。", en=f"a draft has at most {MOST} files.")
    _refuse_twice(unit, draft, name)
    unit.session.add(DraftFile(id=new_id(unit.now), draft_id=draft_id, name=name, content=new))


def rename(unit: "Unit", draft_id: str, name: str, to: str) -> None:
    """Give a file another name of the same kind."""
    draft = editable(unit, draft_id)
    file = _file(unit, draft_id, name)
    check(to, b"")
    if _ending(name) != _ending(to):
        raise Refused(zh="文件的类型不能改变。", en="a file keeps its kind.")
    _refuse_twice(unit, draft, to)
    file.name = to


def remove(unit: "Unit", draft_id: str, name: str) -> bytes:
    """Take a file out; gives its content, with which it can be added again."""
    editable(unit, draft_id)
    file = _file(unit, draft_id, name)
    unit.session.delete(file)
    return file.content


def check(name: str, new: bytes) -> None:
    """Raise Refused for a name or a size that no draft takes."""
    if not NAME.fullmatch(name) or _ending(name) not in ENDINGS:
        raise Refused(
            zh=f"文件名“{name[:60]}”不合规：请用字母、数字、汉字、-、_，以 .bpmn、.dmn、.form 或 .yaml 结尾。",
            en=f"the file name {name[:60]!r} will not do: letters, digits, - and _, ending in {', '.join(ENDINGS)}.",
        )
    if len(new) > LARGEST:
        raise Refused(
            zh=f"“{name}”超过 {LARGEST // 1024 // 1024} MB，请拆分后再上传。",
            en=f"{name!r} is larger than {LARGEST // 1024 // 1024} MB; split it.",
        )


def _file(unit: "Unit", draft_id: str, name: str) -> DraftFile:
    one = select(DraftFile).where(DraftFile.draft_id == draft_id, DraftFile.name == name)
    file = unit.session.scalar(one)
    if file is None:
        raise NotFound(what=Message(f"文件“{name[:60]}”", f"the file {name[:60]!r}"))
    return file


def _refuse_twice(unit: "Unit", draft: Draft, name: str) -> None:
    same = select(DraftFile.id).where(DraftFile.draft_id == draft.id, func.lower(DraftFile.name) == name.lower())
    if unit.session.scalar(same) is not None:
        raise Refused(zh=f"已有名为“{name}”的文件，请换一个名称。", en=f"there is a file {name!r} already.")


def _count(unit: "Unit", draft_id: str) -> int:
    return unit.session.scalar(select(func.count()).where(DraftFile.draft_id == draft_id)) or 0


def _ending(name: str) -> str:
    return name[name.rfind(".") :] if "." in name else ""
