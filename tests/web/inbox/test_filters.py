"""Every view of the inbox can be kept as a link."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask_login import login_user

from engine.deadlines import Light
from tests.web.commission import Commission, id_of
from web.auth.guard import SignedInPerson
from web.inbox.filters import Filters, asked_for, of_link


@pytest.fixture(autouse=True)
def _signed_in(commission: Commission) -> Iterator[None]:
    with commission.app.test_request_context():
        login_user(SignedInPerson("key", commission.actor("clerk")))
        yield


def test_a_link_gives_back_the_filters_it_was_made_from() -> None:
    filters = Filters(
        box="mine", department=id_of("county"), key="issue-rectification", light=Light.RED, text="药品 & 村医",
        sort="number", size=50,
    )  # fmt: skip
    assert of_link(filters.link()) == (filters, None)
    assert of_link(filters.link(cursor="abc")) == (filters, "abc")


def test_a_change_starts_at_the_first_page() -> None:
    assert Filters(box="todo").link(light=Light.BLUE) == "/inbox?light=blue"


def test_what_is_the_default_is_not_in_the_link() -> None:
    assert Filters(box="todo").link() == "/inbox"


@pytest.mark.parametrize("link", ["https://elsewhere.example/inbox", "//elsewhere.example/inbox", "/login", ""])
def test_only_addresses_of_the_inbox_are_lists(link: str) -> None:
    assert of_link(link) is None


def test_a_department_one_does_not_work_in_is_no_filter() -> None:
    assert asked_for("todo", {"department": id_of("medical")}).department is None
