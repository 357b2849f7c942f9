"""The places of the demonstration: a city with three counties, its commission, bureaus, hospitals and calendar."""

from collections.abc import Sequence
from dataclasses import dataclass

from engine import duties
from engine.calendar_days import seed_year
from engine.organizations import (
    add_department,
    add_jurisdiction,
    add_organization,
    set_group,
)
from engine.rehearsal import offices
from engine.unit import Unit
from web.demo import notice

CITY = "990100"
COUNTIES = {"990121": "石桥县", "990122": "青禾县", "990123": "南渡县"}
COMMISSION = "云川市卫生健康委员会"
OFFICE, LEADERS = "整改办", "委领导"
BUREAUS = {code: f"{name}卫生健康局" for code, name in COUNTIES.items()}
HOSPITALS = (
    ("云川市第一人民医院", CITY, "三级甲等"),
    ("云川市中医医院", CITY, "三级乙等"),
    ("云川市妇幼保健院", CITY, "三级乙等"),
    ("石桥县人民医院", "990121", "二级甲等"),
    ("石桥县中医医院", "990121", "二级乙等"),
    ("青禾县人民医院", "990122", "二级甲等"),
    ("南渡县人民医院", "990123", "二级甲等"),
    ("南渡县中医医院", "990123", "二级乙等"),
)

WARDS = ("内科", "外科")
"""What every hospital has beside the office that receives for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An organization beside commission, bureaus and hospitals, with its departments; the first receives for it."""

    name: str
    kind: str
    jurisdiction: str
    departments: tuple[str, ...]
    leader: str
    login: str


HEALTH_CENTRES = tuple(
    Place(name=f"{town}卫生院", kind="health_centre", jurisdiction=code, leader="院长", login=login,
          departments=("院办公室", "家庭医生团队", "全科门诊"))
    for town, code, login in (("河口镇", "990121100", "hekou"), ("青山乡", "990122100", "qingshan"),
                              ("松林乡", "990123100", "songlin"))
)  # fmt: skip
TEAMS = tuple(f"{centre.name}家庭医生团队" for centre in HEALTH_CENTRES)
INSURERS = tuple(
    Place(name=f"{place}医疗保障局", kind="other", jurisdiction=code, leader="分管副局长", login=login,
          departments=("医保中心",))
    for place, code, login in (("云川市", CITY, "shiyibao"), ("石桥县", "990121", "shiqiao-yibao"),
                               ("青禾县", "990122", "qinghe-yibao"), ("南渡县", "990123", "nandu-yibao"))
)  # fmt: skip
TOWNS = {"990121100": "石桥县河口镇", "990122100": "青禾县青山乡", "990123100": "南渡县松林乡"}
VILLAGES = {
    "990121100201": "河口镇柳湾村", "990121100202": "河口镇上坝村", "990122100201": "青山乡石门村",
    "990123100201": "松林乡白杨村",
}  # fmt: skip
INSURER_GROUP = "医保经办机构"


def build(unit: Unit) -> str:
    """Make everything; departments come from the confirmed notice. Gives the commission's id."""
    add_jurisdiction(unit, "990000", "安岭省", "province")
    add_jurisdiction(unit, CITY, "云川市", "city", "990000")
    for code, name in COUNTIES.items():
        add_jurisdiction(unit, code, name, "county", CITY)
    commission = add_organization(unit, COMMISSION, "commission", CITY, front="办公室")
    for code, name in BUREAUS.items():
        add_organization(unit, name, "bureau", code, front="办公室")
    for name, code, grade in HOSPITALS:
        hospital = add_organization(unit, name, "hospital", code, grade=grade, front="医务科")
        for ward in WARDS:
            add_department(unit, hospital, ward)
    for code, name in TOWNS.items():
        add_jurisdiction(unit, code, name, "township", code[:6])
    for code, name in VILLAGES.items():
        add_jurisdiction(unit, code, name, "village", code[:9])
    for place in (*HEALTH_CENTRES, *INSURERS):
        _found(unit, place)
    add_department(unit, commission, OFFICE)
    add_department(unit, commission, LEADERS)
    for year in range(unit.now.year, unit.now.year + 5):
        seed_year(unit, year)
    return commission


def _found(unit: Unit, place: Place) -> None:
    front, *rest = place.departments
    organization = add_organization(unit, place.name, place.kind, place.jurisdiction, front=front)
    for name in rest:
        add_department(unit, organization, name)
    if place in INSURERS:
        fronts = [office.id for office in offices(unit) if office.organization == place.name]
        set_group(unit, place.jurisdiction, INSURER_GROUP, fronts)


def put_notice_in_force(unit: Unit, years: Sequence[int] = notice.YEARS) -> None:
    """Import the notice of each year, answer its questions as imported, and confirm what its names become."""
    for year in years:
        notice_id = duties.import_notice(unit, notice.file_name(year), notice.text(year), CITY)
        duties.accept_all(unit, notice_id)
        duties.confirm(unit, notice_id, duties.propose(unit, notice_id).decisions)
