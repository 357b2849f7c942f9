"""Administering organizations and persons: what is created, moved, let go, and what is refused."""

from __future__ import annotations

import pytest

from engine import commands, organizations, people, sessions
from engine.errors import InvalidAnswers, NotAllowed, Refused
from engine.models import Alias, Candidate, Department, Item, LoginSession, Person, Post
from engine.organizations import persons_register, places_register
from tests.engine.commission import PERSONS, PLACE, Commission


def full_names(commission: Commission) -> set[str]:
    return {label for _id, label, _organization in commission.look("admin", places_register.departments)}


def test_an_organization_comes_with_a_department_that_receives_for_it(commission: Commission) -> None:
    organization = commission.do("admin", organizations.add_organization, "云山市医院", "hospital", PLACE, "三级甲等")
    row = commission.look("admin", places_register.organization, organization)
    assert [(department.name, department.front) for department in row.departments] == [(organizations.FRONT, True)]
    assert "云山市医院" in full_names(commission)


def test_another_department_may_receive_instead(office: Commission) -> None:
    organization = office.do("admin", organizations.add_organization, "云山市医院", "hospital", PLACE)
    nursing = office.do("admin", organizations.add_department, organization, "医务科")
    office.do("admin", organizations.make_front, nursing)
    row = office.look("admin", places_register.organization, organization)
    assert [department.name for department in row.departments if department.front] == ["医务科"]


def test_what_is_typed_wrongly_is_said_field_by_field(office: Commission) -> None:
    for command, arguments, words in (
        (organizations.add_organization, ("", "hospital", PLACE), "请填写单位名称"),
        (organizations.add_organization, ("云山市卫生健康委员会", "hospital", PLACE), "已经存在"),
        (organizations.add_organization, ("医院", "castle", PLACE), "单位类型"),
        (organizations.add_organization, ("医院", "hospital", "1"), "选择辖区"),
        (organizations.add_jurisdiction, ("12", "某县", "county", PLACE), "6、9或12位"),
        (organizations.add_jurisdiction, (PLACE, "某县", "county"), "已经登记"),
        (organizations.add_person, ("  ",), "请填写姓名"),
        (organizations.add_post, (office.persons["clerk"], office.departments["office"], "king"), "岗位角色"),
    ):
        with office.refused(InvalidAnswers, zh=words):
            office.do("admin", command, *arguments)


def test_logins_are_made_from_pinyin_and_never_twice(commission: Commission) -> None:
    made = [commission.do("admin", organizations.add_person, "王芳") for _ in range(3)]
    logins = [commission.row(Person, id_).login for id_ in made]
    assert logins == ["wangfang", "wangfang2", "wangfang3"]
    with commission.refused(InvalidAnswers, zh="已被使用"):
        commission.do("admin", lambda unit: organizations.add_person(unit, "王方", login="wangfang2"))


def test_a_new_password_works_at_once_and_ends_every_session(office: Commission) -> None:
    person_id = office.persons["clerk"]
    office.do(None, sessions.sign_in, person_id, "browser")
    password = office.do("admin", organizations.give_password, person_id)
    assert office.look(None, people.authenticate, "clerk", password) == person_id
    assert office.rows(LoginSession, LoginSession.person_id == person_id) == []
    with office.refused(InvalidAnswers, zh="至少8位"):
        office.do("admin", organizations.give_password, person_id, "short")


def test_what_a_person_had_claimed_is_free_for_colleagues_when_the_person_goes(commission: Commission) -> None:
    # given an item claimed by the clerk
    commission.start(title="药品")
    item_id = commission.item("first")
    commission.do("clerk", commands.claim, item_id)
    commission.do(None, sessions.sign_in, commission.persons["clerk"], "browser")
    # when the clerk is let go
    commission.do("admin", organizations.set_person_active, commission.persons["clerk"], False)
    # then the colleague may claim it
    assert commission.row(Item, item_id).claimant_id is None
    commission.do("colleague", commands.claim, item_id)
    # and the clerk is signed out and nobody any more
    assert commission.rows(LoginSession) == []
    assert commission.look(None, people.actor, commission.persons["clerk"]) is None


def test_nobody_shuts_everybody_out(office: Commission) -> None:
    admin = office.persons["admin"]
    (post,) = office.rows(Post, Post.person_id == admin)
    with office.refused(Refused, zh="自己的账号"):
        office.do("admin", organizations.set_person_active, admin, False)
    with office.refused(Refused, zh="最后一名管理员"):
        office.do("admin", organizations.remove_post, post.id)
    with office.refused(Refused, zh="最后一名管理员"):
        office.do(None, organizations.set_person_active, admin, False)
    # with a second administrator the first may go
    office.do("admin", organizations.add_post, office.persons["head"], office.departments["office"], "administrator")
    office.do("admin", organizations.remove_post, post.id)


def test_a_department_with_work_is_not_closed(office: Commission) -> None:
    office.start(title="药品")
    with office.refused(Refused, zh="还有待办事项"):
        office.do("admin", organizations.set_department_active, office.departments["medical"], False)
    office.do("admin", organizations.set_department_active, office.departments["primary"], False)
    assert not any("primary" in name for name in full_names(office))


