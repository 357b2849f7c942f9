"""The decision tables of a draft as a workbook: given out to the departments that keep them, and taken back."""

from typing import TYPE_CHECKING

from engine.dmn import sheets
from engine.drafts.files import content, save
from engine.errors import Refused

if TYPE_CHECKING:
    from engine.unit import Unit


def workbook(view: "Unit", draft_id: str, name: str) -> bytes:
    """An .xlsx with the tables of a decision file; raises Invalid where it has none or cannot be read."""
    return sheets.to_workbook(_decisions(view, draft_id, name))


def put_workbook(unit: "Unit", draft_id: str, name: str, book: bytes, revision: int) -> int:
    """The tables of a workbook in place of those of the file. Gives its new revision.

    Raises Invalid with the cells that cannot be read, Stale, EditedElsewhere.
    """
    read = sheets.read_sheets(f"{name.removesuffix('.dmn')}.xlsx", book)
    return save(unit, draft_id, name, sheets.merged(_decisions(unit, draft_id, name), read), revision)


def _decisions(view: "Unit", draft_id: str, name: str) -> bytes:
    if not name.endswith(".dmn"):
        raise Refused(
            zh="只有决策表文件（.dmn）才能导出或导入工作簿。",
            en="only a decision file (.dmn) goes into a workbook and back.",
        )
    found, _revision = content(view, draft_id, name)
    return found
