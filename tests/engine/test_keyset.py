"""Pages by key: nothing twice, nothing left out, in both directions, whatever a cursor holds."""

from __future__ import annotations

import base64
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from engine import keyset
from engine.models import LoginAttempt
from tests.engine.commission import Commission


@pytest.fixture
def attempts(commission: Commission) -> Commission:
    """Seven rows, some of the same moment."""
    with commission.engine.unit() as unit:
        for number in range(7):
            moment = datetime(2026, 3, 2, 9, tzinfo=unit.now.tzinfo) + timedelta(minutes=number // 3)
            unit.session.add(LoginAttempt(id=f"{number}".zfill(32), login="a", address="b", at=moment))
    return commission


def page(commission: Commission, cursor: str | None = None, *, descending: bool = False) -> keyset.Page[tuple[str]]:
    with commission.engine.view() as view:
        return keyset.page(
            view.session, select(LoginAttempt.id), [LoginAttempt.at, LoginAttempt.id], cursor=cursor, limit=3,
            descending=descending,
        )  # type: ignore[return-value]  # fmt: skip


def numbers(found: keyset.Page[tuple[str]]) -> list[int]:
    return [int(row[0]) for row in found.rows]


@pytest.mark.parametrize("descending", [False, True])
def test_pages_forward_and_back_hold_every_row_once(attempts: Commission, descending: bool) -> None:
    expected = list(range(7))[:: -1 if descending else 1]
    first = page(attempts, descending=descending)
    second = page(attempts, first.next, descending=descending)
    third = page(attempts, second.next, descending=descending)
    assert numbers(first) + numbers(second) + numbers(third) == expected
    assert (first.previous, third.next, first.total) == (None, None, 7)
    # and back again
    assert numbers(page(attempts, third.previous, descending=descending)) == numbers(second)
    again = page(attempts, second.previous, descending=descending)
    assert (numbers(again), again.previous) == (numbers(first), None)
    assert again.next is not None


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "rubbish",
        "!!",
        base64.urlsafe_b64encode(b'[false, {"a": 1}, 2]').decode(),
        "W10",
        "bnVsbA",
        base64.urlsafe_b64encode(b'[false, "yesterday", "x"]').decode(),
        base64.urlsafe_b64encode(b'[false, "2026-03-02T09:00:00+08:00", 7]').decode(),
    ],
)
def test_a_cursor_that_is_none_begins_at_the_beginning(attempts: Commission, cursor: str) -> None:
    assert numbers(page(attempts, cursor)) == [0, 1, 2]


def test_an_empty_list_has_no_neighbours(office: Commission) -> None:
    found = page(office)
    assert (found.rows, found.next, found.previous, found.total) == ([], None, None, 0)


@pytest.mark.parametrize("descending", [False, True])
def test_pages_of_several_lists_together_hold_what_is_in_two_of_them_once(
    attempts: Commission, descending: bool
) -> None:
    # given two lists that have the numbers 2, 3 and 4 in common
    keys = [LoginAttempt.at, LoginAttempt.id]
    early = select(LoginAttempt.id).where(LoginAttempt.id <= "4".zfill(32))
    late = select(LoginAttempt.id).where(LoginAttempt.id >= "2".zfill(32))

    def together(cursor: str | None) -> keyset.Page[tuple[str]]:
        with attempts.engine.view() as view:
            return keyset.merged(
                view.session, [(early, keys), (late, keys)], cursor=cursor, limit=3, descending=descending
            )  # type: ignore[return-value]

    # when they are read page by page, and back
    first = together(None)
    second = together(first.next)
    third = together(second.next)
    # then each row came once, in the order of them all
    found = numbers(first) + numbers(second) + numbers(third)
    assert found == list(range(7))[:: -1 if descending else 1]
    assert (first.total, first.previous, third.next) == (7, None, None)
    assert numbers(together(third.previous)) == numbers(second)
