"""The rules of the work: decisions with a jurisdiction and a first day in force, found by place and by day.

A rule is a DMN file with `<bangfu:force jurisdiction="990121" from="2020-01-01" source="..."/>` among the extension
elements of its definitions; their id is the key all versions share. Without a jurisdiction it is national.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import chain
from typing import Any, Final

from engine import dmn
from engine.dmn import source
from engine.errors import BangfuError, Misconfigured
from engine.jurisdictions import EVERYWHERE
from engine.settings import SettingOf, of_rules

NAMESPACE: Final = of_rules.NAMESPACE


class NoRule(BangfuError):
    """Expected a version of the rule {key!r} in force in {place} on {on}, but there is none."""

    zh = "{place}在 {on} 没有生效的规则“{key}”。"


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One version of a rule: whose it is, since when, and by what text.

    `number` counts the versions published on a page for the same place and day; 0 is that of a file. `others` are the
    files it may import, each namespace once.
    """

    key: str
    title: str
    description: str
    jurisdiction: str
    since: date
    source: str
    namespace: str
    settings: tuple[SettingOf, ...] = field(repr=False)
    content: bytes = field(repr=False)
    others: tuple[bytes, ...] = field(repr=False, default=())
    number: int = 0

    @property
    def version(self) -> str:
        """The version among those of its rule, as files and addresses name it: 990121.2020-01-01."""
        return f"{self.jurisdiction or 'cn'}.{self.since}" + (f".{self.number}" if self.number else "")

    @cached_property
    def files(self) -> list[bytes]:
        """Its file and those it imports."""
        return dmn.needed(self.content, self.others)

    @cached_property
    def model(self) -> dmn.Model:
        """The decisions of the file with those it imports; raises dmn.Invalid."""
        return dmn.load(*self.files)

    @cached_property
    def needed_settings(self) -> tuple[SettingOf, ...]:
        """Its settings and those of the rules it imports, each name once."""
        imported = (of_rules.declared(source.read(content)) for content in self.files[1:])
        return tuple({each.name: each for each in (*chain.from_iterable(imported), *self.settings)}.values())

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
            "version": self.version,
            "source": self.source,
            "digest": self.digest,
        }


class Rules:
    """All versions of all rules; immutable, so that threads may share it.

    Versions of one namespace are editions of one text: who imports it gets the edition that holds on the day.
    """

    def __init__(self, contents: Iterable[bytes] = (), rules: Iterable[Rule] = ()) -> None:
        self._versions: dict[str, list[Rule]] = {}
        self._editions: dict[str, list[Rule]] = {}
        for rule in (*map(read, contents), *rules):
            self._add(rule)
        for versions in self._versions.values():
            versions.sort(key=lambda rule: (rule.jurisdiction, rule.since, rule.number))
        for editions in self._editions.values():
            editions.sort(key=lambda rule: (rule.since, rule.number))
        self._bound: dict[tuple[Any, ...], Rule] = {}

    def plus(self, rules: Iterable[Rule]) -> "Rules":
        """These rules and some more."""
        return Rules((), (*chain.from_iterable(self._versions.values()), *rules))

    @property
    def keys(self) -> list[str]:
        """The keys of the rules there are."""
        return sorted(self._versions)

    def title(self, key: str) -> str:
        """What people call a rule, whatever the version: its title without what stands in brackets (（县方案）)."""
        return self._versions[key][0].title.partition("（")[0]

    def versions(self, key: str) -> Sequence[Rule]:
        """All versions of a rule, by jurisdiction and then by day; none for an unknown key."""
        return tuple(self._versions.get(key, ()))

    def names(self) -> set[str]:
        """What steps may call: `<key>/<id of a decision>` for what any version of a rule has."""
        return {
            f"{key}/{id_}"
            for key, versions in self._versions.items()
            for each in versions
            for id_ in self.on(each, each.since).model.decisions
        }

    def found(self, key: str, places: Sequence[str], on: date) -> Rule | None:
        """The version for a place on a day, with its imports as of that day; None where none is in force.

        `places` is a jurisdiction and those that contain it, the nearest first; the nearest one with a version in force
        decides, by its newest, and the national version stands behind them all.
        """
        for place in (*places, EVERYWHERE):
            begun = [rule for rule in self.versions(key) if rule.jurisdiction == place and rule.since <= on]
            if begun:
                return self.on(begun[-1], on)
        return None

    def in_force(self, key: str, places: Sequence[str], on: date) -> Rule:
        """As `found`; raises NoRule where none is in force."""
        rule = self.found(key, places, on)
        if rule is None:
            raise NoRule(key=key, place=places[0] if places else "全国", on=on)
        return rule

    def on(self, rule: Rule, day: date) -> Rule:
        """A version with its imports as of a day; the same object as long as they are the same."""
        others = tuple(_edition(editions, day) for editions in self._editions.values())
        key = (rule.key, rule.version, *(other.version for other in others))
        found = self._bound.get(key)
        if found is None:
            found = self._bound[key] = replace(rule, others=tuple(other.content for other in others))
        return found

    def tried(self, rule: Rule, day: date) -> Rule:
        """As `on`, for a version that is not one of these."""
        others = (_edition(editions, day) for editions in self._editions.values())
        return replace(rule, others=tuple(other.content for other in others))

    def _add(self, rule: Rule) -> None:
        others = self._versions.setdefault(rule.key, [])
        if any(other.version == rule.version for other in others):
            raise Misconfigured(
                zh=f"规则“{rule.title}”（{rule.jurisdiction or '全国'}，{rule.since}）有两份，请删去一份。",
                en=f"two files are the rule {rule.key!r} ({rule.jurisdiction or 'cn'}) since {rule.since}.",
            )
        others.append(rule)
        self._editions.setdefault(rule.namespace, []).append(rule)


def read(content: bytes, number: int = 0) -> Rule:
    """The version of a rule that a file holds. Raises Misconfigured where it does not say since when it is in force."""
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
        jurisdiction=force.get("jurisdiction") or EVERYWHERE,
        since=since,
        source=force.get("source") or "",
        namespace=str(root.get("namespace")),
        settings=of_rules.declared(root),
        content=content,
        number=number,
    )


def _edition(editions: Sequence[Rule], day: date) -> Rule:
    """The newest edition that holds on a day; before the first one, the first."""
    return next((rule for rule in reversed(editions) if rule.since <= day), editions[0])
