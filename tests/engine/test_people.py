"""Who acts: posts and portfolio as permissions see them, passwords, and guessing slowed down."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from engine import people
from engine.models import Department, LoginAttempt, LoginSession, Person
from tests.web.commission import PASSWORD, Commission, id_of


@pytest.fixture
def commission(sqlite_url: str) -> Commission:
    return Commission(sqlite_url)


def test_a_person_acts_with_posts_and_portfolio(commission: Commission) -> None:
    leader = commission.actor("leader")
    assert (leader.is_leader, leader.is_administrator, leader.portfolio) == (True, False, {id_of("medical")})
    assert leader.departments == {id_of("medical")}
    assert [post.full_name for post in leader.posts] == ["云山市卫生健康委员会医政处"]
    assert leader.jurisdictions == {"990100"}


def test_a_post_in_a_closed_department_gives_nothing(commission: Commission) -> None:
    with commission.engine.unit() as unit:
        unit.session.get_one(Department, id_of("medical")).active = False
    assert commission.actor("reviewer").posts == ()


def test_who_left_is_nobody(commission: Commission) -> None:
    with commission.engine.unit() as unit:
        unit.session.get_one(Person, id_of("clerk")).active = False
    with commission.engine.view() as view:
        assert people.actor(view, id_of("clerk")) is None
        with pytest.raises(people.WrongPassword):
            people.authenticate(view, "clerk", PASSWORD)


@pytest.mark.parametrize(("login", "password"), [("clerk", "wrong"), ("nobody", PASSWORD), ("clerk", "")])
def test_only_the_right_password_of_a_known_login_is_let_in(commission: Commission, login: str, password: str) -> None:
    with commission.engine.view() as view:
        assert people.authenticate(view, " clerk ", PASSWORD) == id_of("clerk")
        with pytest.raises(people.WrongPassword):
            people.authenticate(view, login, password)


def test_guessing_is_stopped_after_five_tries_and_let_go_after_a_while(commission: Commission) -> None:
    # given five tries within the window
    for _ in range(people.FAILURES_OF_LOGIN):
        with commission.engine.unit() as unit:
            people.admit(unit, "clerk", "10.0.0.1")
        commission.clock.advance(minutes=1)
    # when a sixth comes, from whatever address
    with pytest.raises(people.TooManyAttempts) as refused, commission.engine.unit() as unit:
        people.admit(unit, "clerk", "10.0.0.2")
    # then it is told how long to wait, and others are not disturbed
    assert refused.value.text("zh") == "登录失败次数过多，请等待 10 分钟后再试，或联系管理员。"
    with commission.engine.unit() as unit:
        people.admit(unit, "colleague", "10.0.0.2")
    commission.clock.advance(minutes=10, seconds=1)
    with commission.engine.unit() as unit:
        people.admit(unit, "clerk", "10.0.0.2")


def test_one_address_cannot_try_many_logins(commission: Commission) -> None:
    with commission.engine.unit() as unit:
        for number in range(people.FAILURES_OF_ADDRESS):
            people.admit(unit, f"guess{number}", "10.0.0.9")
    with pytest.raises(people.TooManyAttempts), commission.engine.unit() as unit:
        people.admit(unit, "another", "10.0.0.9")


def test_a_success_forgets_the_failures_before_it(commission: Commission) -> None:
    with commission.engine.unit() as unit:
        people.admit(unit, "clerk", "10.0.0.1")
        people.forget_attempts(unit, "clerk")
        assert unit.session.scalars(select(LoginAttempt)).all() == []


def test_a_new_password_replaces_the_old_and_ends_every_session(commission: Commission) -> None:
    commission.browser("clerk")
    with commission.engine.unit() as unit:
        people.set_password(unit, id_of("clerk"), PASSWORD, "another-horse-8")
    with commission.engine.view() as view:
        assert people.authenticate(view, "clerk", "another-horse-8") == id_of("clerk")
        assert view.session.scalars(select(LoginSession)).all() == []
        stored = view.session.get_one(Person, id_of("clerk")).password_hash or ""
    assert stored.startswith("$argon2id$") and "another-horse-8" not in stored


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ("wrong", "another-horse-8", people.WrongPassword),
        (PASSWORD, "short", people.WeakPassword),
        (PASSWORD, PASSWORD, people.WeakPassword),
    ],
)
def test_a_password_is_not_changed_to_anything(
    commission: Commission, old: str, new: str, error: type[Exception]
) -> None:
    with pytest.raises(error), commission.engine.unit() as unit:
        people.set_password(unit, id_of("clerk"), old, new)
