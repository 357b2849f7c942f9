"""More files for a draft: new ones, uploaded ones, and those of a published version or of another draft."""

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import select

from engine.drafts import blank
from engine.drafts.access import designers_only
from engine.drafts.files import ENDINGS, add, contents
from engine.errors import NotFound, Refused
from engine.forms import Message
from engine.models import Definition, Draft, Resource

if TYPE_CHECKING:
    from engine.unit import Unit

NEW = {".form": lambda key, name: blank.form(key), ".dmn": blank.decisions}
"""The kinds of files that can be begun anew, and what each begins with."""


def add_blank(unit: "Unit", draft_id: str, ending: str, name: str) -> str:
    """A new form or decision table, called so by people and by the steps that name it. Gives the file's name."""
    key = re.sub(r"[^\w.-]+", "_", name.strip().removesuffix(ending))
    if ending not in NEW:
        raise Refused(zh="请选择新建表单还是决策表。", en="choose whether to begin a form or a decision table.")
    if not key or not (key[0].isalpha() or key[0] == "_"):
        raise Refused(zh="请填写名称，以字母或汉字开头。", en="please give a name that begins with a letter.")
    add(unit, draft_id, f"{key}{ending}", NEW[ending](key, name.strip().removesuffix(ending)))
    return f"{key}{ending}"


def add_all(unit: "Unit", draft_id: str, files: Mapping[str, bytes]) -> str:
    """Uploaded files; raises Refused where nothing was chosen, for a second diagram and for names that are taken."""
    if not files:
        raise Refused(zh="请选择要添加的文件。", en="please choose the files to add.")
    if any(name.endswith(".bpmn") for name in files):
        raise Refused(
            zh="一份草稿只有一个流程图；要用另一个流程图，请在“流程设计”中导入为新的草稿。",
            en="a draft has one diagram; import another one as a draft of its own.",
        )
    for name in sorted(files):
        add(unit, draft_id, name, files[name])
    return min(files)


def add_from(unit: "Unit", draft_id: str, source: str, names: Sequence[str]) -> str:
    """Copies of files of a version or a draft, `source` being the id of either; raises NotFound."""
    found = files_of(unit, source)
    missing = [name for name in names if name not in found]
    if missing:
        raise NotFound(what=Message(f"文件“{missing[0][:60]}”", f"the file {missing[0][:60]!r}"))
    return add_all(unit, draft_id, {name: found[name] for name in names})


def files_of(view: "Unit", source: str) -> dict[str, bytes]:
    """Name -> content of what can be taken from a version or a draft: all but its diagram; raises NotFound."""
    designers_only(view)
    if view.session.get(Draft, source) is not None:
        found = contents(view, source)
    elif view.session.get(Definition, source) is not None:
        rows = select(Resource.name, Resource.content).where(Resource.definition_id == source)
        found = dict(view.session.execute(rows).all())
    else:
        raise NotFound(what=Message("该流程版本或草稿", "this version or draft"))
    return {name: found[name] for name in sorted(found) if name.endswith(ENDINGS) and not name.endswith(".bpmn")}
