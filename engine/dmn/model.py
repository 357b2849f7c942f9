"""Decision models: loaded from their files, then asked for decisions, services or knowledge by name."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine.dmn import boxes, functions, iterations, source, tables
from engine.dmn.declarations import Declarations
from engine.dmn.documents import Document, Element, Library
from engine.dmn.errors import Diagnostic, NoSuchDecision
from engine.dmn.evaluation import Evaluation
from engine.dmn.explaining import shown
from engine.dmn.faults import Faults
from engine.dmn.graph import Graph
from engine.errors import Fault
from engine.feel import FeelError, Function
from engine.feel import errors as feel
from engine.feel.expression import NO_FUNCTIONS
from engine.feel.values import admit

__all__ = ["Model", "Outcome", "boxes", "functions", "iterations", "load", "read", "tables"]

_ASKED = ("decision", "decisionService", "businessKnowledgeModel")
_ABSENT = object()
_LONGEST_PATH = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The value as Python has it, why parts of it became null, and how it came about (JSON types only)."""

    value: Any
    diagnostics: list[Diagnostic]
    explanation: dict[str, Any]


class Model:
    """A model with all it imports; immutable, so that threads may share it.

    `faults` is empty for a model given out by `load`; in one that was `read`, what is faulty has the value null.
    """

    def __init__(self, contents: Iterable[bytes], names: Iterable[str] = ()) -> None:
        faults = Faults()
        self._library = Library([source.read(each) for each in contents], faults)
        declarations = Declarations(self._library, names, faults)
        self._graph = Graph(self._library.documents, declarations, faults)
        self.faults: list[Fault] = sorted(faults.found, key=lambda fault: fault.line)
        self.name = source.name_of(self._library.main.root)
        self.namespace = self._library.main.namespace
        self._paths = _paths(self._library)

    @property
    def decisions(self) -> dict[str, str]:
        """Id -> name of what can be asked: decisions, services, knowledge models of the main file."""
        return {each.id: each.name for each in self._library.main.elements if each.kind in _ASKED}

    def evaluate(
        self,
        name: str,
        inputs: Mapping[str, Any],
        *,
        now: datetime | None = None,
        functions: Mapping[str, Callable[..., Any] | Function] = NO_FUNCTIONS,
    ) -> Outcome:
        """The outcome for a decision, service or knowledge model by its name or id.

        `inputs` are the values of input data by name (of an imported model: `{"import": {"name": ...}}`), for a
        service those of its input decisions too, for a knowledge model its parameters. Raises NoSuchDecision, and
        FeelError when it would cost too much.
        """
        element = self._find(_spaced(name))
        inputs = {_spaced(key): value for key, value in inputs.items()}
        evaluation = Evaluation({}, functions, now)
        try:
            evaluation.given = self._given(evaluation, inputs)
            value = self._value(evaluation, element, inputs)
            exported = evaluation.run.export(value)
        except RecursionError:
            raise FeelError(zh="层次过深", en="it is nested too deeply") from None
        return Outcome(
            value=exported,
            diagnostics=evaluation.diagnostics,
            explanation=self._explanation(element, evaluation, value),
        )

    def _find(self, name: str) -> Element:
        main = self._library.main
        found = main.by_id.get(name)
        if found is not None and found.kind in _ASKED:
            return found
        for kind in _ASKED:
            for document in self._library.documents:
                for element in document.elements:
                    if element.kind == kind and name in self._names(element):
                        return element
        raise NoSuchDecision(name=name)

    def _names(self, element: Element) -> list[str]:
        paths = self._paths.get(element.document.namespace, [])
        return [".".join((*path, name)) for path in paths for name in element.names]

    def _given(self, evaluation: Evaluation, inputs: Mapping[str, Any]) -> dict[Element, Any]:
        found: dict[Element, Any] = {}
        for document in self._library.documents:
            for element in document.elements:
                if element.kind == "inputData":
                    value = self._input(element, inputs)
                    if value is not _ABSENT:
                        found[element] = _admitted(evaluation, value, element.name)
        return found

    def _input(self, element: Element, inputs: Mapping[str, Any]) -> Any:
        for path in self._paths.get(element.document.namespace, []):
            holder: Any = inputs
            for name in path:
                holder = holder.get(name) if isinstance(holder, Mapping) else None
            if isinstance(holder, Mapping) and element.name in holder:
                return holder[element.name]
            if ".".join((*path, element.name)) in inputs:
                return inputs[".".join((*path, element.name))]
        return next((inputs[name] for name in element.names if name in inputs), _ABSENT)

    def _value(self, evaluation: Evaluation, element: Element, inputs: Mapping[str, Any]) -> Any:
        if element.kind == "decision":
            self._graph.decide(evaluation, [element])
            return evaluation.values[element]
        if element.kind == "businessKnowledgeModel":
            return self._called(evaluation, self._graph.function(evaluation, element), inputs)
        for decision in element.linked("inputDecision"):
            value = self._input(decision, inputs)
            admitted = None if value is _ABSENT else _admitted(evaluation, value, decision.name)
            evaluation.values[decision] = evaluation.fitted(admitted, self._graph.types[decision], decision.name)
        return self._graph.serve(evaluation, element)

    def _called(self, evaluation: Evaluation, function: Function, inputs: Mapping[str, Any]) -> Any:
        arguments = [_admitted(evaluation, inputs.get(name), name) for name in function.signatures[0]]
        try:
            return function.call(evaluation.run, arguments)
        except feel.Fault as fault:
            evaluation.note(function.name, fault)
            return None

    def _explanation(self, element: Element, evaluation: Evaluation, value: Any) -> dict[str, Any]:
        """{"model", "decision", "decisions": [{"id", "name", "inputs", "tables", "output"}], "value", "diagnostics"}"""
        steps = [
            {"id": step.element.id, "name": step.element.name, "inputs": step.inputs, "tables": step.tables,
             "output": step.output}
            for step in evaluation.steps
        ]  # fmt: skip
        if element.kind == "businessKnowledgeModel":
            steps.append(
                {"id": element.id, "name": element.name, "inputs": {}, "tables": evaluation.tables,
                 "output": shown(value)}
            )  # fmt: skip
        return {
            "model": self.name,
            "decision": element.name,
            "decisions": steps,
            "value": shown(value),
            "diagnostics": [{"zh": each.text("zh"), "en": each.text("en")} for each in evaluation.diagnostics[:20]],
        }


