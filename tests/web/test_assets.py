"""Bundled files are named by their content."""

from __future__ import annotations

import pytest

from engine.errors import Misconfigured
from tests.web.commission import Commission
from web.assets import asset


def test_a_page_loads_the_bundle_and_browsers_keep_it(commission: Commission) -> None:
    with commission.app.test_request_context():
        address = asset("main.css")
    answer = commission.app.test_client().get(address)
    assert answer.status_code == 200
    assert "max-age=31536000" in answer.headers["Cache-Control"]


def test_a_file_that_was_not_bundled_is_named(commission: Commission) -> None:
    with commission.app.test_request_context(), pytest.raises(Misconfigured) as missing:
        asset("unknown.js")
    assert "unknown.js" in missing.value.text("zh")
