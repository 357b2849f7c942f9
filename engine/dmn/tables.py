"""Decision tables: inputs, rules, outputs, and how a match is found and explained (DMN 1.5 §8)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from engine.dmn import hits
from engine.dmn.cells import Cell
from engine.dmn.columns import Column
from engine.dmn.evaluation import MOST_TABLES, Evaluation, Logic
from engine.dmn.explaining import shown
from engine.dmn.faults import label, nearest_id
from engine.dmn.reader import SYNTAX, Reader, Scope, boxed
from engine.dmn.source import child, children, name_of, text_of
from engine.dmn.types import ItemType, Type
from engine.feel import Expression, FeelSyntaxError
from engine.feel.errors import Fault
from engine.feel.run import Run
from engine.feel.values import Context

MOST_EXPLAINED = 50
_NO_VALUE = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One input column: its expression, type, allowed values and cells."""

    label: str
    text: str
    expression: Expression | None
    type: Type | None
    allowed: Cell | None
    column: Column


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """One output column; `order` are its output values, from the first in rank."""

    name: str | None
    type: Type | None
    allowed: Cell | None
    order: list[Any]
    default: Expression | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One row; an output that cannot be read is None."""

    id: str | None
    outputs: tuple[Expression | None, ...]
    annotations: dict[str, str]


@boxed("decisionTable")
def decision_table(reader: Reader, node: Any, scope: Scope) -> Logic:
    """A table as an expression; its name in the words of the nearest element."""
    outputs = [_output(reader, each, scope, node) for each in children(node, "output")]
    rules = list(children(node, "rule"))
    inputs = [_input(reader, each, scope, rules, place) for place, each in enumerate(children(node, "input"))]
    _check_shape(reader, node, outputs, rules, len(inputs))
    policy, aggregation = _policy(reader, node, outputs)
    annotations = [name_of(each) for each in children(node, "annotation")]
    table = Table(
        place=label(node),
        id=nearest_id(node),
        policy=policy,
        aggregation=aggregation,
        inputs=inputs,
        outputs=outputs,
        rules=[_rule(reader, each, scope, annotations) for each in rules],
        type=reader.type(node),
    )
    return table.value


def _input(reader: Reader, node: Any, scope: Scope, rules: list[Any], place: int) -> Input:
    found = child(node, "inputExpression")
    text = text_of(found) if found is not None else ""
    if not text.strip():
        reader.faults.add("expression-missing", node, zh="输入表达式", en="an input expression")
    values = child(node, "inputValues")
    wanted = reader.type(found)
    cells = (list(children(rule, "inputEntry")) for rule in rules)
    inside = scope.plus("?")
    return Input(
        label=node.get("label") or text.strip(),
        text=text.strip(),
        expression=reader.feel(found, text, scope) if text.strip() else None,
        type=wanted,
        allowed=reader.cell(values, scope) if values is not None and text_of(values).strip() else None,
        column=Column([reader.cell(row[place], inside) if place < len(row) else _EMPTY for row in cells]),
    )


_EMPTY = Cell(text="", tests=None)


def _output(reader: Reader, node: Any, scope: Scope, table: Any) -> Output:
    """The type of a table with one output is that of its hits, unless it collects several (§8.3.2)."""
    name = name_of(node) or None
    several = len(list(children(table, "output"))) > 1
    declared = reader.type(node) or (None if several else reader.type(table))
    wanted = reader.type(node) if table.get("hitPolicy") in hits.LISTS else declared
    values, default = child(node, "outputValues"), child(node, "defaultOutputEntry")
    allowed = reader.cell(values, scope) if values is not None and text_of(values).strip() else None
    text = text_of(default) if default is not None else ""
    return Output(
        name=name if several else None,
        type=wanted,
        allowed=allowed,
        order=_order(scope, allowed or _declared(declared)),
        default=reader.feel(default, text, scope) if text.strip() else None,
    )


def _declared(wanted: Type | None) -> Cell | None:
    """Without output values of its own a column takes the allowed values of its type, in their order."""
    return wanted.allowed if isinstance(wanted, ItemType) else None


def _order(scope: Scope, allowed: Cell | None) -> list[Any]:
    if allowed is None:
        return []
    try:
        found = scope.expression(f"[{allowed.text}]").evaluate({})
    except FeelSyntaxError:
        return []
    return found if isinstance(found, list) else []


def _rule(reader: Reader, node: Any, scope: Scope, annotations: list[str]) -> Rule:
    entries = [(each, text_of(each)) for each in children(node, "outputEntry")]
    words = [text_of(each).strip() for each in children(node, "annotationEntry")]
    remark = next(("".join(each.itertext()).strip() for each in children(node, "description")), "")
    named = {name or f"{number}": text for number, (name, text) in enumerate(zip(annotations, words, strict=False), 1)}
    return Rule(
        id=node.get("id"),
        outputs=tuple(reader.feel(each, text if text.strip() else "null", scope) for each, text in entries),
        annotations={name: text for name, text in named.items() if text} or ({"": remark} if remark else {}),
    )


def _check_shape(reader: Reader, node: Any, outputs: list[Output], rules: list[Any], inputs: int) -> None:
    if not outputs:
        reader.faults.add("outputs-missing", node)
    names = [each.name for each in outputs]
    if len(outputs) > 1 and (None in names or len(set(names)) < len(names)):
        reader.faults.add("output-name", node)
    for number, rule in enumerate(rules, 1):
        for tag, wanted, zh, en in (
            ("inputEntry", inputs, "输入", "input"),
            ("outputEntry", len(outputs), "输出", "output"),
        ):
            got = len(list(children(rule, tag)))
            if got != wanted:
                reader.faults.add("rule-length", rule, number=number, got=got, wanted=wanted, zh=zh, en=en)


def _policy(reader: Reader, node: Any, outputs: list[Output]) -> tuple[str, str | None]:
    policy = node.get("hitPolicy") or "UNIQUE"
    aggregation = node.get("aggregation")
    if policy not in hits.POLICIES and policy != "COLLECT":
        reader.faults.add("hit-policy", node, policy=policy)
        return "UNIQUE", None
    if aggregation and (policy != "COLLECT" or len(outputs) > 1 or aggregation not in hits.AGGREGATIONS):
        reader.faults.add("aggregation", node, aggregation=aggregation)
        return policy, None
    if policy in ("PRIORITY", "OUTPUT ORDER") and not any(each.order for each in outputs):
        reader.faults.add("output-order", node, policy=policy)
    return policy, aggregation or None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table ready to be asked."""

    place: str
    id: str | None
    policy: str
    aggregation: str | None
    inputs: list[Input]
    outputs: list[Output]
    rules: list[Rule]
    type: Type | None

    def value(self, evaluation: Evaluation, variables: Context) -> Any:
        """The value of the table; null and a diagnostic where the policy is violated (§8.2.10)."""
        try:
            given = [self._asked(evaluation, variables, each) for each in self.inputs]
            evaluation.run.spend(len(self.rules) // 16 + 4)
            numbers = list(self._matching(evaluation.run, given, variables))
            outputs = [self._row(evaluation, variables, number) for number in numbers]
            self._explain(evaluation, given, numbers, outputs)
            found = self._hit(evaluation, variables, numbers, outputs)
        except Fault as fault:
            evaluation.collect(self.place)
            evaluation.note(self.place, fault)
            return None
        evaluation.collect(self.place)
        return evaluation.fitted(found, self.type, self.place)

    def _asked(self, evaluation: Evaluation, variables: Context, asked: Input) -> Any:
        if asked.expression is None:
            raise SYNTAX
        found = asked.expression.within(variables, evaluation.run)
        value = evaluation.fitted(found, asked.type, f"{self.place}: {asked.label}")
        if asked.allowed is not None and value is not None:
            several = value if type(value) is list else [value]
            if not all(asked.allowed.passed(each, variables, evaluation.run) for each in several):
                raise Fault(
                    f"输入“{asked.label}”的值 {shown(value)} 不在允许的范围内",
                    f'the value {shown(value)} of the input "{asked.label}" is not among those allowed',
                )
        return value

    def _matching(self, run: Run, given: list[Any], variables: Context) -> Iterator[int]:
        """The places of the rules that match, from the top; only the first where no more are wanted."""
        remaining = (1 << len(self.rules)) - 1
        tried: list[tuple[int, Column, Any]] = []
        for asked, value in zip(self.inputs, given, strict=True):
            certain, open_ones = asked.column.passing(value)
            remaining &= certain | open_ones
            if open_ones & remaining:
                tried.append((open_ones, asked.column, value))
        while remaining:
            bit = remaining & -remaining
            remaining ^= bit
            place = bit.bit_length() - 1
            run.spend(1 + 4 * len(tried))
            if all(
                not bit & open_ones or column.cells[place].passed(value, variables, run)
                for open_ones, column, value in tried
            ):
                yield place
                if self.policy == "FIRST":
                    return

    def _row(self, evaluation: Evaluation, variables: Context, place: int) -> Any:
        found = []
        for output, entry in zip(self.outputs, self.rules[place].outputs, strict=False):
            if entry is None:
                raise SYNTAX
            value = evaluation.fitted(entry.within(variables, evaluation.run), output.type, self.place)
            allowed = output.allowed
            if value is not None and allowed is not None and not allowed.passed(value, variables, evaluation.run):
                raise Fault(
                    f"第 {place + 1} 条规则的输出 {shown(value)} 不在输出值列表中",
                    f"the output {shown(value)} of rule {place + 1} is not among the output values",
                )
            found.append(value)
        return self._combined(found)

    def _combined(self, values: list[Any]) -> Any:
        if len(self.outputs) == 1:
            return values[0]
        return Context((output.name or "", value) for output, value in zip(self.outputs, values, strict=False))

    def _hit(self, evaluation: Evaluation, variables: Context, places: list[int], outputs: list[Any]) -> Any:
        if not outputs:
            return self._default(evaluation, variables)
        orders = [(output.name, output.order) for output in self.outputs]
        matched = hits.Hits(run=evaluation.run, numbers=[place + 1 for place in places], outputs=outputs, orders=orders)
        policy = hits.collect(self.aggregation) if self.policy == "COLLECT" else hits.POLICIES[self.policy]
        return policy(matched)

    def _default(self, evaluation: Evaluation, variables: Context) -> Any:
        """The default output as it stands, also where hits are listed; null without one (§10.3.2.10)."""
        if not any(output.default for output in self.outputs):
            return None
        return self._combined([self._defaulted(evaluation, variables, output) for output in self.outputs])

    def _defaulted(self, evaluation: Evaluation, variables: Context, output: Output) -> Any:
        if output.default is None:
            return None
        found = output.default.within(variables, evaluation.run)
        if isinstance(found, list) and self.policy in hits.LISTS and self.aggregation is None:
            return [evaluation.fitted(each, output.type, self.place) for each in found]
        return evaluation.fitted(found, output.type, self.place)

    def _explain(self, evaluation: Evaluation, given: list[Any], places: list[int], outputs: list[Any]) -> None:
        if len(evaluation.tables) >= MOST_TABLES:
            return
        matched = [
            {
                "rule": place + 1,
                "id": self.rules[place].id,
                "tests": [asked.column.cells[place].text or _NO_VALUE for asked in self.inputs],
                "output": shown(output),
                "annotations": self.rules[place].annotations,
            }
            for place, output in list(zip(places, outputs, strict=True))[:MOST_EXPLAINED]
        ]
        asked = [
            {"label": asked.label, "expression": asked.text, "value": shown(value)}
            for asked, value in zip(self.inputs, given, strict=True)
        ]
        policy = f"{self.policy} {self.aggregation}" if self.aggregation else self.policy
        evaluation.tables.append(
            {"table": self.id, "name": self.place, "policy": policy, "inputs": asked, "matched": matched}
        )
