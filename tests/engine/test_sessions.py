"""Signed-in browsers: known by a key the database cannot give away, ended by time and by hand."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from engine import sessions
from engine.models import LoginSession
from tests.web.commission import Commission, id_of


@pytest.fixture
def commission(sqlite_url: str) -> Commission:
    return Commission(sqlite_url)


def sign_in(commission: Commission, login: str = "clerk") -> str:
    with commission.engine.unit() as unit:
        return sessions.sign_in(unit, id_of(login), "a browser")


def who(commission: Commission, key: str) -> str | None:
    with commission.engine.view() as view:
        return sessions.person_of(view, key)


def test_the_key_opens_the_session_and_the_table_does_not_hold_it(commission: Commission) -> None:
    key = sign_in(commission)
    assert who(commission, key) == id_of("clerk")
    assert len(key) >= 43  # 256 bits
    with commission.engine.view() as view:
        (row,) = view.session.scalars(select(LoginSession))
        assert who(commission, row.id) is None


def test_a_session_ends_after_its_working_day(commission: Commission) -> None:
    key = sign_in(commission)
    commission.clock.advance(hours=14)
    assert who(commission, key) is None


def test_signing_out_ends_one_session_only(commission: Commission) -> None:
    first, second = sign_in(commission), sign_in(commission)
    with commission.engine.unit() as unit:
        sessions.sign_out(unit, first)
    assert (who(commission, first), who(commission, second)) == (None, id_of("clerk"))


def test_a_person_can_revoke_only_his_own_sessions(commission: Commission) -> None:
    mine, other = sign_in(commission), sign_in(commission, "colleague")
    with commission.engine.view() as view:
        (theirs,) = sessions.signed_in(view, id_of("colleague"), mine)
    assert not theirs.current
    with commission.engine.unit() as unit:
        sessions.revoke(unit, id_of("clerk"), theirs.id)
    assert who(commission, other) == id_of("colleague")
    with commission.engine.unit() as unit:
        sessions.revoke(unit, id_of("colleague"), theirs.id)
    assert who(commission, other) is None


def test_sessions_that_ended_are_swept_away_by_the_next_sign_in(commission: Commission) -> None:
    sign_in(commission)
    commission.clock.advance(hours=15)
    sign_in(commission)
    with commission.engine.view() as view:
        assert len(view.session.scalars(select(LoginSession)).all()) == 1
