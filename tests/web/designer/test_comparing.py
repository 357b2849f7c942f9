"""Versions and drafts are compared on a page that says everything in words, with or without the diagrams."""

from __future__ import annotations

from tests.web.commission import Commission

PAGE = "/designer/processes/issue-rectification/comparison"


def test_a_draft_is_compared_with_the_version_it_was_begun_from(commission: Commission) -> None:
    draft = commission.drafted()
    page = commission.browser("admin").get(f"{PAGE}?before=1&after=draft-{draft}").text
    # then the changed step is told before and now, and leads to itself in the diagrams
    assert "认领（新）" in page
    assert 'data-points-to="accept"' in page
    assert f'data-diagram="/designer/drafts/{draft}/files/issue-rectification.bpmn"' in page


def test_without_a_choice_the_newest_stands_against_the_one_before(commission: Commission) -> None:
    commission.drafted()
    page = commission.browser("admin").get(PAGE).text
    assert "认领（新）" in page


def test_a_version_differs_in_nothing_from_itself(commission: Commission) -> None:
    page = commission.browser("admin").get(f"{PAGE}?before=1&after=1").text
    assert "没有任何变化" in page


def test_a_process_that_was_never_published_is_compared_with_nothing(commission: Commission) -> None:
    browser = commission.browser("admin")
    begun = browser.post("/designer/drafts", {"key": "visit", "name": "入户走访"}, page="/designer")
    draft = begun.headers["Location"].rpartition("/")[2]
    page = browser.get(f"/designer/processes/visit/comparison?after=draft-{draft}").text
    assert "新增" in page
    assert "办理" in page
