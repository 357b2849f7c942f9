"""Settings as administrators read them: what holds where, who gave it and when, and what waits to be confirmed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import select

from engine.models import Jurisdiction
from engine.organizations.access import administrators_only
from engine.places import person_names
from engine.settings import kinds
from engine.settings.declaring import SettingOf
from engine.settings.owners import Owner, offered_at, owner, owners
from engine.settings.values import InForce, given_at, in_force

if TYPE_CHECKING:
    from engine.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingRow:
    """A setting at a place; `text` and `default` are as typed, "" for no value.

    `origin` is the jurisdiction whose value it is (None: the default), `at` and `by` when and by whom it was given.
    """

    setting: SettingOf
    owner: str
    place: str
    text: str
    default: str
    pending: bool
    origin: str | None
    at: datetime | None
    by: str

    @property
    def given_here(self) -> bool:
        """Whether this very place has a value of its own."""
        return self.origin == self.place


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerRow:
    """A process or rule with the number of its settings, and of those that wait to be confirmed somewhere."""

    key: str
    name: str
    kind: str
    count: int
    pending: int


def overview(view: "Unit", text: str = "") -> list[OwnerRow]:
    """Who offers settings, with a text in name, key or the label of a setting."""
    administrators_only(view, "查看设置")
    waiting = pending(view)
    return [
        OwnerRow(
            key=each.key,
            name=each.name,
            kind=each.kind,
            count=len(each.settings),
            pending=sum(row.setting.key == each.key for row in waiting),
        )
        for each in owners(view)
        if any(text in said for said in (each.name, each.key, *(one.label for one in each.settings.values())))
    ]


def rows(view: "Unit", key: str, place: str) -> list[SettingRow]:
    """The settings of a process or rule that count at a place, in the order of its file; raises NotFound."""
    found = owner(view, key)
    return _rows(view, [(found.name, in_force(view, each, place), place) for each in offered_at(view, found, place)])


def row(view: "Unit", setting: SettingOf, place: str) -> SettingRow:
    """One setting at a place."""
    return _rows(view, [(owner(view, setting.key).name, in_force(view, setting, place), place)])[0]


def of_rule(view: "Unit", settings: Iterable[InForce], place: str) -> list[SettingRow]:
    """The settings a version of a rule needs, as they are in force at its place; for everybody to see."""
    return _rows(view, [(view.rules.title(each.setting.key), each, place) for each in settings])


def elsewhere(view: "Unit", setting: SettingOf) -> list[SettingRow]:
    """The places that have a value of their own."""
    name = owner(view, setting.key).name
    return _rows(view, [(name, in_force(view, setting, place), place) for place in sorted(given_at(view, setting))])


def pending(view: "Unit") -> list[SettingRow]:
    """What waits to be confirmed, each once: at the widest place where it counts and nobody has given a value."""
    administrators_only(view, "查看设置")
    found: dict[tuple[str, str, str], tuple[str, InForce, str]] = {}
    offering = owners(view)
    for place in _places(view):
        above = view.upward(place)
        for each in offering:
            for setting in offered_at(view, each, place):
                known = in_force(view, setting, place)
                if known.pending and not any((each.key, setting.name, wider) in found for wider in above):
                    found[each.key, setting.name, place] = _name(view, each, place), known, place
    return sorted(_rows(view, found.values()), key=lambda row: (row.owner, row.place))


def pending_count(view: "Unit") -> int:
    """How many settings wait to be confirmed."""
    return view.standing(("settings pending", view.now.date()), lambda: len(pending(view)))


def place_names(view: "Unit") -> Mapping[str, str]:
    """Code -> name of every jurisdiction."""
    return view.standing(("jurisdictions",), lambda: _named(view))


def _name(view: "Unit", owner: Owner, place: str) -> str:
    """What the owner is called at a place: of a rule, the title of the version in force there."""
    rule = view.rules.found(owner.key, view.upward(place), view.now.date()) if owner.kind == "rule" else None
    return rule.title if rule else owner.name


def subjects(view: "Unit") -> Mapping[str, str]:
    """What people call the subjects of changes: rules, and settings after their owner."""
    administrators_only(view, "查看设置")
    rules = {key: view.rules.title(key) for key in view.rules.keys}
    offered = ((each, setting) for each in owners(view) for setting in each.settings.values())
    return {**rules, **{f"{each.key}/{one.name}": f"{each.name} · {one.label}" for each, one in offered}}


def _named(view: "Unit") -> dict[str, str]:
    return dict(view.session.execute(select(Jurisdiction.code, Jurisdiction.name)).all())


def _places(view: "Unit") -> list[str]:
    """Where settings have to be confirmed: the tops of the tree, and wherever a rule of its own holds; widest first."""
    tops = view.session.scalars(select(Jurisdiction.code).where(Jurisdiction.parent_code.is_(None)))
    own = {rule.jurisdiction for key in view.rules.keys for rule in view.rules.versions(key)}
    known = place_names(view)
    return sorted({*tops, *(own & known.keys())}, key=lambda code: (len(view.upward(code)), code))


def _rows(view: "Unit", found: Iterable[tuple[str, InForce, str]]) -> list[SettingRow]:
    listed = list(found)
    people = person_names(view.session, {each.given.by for _, each, _ in listed if each.given and each.given.by})
    return [
        SettingRow(
            setting=each.setting,
            owner=name,
            place=place,
            text=kinds.written(each.setting.shape, each.value),
            default=kinds.written(each.setting.shape, each.setting.default),
            pending=each.pending,
            origin=each.given.jurisdiction if each.given else None,
            at=each.given.at if each.given else None,
            by=people.get(each.given.by or "", "") if each.given else "",
        )
        for name, each, place in listed
    ]
