"""The model commission: invented places, departments and people for trials that need nobody real.

Two cities, three counties of the first with their bureaus and hospitals, a township and a village. Every department
has a member of staff and a head, every organization a leader in charge of all of it; they are called by their posts.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from engine.calendar_days import seed_year
from engine.drafts.blank import diagram
from engine.ids import new_id
from engine.models import Draft, DraftFile
from engine.organizations import (
    add_department,
    add_jurisdiction,
    add_organization,
    add_person,
    add_post,
    set_group,
    set_portfolio,
)
from engine.trials.model_duties import divide

if TYPE_CHECKING:
    from engine.unit import Unit

DRAFT = "draft-of-the-model"
"""The id of the one draft there is."""

FOUNDED = datetime(2016, 1, 4, 9, 0)
"""When all of it came into being: trials may begin on any day since."""

YEARS = range(2016, 2036)
"""The years whose holidays the model commission knows."""

JURISDICTIONS = (
    ("990000", "安岭省", "province", None),
    ("990100", "云川市", "city", "990000"),
    ("990121", "石桥县", "county", "990100"),
    ("990122", "青禾县", "county", "990100"),
    ("990123", "南渡县", "county", "990100"),
    ("990121100", "石桥县河口镇", "township", "990121"),
    ("990121100201", "河口镇柳湾村", "village", "990121100"),
    ("990200", "长岭市", "city", "990000"),
    ("990300", "白塔市", "city", "990000"),
)

OFFICES = (
    "办公室", "整改办", "医政处", "医改办", "基层卫生处", "疾控处", "妇幼处", "财务处", "规划信息处", "科教处",
    "中医处", "人事处", "宣传处", "爱卫办",
)  # fmt: skip
"""The departments of a city's commission; the first receives for it."""

_BUREAU = ("办公室", "医政股", "基层卫生股", "疾控股", "财务股", "人事股")
_HOSPITAL = ("医务科", "远程医学中心", "急诊科", "内科", "外科", "出入院结算处", "人事科", "信息科", "质控科")
_TOWNSHIP = ("院办公室", "家庭医生团队", "公共卫生科", "全科门诊")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An organization with its departments, the first of which receives for it, and what its leader is called."""

    name: str
    kind: str
    jurisdiction: str
    departments: tuple[str, ...]
    leader: str
    grade: str | None = None


PLACES = (
    Place(name="云川市卫生健康委员会", kind="commission", jurisdiction="990100", departments=OFFICES,
          leader="分管副主任"),
    *(
        Place(name=f"{name}卫生健康局", kind="bureau", jurisdiction=code, departments=_BUREAU, leader="分管副局长")
        for code, name in (("990121", "石桥县"), ("990122", "青禾县"), ("990123", "南渡县"))
    ),
    *(
        Place(name=name, kind="hospital", jurisdiction=code, departments=_HOSPITAL, leader="分管副院长", grade=grade)
        for name, code, grade in (
            ("云川市第一人民医院", "990100", "三级甲等"),
            ("云川市中医医院", "990100", "三级乙等"),
            ("石桥县人民医院", "990121", "二级甲等"),
            ("石桥县中医医院", "990121", "二级乙等"),
            ("青禾县人民医院", "990122", "二级甲等"),
            ("长岭市人民医院", "990200", "三级甲等"),
        )
    ),
    Place(name="河口镇卫生院", kind="health_centre", jurisdiction="990121100", departments=_TOWNSHIP, leader="院长"),
    Place(name="柳湾村卫生室", kind="clinic", jurisdiction="990121100201", departments=("村医室",), leader="负责人"),
    Place(name="云川市疾病预防控制中心", kind="cdc", jurisdiction="990100", departments=("办公室",),
          leader="分管副主任"),
    Place(name="云川市医疗保障局", kind="other", jurisdiction="990100", departments=("办公室", "医保中心"),
          leader="分管副局长"),
    Place(name="石桥县医疗保障局", kind="other", jurisdiction="990121", departments=("办公室", "医保中心"),
          leader="分管副局长"),
    Place(name="长岭市卫生健康委员会", kind="commission", jurisdiction="990200", departments=OFFICES,
          leader="分管副主任"),
    Place(name="白塔市卫生健康委员会", kind="commission", jurisdiction="990300", departments=OFFICES,
          leader="分管副主任"),
)  # fmt: skip

PORTFOLIOS = (
    ("分管领导（医政）", ("医政处", "医改办", "中医处", "科教处")),
    ("分管领导（基层公卫）", ("基层卫生处", "疾控处", "妇幼处", "爱卫办")),
    ("分管领导（综合）", ("办公室", "整改办", "财务处", "规划信息处", "人事处", "宣传处")),
)
"""The leaders of the first commission, whose departments are divided among them."""


GROUPS = (("990100", "医保经办机构", "云川市医疗保障局"), ("990121", "医保经办机构", "石桥县医疗保障局"))
"""Jurisdiction, group, and the organization whose centre is its member there."""


def build(unit: "Unit") -> None:
    """Make the model commission, with a duty for every known key."""
    for code, name, level, parent in JURISDICTIONS:
        add_jurisdiction(unit, code, name, level, parent)
    made = {place.name: _found(unit, place) for place in PLACES}
    ours = made[PLACES[0].name]
    for name, portfolio in PORTFOLIOS:
        lead(unit, name, ours["办公室"], [ours[department] for department in portfolio])
    for code, group, name in GROUPS:
        set_group(unit, code, group, [made[name]["医保中心"]])
    add_post(unit, add_person(unit, "系统管理员", login="admin"), ours["办公室"], "administrator")
    divide(unit, {place.jurisdiction: made[place.name] for place in PLACES if place.kind == "commission"})
    for year in YEARS:
        seed_year(unit, year)
    _draw(unit)


def _draw(unit: "Unit") -> None:
    """A process being drawn, for trials of how drafts are decided upon; scenarios know it by its id."""
    unit.session.add(
        Draft(
            id=DRAFT, key="model-draft", name="入户走访（模拟）", created_at=unit.now, changed_at=unit.now,
            files=[DraftFile(id=new_id(unit.now), name="model-draft.bpmn", content=diagram("model-draft", "入户走访"))],
        )
    )  # fmt: skip


def lead(unit: "Unit", name: str, department_id: str, portfolio: list[str]) -> None:
    """A leader in charge of some departments."""
    person = add_person(unit, name)
    add_post(unit, person, department_id, "leader")
    set_portfolio(unit, person, portfolio)


def staff(unit: "Unit", name: str, department_id: str) -> None:
    """A member of staff and a head for a department, called by what others call it."""
    for role, word in (("staff", "经办"), ("head", "负责人")):
        add_post(unit, add_person(unit, f"{name}{word}"), department_id, role)


def _found(unit: "Unit", place: Place) -> dict[str, str]:
    """One organization with its people; gives its departments' ids by name."""
    front, *rest = place.departments
    organization = add_organization(
        unit, place.name, place.kind, place.jurisdiction, grade=place.grade, front=front
    )  # fmt: skip
    made = {front: _front(unit, organization)}
    made |= {name: add_department(unit, organization, name) for name in rest}
    ours = place is PLACES[0]
    for name, id_ in made.items():
        staff(unit, name if ours else place.name if name == front else f"{place.name}{name}", id_)
    if not ours:
        lead(unit, f"{place.name}{place.leader}", made[front], list(made.values()))
    return made


def _front(unit: "Unit", organization_id: str) -> str:
    from engine.organizations.structure import organization_of

    (front,) = organization_of(unit, organization_id).departments
    return front.id
