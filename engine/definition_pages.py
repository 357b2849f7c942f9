"""Definitions as administrators read them: versions, diagrams, and settings with who changed them."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from engine.definitions import configure, newest_per_key
from engine.drafts.access import designers_only
from engine.errors import NotFound
from engine.models import Case, Definition, Person, Resource, Setting
from engine.organizations.access import administrators_only
from engine.organizations.faults import wrong

if TYPE_CHECKING:
    from engine.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """One version of a process, who published it, and how many open cases run by it."""

    id: str
    key: str
    name: str
    version: int
    state: str
    published_at: datetime
    published_by: str
    open_cases: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingRow:
    """A setting: `value` counts now, `default` is the diagram's; `changed_by` is empty where nobody changed it."""

    name: str
    label: str
    unit: str
    source: str
    value: Any
    default: Any
    is_changed: bool
    changed_at: datetime | None
    changed_by: str


def newest(view: "Unit") -> list[VersionRow]:
    """The newest published version of every process, by name."""
    administrators_only(view, "查看流程")
    keys = [definition.key for definition in newest_per_key(view.session)]
    return [versions(view, key)[0] for key in keys]


def versions(view: "Unit", key: str) -> list[VersionRow]:
    """All versions of a process, the newest first; raises NotFound where there is none."""
    administrators_only(view, "查看流程")
    counted = (
        select(Case.definition_id, func.count().label("count"))
        .where(Case.state == "open")
        .group_by(Case.definition_id)
        .subquery()
    )
    rows = view.session.execute(
        select(Definition, Person.name, counted.c.count)
        .outerjoin(Person, Person.id == Definition.published_by)
        .outerjoin(counted, counted.c.definition_id == Definition.id)
        .where(Definition.key == key)
        .order_by(Definition.version.desc())
    ).all()
    if not rows:
        raise NotFound(what=f"流程“{key}”")
    return [_version(definition, person, count) for definition, person, count in rows]


def drawable(view: "Unit") -> list[VersionRow]:
    """The newest published version of every process, by name, for designers to go on from."""
    designers_only(view)
    rows = newest_per_key(view.session)
    return [_version(definition, None, None) for definition in rows]


def diagram(view: "Unit", key: str, version: int) -> bytes:
    """The BPMN source of a version; raises NotFound."""
    source = view.session.scalar(
        select(Resource.content)
        .join(Resource.definition)
        .where(Definition.key == key, Definition.version == version, Resource.name.endswith(".bpmn"))
    )
    if source is None:
        raise NotFound(what="流程图")
    return source


def settings_of(view: "Unit", key: str) -> list[SettingRow]:
    """The settings of the newest version, in the diagram's order."""
    administrators_only(view, "查看流程设置")
    deployed = view.definitions.latest(view.session, key)
    rows = view.session.execute(
        select(Setting, Person.name).outerjoin(Person, Person.id == Setting.changed_by).where(Setting.key == key)
    )
    given = {setting.name: (setting, person) for setting, person in rows}
    found = []
    for name, setting in deployed.settings.items():
        row, person = given.get(name, (None, None))
        found.append(
            SettingRow(
                name=name,
                label=setting.label,
                unit=setting.shape.unit,
                source=setting.source,
                value=row.value if row else setting.default,
                default=setting.default,
                is_changed=row is not None,
                changed_at=row.changed_at if row else None,
                changed_by=(person or "系统") if row else "",
            )
        )
    return found


def set_setting(unit: "Unit", key: str, name: str, text: str | None) -> None:
    """Give a setting the value written, of the same kind as its default; None brings the default back."""
    administrators_only(unit, "修改流程设置")
    setting = unit.definitions.latest(unit.session, key).settings.get(name)
    if setting is None:
        raise NotFound(what=f"设置“{name}”")
    configure(unit, key, name, None if text is None else _value(setting.label, setting.default, text.strip()))


def _value(label: str, default: Any, text: str) -> Any:
    """A written value as the kind of the default: yes or no, number, text."""
    if isinstance(default, bool):
        if text not in ("true", "false"):
            raise wrong("value", f"“{label}”请选择是或否。", f"Please choose yes or no for {label}.")
        return text == "true"
    if isinstance(default, int | Decimal):
        try:
            number = Decimal(text)
        except InvalidOperation:
            number = Decimal("nan")
        if not number.is_finite() or number < 0 or number > 100_000:
            raise wrong("value", f"“{label}”请填写0至100000的数字。", f"Please give {label} a number up to 100000.")
        return int(number) if number == number.to_integral_value() else number
    if not text:
        raise wrong("value", f"“{label}”不能为空。", f"{label} must not be empty.")
    return text[:1000]


def _version(definition: Definition, person: str | None, count: int | None) -> VersionRow:
    return VersionRow(
        id=definition.id,
        key=definition.key,
        name=definition.name,
        version=definition.version,
        state=definition.state,
        published_at=definition.published_at,
        published_by=person or "系统",
        open_cases=count or 0,
    )
