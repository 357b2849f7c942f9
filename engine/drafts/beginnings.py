"""How a draft begins: blank, from a published version, from uploaded files, or as a copy of another draft."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from sqlalchemy.orm import selectinload

from engine.drafts.access import designers_only, found
from engine.drafts.blank import diagram
from engine.drafts.files import MOST, check, contents
from engine.errors import NotFound, Refused
from engine.forms import Message
from engine.ids import new_id
from engine.kernel.heading import heading
from engine.models import Definition, Draft, DraftFile

if TYPE_CHECKING:
    from engine.unit import Unit


def begin_blank(unit: "Unit", key: str, name: str) -> str:
    """A new process with a start, one step and an end; `key` is its id for good. Gives the draft's id."""
    if not key.isascii() or not key.replace("-", "a").replace("_", "a").isalnum() or not key[0].isalpha():
        raise Refused(
            zh="流程标识须以字母开头，只含字母、数字、- 和 _。",
            en="the key of a process begins with a letter and holds letters, digits, - and _ only.",
        )
    if not name.strip():
        raise Refused(zh="请填写流程名称。", en="please name the process.")
    return begin(unit, {f"{key}.bpmn": diagram(key, name.strip())})


def begin_from(unit: "Unit", definition_id: str) -> str:
    """A draft of the next version of a process, with the files of this one. Gives the draft's id."""
    designers_only(unit)
    row = unit.session.get(Definition, definition_id, options=[selectinload(Definition.resources)])
    if row is None:
        raise NotFound(what=Message("流程版本", "this version of a process"))
    files = {resource.name: resource.content for resource in row.resources}
    return _add(unit, row.key, row.name, files, base_id=row.id)


def begin(unit: "Unit", files: Mapping[str, bytes]) -> str:
    """A draft of files from elsewhere: exactly one diagram, with its forms, decisions and scenarios.

    What is wrong inside the diagram is for the designer to mend; only what nobody could open is refused.
    """
    designers_only(unit)
    for name, new in files.items():
        check(name, new)
    diagrams = [name for name in files if name.endswith(".bpmn")]
    if len(diagrams) != 1:
        raise Refused(
            zh=f"一份草稿应有且只有一个 .bpmn 流程图，现有 {len(diagrams)} 个。",
            en=f"a draft has exactly one .bpmn diagram, but there are {len(diagrams)}.",
        )
    if len(files) > MOST:
        raise Refused(zh=f"一份草稿最多 {MOST} 个文件。", en=f"a draft has at most {MOST} files.")
    key, name = heading(files[diagrams[0]])
    return _add(unit, key, name or key, files, base_id=None)


def copy_of(unit: "Unit", draft_id: str) -> str:
    """Another draft with the same files, for going on where one is closed or with somebody else."""
    draft = found(unit, draft_id)
    return _add(unit, draft.key, draft.name, contents(unit, draft_id), base_id=draft.base_id)


def _add(unit: "Unit", key: str, name: str, files: Mapping[str, bytes], *, base_id: str | None) -> str:
    me = unit.actor.id if unit.actor else None
    draft = Draft(
        id=new_id(unit.now), key=key[:80], name=name[:120], base_id=base_id, created_at=unit.now, created_by=me,
        changed_at=unit.now, changed_by=me,
        files=[DraftFile(id=new_id(unit.now), name=each, content=files[each]) for each in sorted(files)],
    )  # fmt: skip
    unit.session.add(draft)
    unit.session.flush()
    return draft.id
