"""Signed-in browsers: each holds a random key, the table only its digest, and deleting the row signs it out."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from engine.models import LoginSession

if TYPE_CHECKING:
    from engine.unit import Unit

LIFETIME = timedelta(hours=14)
"""A working day with its overtime; after it the password is asked again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """One signed-in browser of a person, for the page on which they can be signed out."""

    id: str
    created_at: datetime
    expires_at: datetime
    user_agent: str
    current: bool


def sign_in(unit: Unit, person_id: str, user_agent: str) -> str:
    """Open a session; the key returned (256 random bits) is known to the browser alone."""
    key = secrets.token_urlsafe(32)
    unit.session.execute(delete(LoginSession).where(LoginSession.expires_at <= unit.now))
    unit.session.add(
        LoginSession(
            id=_digest(key),
            person_id=person_id,
            created_at=unit.now,
            expires_at=unit.now + LIFETIME,
            user_agent=user_agent[:300],
        )
    )
    return key


def person_of(view: Unit, key: str) -> str | None:
    """The id of the person signed in with this key, or None when it expired or was revoked."""
    return view.session.scalar(
        select(LoginSession.person_id).where(LoginSession.id == _digest(key), LoginSession.expires_at > view.now)
    )


def sign_out(unit: Unit, key: str) -> None:
    """End the session of this key; nothing happens when it has ended before."""
    unit.session.execute(delete(LoginSession).where(LoginSession.id == _digest(key)))


def signed_in(view: Unit, person_id: str, key: str) -> list[SignedIn]:
    """The live sessions of a person, newest first; the one of `key` is marked."""
    rows = view.session.scalars(
        select(LoginSession)
        .where(LoginSession.person_id == person_id, LoginSession.expires_at > view.now)
        .order_by(LoginSession.created_at.desc())
    )
    return [
        SignedIn(
            id=row.id,
            created_at=row.created_at,
            expires_at=row.expires_at,
            user_agent=row.user_agent,
            current=row.id == _digest(key),
        )
        for row in rows
    ]


def revoke(unit: Unit, person_id: str, session_id: str) -> None:
    """Sign out one browser of this person by the id `signed_in` shows."""
    unit.session.execute(delete(LoginSession).where(LoginSession.person_id == person_id, LoginSession.id == session_id))


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
