"""The sections of the top bar come from the blueprints themselves."""

from __future__ import annotations

from types import ModuleType

from flask import Blueprint
from flask_babel import lazy_gettext

from tests.web.commission import Commission
from web import navigation
from web.navigation import Section


def test_a_blueprint_brings_its_section_and_says_who_sees_it(commission: Commission) -> None:
    # given a part of the web with a section for administrators
    module = ModuleType("plans")
    blueprint = Blueprint("plans", __name__)
    blueprint.add_url_rule("/plans", "page", lambda: "")
    module.blueprint = blueprint  # type: ignore[attr-defined]
    module.section = Section(  # type: ignore[attr-defined]
        label=lazy_gettext("规划"), endpoint="plans.page", order=15, visible=lambda actor: actor.is_administrator
    )
    # when it is registered
    navigation.install(commission.app, [module])
    # then administrators have it and others have not
    assert "规划" in _bar(commission, "admin")
    assert "规划" not in _bar(commission, "clerk")


def test_the_current_section_is_marked(commission: Commission) -> None:
    commission.register()
    page = commission.browser("clerk").get(f"/items/{commission.item()}").text
    assert '<a href="/inbox" aria-current="page">待办</a>' in page


def _bar(commission: Commission, login: str) -> str:
    page = commission.browser(login).get("/inbox").text
    return page.partition('class="sections"')[2].partition("</nav>")[0]
