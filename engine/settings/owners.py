"""Who offers settings: the processes in use and the rules; each setting is found by its owner's key and its name."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from engine.errors import NotFound
from engine.in_force import all_in_force, general
from engine.jurisdictions import EVERYWHERE
from engine.settings.declaring import SettingOf

if TYPE_CHECKING:
    from engine.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """A process or a rule with the settings it offers somewhere, by name."""

    key: str
    name: str
    kind: Literal["process", "rule"]
    settings: Mapping[str, SettingOf]


def owners(view: "Unit") -> list[Owner]:
    """Every process in use and every rule that offers a setting: processes first, by name."""
    processes = [_process(view, row.id) for row in all_in_force(view)]
    rules = [_rule(view, key) for key in view.rules.keys]
    return [owner for owner in (*processes, *rules) if owner.settings]


def owner(view: "Unit", key: str) -> Owner:
    """The process or rule with a key; raises NotFound."""
    if view.rules.versions(key):
        return _rule(view, key)
    return _process(view, general(view, key).id)


def setting_of(view: "Unit", key: str, name: str, place: str = EVERYWHERE) -> SettingOf:
    """A setting by its owner's key and its name, as it is declared for a place; raises NotFound."""
    found = owner(view, key)
    here = {setting.name: setting for setting in offered_at(view, found, place)}
    setting = here.get(name) or found.settings.get(name)
    if setting is None:
        raise NotFound(what=f"设置“{name}”")
    return setting


def offered_at(view: "Unit", owner: Owner, place: str) -> list[SettingOf]:
    """The settings of an owner that count at a place: of a rule, those of the version in force there."""
    if owner.kind == "process":
        return list(owner.settings.values())
    rule = view.rules.found(owner.key, view.upward(place), view.now.date())
    return list(rule.settings) if rule else []


def _process(view: "Unit", definition_id: str) -> Owner:
    deployed = view.definitions.get(view.session, definition_id)
    return Owner(key=deployed.key, name=deployed.name, kind="process", settings=deployed.settings)


def _rule(view: "Unit", key: str) -> Owner:
    """Of several versions the newest says what a setting is; those not yet in force count too."""
    versions = sorted(view.rules.versions(key), key=lambda rule: rule.since)
    settings = {setting.name: setting for rule in versions for setting in rule.settings}
    return Owner(key=key, name=view.rules.title(key), kind="rule", settings=settings)