def load(content: bytes, *imported: bytes, names: Iterable[str] = ()) -> Model:
    """The model of a DMN file and of those it imports, directly or not. Raises Invalid with all faults at once.

    `names` are names of several words of functions that will be handed to `evaluate`.
    """
    model = read(content, *imported, names=names)
    faults = Faults()
    faults.found = dict.fromkeys(model.faults)
    faults.check()
    return model


def read(content: bytes, *imported: bytes, names: Iterable[str] = ()) -> Model:
    """As `load`, but with its faults in the model. Raises Invalid only where a file is no DMN at all."""
    return Model((content, *imported), names)


def _spaced(name: str) -> str:
    """A name with single spaces, as all names of a model are held."""
    return " ".join(name.split())


def _admitted(evaluation: Evaluation, value: Any, place: str) -> Any:
    try:
        return admit(value)
    except feel.Fault as fault:
        evaluation.note(place, fault)
        return None


def _paths(library: Library) -> dict[str, list[tuple[str, ...]]]:
    """Namespace -> the names of imports that lead there from the main document."""
    found: dict[str, list[tuple[str, ...]]] = {library.main.namespace: [()]}
    reached: list[tuple[Document, tuple[str, ...]]] = [(library.main, ())]
    while reached:
        document, path = reached.pop(0)
        for name, namespace in document.imports.items():
            other = library.by_namespace.get(namespace)
            longer = (*path, name) if name.strip() else path
            if other is None or len(longer) > _LONGEST_PATH or longer in found.get(namespace, []):
                continue
            if len(found.setdefault(namespace, [])) < 2 * _LONGEST_PATH:
                found[namespace].append(longer)
                reached.append((other, longer))
    return found
