"""Members of the groups notices speak of: which departments 各县（区）卫生健康局 or 委机关各科室 stand for."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from engine.duties.decisions import Becomes
from engine.duties.directory import Directory
from engine.duties.names import short
from engine.duties.responsible import members_of
from engine.models import Department, Jurisdiction

if TYPE_CHECKING:
    from engine.unit import Unit

_OF_PLACES = re.compile(r"^各?(?:有关|相关)?(?:县|市|区|州|自治州|[（()）、])+(?P<what>.+)$")
_MEDICAL = re.compile(r"医疗|卫生单位|直属|医院|所属")
_INSIDE = re.compile(r"机关|科室|处室|股室")
_CARE = ("hospital", "health_centre", "clinic", "cdc")


def members_of_kind(
    view: "Unit", directory: Directory, group: str, home: Department | None, becomes: Mapping[str, Becomes]
) -> list[str]:
    """References to those a group most probably stands for: its members so far, else those its words describe."""
    known = members_of(view.session, directory.code, group)
    if known:
        return known
    if _INSIDE.search(group):
        return _inside(directory, home, becomes)
    of_places = _OF_PLACES.match(group)
    if of_places and not _MEDICAL.search(of_places["what"]):
        return _of_places(directory, of_places["what"])
    if _MEDICAL.search(group):
        own = "直属" in group or "所属" in group
        rows = directory.here if own else directory.departments
        return [row.id for row in rows if row.front and row.organization.kind in _CARE]
    return []


def choices_of(directory: Directory, home: Department | None, becomes: Mapping[str, Becomes]) -> list[tuple[str, str]]:
    """Everyone a group could have as a member: (reference, label); departments that are new here come last."""
    known = [(row.id, row.full_name) for row in directory.departments]
    new = [(f"name:{name}", meaning.name) for name, meaning in becomes.items() if meaning.kind != "existing"]
    places = [reference for what in ("卫生健康局", "人民政府") for reference in _of_places(directory, what)]
    made_up = [(reference, reference.split(":", 2)[2]) for reference in places if reference.startswith("new:")]
    return [*known, *new, *made_up] if home else [*known, ("home:", "（本单位）"), *new, *made_up]


def _inside(directory: Directory, home: Department | None, becomes: Mapping[str, Becomes]) -> list[str]:
    known = [row.id for row in directory.departments if home and row.organization_id == home.organization_id]
    fronts = {row.id for row in directory.departments if row.front}
    inside = [id_ for id_ in known if id_ not in fronts] or known
    return [*inside, *(f"name:{name}" for name, meaning in becomes.items() if meaning.kind == "department")]


def _of_places(directory: Directory, what: str) -> list[str]:
    """One organization for each jurisdiction directly below: the known one, or a new one of that name."""
    found = []
    for place in directory.places.values():
        if place.parent_code == directory.code:
            found.append(_in_place(directory, place, what))
    return found


def _in_place(directory: Directory, place: Jurisdiction, what: str) -> str:
    wanted = short(what, [place.name])
    for row in directory.departments:
        organization = row.organization
        if (
            row.front
            and organization.jurisdiction_code == place.code
            and short(organization.name, [place.name]) == wanted
        ):
            return row.id
    return f"new:{place.code}:{place.name}{re.sub('[（(].*?[）)]', '', what)}"
