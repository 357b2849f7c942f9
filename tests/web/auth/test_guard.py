"""Denied by default: what a stranger may open is listed here, and everything else asks for a sign-in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest
from werkzeug.routing import Rule

from engine import commands
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


EVERYBODY = frozenset({"registrar", "reviewer", "leader", "clerk", "colleague", "admin"})
ADMINISTRATORS = frozenset({"admin"})
CONCERNED = frozenset({"registrar", "clerk", "colleague", "admin"})  # of a finding that the county is to accept
WORKERS = frozenset({"clerk", "colleague"})
STARTERS = frozenset({"registrar", "admin"})  # the department that registered it, and administrators
AUDIENCE = {
    "admin": ADMINISTRATORS,
    "attachments.download": CONCERNED,
    "cases": CONCERNED,
    "cases.cancel_case": STARTERS,
    "designer": ADMINISTRATORS,  # and process designers, of whom there is none here
    "duties.answer_questions": ADMINISTRATORS,
    "duties.confirm": ADMINISTRATORS,
    "duties.confirmation": ADMINISTRATORS,
    "duties.create": ADMINISTRATORS,
    "duties.edit": ADMINISTRATORS,
    "duties.import_notice": ADMINISTRATORS,
    "duties.new": ADMINISTRATORS,
    "duties.reinstate": ADMINISTRATORS,
    "duties.save": ADMINISTRATORS,
    "duties.withdraw": ADMINISTRATORS,
    "items": WORKERS,
    "items.comment_item": CONCERNED,
    "items.item": CONCERNED,
    "items.refresh": CONCERNED,
    "items.remind_item": CONCERNED,
    "overviews": ADMINISTRATORS | {"leader"},
    "patients.doubles_page": ADMINISTRATORS,  # and overseers, of whom there is none here
    "publications": CONCERNED,
    "rules.discard": ADMINISTRATORS,
    "rules.draft": ADMINISTRATORS,
    "rules.import_workbook": ADMINISTRATORS,
    "rules.publish": ADMINISTRATORS,
    "rules.withdraw": ADMINISTRATORS,
    "rules.workbook_form": ADMINISTRATORS,
    "watching": ADMINISTRATORS | {"leader"},  # and designers, overseers and heads, of whom there is none here
}
"""Whom a part of the pages (or one route of it) is for; what is not named here is for everybody who signed in."""


def test_every_route_is_for_whom_it_is_for(commission: Commission) -> None:
    case_id = commission.register()
    with commission.engine.unit(commission.actor("clerk")) as unit:
        attachment_id = commands.attach(unit, "佐证.txt", "三个村".encode())
    commission.complete("clerk", "accept", acceptance_outcome="accept", contact="站长", contact_phone="0951-1234567")
    with commission.engine.unit(commission.actor("clerk")) as unit:
        commands.complete(
            unit,
            commission.item(),
            {"inspection": ["查了"], "similar_found": ["no"], "inspection_files": [attachment_id]},
        )
    values = {
        "case_id": case_id, "item_id": commission.item(), "attachment_id": attachment_id, "key": "issue-rectification",
        "notice_id": id_of("notice"), "duty_id": id_of("duty"),
    }  # fmt: skip
    commission.app.config["WTF_CSRF_ENABLED"] = False
    wrong = []
    for login in sorted(EVERYBODY):
        browser = commission.browser(login)
        for rule, method, path in _requests(commission, values):
            welcome = login in AUDIENCE.get(rule.endpoint, AUDIENCE.get(rule.endpoint.partition(".")[0], EVERYBODY))
            if welcome and method != "GET":
                continue  # what it then does is for the tests of that page to say
            refused = browser.client.open(path, method=method).status_code == 403
            if refused == welcome:
                wrong.append(f"{login} {method} {path} ({rule.endpoint}): {'refused' if refused else 'let in'}")
    assert not wrong, "\n".join(wrong)


def _requests(commission: Commission, known: Mapping[str, str]) -> Iterator[tuple[Rule, str, str]]:
    addresses = commission.app.url_map.bind("localhost")
    for rule in commission.app.url_map.iter_rules():
        if rule.endpoint in OPEN_TO_STRANGERS | {"auth.logout"}:
            continue
        values = {
            name: known.get(name, min(getattr(converter, "items", ["1"])))
            for name, converter in rule._converters.items()
        }
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield rule, method, addresses.build(rule.endpoint, values, method=method)
