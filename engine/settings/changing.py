"""Commands on settings: an administrator gives a value, confirms the one in force, or takes a value back."""

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from engine.changes import note
from engine.errors import NotFound, Refused
from engine.ids import new_id
from engine.jurisdictions import EVERYWHERE
from engine.models import Jurisdiction, Setting
from engine.organizations.access import administrators_only
from engine.organizations.faults import required, wrong
from engine.settings import kinds
from engine.settings.declaring import SettingOf
from engine.settings.owners import setting_of
from engine.settings.values import in_force

if TYPE_CHECKING:
    from engine.unit import Unit

LONGEST_REASON = 500


def give(unit: "Unit", key: str, name: str, text: str, *, place: str = EVERYWHERE, reason: str) -> None:
    """Give a setting the value typed, for a jurisdiction and all within it; it is thereby confirmed there.

    Raises InvalidAnswers with a sentence where the text is no such value or the reason is missing.
    """
    administrators_only(unit, "修改设置")
    setting = setting_of(unit, key, name, place)
    _check_place(unit, place)
    value = typed(setting, text)
    why = required("reason", reason, "修改依据", "reason of the change", LONGEST_REASON)
    put(unit, setting, value, place=place, reason=why)


def confirm(unit: "Unit", key: str, name: str, *, place: str = EVERYWHERE, reason: str = "") -> None:
    """Confirm the value in force for a jurisdiction: from now on it is a value given there, by whom and when.

    Raises Refused where there is no value that could be confirmed.
    """
    administrators_only(unit, "确认设置")
    setting = setting_of(unit, key, name, place)
    _check_place(unit, place)
    found = in_force(unit, setting, place)
    if found.value is None and not setting.empty:
        raise Refused(
            zh=f"“{setting.label}”还没有值，请填写后保存。",
            en=f"{setting.label} has no value yet; fill it in and save it.",
        )
    put(unit, setting, found.value, place=place, reason=reason.strip()[:LONGEST_REASON], kind="setting.confirmed")


def take_back(unit: "Unit", key: str, name: str, *, place: str = EVERYWHERE, reason: str = "") -> None:
    """Take back the value given in a jurisdiction; that of the next one upward holds again, or the default."""
    administrators_only(unit, "恢复设置")
    setting = setting_of(unit, key, name, place)
    row = _row(unit, setting, place)
    if row is None:
        raise NotFound(what=f"“{setting.label}”在该辖区的值")
    before = row.value
    unit.session.delete(row)
    unit.session.flush()
    after = in_force(unit, setting, place).value
    note(unit, "setting.reset", subject(setting), place, before=before, after=after, reason=reason[:LONGEST_REASON])


def put(
    unit: "Unit", setting: SettingOf, value: Any, *, place: str = EVERYWHERE, reason: str = "",
    kind: str = "setting.given",
) -> None:  # fmt: skip
    """Set a value of the setting's kind, unasked: for the commands here and for programs that know what they set."""
    before = in_force(unit, setting, place).value
    row = _row(unit, setting, place)
    if row is None:
        row = Setting(id=new_id(unit.now), key=setting.key, name=setting.name, jurisdiction_code=place)
        unit.session.add(row)
    row.value, row.changed_at = value, unit.now
    row.changed_by = unit.actor.id if unit.actor else None
    note(unit, kind, subject(setting), place, before=before, after=value, reason=reason)


def typed(setting: SettingOf, text: str) -> Any:
    """The value of a text typed for a setting. Raises InvalidAnswers."""
    text = text.strip()
    if not text:
        if setting.empty:
            return None
        raise wrong("value", f"“{setting.label}”不能为空。", f"{setting.label} must not be empty.")
    try:
        return kinds.read(setting.shape, text)
    except kinds.NoValue as refused:
        said = refused.message
        raise wrong("value", f"“{setting.label}”{said.zh}。", f"{setting.label}: {said.en}.") from None


def subject(setting: SettingOf) -> str:
    """What a change of the setting is kept under."""
    return f"{setting.key}/{setting.name}"


def _row(unit: "Unit", setting: SettingOf, place: str) -> Setting | None:
    return unit.session.scalar(
        select(Setting).where(
            Setting.key == setting.key, Setting.name == setting.name, Setting.jurisdiction_code == place
        )
    )


def _check_place(unit: "Unit", place: str) -> None:
    if place != EVERYWHERE and unit.session.get(Jurisdiction, place) is None:
        raise NotFound(what="该辖区")
