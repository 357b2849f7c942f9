"""Function definitions and invocations of a model, with knowledge models as named functions (DMN 1.5 §10.2.1.7)."""

from dataclasses import dataclass
from typing import Any

from engine.dmn.evaluation import Evaluation, Logic
from engine.dmn.faults import label
from engine.dmn.reader import Reader, Scope, boxed, expressions, failing, nothing
from engine.dmn.source import child, children, name_of, text_of
from engine.dmn.types import ItemType, Type, conformed
from engine.feel import Function
from engine.feel.builtins import BUILTINS
from engine.feel.compiler.calls import applied
from engine.feel.errors import Fault
from engine.feel.run import Run
from engine.feel.tokens import WORD
from engine.feel.values import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """A function as written: parameters with their types, body, type of the result."""

    name: str
    parameters: tuple[tuple[str, Type | None], ...]
    body: Logic
    result: Type | None

    def value(self, evaluation: Evaluation, variables: Context) -> Function:
        """The function as a value, which remembers the variables around it."""

        def call(run: Run, arguments: list[Any]) -> Any:
            if len(arguments) != len(self.parameters):
                count = len(self.parameters)
                raise Fault(f"{self.name} 需要{count}个参数", f"{self.name} takes {count} arguments")
            run.spend(len(variables))
            local = Context(variables)
            for (name, wanted), argument in zip(self.parameters, arguments, strict=True):
                local[name] = conformed(run, argument, wanted)
            run.enter()
            try:
                found = self.body(evaluation, local)
            finally:
                run.calls -= 1
            return evaluation.fitted(found, self.result, self.name)

        names = tuple(name for name, _ in self.parameters)
        return Function(name=self.name, signatures=(names,), call=call)


@boxed("functionDefinition")
def function(reader: Reader, node: Any, scope: Scope) -> Logic:
    """A function as a value."""
    found = definition(reader, node, scope, label(node))
    return found.value


def definition(reader: Reader, node: Any, scope: Scope, name: str, variable: Any = None) -> Definition:
    """A function definition; `variable` is that of the knowledge model it belongs to, whose type may be its result's.

    Functions in Java or PMML are refused: nothing outside FEEL is run.
    """
    parameters = _parameters(reader, node) or _implied(reader, child(node, "decisionTable"))
    kinds = [value for key, value in node.attrib.items() if str(key).rpartition("}")[2] == "kind"]
    kind = str(kinds[0]) if kinds else "FEEL"
    if kind.upper() not in ("FEEL", "F"):
        reader.faults.add("function-kind", node, kind=kind)
        body = failing(name, Fault(f"不能执行 {kind} 函数", f"a {kind} function cannot be run"))
    else:
        inside = scope.plus(*(each for each, _ in parameters))
        body = reader.logic(node, inside) if any(True for _ in expressions(node)) else nothing
    result = _result(reader.type(node)) or _result(reader.type(variable))
    return Definition(name=name, parameters=tuple(parameters), body=body, result=result)


def _parameters(reader: Reader, node: Any) -> list[tuple[str, Type | None]]:
    found = []
    for parameter in children(node, "formalParameter"):
        if not name_of(parameter):
            reader.faults.add("name-missing", parameter, tag="formalParameter")
        found.append((name_of(parameter), reader.type(parameter)))
    return found


def _implied(reader: Reader, table: Any) -> list[tuple[str, Type | None]]:
    """The parameters of a table without any are the names it asks for (§10.2.1.7)."""
    asked = [child(each, "inputExpression") for each in children(table, "input")]
    named = [(" ".join(text_of(each).split()), reader.type(each)) for each in asked if each is not None]
    return [(name, wanted) for name, wanted in dict(named).items() if name and all(map(WORD.fullmatch, name.split()))]


def _result(wanted: Type | None) -> Type | None:
    """The type of the result: that of a function type, while any other type means the result itself."""
    return wanted.output if isinstance(wanted, ItemType) and wanted.parameters is not None else wanted


@boxed("invocation")
def invocation(reader: Reader, node: Any, scope: Scope) -> Logic:
    """A call with arguments by name; parameters without a binding are null (§7.3.6)."""
    place = label(node)
    called = reader.logic(node, scope, "被调用的函数", "the function it calls")
    bindings: list[tuple[str, Logic]] = []
    for binding in children(node, "binding"):
        parameter = child(binding, "parameter")
        name = name_of(parameter) if parameter is not None else ""
        if not name:
            reader.faults.add("name-missing", binding, tag="parameter")
        argument = reader.logic(binding, scope) if any(True for _ in expressions(binding)) else nothing
        bindings.append((name, argument))
    names = tuple(name for name, _ in bindings)

    def value(evaluation: Evaluation, variables: Context) -> Any:
        target = called(evaluation, variables)
        given = [argument(evaluation, variables) for _, argument in bindings]
        try:
            return applied(evaluation.run, *_complete(target, names, given))
        except Fault as fault:
            evaluation.note(place, fault)
        finally:
            evaluation.collect(place)
        return None

    return value


def _complete(target: Any, names: tuple[str, ...], given: list[Any]) -> tuple[Any, list[Any], tuple[str, ...] | None]:
    if not isinstance(target, Function) or target.name in BUILTINS or len(target.signatures) != 1:
        return target, given, names or None
    missing = tuple(name for name in target.signatures[0] if name not in names)
    return target, [*given, *(None for _ in missing)], (names + missing) or None
