"""Pinyin of names: for search by initials (yzc finds 医政处) and for logins."""

import re
from collections.abc import Iterable

from pypinyin import Style, lazy_pinyin


def searchable(*texts: str) -> str:
    """The texts in lower case, each followed by its initials and its syllables: `医政处 yzc yizhengchu`."""
    return " ".join(part for text in texts if text for part in (text.lower(), initials(text), syllables(text)))


def initials(text: str) -> str:
    """The first letters: `yzc` of 医政处; what is not Chinese stays as it is, without blanks."""
    return _joined(lazy_pinyin(text, style=Style.FIRST_LETTER))


def syllables(text: str) -> str:
    """Written out without tones: `yizhengchu` of 医政处."""
    return _joined(lazy_pinyin(text))


def login_of(name: str, taken: Iterable[str]) -> str:
    """A login from a person's name that nobody has: `wangfang`, `wangfang2`."""
    base = re.sub(r"[^a-z0-9]", "", syllables(name))[:40] or "user"
    known = set(taken)
    return next(login for login in _numbered(base) if login not in known)


def _joined(parts: Iterable[str]) -> str:
    return re.sub(r"\s+", "", "".join(parts)).lower()


def _numbered(base: str) -> Iterable[str]:
    yield base
    number = 2
    while True:
        yield f"{base}{number}"
        number += 1
