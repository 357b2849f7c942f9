"""Lets plain HTML forms send DELETE and PUT, which browsers without JavaScript cannot: `?_verb=DELETE` on a POST."""

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qs

from flask import Flask

METHODS = ("DELETE", "PUT")


def install(app: Flask) -> None:
    """Put the override before the routing."""
    app.wsgi_app = MethodOverride(app.wsgi_app)  # type: ignore[method-assign]


class MethodOverride:
    """Rewrites the method of a POST by its query string; a GET stays a GET, so links never change anything."""

    def __init__(self, inner: Callable[..., Iterable[bytes]]) -> None:
        self._inner = inner

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ.get("REQUEST_METHOD") == "POST" and "_verb=" in environ.get("QUERY_STRING", ""):
            wanted = parse_qs(environ["QUERY_STRING"]).get("_verb", [""])[0].upper()
            if wanted in METHODS:
                environ["REQUEST_METHOD"] = wanted
        return self._inner(environ, start_response)
