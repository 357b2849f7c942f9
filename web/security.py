"""What every answer carries against misuse: headers, a content security policy with nonces, and CSRF tokens."""

import secrets

from flask import Flask, Response, g
from flask_wtf import CSRFProtect

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def install(app: Flask) -> None:
    """Protect every changing request with a token and every answer with headers."""
    # A form left open over lunch must still be accepted: the token lives as long as the session.
    app.config.setdefault("WTF_CSRF_TIME_LIMIT", None)
    CSRFProtect(app)
    app.add_template_global(csp_nonce)
    app.after_request(_add_headers)


def inert(answer: Response) -> Response:
    """An answer out of a file that anybody may have made: opened by itself it runs nothing and loads nothing."""
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def csp_nonce() -> str:
    """The nonce that lets the scripts of this one page run."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    nonce: str = g.csp_nonce
    return nonce


def _add_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Content-Security-Policy", policy())
    if response.mimetype == "text/html":
        # Pages hold personal data: neither a proxy nor the next user of this machine shall find them.
        response.headers.setdefault("Cache-Control", "no-store")
        response.vary.add("HX-Request")
    return response


def policy(*, inline_styles: bool = False) -> str:
    """The content security policy of a page; only the drawing programs of the designer set styles on elements."""
    styles = "style-src 'self' 'unsafe-inline'" if inline_styles else "style-src 'self'"
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' 'nonce-{csp_nonce()}'",
            styles,
            "img-src 'self' data:",
            "font-src 'self' data:",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )
