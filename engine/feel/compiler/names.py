"""Compiles names, paths and function definitions (DMN 1.5 §10.3.2.5 to §10.3.2.7, §10.3.2.13)."""

from collections.abc import Mapping
from typing import Any

from engine.feel import nodes
from engine.feel.builtins import BUILTINS
from engine.feel.compiler.compiler import CONTEXT, RUN, Binding, Code, Compiler, Frame, rule
from engine.feel.errors import Fault
from engine.feel.run import Run
from engine.feel.temporal.properties import PROPERTIES
from engine.feel.types import conformed
from engine.feel.values import PLAIN, Context, Function, external, kind_of

_SIMPLE = (PLAIN | {int}) - {type(None)}
_ABSENT = object()


@rule(nodes.Name)
def _name(compiler: Compiler, node: nodes.Name) -> Code:
    elements: list[int] = []
    for binding in reversed(compiler.bindings):
        if binding.name == node.name:
            if node.name == "?":
                compiler.asked.append(node.position)
            return _in_elements(elements, node.name, _bound(binding))
        if binding.name is None:
            elements.append(binding.slot)
    if not elements and node.name not in BUILTINS:
        compiler.free.add(node.name)
    return _in_elements(elements, node.name, _free(node))


def _bound(binding: Binding) -> Code:
    slot = binding.slot
    if not binding.partial:
        return lambda frame: frame[slot]

    def partial(frame: Frame) -> Any:
        frame[RUN].spend(len(frame[slot]))
        return list(frame[slot])

    return partial


def _free(node: nodes.Name) -> Code:
    name, position = node.name, node.position

    def free(frame: Frame) -> Any:
        variables = frame[CONTEXT]
        try:
            value = variables[name]
        except KeyError:
            return _unknown(frame, name, position)
        if type(value) in _SIMPLE or type(variables) is Context:
            return value
        run: Run = frame[RUN]
        try:
            return run.admit(value)
        except Fault as fault:
            run.note(fault, position)
            return None

    return free


def _unknown(frame: Frame, name: str, position: int) -> Any:
    """A name the context does not have may still be a function used as a value."""
    run: Run = frame[RUN]
    if name in run.functions:
        function = run.functions[name]
        return function if isinstance(function, Function) else external(name, function)
    if name in BUILTINS:
        return BUILTINS[name].value
    run.note(Fault(f"没有名为“{name}”的变量", f'there is no variable "{name}"'), position)
    return None


def _in_elements(slots: list[int], name: str, outside: Code) -> Code:
    """Inside filters, the entries of the element come first, from the innermost filter outwards."""
    if not slots:
        return outside

    def inside(frame: Frame) -> Any:
        for slot in slots:
            element = frame[slot]
            if isinstance(element, Mapping) and name in element:
                return element[name] if type(element) is Context else frame[RUN].admit(element[name])
        return outside(frame)

    return inside


@rule(nodes.Path)
def _path(compiler: Compiler, node: nodes.Path) -> Code:
    source = compiler.code(node.source)
    name, position = node.name, node.position
    variable = compiler.free_name(node.source)

    def path(frame: Frame) -> Any:
        value = frame[CONTEXT].get(variable) if variable is not None else None
        if value is None or (type(value) is not Context and type(value) is not dict):
            value = source(frame)
        try:
            if type(value) is Context or type(value) is dict:
                found = value.get(name, _ABSENT)
                if found is not _ABSENT:
                    simple = type(value) is Context or type(found) in _SIMPLE
                    return found if simple else frame[RUN].admit(found)
            return member(frame[RUN], value, name)
        except Fault as fault:
            frame[RUN].note(fault, position)
            return None

    return path


def member(run: Run, value: Any, name: str) -> Any:
    """`value.name`: an entry of a context, a part of a date or the like, or the list of these over a list."""
    if type(value) is list:
        run.spend(len(value))
        return [_member_or_null(run, each, name) for each in value]
    if isinstance(value, Mapping):
        if name in value:
            return value[name] if type(value) is Context else run.admit(value[name])
    else:
        part = PROPERTIES.get(type(value), {}).get(name)
        if part is not None:
            return part(value)
    raise Fault(f"{kind_of(value)} 没有“{name}”", f'{kind_of(value)} has no "{name}"')


def _member_or_null(run: Run, value: Any, name: str) -> Any:
    try:
        return member(run, value, name)
    except Fault:
        return None


@rule(nodes.Lambda)
def _lambda(compiler: Compiler, node: nodes.Lambda) -> Code:
    slots = [compiler.bind(name) for name, _ in node.parameters]
    body, weight = compiler.weighed(node.body)
    compiler.release(len(slots))
    signatures = (tuple(name for name, _ in node.parameters),)
    wanted = [kind for _, kind in node.parameters]
    types = compiler.types

    def define(frame: Frame) -> Function:
        frame[RUN].spend(8 + len(frame))
        captured = frame.copy()

        def call(run: Run, arguments: list[Any]) -> Any:
            if len(arguments) != len(slots):
                raise Fault(f"函数需要{len(slots)}个参数", f"the function takes {len(slots)} arguments")
            inner = captured.copy()
            inner[RUN] = run
            for slot, kind, argument in zip(slots, wanted, arguments, strict=True):
                inner[slot] = argument if kind is None else conformed(run, argument, kind, types)
            run.enter()
            run.spend(weight + len(inner) // 2)
            value = body(inner)
            run.calls -= 1
            return value

        return Function(name="function", signatures=signatures, call=call, types=tuple(wanted))

    return define
