"""The values of settings in force: the nearest jurisdiction upward that gave one decides, else the default."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from engine.jurisdictions import EVERYWHERE
from engine.models import Setting
from engine.settings.declaring import SettingOf

if TYPE_CHECKING:
    from engine.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A value an administrator gave in a jurisdiction, when, and who (a person's id; None is the system)."""

    value: Any
    jurisdiction: str
    at: datetime
    by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """The value of a setting at a place; `given` is None where it is the default."""

    setting: SettingOf
    value: Any
    given: Given | None

    @property
    def pending(self) -> bool:
        """Whether the default still waits to be confirmed (待确认)."""
        return self.given is None and self.setting.to_confirm


def in_force(unit: "Unit", setting: SettingOf, jurisdiction_code: str) -> InForce:
    """What holds at a place; "" is everywhere."""
    known = _given(unit, setting.key)
    for place in (*unit.upward(jurisdiction_code), EVERYWHERE):
        given = known.get((setting.name, place))
        if given is not None:
            return InForce(setting=setting, value=given.value, given=given)
    return InForce(setting=setting, value=setting.default, given=None)


def values(unit: "Unit", settings: Iterable[SettingOf], jurisdiction_code: str) -> dict[str, Any]:
    """Name -> value of settings at a place, as expressions see them."""
    return {setting.name: in_force(unit, setting, jurisdiction_code).value for setting in settings}


def given_at(unit: "Unit", setting: SettingOf) -> Mapping[str, Given]:
    """Jurisdiction -> the value given there."""
    return {place: given for (name, place), given in _given(unit, setting.key).items() if name == setting.name}


def _given(unit: "Unit", key: str) -> Mapping[tuple[str, str], Given]:
    """(name, jurisdiction) -> what was given for a process or rule."""
    return unit.standing(("settings", key), lambda: _read(unit, key))


def _read(unit: "Unit", key: str) -> dict[tuple[str, str], Given]:
    return {
        (row.name, row.jurisdiction_code): Given(
            value=row.value, jurisdiction=row.jurisdiction_code, at=row.changed_at, by=row.changed_by
        )
        for row in unit.session.scalars(select(Setting).where(Setting.key == key))
    }
