"""Organizations, departments and persons as a workbook: written for editing in a spreadsheet, and read back."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from engine.errors import BangfuError, InvalidAnswers
from engine.models import Department, Organization, Person, Portfolio, Post
from engine.notices import archives
from engine.organizations import persons, structure
from engine.organizations.access import administrators_only
from engine.organizations.bindings import set_portfolio
from engine.organizations.faults import wrong

if TYPE_CHECKING:
    from engine.unit import Unit

KINDS = {
    "commission": "卫生健康委员会",
    "bureau": "局",
    "hospital": "医院",
    "health_centre": "卫生院",
    "clinic": "卫生室",
    "cdc": "疾控中心",
    "other": "其他",
}
ROLES = {
    "staff": "经办", "head": "负责人", "leader": "责任领导", "overseer": "统筹", "designer": "流程设计员",
    "administrator": "管理员",
}  # fmt: skip
COLUMNS = {
    "单位": ("名称", "类型", "等级", "辖区代码", "停用"),
    "处室": ("单位", "处室", "收文", "停用"),
    "人员": ("姓名", "登录名", "职务", "电话", "岗位", "分管", "停用"),
}
"""Sheets with their headings; a post is written 单位/处室/角色, a department of a portfolio 单位/处室, several in one
cell separated by ；"""
OPTIONAL = ("停用", "等级", "电话", "职务", "分管")

MOST_ROWS = 20_000
_RED = PatternFill("solid", start_color="FFFDECEA")


class SheetFaults(BangfuError):
    """Expected every row to be sound, but {count} are not; nothing was imported. Correct the marked cells."""

    zh = "有{count}行需要更正，本次没有导入任何内容。请下载标注后的文件，修改后重新上传。"

    @property
    def faults(self) -> list[tuple[str, int, str, str]]:
        """(sheet, row, Chinese sentence, English sentence)."""
        found: list[tuple[str, int, str, str]] = self.details["faults"]
        return found

    @property
    def marked(self) -> bytes:
        """The workbook as it came, with the rows marked and the sentences as comments."""
        return bytes(self.details["marked"])


@dataclass(slots=True, kw_only=True)
class Taken:
    """How many rows of each sheet made something new, and how many changed something or stayed as they were."""

    new: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COLUMNS, 0))
    known: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COLUMNS, 0))


def export(view: "Unit") -> bytes:
    """The whole directory as .xlsx, in the form `take_in` reads."""
    administrators_only(view, "导出组织与人员")
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in (("单位", _organizations(view)), ("处室", _departments(view)), ("人员", _persons(view))):
        sheet = book.create_sheet(name)
        for cells in ([*COLUMNS[name]], *rows):
            sheet.append(cells)
        _furnish(sheet)
    return _bytes(book)


def take_in(unit: "Unit", file_name: str, content: bytes) -> Taken:
    """Create what a workbook has and we have not, and change what it has otherwise; rows left out stay as they are.

    Organizations are known by name, departments by organization and name, persons by login or else
    by name and department. Raises SheetFaults with every row that is not sound (nothing is then imported), or a
    NotImportable for what is no workbook.
    """
    administrators_only(unit, "导入组织与人员")
    if archives.kind_of(file_name, content) != "xlsx":
        raise wrong("file", "请选择 .xlsx 文件。", "Please choose an .xlsx file.")
    book = load_workbook(BytesIO(content), data_only=True)
    known = [name for name in COLUMNS if name in book.sheetnames]
    if not known:
        raise wrong("file", "文件中没有“单位”“处室”“人员”工作表。", "The file has none of the sheets expected.")
    taken, faults = Taken(), []
    steps: dict[str, Callable[[Unit, dict[str, str]], bool]] = {
        "单位": _take_organization,
        "处室": _take_department,
        "人员": _take_person,
    }
    for name in known:
        for number, row in _rows(book[name], name):
            try:
                is_new = steps[name](unit, row)
                counted = taken.new if is_new else taken.known
                counted[name] += 1
            except BangfuError as refused:
                faults.append((name, number, *_sentences(refused)))
    if faults:
        raise SheetFaults(count=len(faults), faults=faults, marked=_marked(content, faults))
    return taken


def _organizations(view: "Unit") -> Iterator[list[str]]:
    rows = select(Organization).order_by(Organization.jurisdiction_code, Organization.name)
    for row in view.session.scalars(rows):
        yield [row.name, KINDS[row.kind], row.grade or "", row.jurisdiction_code, _closed(row.active)]


def _departments(view: "Unit") -> Iterator[list[str]]:
    rows = (
        select(Department)
        .join(Department.organization)
        .order_by(Organization.jurisdiction_code, Organization.name, Department.id)
        .options(joinedload(Department.organization))
    )
    for row in view.session.scalars(rows):
        yield [row.organization.name, row.name, "是" if row.front else "", _closed(row.active)]


def _persons(view: "Unit") -> Iterator[list[str]]:
    loaded = selectinload(Person.posts).joinedload(Post.department).joinedload(Department.organization)
    portfolios = _portfolios(view)
    for row in view.session.scalars(select(Person).order_by(Person.login).options(loaded)):
        posts = [
            f"{post.department.organization.name}/{post.department.name}/{ROLES[post.role]}"
            for post in sorted(row.posts, key=lambda post: post.id)
        ]
        led = "；".join(portfolios.get(row.id, ()))
        yield [row.name, row.login, row.title, row.phone or "", "；".join(posts), led, _closed(row.active)]


def _portfolios(view: "Unit") -> dict[str, list[str]]:
    """Person -> the departments led, as the sheet writes them."""
    rows = view.session.execute(
        select(Portfolio.person_id, Organization.name, Department.name)
        .join(Department, Department.id == Portfolio.department_id)
        .join(Department.organization)
        .order_by(Organization.name, Department.id)
    )
    found: dict[str, list[str]] = {}
    for person_id, organization, department in rows:
        found.setdefault(person_id, []).append(f"{organization}/{department}")
    return found


def _closed(active: bool) -> str:
    return "" if active else "是"


def _rows(sheet: Worksheet, name: str) -> Iterator[tuple[int, dict[str, str]]]:
    rows = sheet.iter_rows(values_only=True)
    heads = [str(cell or "").strip() for cell in next(rows, ())]
    missing = [head for head in COLUMNS[name] if head not in heads and head not in OPTIONAL]
    if missing:
        listed = "、".join(missing)
        raise wrong("file", f"工作表“{name}”缺少列：{listed}。", f"The sheet {name} lacks the columns {listed}.")
    for number, cells in enumerate(rows, start=2):
        if number > MOST_ROWS:
            raise wrong("file", f"每个工作表最多{MOST_ROWS}行。", f"A sheet may have at most {MOST_ROWS} rows.")
        row = {head: _text(cell) for head, cell in zip(heads, cells, strict=False) if head}
        if any(row.values()):
            yield number, {head: row.get(head, "") for head in COLUMNS[name] if head in row or head != "分管"}


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()


def _take_organization(unit: "Unit", row: dict[str, str]) -> bool:
    kind = next((key for key, label in KINDS.items() if row["类型"] in (label, key)), "")
    found = unit.session.scalar(select(Organization).where(Organization.name == row["名称"]))
    place, grade, active = row["辖区代码"], row["等级"], row["停用"] != "是"
    if found is None:
        structure.add_organization(unit, row["名称"], kind, place, grade)
        return True
    structure.edit_organization(unit, found.id, name=found.name, kind=kind, jurisdiction_code=place, grade=grade)
    if found.active != active:
        structure.set_organization_active(unit, found.id, active)
    return False


def _take_department(unit: "Unit", row: dict[str, str]) -> bool:
    organization = unit.session.scalar(select(Organization).where(Organization.name == row["单位"]))
    if organization is None:
        raise wrong("单位", f"没有单位“{row['单位']}”。", f"There is no organization {row['单位']}.")
    known = select(Department).where(Department.organization_id == organization.id, Department.name == row["处室"])
    found = unit.session.scalar(known)
    is_new = found is None
    department_id = found.id if found else structure.add_department(unit, organization.id, row["处室"])
    if row["收文"] == "是":
        unit.session.refresh(organization)
        structure.make_front(unit, department_id)
    active = row["停用"] != "是"
    if found and found.active != active:
        structure.set_department_active(unit, department_id, active)
    unit.session.flush()
    return is_new


def _take_person(unit: "Unit", row: dict[str, str]) -> bool:
    posts = [_post(unit, text) for text in _several(row["岗位"])]
    led = [_department(unit, "分管", *_parts(text, "分管", ("单位", "处室"))) for text in _several(row.get("分管", ""))]
    found = _known_person(unit, row, posts)
    is_new = found is None
    data = {"login": row["登录名"] or (found.login if found else ""), "title": row["职务"], "phone": row["电话"]}
    person_id = found.id if found else persons.add_person(unit, row["姓名"], **data)
    if found:
        persons.edit_person(unit, person_id, name=row["姓名"], **data)
    for department_id, role in posts:
        persons.add_post(unit, person_id, department_id, role)
    if "分管" in row:  # a workbook without the column says nothing about it
        set_portfolio(unit, person_id, led)
    active = row["停用"] != "是"
    if found and found.active != active:
        persons.set_person_active(unit, person_id, active)
    return is_new


def _known_person(unit: "Unit", row: dict[str, str], posts: list[tuple[str, str]]) -> Person | None:
    """By login; where none is written, the one of that name in one of the departments, so that nobody comes twice."""
    if row["登录名"]:
        return unit.session.scalar(select(Person).where(Person.login == row["登录名"]))
    departments = [department_id for department_id, _role in posts]
    here = Person.posts.any(Post.department_id.in_(departments))
    found = list(unit.session.scalars(select(Person).where(Person.name == row["姓名"], here)))
    return found[0] if len(found) == 1 else None


def _several(cell: str) -> list[str]:
    return [text for text in cell.replace(";", "；").split("；") if text.strip()]


def _post(unit: "Unit", text: str) -> tuple[str, str]:
    organization, name, label = _parts(text, "岗位", ("单位", "处室", "角色"))
    found = _department(unit, "岗位", organization, name)
    role = next((key for key, known in ROLES.items() if label in (known, key)), "")
    if not role:
        listed = "、".join(ROLES.values())
        raise wrong("岗位", f"角色“{label}”应为：{listed}。", f"The role {label} must be one of {listed}.")
    return found, role


def _parts(text: str, column: str, wanted: tuple[str, ...]) -> list[str]:
    parts = [part.strip() for part in text.split("/")]
    if len(parts) != len(wanted):
        form = "/".join(wanted)
        raise wrong(column, f"{column}“{text}”应写成“{form}”。", f"Write {text} as {form}.")
    return parts


def _department(unit: "Unit", column: str, organization: str, name: str) -> str:
    found = unit.session.scalar(
        select(Department.id)
        .join(Department.organization)
        .where(Organization.name == organization, Department.name == name)
    )
    if not found:
        raise wrong(column, f"没有处室“{organization}/{name}”。", f"There is no department {organization}/{name}.")
    return found


def _sentences(error: BangfuError) -> tuple[str, str]:
    if isinstance(error, InvalidAnswers) and error.errors:
        messages = list(error.errors.values())
        return "".join(message.text("zh") for message in messages), " ".join(message.text("en") for message in messages)
    return error.text("zh"), error.text("en")


def _marked(content: bytes, faults: list[tuple[str, int, str, str]]) -> bytes:
    book = load_workbook(BytesIO(content))
    for name, number, zh, _en in faults:
        sheet = book[name]
        for cell in sheet[number]:
            cell.fill = _RED
        sheet.cell(number, 1).comment = Comment(zh, "帮扶")
        last = len(COLUMNS[name]) + 1
        sheet.cell(1, last, "问题").font = Font(bold=True)
        sheet.cell(number, last, zh)
    return _bytes(book)


def _furnish(sheet: Worksheet) -> None:
    """Heads stand still and bold; what looks like a formula stays text, as it was typed by somebody else."""
    sheet.freeze_panes = "A2"
    for row in sheet.iter_rows():
        for cell in row:
            cell.number_format = "@"
            if isinstance(cell.value, str) and cell.value.startswith("="):
                cell.data_type = "s"
    for column, cell in zip("ABCDEFG", next(sheet.iter_rows(max_row=1)), strict=False):
        cell.font = Font(bold=True)
        sheet.column_dimensions[column].width = 48 if cell.value in ("岗位", "分管") else 24
    sheet.auto_filter.ref = sheet.dimensions


def _bytes(book: Workbook) -> bytes:
    written = BytesIO()
    book.save(written)
    return written.getvalue()
