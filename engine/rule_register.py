"""The register of rules: every version with where and since when it holds, who published it, and drafts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from engine.errors import NotFound
from engine.forms import Message
from engine.models import RuleVersion
from engine.organizations.access import administrators_only
from engine.places import person_names
from engine.rule_pages import State, state
from engine.rule_publishing import row_of
from engine.rules import Rule, read
from engine.settings.values import in_force

if TYPE_CHECKING:
    from engine.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """Who published a version and when, and who withdrew it; a file has no row."""

    at: datetime | None
    by: str
    withdrawn_at: datetime | None
    withdrawn_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """One version in the register; `pending` counts its settings that wait to be confirmed at its place."""

    rule: Rule
    state: State
    publication: Publication | None
    pending: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRow:
    """A draft that is not published yet."""

    id: str
    rule: Rule
    base: str
    made_at: datetime
    made_by: str


def versions(view: "Unit", *, text: str = "", place: str | None = None, every: bool = False) -> list[VersionRow]:
    """Versions by rule, place and day; those in force or to come, or `every` one, withdrawn ones too.

    `text` is looked for in titles, clauses and names of decisions; `place` lists what holds there.
    """
    today = view.now.date()
    publications = _publications(view)
    listed = [rule for key in view.rules.keys for rule in view.rules.versions(key)]
    if every:
        listed += [read(row.content, row.number or 0) for row in _rows(view, "withdrawn")]
    rows = [_row(view, rule, publications, today) for rule in listed if _says(rule, text.strip())]
    if place is not None:
        found = (view.rules.found(key, view.upward(place), today) for key in view.rules.keys)
        held = {(rule.key, rule.version) for rule in found if rule is not None}
        rows = [row for row in rows if (row.rule.key, row.rule.version) in held]
    kept = [row for row in rows if every or row.state in ("in force", "coming")]
    return sorted(kept, key=lambda row: (view.rules.title(row.rule.key), row.rule.jurisdiction, row.rule.since))


def version(view: "Unit", key: str, name: str) -> Rule:
    """One version by its name, also a withdrawn one, with its imports as of today or of its first day. NotFound."""
    today = view.now.date()
    for rule in view.rules.versions(key):
        if rule.version == name:
            return view.rules.on(rule, max(today, rule.since))
    row = row_of(view, key, name)
    if row is None or row.number is None:
        raise NotFound(what=Message(f"规则“{key}”", f"the rule {key!r}"))
    return view.rules.tried(read(row.content, row.number), max(today, row.since))


def draft_rule(view: "Unit", row: RuleVersion) -> Rule:
    """The version a draft would be, with its imports as of today or of its first day."""
    return view.rules.tried(read(row.content), max(view.now.date(), row.since))


def replaced(view: "Unit", rule: Rule) -> Rule | None:
    """What holds where and when a draft would begin to, without it; None where nothing does."""
    return view.rules.found(rule.key, view.upward(rule.jurisdiction), max(view.now.date(), rule.since))


def publication(view: "Unit", rule: Rule) -> Publication | None:
    """Who published a version; None for one that came as a file."""
    return _publications(view).get((rule.key, rule.version))


def drafts(view: "Unit", key: str | None = None) -> list[DraftRow]:
    """The drafts there are, of one rule or of all, the newest first."""
    administrators_only(view, "查看规则草稿")
    rows = [row for row in _rows(view, "draft") if key in (None, row.key)]
    names = person_names(view.session, {row.made_by for row in rows if row.made_by})
    return [
        DraftRow(
            id=row.id,
            rule=draft_rule(view, row),
            base=row.base,
            made_at=row.made_at,
            made_by=names.get(row.made_by or "", ""),
        )
        for row in reversed(rows)
    ]


def _row(view: "Unit", rule: Rule, publications: Mapping[tuple[str, str], Publication], today: date) -> VersionRow:
    return VersionRow(
        rule=rule,
        state=state(view.rules, rule, today),
        publication=publications.get((rule.key, rule.version)),
        pending=sum(in_force(view, each, rule.jurisdiction).pending for each in rule.settings),
    )


def _says(rule: Rule, text: str) -> bool:
    return any(text in said for said in (rule.title, rule.key, rule.source, rule.description))


def _publications(view: "Unit") -> dict[tuple[str, str], Publication]:
    rows = view.session.execute(
        select(
            RuleVersion.key, RuleVersion.jurisdiction_code, RuleVersion.since, RuleVersion.number,
            RuleVersion.published_at, RuleVersion.published_by, RuleVersion.withdrawn_at, RuleVersion.withdrawn_by,
        ).where(RuleVersion.number.is_not(None))
    ).all()  # fmt: skip
    names = person_names(view.session, {id_ for row in rows for id_ in (row.published_by, row.withdrawn_by) if id_})
    return {(row.key, _version(row)): _publication(row, names) for row in rows}


def _version(row: Any) -> str:
    return f"{row.jurisdiction_code or 'cn'}.{row.since}.{row.number}"


def _publication(row: Any, names: Mapping[str, str]) -> Publication:
    return Publication(
        at=row.published_at,
        by=names.get(row.published_by or "", ""),
        withdrawn_at=row.withdrawn_at,
        withdrawn_by=names.get(row.withdrawn_by or "", ""),
    )


def _rows(view: "Unit", state: str) -> list[RuleVersion]:
    wanted = select(RuleVersion).where(RuleVersion.state == state).order_by(RuleVersion.id)
    return list(view.session.scalars(wanted))
