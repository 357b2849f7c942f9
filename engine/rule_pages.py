"""What the page of a rule shows: its tables as people read them, what may be typed in, what comes out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, Literal

from engine.dmn import source
from engine.dmn.sheets.wording import from_feel
from engine.dmn.source import child, children, name_of, text_of
from engine.feel import FeelError, FeelSyntaxError, evaluate
from engine.rules import Rule, Rules
from engine.settings import kinds
from engine.settings.values import InForce

State = Literal["in force", "superseded", "coming", "withdrawn"]
_SAID: Final = {"-": "", "not(true)": "否或未填", "not(false)": "是或未填", "null": "未填", "not(null)": "已填"}
SIMPLE: Final = ("string", "number", "boolean", "date")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """An input: its FEEL type (one of SIMPLE, else any FEEL value), the values allowed, what it is."""

    name: str
    type: str
    choices: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a table, cells in the plainest words; a condition that always holds is empty."""

    id: str
    conditions: tuple[str, ...]
    results: tuple[str, ...]
    clause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A decision or a piece of knowledge: a table with headings and rows, or lines of (name, expression)."""

    id: str
    name: str
    note: str
    asked: bool
    policy: str
    conditions: tuple[str, ...]
    results: tuple[str, ...]
    rows: tuple[Row, ...]
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What came out: values by the id of the part, rows that matched, why something has no value."""

    values: Mapping[str, Any]
    matched: frozenset[str]
    diagnostics: Sequence[Any]


def state(rules: Rules, each: Rule, on: date) -> State:
    """Whether a version holds on a day where it is made for; one that is not among the rules was withdrawn."""
    if each.version not in {other.version for other in rules.versions(each.key)}:
        return "withdrawn"
    if each.since > on:
        return "coming"
    current = rules.in_force(each.key, [each.jurisdiction], on)
    return "in force" if current.version == each.version else "superseded"


def fields(each: Rule) -> list[Field]:
    """The inputs of a rule and of what it imports, each name once; those an administrator gives are left out."""
    settings = {setting.name for setting in each.needed_settings}
    found: dict[str, Field] = {}
    for content in each.files:
        root = source.read(content)
        types = {name_of(node): node for node in children(root, "itemDefinition")}
        for node in children(root, "inputData"):
            variable = child(node, "variable")
            kind = variable.get("typeRef") or "" if variable is not None else ""
            found.setdefault(name_of(node), _field(node, kind, types.get(kind)))
    return [field for name, field in found.items() if name not in settings]


def parts(each: Rule) -> list[Part]:
    """The decisions of a rule from its results down to what they rest on."""
    return parts_of(each.content)


def parts_of(content: bytes) -> list[Part]:
    """The same of a file of decisions; raises dmn.Invalid for what is none."""
    root = source.read(content)
    return [_part(node) for node in children(root, "decision", "businessKnowledgeModel")][::-1]


def tried(each: Rule, inputs: Mapping[str, Any], now: datetime) -> Trial:
    """The values of all decisions for some inputs; `inputs` as `read` gives them."""
    values: dict[str, Any] = {}
    matched: set[str] = set()
    diagnostics: dict[str, Any] = {}
    for part in parts(each):
        if not part.asked:
            continue
        outcome = each.model.evaluate(part.id, inputs, now=now)
        values[part.id] = outcome.value
        # The last step is the decision itself; those before it may be of an imported file, with ids of its own.
        tables = outcome.explanation["decisions"][-1]["tables"]
        matched |= {row["id"] for table in tables for row in table["matched"]}
        diagnostics |= {diagnostic.text("zh"): diagnostic for diagnostic in outcome.diagnostics}
    return Trial(values=values, matched=frozenset(matched), diagnostics=list(diagnostics.values()))


