"""Forms without JavaScript reach the verbs they cannot send."""

from __future__ import annotations

from typing import Any

import pytest

from web.methods import MethodOverride


@pytest.mark.parametrize(
    ("method", "query", "arrives"),
    [
        ("POST", "_verb=DELETE", "DELETE"),
        ("POST", "a=1&_verb=put", "PUT"),
        ("POST", "_verb=GET", "POST"),
        ("POST", "verb=DELETE", "POST"),
        ("GET", "_verb=DELETE", "GET"),
    ],
)
def test_only_a_post_becomes_another_verb(method: str, query: str, arrives: str) -> None:
    seen: list[str] = []

    def inner(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        seen.append(environ["REQUEST_METHOD"])
        return []

    MethodOverride(inner)({"REQUEST_METHOD": method, "QUERY_STRING": query}, lambda *_: None)
    assert seen == [arrives]
