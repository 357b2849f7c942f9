"""Browsers by the names people know."""

from __future__ import annotations

import pytest

from web.auth.devices import device

CHROMIUM = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/88.0 Safari/537.36"


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (f"Mozilla/5.0 (Windows NT 10.0) {CHROMIUM}", "Chrome · Windows"),
        (f"Mozilla/5.0 (Windows NT 10.0) {CHROMIUM} Edg/88.0", "Edge · Windows"),
        (f"Mozilla/5.0 (Linux; Android 13) {CHROMIUM} MicroMessenger/8.0", "微信 · Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1", "Safari · iPhone"),
        ("Werkzeug/3.1", ""),
    ],
)
def test_a_browser_is_called_as_people_call_it(user_agent: str, name: str) -> None:
    assert device(user_agent) == name