def test_a_front_department_is_not_closed_while_it_receives(office: Commission) -> None:
    organization = office.do("admin", organizations.add_organization, "云山市医院", "hospital", PLACE)
    (front,) = office.rows(Department, Department.organization_id == organization)
    with office.refused(Refused, zh="代表本单位收文"):
        office.do("admin", organizations.set_department_active, front.id, False)


def test_a_merger_moves_people_work_leaders_and_names(commission: Commission) -> None:
    # given a department with people, a leader, an alias, a group and an open item
    commission.start(title="药品")
    item_id = commission.item("first")
    medical, primary = commission.departments["medical"], commission.departments["primary"]
    commission.do("admin", organizations.set_alias, PLACE, "医政", medical)
    commission.do("admin", organizations.set_group, PLACE, "机关各处室", [medical, primary])
    move = commission.look("admin", organizations.would_move, medical)
    assert (move.posts, move.portfolios, move.aliases, move.groups, move.items) == (3, 1, 1, 1, 1)
    # when it is merged into another
    commission.do("admin", organizations.merge_departments, medical, primary)
    # then all of that is the other's, and nothing twice
    assert [row.department_id for row in commission.rows(Candidate, Candidate.item_id == item_id)] == [primary]
    assert {commission.actor(login).departments for login in ("clerk", "colleague", "head", "helper")} == {
        frozenset({primary})
    }
    assert commission.actor("leader").portfolio == {primary}
    (group,) = commission.look("admin", places_register.groups)
    assert [id_ for id_, _name in group.members] == [primary]
    aliases = {alias.name: alias.department_id for alias in commission.rows(Alias)}
    assert aliases == {"医政": primary, "云山市卫生健康委员会medical": primary}
    assert not any(name.endswith("medical") for name in full_names(commission))
    # and the work goes on there
    commission.do("helper", commands.claim, item_id)


def test_a_department_is_not_merged_into_itself_or_a_closed_one(office: Commission) -> None:
    medical, primary = office.departments["medical"], office.departments["primary"]
    with office.refused(Refused, zh="自身"):
        office.do("admin", organizations.merge_departments, medical, medical)
    office.do("admin", organizations.set_department_active, primary, False)
    with office.refused(Refused, zh="已停用"):
        office.do("admin", organizations.merge_departments, medical, primary)


def test_an_alias_has_one_meaning_in_a_place(office: Commission) -> None:
    first = office.do("admin", organizations.set_alias, PLACE, "医政", office.departments["medical"])
    assert office.do("admin", organizations.set_alias, PLACE, "医政", office.departments["primary"]) == first
    removed = office.do("admin", organizations.remove_alias, first)
    assert (removed.name, removed.department_id) == ("医政", office.departments["primary"])
    assert office.look("admin", places_register.aliases).total == 0


def test_persons_are_found_by_name_initials_role_and_department(commission: Commission) -> None:
    person_id = commission.do("admin", organizations.add_person, "欧阳静", title="副主任")
    commission.do("admin", organizations.add_post, person_id, commission.departments["office"], "leader")

    def names(**asked: object) -> list[str]:
        return [row.name for row in commission.look("admin", persons_register.persons, **asked, limit=50).rows]

    assert names(text="oyj") == names(text="欧阳") == names(text="副主任") == ["欧阳静"]
    assert names(role="leader") == ["leader", "欧阳静"]
    assert set(names(department_id=commission.departments["medical"])) == {"clerk", "colleague", "head"}
    assert len(names()) == len(PERSONS) + 1
    commission.do("admin", organizations.set_person_active, person_id, False)
    assert names(active=False) == ["欧阳静"]
    leaders = commission.look("admin", persons_register.leaders)
    assert [(row.name, [name for _id, name in row.portfolio]) for row in leaders] == [
        ("leader", ["云山市卫生健康委员会medical"])
    ]


def test_the_tree_shows_places_from_the_top_down(office: Commission) -> None:
    office.do("admin", organizations.add_jurisdiction, "990121", "石梁县", "county", PLACE)
    office.do("admin", organizations.add_organization, "石梁县医院", "hospital", "990121")
    places = office.look("admin", places_register.tree)
    assert [(place.name, place.depth) for place in places] == [("云山市", 0), ("石梁县", 1)]
    (found,) = office.look("admin", places_register.tree, text="slxyy")
    assert [organization.name for organization in found.organizations] == ["石梁县医院"]
    commission = places[0].organizations[0]
    assert {row.name: row.persons for row in commission.departments}["medical"] == 3


@pytest.mark.parametrize("login", ["clerk", "head", "leader", "designer"])
def test_only_administrators_administer(office: Commission, login: str) -> None:
    medical, person = office.departments["medical"], office.persons["clerk"]
    for command, arguments in (
        (organizations.add_person, ("王芳",)),
        (organizations.give_password, (person,)),
        (organizations.add_post, (person, medical, "administrator")),
        (organizations.set_portfolio, (person, [medical])),
        (organizations.set_person_active, (person, False)),
        (organizations.merge_departments, (medical, office.departments["primary"])),
        (organizations.set_alias, (PLACE, "医政", medical)),
        (organizations.set_group, (PLACE, "各处室", [medical])),
        (organizations.add_organization, ("云山市医院", "hospital", PLACE)),
        (organizations.add_jurisdiction, ("990121", "石梁县", "county", PLACE)),
    ):
        with office.refused(NotAllowed):
            office.do(login, command, *arguments)
    with pytest.raises(NotAllowed):
        office.look(login, persons_register.persons)
