"""What expressions and forms ask about organizations, on an engine with a city, a county and their hospitals."""

from __future__ import annotations

from typing import Any

import pytest

from engine import neighbours, organizations
from engine.environment import functions
from engine.feel import parse
from engine.models import Group, GroupMember, Person
from engine.vocabulary import NAMES
from tests.engine.commission import Commission


@pytest.fixture
def city(office: Commission) -> dict[str, str]:
    """Name -> id of departments: a county below the commission's city, and another city."""

    def build(unit: Any) -> dict[str, str]:
        organizations.add_jurisdiction(unit, "990121", "石桥县", "county", "990100")
        organizations.add_jurisdiction(unit, "990200", "长岭市", "city")
        found = {}
        for name, kind, place, grade in (
            ("县医院", "hospital", "990121", "二级甲等"), ("市医院", "hospital", "990100", "三级甲等"),
            ("镇卫生院", "health_centre", "990121", None), ("外市医院", "hospital", "990200", "三级甲等"),
        ):  # fmt: skip
            organization = organizations.add_organization(unit, name, kind, place, grade=grade, front="医务科")
            found[f"{name}内科"] = organizations.add_department(unit, organization, "内科")
            found[name] = str(neighbours.organization_of(unit, found[f"{name}内科"])["front"])  # type: ignore[index]
        doctor = organizations.add_person(unit, "王医生")
        unit.session.get_one(Person, doctor).title = "主任医师"
        organizations.add_post(unit, doctor, found["县医院内科"], "staff")
        return found

    built: dict[str, str] = office.do("admin", build)
    return built


def feel(office: Commission, text: str, place: str = "990121", **known: Any) -> Any:
    def look(view: Any) -> Any:
        return parse(text, names=NAMES).evaluate(known, functions=functions(view, place), now=view.now)

    return office.look(None, look)


def test_a_department_tells_of_its_organization(office: Commission, city: dict[str, str]) -> None:
    ward = city["县医院内科"]
    assert feel(office, "organization of(ward).name", ward=ward) == "县医院"
    assert feel(office, 'substring(organization of(ward).grade, 1, 2) + organization of(ward).place', ward=ward) == (
        "二级990121"
    )
    assert feel(office, "organization of(ward).front", ward=ward) == city["县医院"]
    assert feel(office, "organization of(null)") is None
    assert feel(office, 'organization of("nobody")') is None


def test_departments_and_persons_are_options_of_a_form(office: Commission, city: dict[str, str]) -> None:
    front = city["县医院"]
    assert [one["label"] for one in feel(office, "departments of(front)", front=front)] == ["医务科", "内科"]
    (doctor,) = feel(office, "persons of(front)", front=front)
    assert doctor["label"] == "王医生（主任医师，内科）"
    assert feel(office, "departments of(null)") == feel(office, "persons of(null)") == []


def test_a_group_is_that_of_the_nearest_place_that_knows_it(office: Commission, city: dict[str, str]) -> None:
    def group(unit: Any, place: str, member: str) -> None:
        unit.session.add(Group(id=f"group-{place}", jurisdiction_code=place, name="医保经办机构"))
        unit.session.flush()
        unit.session.add(GroupMember(group_id=f"group-{place}", department_id=member))

    office.do("admin", group, "990100", city["市医院"])
    assert feel(office, 'members of("医保经办机构")') == [city["市医院"]]
    office.do("admin", group, "990121", city["县医院"])
    assert feel(office, 'members of("医保经办机构")') == [city["县医院"]]
    assert feel(office, 'members of("医保经办机构")', "990200") == []


def test_organizations_to_choose_from_lie_around_a_place_or_anywhere(office: Commission, city: dict[str, str]) -> None:
    def names(kinds: str, reach: str = "") -> list[str]:
        found = office.look(None, neighbours.organizations, "990121", kinds, reach)
        return [label for _value, label, _place in found if label != "云山市卫生健康委员会"]

    assert names("hospital") == ["县医院", "市医院"], "the nearest first"
    assert names("hospital", "all") == ["县医院", "市医院", "外市医院"]
    assert names("hospital health_centre") == ["县医院", "镇卫生院", "市医院"]
    (first, *_rest) = office.look(None, neighbours.organizations, "990121", "hospital", "")
    assert first == (city["县医院"], "县医院", "石桥县")
