"""On a phone: lists become cards, what is pressed is as large as a thumb, and the sections lie at the bottom."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.official import Official
from web.demo.persons import PASSWORD

THUMB = 36  # CSS pixels; WCAG 2.2 asks for 24


@pytest.fixture
def hand(phone: Page, server_url: str) -> Page:
    """The inbox of a unit on a phone."""
    Official(phone, server_url, "shiqiao", PASSWORD).sign_in()
    return phone


def test_a_line_of_the_inbox_is_a_card_as_wide_as_the_phone(hand: Page) -> None:
    card = hand.locator("table.stackable tbody tr").first
    box = card.bounding_box()
    assert box is not None and box["width"] > 340 and box["height"] > 80
    for part in (".title", ".at-step", ".holders", ".due", ".verbs .btn-primary"):
        expect(card.locator(part).first).to_be_in_viewport()


def test_what_is_pressed_is_as_large_as_a_thumb(hand: Page) -> None:
    for pressed in (".tabs > a", ".verbs .btn", "nav.side a", ".counter", ".bell", ".menu.person > summary"):
        sizes = hand.locator(f"{pressed} >> visible=true").evaluate_all(
            "all => all.map(one => Math.round(one.getBoundingClientRect().height))"
        )
        assert sizes and min(sizes) >= THUMB, f"{pressed}: {sizes}"


def test_the_sections_lie_at_the_bottom_and_lead_on(hand: Page, server_url: str) -> None:
    tabs = hand.locator("nav.tabs")
    box = tabs.bounding_box()
    assert box is not None and box["y"] + box["height"] == pytest.approx(844, abs=1)
    tabs.get_by_role("link", name="台账").tap()
    expect(hand).to_have_url(f"{server_url}/ledgers")
    expect(hand.locator("nav.tabs a[aria-current=page]")).to_have_text("台账")


def test_a_step_is_answered_with_its_verbs_always_in_reach(hand: Page) -> None:
    hand.locator("a.title").first.tap()
    submit = hand.get_by_role("button", name="提交", exact=True)
    expect(submit).to_be_in_viewport()
    # when the end of a long form is scrolled to
    hand.evaluate("scrollTo(0, document.body.scrollHeight)")
    # then the verbs are still there, and cover nothing for good
    expect(submit).to_be_in_viewport()
    last = hand.locator("main .card").last.bounding_box()
    bar = submit.bounding_box()
    assert last is not None and bar is not None and last["y"] + last["height"] <= bar["y"]


def test_a_diagram_is_readable_and_moves_with_the_finger(hand: Page, server_url: str) -> None:
    hand.locator("a.title").first.tap()
    hand.get_by_role("link", name="打开流程图").tap()
    expect(hand.locator("[data-shown=done]")).to_be_visible()
    live = hand.locator(".djs-element.live").first
    expect(live).to_be_in_viewport()
    assert hand.evaluate("document.documentElement.scrollWidth") <= 390
