"""The diseases that a form offers: of the catalogue in force (大病专项救治), then those that a place has confirmed."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.settings.values import in_force

if TYPE_CHECKING:
    from engine.unit import Unit

CATALOGUE, NATIONAL, YEAR, NAME = "disease-catalogue", "national", "年度", "病种"
"""The rule, its decision that lists the national diseases, what that asks for, and the column of their names."""


def diseases_for_choice(unit: "Unit", place: str) -> list[str]:
    """The names, each once, in the order of the catalogue; none where no catalogue is in force."""
    return list(dict.fromkeys([*_national(unit), *_local(unit, place)]))


def _national(unit: "Unit") -> Iterator[str]:
    day = unit.now.date()
    rule = unit.rules.found(CATALOGUE, (), day)
    if rule is None or NATIONAL not in rule.model.decisions:
        return
    for row in rule.model.evaluate(NATIONAL, {YEAR: day.year}, now=unit.now).value or []:
        if isinstance(row, dict) and isinstance(row.get(NAME), str):
            yield row[NAME]


def _local(unit: "Unit", place: str) -> Iterator[str]:
    """A place's own catalogue takes the names it has confirmed as a setting."""
    rule = unit.rules.found(CATALOGUE, unit.upward(place), unit.now.date()) if place else None
    for setting in rule.needed_settings if rule else ():
        value = in_force(unit, setting, place).value
        yield from (name for name in value or [] if isinstance(name, str)) if isinstance(value, list) else ()
