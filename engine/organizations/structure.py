"""Jurisdictions, organizations and departments: created, renamed, closed and opened again."""

from typing import TYPE_CHECKING

from sqlalchemy import select

from engine.errors import NotFound, Refused
from engine.ids import new_id
from engine.models import Candidate, Department, Item, Jurisdiction, Organization
from engine.models.place import KINDS, LEVELS
from engine.organizations.access import administrators_only
from engine.organizations.faults import required, wrong
from engine.pinyin import searchable

if TYPE_CHECKING:
    from engine.unit import Unit

FRONT = "综合办公室"
"""The department that receives for a whole organization, where nothing else is said."""


def add_jurisdiction(unit: "Unit", code: str, name: str, level: str, parent_code: str | None = None) -> str:
    """A new administrative division; `code` after GB/T 2260, `level` one of LEVELS. Gives the code."""
    administrators_only(unit, "维护辖区")
    code, name = required("code", code, "辖区代码", "code", 12), required("name", name, "辖区名称", "name", 80)
    if not code.isdigit() or len(code) not in (6, 9, 12):
        raise wrong("code", "辖区代码为6、9或12位数字。", "The code has 6, 9 or 12 digits.")
    if level not in LEVELS:
        raise wrong("level", "请选择辖区级别。", "Please choose the level.")
    if unit.session.get(Jurisdiction, code):
        raise wrong("code", "该辖区代码已经登记。", "This code is already registered.")
    if parent_code and not unit.session.get(Jurisdiction, parent_code):
        raise wrong("parent", "未找到上级辖区。", "There is no such higher jurisdiction.")
    unit.session.add(Jurisdiction(code=code, name=name, level=level, parent_code=parent_code or None))
    unit.session.flush()
    return code


def rename_jurisdiction(unit: "Unit", code: str, name: str) -> None:
    """Give a jurisdiction another name."""
    administrators_only(unit, "维护辖区")
    place = unit.session.get(Jurisdiction, code)
    if place is None:
        raise NotFound(what="该辖区")
    place.name = required("name", name, "辖区名称", "name", 80)


def add_organization(
    unit: "Unit", name: str, kind: str, jurisdiction_code: str, grade: str | None = None, front: str = FRONT
) -> str:
    """A new organization with its front department; `kind` is one of KINDS. Gives its id."""
    administrators_only(unit, "维护单位")
    name = _free_organization_name(unit, name, None)
    _check_place(unit, kind, jurisdiction_code)
    organization = Organization(
        id=new_id(unit.now), name=name, kind=kind, jurisdiction_code=jurisdiction_code, grade=grade or None
    )
    unit.session.add(organization)
    unit.session.flush()
    _department(unit, organization, front, front=True)
    return organization.id


def edit_organization(
    unit: "Unit", organization_id: str, *, name: str, kind: str, jurisdiction_code: str, grade: str | None = None
) -> None:
    """Change an organization; the search words of its front department follow the name."""
    administrators_only(unit, "维护单位")
    organization = organization_of(unit, organization_id)
    _check_place(unit, kind, jurisdiction_code)
    organization.name = _free_organization_name(unit, name, organization_id)
    organization.kind, organization.jurisdiction_code, organization.grade = kind, jurisdiction_code, grade or None
    for department in organization.departments:
        department.pinyin = _search_words(organization, department.name)


def set_organization_active(unit: "Unit", organization_id: str, active: bool) -> None:
    """Close an organization, or open it again; raises Refused while work lies in one of its inboxes."""
    administrators_only(unit, "维护单位")
    organization = organization_of(unit, organization_id)
    if not active:
        _refuse_with_work(unit, [department.id for department in organization.departments], organization.name)
    organization.active = active


def add_department(unit: "Unit", organization_id: str, name: str) -> str:
    """A new department of an organization. Gives its id."""
    administrators_only(unit, "维护处室")
    organization = organization_of(unit, organization_id)
    return _department(unit, organization, _free_department_name(unit, organization_id, name, None), front=False)


def rename_department(unit: "Unit", department_id: str, name: str) -> None:
    """Give a department another name."""
    administrators_only(unit, "维护处室")
    department = department_of(unit, department_id)
    department.name = _free_department_name(unit, department.organization_id, name, department_id)
    department.pinyin = _search_words(department.organization, department.name)


def make_front(unit: "Unit", department_id: str) -> None:
    """Let a department receive for its whole organization; the one that did so before no longer does."""
    administrators_only(unit, "维护处室")
    chosen = department_of(unit, department_id)
    for department in chosen.organization.departments:
        department.front = department.id == department_id


def set_department_active(unit: "Unit", department_id: str, active: bool) -> None:
    """Close a department, or open it again; raises Refused for a front department or while work lies in its inbox."""
    administrators_only(unit, "维护处室")
    department = department_of(unit, department_id)
    if not active and department.front:
        raise Refused(
            zh=f"“{department.name}”代表本单位收文，请先指定其他处室收文再停用。",
            en=f"{department.name} receives for its organization; choose another front department first.",
        )
    if not active:
        _refuse_with_work(unit, [department_id], department.full_name)
    department.active = active


def organization_of(unit: "Unit", organization_id: str) -> Organization:
    """An organization by its id; raises NotFound."""
    found = unit.session.get(Organization, organization_id)
    if found is None:
        raise NotFound(what="该单位")
    return found


def department_of(unit: "Unit", department_id: str) -> Department:
    """A department by its id; raises NotFound."""
    found = unit.session.get(Department, department_id)
    if found is None:
        raise NotFound(what="该处室")
    return found


def _department(unit: "Unit", organization: Organization, name: str, *, front: bool) -> str:
    department = Department(
        id=new_id(unit.now),
        organization_id=organization.id,
        name=name,
        front=front,
        pinyin=_search_words(organization, name),
    )
    unit.session.add(department)
    unit.session.flush()
    return department.id


def _search_words(organization: Organization, name: str) -> str:
    return searchable(name, organization.name)[:200]


def _check_place(unit: "Unit", kind: str, jurisdiction_code: str) -> None:
    if kind not in KINDS:
        raise wrong("kind", "请选择单位类型。", "Please choose the kind of organization.")
    if not unit.session.get(Jurisdiction, jurisdiction_code):
        raise wrong("jurisdiction", "请选择辖区。", "Please choose the jurisdiction.")


def _free_organization_name(unit: "Unit", name: str, own: str | None) -> str:
    name = required("name", name, "单位名称", "name", 120)
    other = unit.session.scalar(select(Organization.id).where(Organization.name == name))
    if other not in (None, own):
        raise wrong("name", f"单位“{name}”已经存在。", f"There already is an organization {name}.")
    return name


def _free_department_name(unit: "Unit", organization_id: str, name: str, own: str | None) -> str:
    name = required("name", name, "处室名称", "name", 80)
    other = unit.session.scalar(
        select(Department.id).where(Department.organization_id == organization_id, Department.name == name)
    )
    if other not in (None, own):
        raise wrong("name", f"本单位已有“{name}”。", f"This organization already has a {name}.")
    return name


def _refuse_with_work(unit: "Unit", department_ids: list[str], name: str) -> None:
    waiting = unit.session.scalar(
        select(Item.id)
        .join(Candidate, Candidate.item_id == Item.id)
        .where(Item.state == "open", Candidate.department_id.in_(department_ids))
        .limit(1)
    )
    if waiting:
        raise Refused(
            zh=f"“{name}”还有待办事项，请先转办，或将其并入其他处室。",
            en=f"{name} still has open items; transfer them first, or merge it into another department.",
        )
