"""The requirements graph, ready to be evaluated: decisions in the order of their needs, knowledge as functions."""

from collections.abc import Iterable
from typing import Any

from engine.dmn.declarations import Declarations
from engine.dmn.documents import CALLABLE, Document, Element
from engine.dmn.evaluation import Evaluation, Logic, Step
from engine.dmn.explaining import shown
from engine.dmn.faults import Faults
from engine.dmn.functions import Definition, definition
from engine.dmn.reader import Scope, expressions, failing
from engine.dmn.source import child
from engine.dmn.types import ItemType, Type, conformed
from engine.feel import Function
from engine.feel.errors import Fault
from engine.feel.run import Run
from engine.feel.values import Context

Path = tuple[str, ...]
Named = tuple[Element, list[Path]]
MOST_STEPS = 200
_NO_LOGIC = Fault("没有决策逻辑", "it has no decision logic")


class Graph:
    """What each element was compiled to."""

    def __init__(self, documents: Iterable[Document], declarations: Declarations, faults: Faults) -> None:
        self.faults = faults
        self._logics: dict[Element, Logic] = {}
        self._definitions: dict[Element, Definition] = {}
        self._needed: dict[Element, list[Named]] = {}
        self._known: dict[Element, list[Named]] = {}
        self.types: dict[Element, Type | None] = {}
        for document in documents:
            scope = declarations.scope(document)
            for element in document.elements:
                self._compile(element, declarations, scope)

    def _compile(self, element: Element, declarations: Declarations, scope: Scope) -> None:
        reader = declarations.reader(element.document)
        variable = child(element.node, "variable")
        wanted = reader.type(variable)
        self.types[element] = _result(wanted) if element.kind in CALLABLE else wanted
        self._needed[element] = _named(element, "requiredDecision", "requiredInput")
        self._known[element] = _named(element, "requiredKnowledge")
        seen = (*self._needed[element], *self._known[element])
        inside = scope.plus(*(path[0] for _, paths in seen for path in paths))
        if element.kind == "decision":
            written = any(True for _ in expressions(element.node))
            self._logics[element] = reader.logic(element.node, inside) if written else failing(element.name, _NO_LOGIC)
        elif element.kind == "businessKnowledgeModel":
            node = child(element.node, "encapsulatedLogic")
            if node is None:
                logic = failing(element.name, _NO_LOGIC)
                self._definitions[element] = Definition(name=element.name, parameters=(), body=logic, result=None)
            else:
                inside = inside.plus(element.name)
                self._definitions[element] = definition(reader, node, inside, element.name, variable)
        elif element.kind == "decisionService" and not element.linked("outputDecision"):
            self.faults.add("service-outputs", element.node)

    def decide(self, evaluation: Evaluation, targets: list[Element]) -> None:
        """Compute decisions and what they need, the needed first; without recursion, since chains may be long."""
        pending = list(reversed(targets))
        while pending:
            element = pending[-1]
            if element in evaluation.values:
                pending.pop()
                continue
            needed = self._needed[element]
            missing = [each for each, _ in needed if each not in evaluation.values]
            evaluation.run.spend(1 + len(needed))
            if missing:
                pending.extend(reversed(missing))
                continue
            pending.pop()
            evaluation.values[element] = self._value(evaluation, element)

    def _value(self, evaluation: Evaluation, element: Element) -> Any:
        if element.kind == "inputData":
            return self._given(evaluation, element)
        variables, inputs = Context(), {}
        for each, paths in self._needed[element]:
            value = evaluation.values[each]
            _put(variables, paths, value)
            inputs[".".join(paths[0])] = shown(value)
        for each, paths in self._known[element]:
            _put(variables, paths, self.function(evaluation, each))
        outside, evaluation.tables = evaluation.tables, []
        found = self._logics[element](evaluation, variables)
        value = evaluation.fitted(found, self.types[element], element.name)
        if len(evaluation.steps) < MOST_STEPS:
            evaluation.steps.append(Step(element, inputs, evaluation.tables, shown(value)))
        evaluation.tables = outside
        return value

    def _given(self, evaluation: Evaluation, element: Element) -> Any:
        if element not in evaluation.given:
            evaluation.note(element.name, Fault("没有给出这项输入", "this input was not given"))
            return None
        return evaluation.fitted(evaluation.given[element], self.types[element], element.name)

    def function(self, evaluation: Evaluation, element: Element) -> Function:
        """A knowledge model or service as a function. Models may call each other: all get their names before any runs.

        The functions are made once an evaluation.
        """
        made: dict[Element, Context] = {}
        pending = [element]
        while pending:
            current = pending.pop()
            if current in evaluation.values:
                continue
            evaluation.run.spend(2)
            if current.kind == "decisionService":
                evaluation.values[current] = self._service(evaluation, current)
                continue
            made[current] = Context()
            evaluation.values[current] = self._definitions[current].value(evaluation, made[current])
            pending.extend(current.linked("requiredKnowledge"))
        for current, variables in made.items():
            variables[current.name] = evaluation.values[current]
            for each, paths in self._known[current]:
                _put(variables, paths, evaluation.values[each])
        function: Function = evaluation.values[element]
        return function

    def _service(self, evaluation: Evaluation, service: Element) -> Function:
        """Input data come first, then input decisions (§10.4)."""
        parameters = service.linked("inputData", "inputDecision")

        def call(run: Run, arguments: list[Any]) -> Any:
            if len(arguments) != len(parameters):
                count = len(parameters)
                raise Fault(f"{service.name} 需要{count}个参数", f"{service.name} takes {count} arguments")
            given = zip(parameters, arguments, strict=True)
            values = {each: conformed(run, value, self.types[each]) for each, value in given}
            run.enter()
            try:
                return self.serve(evaluation.nested(values), service)
            finally:
                run.calls -= 1

        names = tuple(each.name for each in parameters)
        return Function(name=service.name, signatures=(names,), call=call)

    def serve(self, evaluation: Evaluation, service: Element) -> Any:
        """The output of a service: the value of its one output decision, or all of them by name."""
        outputs = service.linked("outputDecision")
        self.decide(evaluation, outputs)
        values = Context((each.name, evaluation.values[each]) for each in outputs)
        found = values[outputs[0].name] if len(outputs) == 1 else values
        return evaluation.fitted(found, self.types[service], service.name)


def _result(wanted: Type | None) -> Type | None:
    """What a knowledge model or service of a function type gives; the value of a decision is the function itself."""
    return wanted.output if isinstance(wanted, ItemType) and wanted.parameters is not None else wanted


def _named(element: Element, *tags: str) -> list[Named]:
    """What an element requires, with how it names each: by its names, after that of the import it comes by."""
    found: list[Named] = []
    for other in element.linked(*tags):
        prefix = (element.document.prefix(other.document.namespace) or "").strip()
        found.append((other, [(prefix, name) if prefix else (name,) for name in other.names]))
    return found


def _put(variables: Context, paths: list[Path], value: Any) -> None:
    for path in paths:
        inside = variables
        for name in path[:-1]:
            inside = inside.setdefault(name, Context())
        inside[path[-1]] = value
