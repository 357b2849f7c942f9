"""Denied by default: what a stranger may open is listed here, and everything else asks for a sign-in."""

from __future__ import annotations

import pytest

from engine.models import Person
from tests.web.commission import Commission, id_of
from web.auth.guard import only

OPEN_TO_STRANGERS = {"static", "auth.login", "auth.sign_in", "auth.choose_language"}


def test_every_route_but_the_listed_ones_asks_for_a_sign_in(commission: Commission) -> None:
    client = commission.app.test_client()
    commission.app.config["WTF_CSRF_ENABLED"] = False  # else a missing token would hide what this test looks for
    answered, addresses = set(), commission.app.url_map.bind("localhost")
    for rule in commission.app.url_map.iter_rules():
        converters = rule._converters.items()
        values = {name: min(getattr(converter, "items", ["1"])) for name, converter in converters}
        path = addresses.build(rule.endpoint, values, method=next(iter(rule.methods or ())))
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            answer = client.open(path, method=method)
            to_login = answer.status_code == 302 and answer.headers["Location"].startswith("/login")
            if not to_login:
                answered.add(rule.endpoint)
    assert answered == OPEN_TO_STRANGERS


def test_a_page_in_pieces_says_that_the_session_is_over(commission: Commission) -> None:
    answer = commission.browser().get("/inbox", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.text) == (401, "请重新登录。")


def test_who_is_dismissed_is_out_with_the_next_click(commission: Commission) -> None:
    browser = commission.browser("clerk")
    with commission.engine.unit() as unit:
        unit.session.get_one(Person, id_of("clerk")).active = False
    assert browser.get("/inbox").status_code == 302


@pytest.mark.parametrize(("login", "status"), [("admin", 200), ("clerk", 403)])
def test_a_route_for_some_roles_refuses_the_others_in_words(commission: Commission, login: str, status: int) -> None:
    commission.app.add_url_rule("/only", "only", only("administrator")(lambda: "inside"))
    answer = commission.browser(login).get("/only")
    assert answer.status_code == status
    assert ("权限" in answer.text) == (status == 403)