def read(wanted: Sequence[Field], typed: Mapping[str, str]) -> tuple[dict[str, Any], list[str]]:
    """What was typed as values by input, and the inputs that cannot be read; what was left empty is null."""
    values: dict[str, Any] = {}
    faulty = []
    for field in wanted:
        text = typed.get(field.name, "").strip()
        try:
            values[field.name] = _value(field.type, text) if text else None
        except ValueError:
            faulty.append(field.name)
    return values, faulty


def read_settings(settings: Iterable[InForce], typed: Mapping[str, str]) -> tuple[dict[str, Any], list[str]]:
    """The values of settings for a trial: as typed, else those in force; and the names that cannot be read."""
    values: dict[str, Any] = {}
    faulty = []
    for each in settings:
        text = typed.get(each.setting.name, "").strip()
        try:
            values[each.setting.name] = kinds.read(each.setting.shape, text) if text else each.value
        except kinds.NoValue:
            faulty.append(each.setting.name)
    return values, faulty


def _value(kind: str, text: str) -> Any:
    if kind == "string":
        return text
    if kind == "date":
        return date.fromisoformat(text)
    try:
        value = evaluate(text.replace(",", "") if kind == "number" else text, {})
    except (FeelError, FeelSyntaxError):
        raise ValueError(text) from None
    if value is None or (kind == "number" and (isinstance(value, bool) or not isinstance(value, int | Decimal))):
        raise ValueError(text)
    return value


def _field(node: Any, kind: str, declared: Any) -> Field:
    base = _text(declared, "typeRef") if declared is not None and not declared.get("isCollection") else ""
    values = child(declared, "allowedValues")
    choices = evaluate(f"[{text_of(values)}]", {}) if values is not None else []
    return Field(
        name=name_of(node),
        type=kind if declared is None else base,
        choices=tuple(map(str, choices or ())),
        note=_text(node, "description"),
    )


def _text(node: Any, tag: str) -> str:
    found = child(node, tag)
    return "" if found is None else (found.text or "").strip()


def _part(node: Any) -> Part:
    holder = child(node, "encapsulatedLogic")
    holder = node if holder is None else holder
    table = child(holder, "decisionTable")
    return Part(
        id=node.get("id"),
        name=name_of(node),
        note=_text(node, "description"),
        asked=source.tag_of(node) == "decision",
        policy=""
        if table is None
        else f"{table.get('hitPolicy') or 'UNIQUE'} {table.get('aggregation') or ''}".strip(),
        conditions=tuple(_heading(each) for each in children(table, "input")),
        results=tuple(name_of(each) or name_of(node) for each in children(table, "output")),
        rows=tuple(_row(each, _kinds(table)) for each in children(table, "rule")),
        lines=tuple(_lines(holder)),
    )


def _heading(node: Any) -> str:
    return node.get("label") or text_of(child(node, "inputExpression")).strip()


def _kinds(table: Any) -> list[str]:
    """The types of the columns, conditions first."""
    expressions = [child(each, "inputExpression") for each in children(table, "input")]
    return [(each.get("typeRef") or "") for each in (*expressions, *children(table, "output"))]


def _row(node: Any, kinds: Sequence[str]) -> Row:
    conditions, results, clause = (
        [text_of(each).strip() for each in children(node, tag)]
        for tag in ("inputEntry", "outputEntry", "annotationEntry")
    )
    return Row(
        id=node.get("id"),
        conditions=tuple(map(_condition, conditions, kinds)),
        results=tuple(
            from_feel(text, kind, several=False) for text, kind in zip(results, kinds[len(conditions) :], strict=False)
        ),
        clause="；".join(filter(None, clause)),
    )


def _condition(text: str, kind: str) -> str:
    """A test as people say it; what has no plain words stays FEEL."""
    return _SAID[text] if text in _SAID else from_feel(text, kind, several=True)


def _lines(holder: Any) -> Iterator[tuple[str, str]]:
    for literal in children(holder, "literalExpression"):
        yield "", text_of(literal).strip()
    for entry in children(child(holder, "context"), "contextEntry"):
        yield name_of(child(entry, "variable")), text_of(child(entry, "literalExpression")).strip()
