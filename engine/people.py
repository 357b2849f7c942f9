"""Who acts: what a person may do follows from posts and portfolio; passwords and the slowing down of guessing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, func, select
from sqlalchemy.orm import joinedload

from engine.errors import BangfuError, NotFound
from engine.ids import new_id
from engine.models import Department, LoginAttempt, LoginSession, Organization, Person, Portfolio, Post

if TYPE_CHECKING:
    from engine.unit import Unit

WINDOW = timedelta(minutes=15)
"""How long a failed sign-in counts against the next one."""

FAILURES_OF_LOGIN, FAILURES_OF_ADDRESS = 5, 50
"""So many tries within the window are let through: for one login, and for one address (an office shares one)."""

SHORTEST_PASSWORD = 8

_hasher = PasswordHasher()
_NOBODY = _hasher.hash("nobody")


class WrongPassword(BangfuError):
    """Expected a known login and its password, but they do not match."""

    zh = "账号或密码不正确，请核对后重试；忘记密码请联系管理员重置。"


class TooManyAttempts(BangfuError):
    """Expected fewer failed sign-ins, but there were too many: wait {minutes} minutes, then try again."""

    zh = "登录失败次数过多，请等待 {minutes} 分钟后再试，或联系管理员。"


class WeakPassword(BangfuError):
    """Expected a new password of at least {length} characters that differs from the login and the old one."""

    zh = "新密码至少 {length} 位，且不能与账号或原密码相同。"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostOf:
    """A role in a department, with the names a page shows."""

    department_id: str
    department_name: str
    organization_id: str
    organization_name: str
    role: str
    jurisdiction_code: str
    front: bool = False

    @property
    def full_name(self) -> str:
        """The department as others call it: a front office speaks for its organization."""
        return self.organization_name if self.front else f"{self.organization_name}{self.department_name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person with everything permissions are decided by; `portfolio` holds ids of departments led (分管)."""

    id: str
    name: str
    login: str
    language: str
    posts: tuple[PostOf, ...]
    portfolio: frozenset[str]

    @property
    def departments(self) -> frozenset[str]:
        """The departments whose inbox this person works."""
        return frozenset(post.department_id for post in self.posts)

    @property
    def heads(self) -> frozenset[str]:
        """The departments this person is the head of."""
        return frozenset(post.department_id for post in self.posts if post.role == "head")

    @property
    def jurisdictions(self) -> frozenset[str]:
        """The codes of the jurisdictions the posts lie in."""
        return frozenset(post.jurisdiction_code for post in self.posts)

    @property
    def oversees(self) -> frozenset[str]:
        """The codes of the jurisdictions all of whose cases and patients this person sees, with what lies below."""
        return frozenset(post.jurisdiction_code for post in self.posts if post.role == "overseer")

    @property
    def is_administrator(self) -> bool:
        return self._has("administrator")

    @property
    def is_leader(self) -> bool:
        return self._has("leader")

    @property
    def is_designer(self) -> bool:
        return self._has("designer")

    def _has(self, role: str) -> bool:
        return any(post.role == role for post in self.posts)


def actor(view: Unit, person_id: str) -> Actor | None:
    """The person as an actor, or None when unknown or no longer active."""
    person = view.session.get(Person, person_id)
    if person is None or not person.active:
        return None
    posts = view.session.scalars(
        select(Post)
        .join(Post.department)
        .join(Department.organization)
        .where(Post.person_id == person_id, Department.active, Organization.active)
        .options(joinedload(Post.department).joinedload(Department.organization))
        .order_by(Post.id)
    )
    portfolio = view.session.scalars(select(Portfolio.department_id).where(Portfolio.person_id == person_id))
    return Actor(
        id=person.id,
        name=person.name,
        login=person.login,
        language=person.language,
        posts=tuple(_post(post) for post in posts),
        portfolio=frozenset(portfolio),
    )


def _post(post: Post) -> PostOf:
    department, organization = post.department, post.department.organization
    return PostOf(
        department_id=department.id,
        department_name=department.name,
        organization_id=organization.id,
        organization_name=organization.name,
        role=post.role,
        jurisdiction_code=organization.jurisdiction_code,
        front=department.front,
    )


def admit(unit: Unit, login: str, address: str) -> None:
    """Count a try to sign in, before the password is looked at, so that tries at the same moment count too.

    Raises TooManyAttempts. `people.forget_attempts` takes the tries back once one succeeds.
    """
    since = unit.now - WINDOW
    for column, value, limit in (
        (LoginAttempt.login, _short(login), FAILURES_OF_LOGIN),
        (LoginAttempt.address, address, FAILURES_OF_ADDRESS),
    ):
        count, first = unit.session.execute(
            select(func.count(), func.min(LoginAttempt.at)).where(column == value, LoginAttempt.at > since)
        ).one()
        if count >= limit:
            wait = first + WINDOW - unit.now
            raise TooManyAttempts(minutes=max(1, -(-int(wait.total_seconds()) // 60)))
    unit.session.execute(delete(LoginAttempt).where(LoginAttempt.at <= since))
    unit.session.add(LoginAttempt(id=new_id(unit.now), login=_short(login), address=address, at=unit.now))


def forget_attempts(unit: Unit, login: str) -> None:
    """Clear the failed tries of a login, after it signed in or was given a new password."""
    unit.session.execute(delete(LoginAttempt).where(LoginAttempt.login == _short(login)))


def authenticate(view: Unit, login: str, password: str) -> str:
    """The id of the person with this login and password; raises WrongPassword.

    A read: hashing takes tens of milliseconds that no writer should wait for.
    """
    person = view.session.scalar(select(Person).where(Person.login == login.strip()))
    usable = person is not None and person.active and person.password_hash is not None
    matches = _matches((person.password_hash if person and usable else None) or _NOBODY, password)
    if person is None or not usable or not matches:
        raise WrongPassword()
    return person.id


def hash_password(password: str) -> str:
    """The argon2id hash to be stored."""
    return _hasher.hash(password)


def set_password(unit: Unit, person_id: str, old: str, new: str) -> None:
    """Change one's own password and sign out everywhere; raises WrongPassword, WeakPassword."""
    person = unit.session.get(Person, person_id)
    if person is None:
        raise NotFound(what=person_id)
    if not _matches(person.password_hash or _NOBODY, old):
        raise WrongPassword()
    if len(new) < SHORTEST_PASSWORD or new in (old, person.login):
        raise WeakPassword(length=SHORTEST_PASSWORD)
    person.password_hash = hash_password(new)
    unit.session.execute(delete(LoginSession).where(LoginSession.person_id == person_id))


def set_language(unit: Unit, person_id: str, language: str) -> None:
    """Remember in which language (`zh` or `en`) a person reads the pages."""
    person = unit.session.get(Person, person_id)
    if person is not None:
        person.language = language


def _matches(stored: str, password: str) -> bool:
    try:
        return _hasher.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False


def _short(login: str) -> str:
    return login.strip()[:60]
