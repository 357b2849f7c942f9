"""Commands on rules: a workbook becomes a draft, a draft is published for a place and a day, a version is withdrawn."""

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from lxml import etree
from sqlalchemy import func, select

from engine.changes import note
from engine.dmn import source as text
from engine.dmn.sheets import merged, read_sheets
from engine.errors import NotFound, Refused
from engine.forms import Message
from engine.ids import new_id
from engine.jurisdictions import EVERYWHERE
from engine.models import Jurisdiction, RuleVersion
from engine.organizations.access import administrators_only
from engine.organizations.faults import required
from engine.rule_examples import corrected, examples, outcome
from engine.rules import NAMESPACE, Rule, read

if TYPE_CHECKING:
    from engine.unit import Unit

LONGEST = 500
DRAFT: Final = Message("该规则草稿", "this draft of a rule")


def draft(unit: "Unit", base: Rule, file_name: str, workbook: bytes, *, place: str, since: date, source: str) -> str:
    """A draft of a new version of a rule, with the tables of a workbook in place of those of `base`. Gives its id.

    Raises Invalid with the cells where the workbook cannot be read as tables of the rule, InvalidAnswers where the
    clause it comes from is missing.
    """
    administrators_only(unit, "导入规则")
    source = required("source", source, "依据", "clause it comes from", LONGEST)
    if place != EVERYWHERE and unit.session.get(Jurisdiction, place) is None:
        raise NotFound(what=Message("该辖区", "this jurisdiction"))
    content = renewed(merged(base.content, read_sheets(file_name, workbook)), place, since, source)
    rule = unit.rules.tried(read(content), since)
    rule.model  # noqa: B018  faults of the whole are raised here
    row = RuleVersion(
        id=new_id(unit.now),
        key=base.key,
        jurisdiction_code=place,
        since=since,
        base=base.version,
        source=source,
        content=content,
        made_at=unit.now,
        made_by=unit.actor.id if unit.actor else None,
    )
    unit.session.add(row)
    return row.id


def publish(unit: "Unit", draft_id: str) -> str:
    """Put a draft in force for its place from its day on. Gives the version's name.

    What its worked examples expect becomes what it says of them, as the preview showed.
    """
    row = found_draft(unit, draft_id)
    rule = unit.rules.tried(read(row.content), row.since)
    row.content = corrected(rule, [outcome(rule, each, unit.now) for each in examples(rule)])
    row.number = _next_number(unit, row)
    row.state, row.published_at = "published", unit.now
    row.published_by = unit.actor.id if unit.actor else None
    version = read(row.content, row.number).version
    note(unit, "rule.published", row.key, row.jurisdiction_code, after=version, reason=row.source)
    return version


def discard(unit: "Unit", draft_id: str) -> None:
    """Throw a draft away."""
    unit.session.delete(found_draft(unit, draft_id))


def withdraw(unit: "Unit", key: str, version: str, reason: str) -> None:
    """Take a version published on a page out of force; what holds without it holds again.

    Raises NotFound, and Refused for a version that comes as a file.
    """
    administrators_only(unit, "撤回规则")
    why = required("reason", reason, "撤回原因", "reason", LONGEST)
    row = row_of(unit, key, version)
    if row is None or row.state != "published":
        if any(rule.version == version for rule in unit.rules.versions(key)):
            raise Refused(
                zh="随系统安装的版本不能撤回，可以发布新的版本。",
                en="a version that came as a file stays; publish a new one.",
            )
        raise NotFound(what=Message("该规则版本", "this version of a rule"))
    row.state, row.withdrawn_at = "withdrawn", unit.now
    row.withdrawn_by = unit.actor.id if unit.actor else None
    note(unit, "rule.withdrawn", key, row.jurisdiction_code, before=version, reason=why)


def found_draft(unit: "Unit", draft_id: str) -> RuleVersion:
    """A draft, for administrators; raises NotFound once it was published or discarded."""
    administrators_only(unit, "查看规则草稿")
    row = unit.session.get(RuleVersion, draft_id)
    if row is None or row.state != "draft":
        raise NotFound(what=DRAFT)
    return row


def row_of(unit: "Unit", key: str, version: str) -> RuleVersion | None:
    """The row of a version that was published on a page, withdrawn ones too."""
    place, _, rest = version.partition(".")
    day, _, number = rest.partition(".")
    try:
        since = date.fromisoformat(day)
    except ValueError:
        return None
    return unit.session.scalar(
        select(RuleVersion).where(
            RuleVersion.key == key,
            RuleVersion.jurisdiction_code == (EVERYWHERE if place == "cn" else place),
            RuleVersion.since == since,
            RuleVersion.number == (int(number) if number.isdecimal() else 0),
        )
    )


def renewed(content: bytes, place: str, since: date, source: str) -> bytes:
    """A version's text for another place or day; for another place it is another text, which nobody imports yet."""
    root: Any = text.read(content)
    force = root.find(f"./{{*}}extensionElements/{{{NAMESPACE}}}force")
    if (force.get("jurisdiction") or EVERYWHERE) != place:
        key = root.get("id")
        root.set("namespace", f"{NAMESPACE.rpartition('/')[0]}/{key}/{place or 'cn'}.{since}")
    force.attrib.clear()
    said = {"jurisdiction": place, "from": since.isoformat(), "source": source}
    force.attrib.update({name: each for name, each in said.items() if each})
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return written


def _next_number(unit: "Unit", row: RuleVersion) -> int:
    same = select(func.max(RuleVersion.number)).where(
        RuleVersion.key == row.key,
        RuleVersion.jurisdiction_code == row.jurisdiction_code,
        RuleVersion.since == row.since,
    )
    return (unit.session.scalar(same) or 0) + 1
