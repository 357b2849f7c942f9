"""Boxed expressions that build values: literal, context, list, relation, conditional (DMN 1.5 §7.3, §10.2)."""

from typing import Any

from engine.dmn.evaluation import Evaluation, Logic
from engine.dmn.faults import label
from engine.dmn.reader import Reader, Scope, boxed, expressions, failing, fitting, nothing
from engine.dmn.source import child, children, name_of, tag_of, text_of
from engine.dmn.types import Type
from engine.feel.errors import Fault
from engine.feel.values import Context, kind_of


@boxed("literalExpression")
def literal(reader: Reader, node: Any, scope: Scope) -> Logic:
    """A text in FEEL; an empty one is null."""
    place = label(node)
    if child(node, "importedValues") is not None:
        reader.faults.add("imported-values", node)
        return failing(place, Fault("不支持外部取值", "imported values are not supported"))
    text = text_of(node)
    if not text.strip():
        return nothing
    expression = reader.feel(node, text, scope)
    if expression is None:
        return failing(place)

    def value(evaluation: Evaluation, variables: Context) -> Any:
        found = expression.within(variables, evaluation.run)
        if evaluation.run.diagnostics:
            evaluation.collect(place)
        return found

    return value


@boxed("context")
def context(reader: Reader, node: Any, scope: Scope) -> Logic:
    """Entries that see those before them; an entry without a name is the value of the whole (§7.3.5)."""
    entries: list[tuple[str | None, Logic]] = []
    nodes = list(children(node, "contextEntry"))
    for entry in nodes:
        variable = child(entry, "variable")
        name = name_of(variable) if variable is not None else None
        if variable is not None and not name:
            reader.faults.add("name-missing", variable, tag="variable")
            continue
        if name is None and entry is not nodes[-1]:
            reader.faults.add("result-place", node)
            continue
        within = scope.plus(name) if name and _is_function(entry) else scope
        logic = fitting(reader.logic(entry, within), reader.type(variable), name or label(node))
        entries.append((name, logic))
        if name:
            scope = scope.plus(name)

    def value(evaluation: Evaluation, variables: Context) -> Any:
        evaluation.run.spend(len(variables) + 2 * len(entries))
        local, made = Context(variables), Context()
        for name, logic in entries:
            found = logic(evaluation, local)
            if name is None:
                return found
            local[name] = made[name] = found
        return made

    return value


def _is_function(entry: Any) -> bool:
    return any(tag_of(node) == "functionDefinition" for node in expressions(entry))


@boxed("list")
def listing(reader: Reader, node: Any, scope: Scope) -> Logic:
    """The values of several expressions."""
    items = [reader.expression(each, scope) for each in expressions(node)]
    return lambda evaluation, variables: [item(evaluation, variables) for item in items]


@boxed("relation")
def relation(reader: Reader, node: Any, scope: Scope) -> Logic:
    """A list of contexts with the same entries (§7.3.7)."""
    columns: list[tuple[str, Type | None]] = []
    for column in children(node, "column"):
        if not name_of(column):
            reader.faults.add("name-missing", column, tag="column")
        columns.append((name_of(column), reader.type(column)))
    rows: list[list[tuple[str, Logic]]] = []
    for row in children(node, "row"):
        cells = list(expressions(row))
        if len(cells) != len(columns):
            reader.faults.add("row-length", row, got=len(cells), wanted=len(columns))
        rows.append(
            [
                (name, fitting(reader.expression(cell, scope), wanted, name))
                for (name, wanted), cell in zip(columns, cells, strict=False)
            ]
        )

    def value(evaluation: Evaluation, variables: Context) -> Any:
        return [Context((name, cell(evaluation, variables)) for name, cell in row) for row in rows]

    return value


@boxed("conditional")
def conditional(reader: Reader, node: Any, scope: Scope) -> Logic:
    """if, then, else; what is not true leads to the else, as in FEEL (§10.2.1.9)."""
    place = label(node)
    condition, then, otherwise = (
        reader.logic(part, scope) if (part := child(node, tag)) is not None else _missing(reader, node, tag)
        for tag in ("if", "then", "else")
    )

    def value(evaluation: Evaluation, variables: Context) -> Any:
        holds = condition(evaluation, variables)
        if not isinstance(holds, bool):
            kind = kind_of(holds)
            evaluation.note(place, Fault(f"条件是{kind}，不是布尔值", f"the condition is {kind}, not boolean"))
        return (then if holds is True else otherwise)(evaluation, variables)

    return value


def _missing(reader: Reader, node: Any, tag: str) -> Logic:
    reader.faults.add("expression-missing", node, zh=f" {tag} 部分", en=f"the part {tag}")
    return nothing
