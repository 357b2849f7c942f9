"""The places of the demonstration: a city with three counties, its commission, bureaus, hospitals and calendar."""

from engine import duties
from engine.calendar_days import seed_year
from engine.organizations import (
    add_department,
    add_jurisdiction,
    add_organization,
)
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
        add_organization(unit, name, "hospital", code, grade=grade, front="医务科")
    add_department(unit, commission, OFFICE)
    add_department(unit, commission, LEADERS)
    for year in range(unit.now.year, unit.now.year + 3):
        seed_year(unit, year)
    return commission


def put_notice_in_force(unit: Unit) -> None:
    """Import the notice, answer its questions as imported, and confirm what its names become."""
    notice_id = duties.import_notice(unit, notice.FILE_NAME, notice.text(), CITY)
    duties.accept_all(unit, notice_id)
    duties.confirm(unit, notice_id, duties.propose(unit, notice_id).decisions)
