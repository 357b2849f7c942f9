"""The rules of the work: decisions with a jurisdiction and a first day in force, found by place and by day.

A rule is a DMN file with `<bangfu:force jurisdiction="990121" from="2020-01-01" source="..."/>` among the extension
elements of its definitions; their id is the key all versions share. Without a jurisdiction it is national.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Final

from engine import dmn
from engine.dmn import source
from engine.errors import BangfuError, Misconfigured

NAMESPACE: Final = "https://bangfu.example/decisions/1.0"
NATIONAL: Final = ""


class NoRule(BangfuError):
    """Expected a version of the rule {key!r} in force in {place} on {on}, but there is none."""

    zh = "{place}在 {on} 没有生效的规则“{key}”。"


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One version of a rule: whose it is, since when, and by what text."""

    key: str
    title: str
    description: str
    jurisdiction: str
    since: date
    source: str
    content: bytes = field(repr=False)
    others: tuple[bytes, ...] = field(repr=False)

    @property
    def version(self) -> str:
        """The version among those of its rule, as files and addresses name it: 990121.2020-01-01."""
        return f"{self.jurisdiction or 'cn'}.{self.since}"

    @cached_property
    def files(self) -> list[bytes]:
        """Its file and those it imports."""
        return dmn.needed(self.content, self.others)

    @cached_property
    def model(self) -> dmn.Model:
        """The decisions of the file with those it imports; raises dmn.Invalid."""
        return dmn.load(*self.files)

    @cached_property
    def digest(self) -> str:
        """What tells this text from any other, for the record."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def identity(self) -> dict[str, str]:
        """What a record names this version by (JSON types only)."""
        return {
            "key": self.key,
            "jurisdiction": self.jurisdiction,
            "since": self.since.isoformat(),
            "source": self.source,
            "digest": self.digest,
        }


class Rules:
    """All versions of all rules; immutable, so that threads may share it."""

    def __init__(self, contents: Iterable[bytes] = ()) -> None:
        files = tuple(contents)
        self._versions: dict[str, list[Rule]] = {}
        for content in files:
            rule = _read(content, tuple(other for other in files if other is not content))
            others = self._versions.setdefault(rule.key, [])
            if any((other.jurisdiction, other.since) == (rule.jurisdiction, rule.since) for other in others):
                raise Misconfigured(
                    zh=f"规则“{rule.title}”（{rule.jurisdiction or '全国'}，{rule.since}）有两份，请删去一份。",
                    en=f"two files are the rule {rule.key!r} ({rule.jurisdiction or 'cn'}) since {rule.since}.",
                )
            others.append(rule)
        for versions in self._versions.values():
            versions.sort(key=lambda rule: (rule.jurisdiction, rule.since))

    @property
    def keys(self) -> list[str]:
        """The keys of the rules there are."""
        return sorted(self._versions)

    def versions(self, key: str) -> Sequence[Rule]:
        """All versions of a rule, by jurisdiction and then by day; none for an unknown key."""
        return tuple(self._versions.get(key, ()))

    def names(self) -> set[str]:
        """What steps may call: `<key>/<id of a decision>` for what any version of a rule has."""
        return {
            f"{key}/{id_}"
            for key, versions in self._versions.items()
            for each in versions
            for id_ in each.model.decisions
        }

    def in_force(self, key: str, places: Sequence[str], on: date) -> Rule:
        """The version for a place on a day; raises NoRule.

        `places` is a jurisdiction and those that contain it, the nearest first; the nearest one with a version in force
        decides, by its newest, and the national version stands behind them all.
        """
        for place in (*places, NATIONAL):
            begun = [rule for rule in self.versions(key) if rule.jurisdiction == place and rule.since <= on]
            if begun:
                return begun[-1]
        raise NoRule(key=key, place=places[0] if places else "全国", on=on)


def _read(content: bytes, others: tuple[bytes, ...]) -> Rule:
    root = source.read(content)
    force = root.find(f"./{{*}}extensionElements/{{{NAMESPACE}}}force")
    description = source.child(root, "description")
    try:
        since = date.fromisoformat(force.get("from"))
    except (AttributeError, TypeError, ValueError):
        raise Misconfigured(
            zh=f"规则“{source.name_of(root)}”没有写明从哪一天起生效（bangfu:force 的 from）。",
            en=f"the rule {source.name_of(root)!r} does not say since when it is in force (bangfu:force, from).",
        ) from None
    return Rule(
        key=root.get("id") or "",
        title=source.name_of(root),
        description="" if description is None else (description.text or "").strip(),
        jurisdiction=force.get("jurisdiction") or NATIONAL,
        since=since,
        source=force.get("source") or "",
        content=content,
        others=others,
    )
