"""Compiles names, paths and function definitions and calls (DMN 1.5 §10.3.2.5 to §10.3.2.7, §10.3.2.13)."""

from collections.abc import Mapping
from inspect import signature
from typing import Any

from engine.errors import BangfuError
from engine.feel import nodes
from engine.feel.builtins import BUILTINS, Builtin
from engine.feel.compiler.compiler import CONTEXT, RUN, Binding, Code, Compiler, Frame, rule
from engine.feel.errors import Fault, FeelError
from engine.feel.nodes import Node
from engine.feel.run import Run
from engine.feel.temporal.properties import PROPERTIES
from engine.feel.types import conformed
from engine.feel.values import PLAIN, Context, Function, admit, external, kind_of

_SIMPLE = (PLAIN | {int}) - {type(None)}
_ABSENT = object()
_FAILURES = (TypeError, ValueError, ArithmeticError, LookupError)
_LITERAL = frozenset({"date", "time", "date and time", "duration"})


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
        try:
            return frame[RUN].admit(value)
        except Fault as fault:
            frame[RUN].note(fault, position)
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

    def path(frame: Frame) -> Any:
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


@rule(nodes.Invoke)
def _invoke(compiler: Compiler, node: nodes.Invoke) -> Code:
    folded = _folded(compiler, node)
    if folded is not None:
        return lambda frame: folded
    arguments = [compiler.code(each) for each in node.arguments]
    function_of = _callee(compiler, node.function)
    names, position = node.names, node.position
    known = _builtin(compiler, node.function)
    if known is not None and names is None:
        return _direct(known, arguments, position)

    def invoke(frame: Frame) -> Any:
        run: Run = frame[RUN]
        try:
            function = function_of(frame)
            return applied(run, function, [each(frame) for each in arguments], names)
        except Fault as fault:
            run.note(fault, position)
            return None

    return invoke


def _direct(builtin: Builtin, arguments: list[Code], position: int) -> Code:
    """The usual call: a built-in function with its arguments by position."""
    call, call_one = builtin.call, builtin.call_one
    one = arguments[0] if len(arguments) == 1 else None

    def invoke(frame: Frame) -> Any:
        run: Run = frame[RUN]
        try:
            return call_one(run, one(frame)) if one else call(run, [each(frame) for each in arguments])
        except Fault as fault:
            run.note(fault, position)
        except _FAILURES as error:
            run.note(Fault(f"函数未能算出：{error}", f"the function failed: {error}"), position)
        return None

    return invoke


def applied(run: Run, function: Any, given: list[Any], names: tuple[str, ...] | None = None) -> Any:
    """The value of a function for arguments, by position or by name. Raises Fault where it has none."""
    if type(function) is not Function:
        raise Fault(f"{kind_of(function)} 不是函数", f"expected a function, but got {kind_of(function)}")
    if names is not None:
        given = in_order(function, names, given)
    try:
        return function.call(run, given)
    except FeelError:
        raise
    except BangfuError as error:
        raise Fault(error.text("zh"), error.text("en")) from error
    except _FAILURES as error:
        raise Fault(f"函数未能算出：{error}", f"the function failed: {error}") from error


def _folded(compiler: Compiler, node: nodes.Invoke) -> Any:
    """The value of `date("2026-11-22")` and its like, read once; None when it is to be read on evaluation."""
    given = [each.value for each in node.arguments if isinstance(each, nodes.Constant)]
    if not isinstance(node.function, nodes.Name) or len(given) != len(node.arguments) or node.names:
        return None
    name = node.function.name
    if name not in _LITERAL or any(binding.name == name for binding in compiler.bindings):
        return None
    try:
        return BUILTINS[name].call(Run(compiler.text, {}, None), given)
    except (Fault, *_FAILURES):
        return None


def _callee(compiler: Compiler, function: Node) -> Code:
    """A built-in is found now; others when called, in the context or among the functions handed in."""
    known = _builtin(compiler, function)
    if known is not None:
        value = known.value
        return lambda frame: value
    if isinstance(function, nodes.Name):
        local = any(binding.name in (function.name, None) for binding in compiler.bindings)
        if not local:
            compiler.called.add(function.name)
            return _called(function.name)
    return compiler.code(function)


def _builtin(compiler: Compiler, function: Node) -> Builtin | None:
    """The built-in a call means; a name bound in the expression hides one, and a function of the context may."""
    if not isinstance(function, nodes.Name) or any(each.name == function.name for each in compiler.bindings):
        return None
    return None if function.name in compiler.hidden else BUILTINS.get(function.name)


def _called(name: str) -> Code:
    def find(frame: Frame) -> Any:
        run: Run = frame[RUN]
        function = run.functions.get(name)
        if function is not None:
            return function if isinstance(function, Function) else external(name, function)
        value = frame[CONTEXT].get(name)
        if name in BUILTINS and not isinstance(value, Function):
            return BUILTINS[name].value
        if value is None:
            raise Fault(f"没有名为“{name}”的函数", f'there is no function "{name}"')
        return admit(value)

    return find


def in_order(function: Function, names: tuple[str, ...], given: list[Any]) -> list[Any]:
    """Named arguments in the order of the parameters: those not given are null (DMN 1.5 §10.3.2.13.5).

    Where several ways to call a function have these names, as `before(point, range)` and `before(range, point)`, the
    order in which they are written decides. Parameters that may be left out at the end are left out.
    """
    ways = function.signatures or _python_signature(function)
    fitting = [place for place, parameters in enumerate(ways) if set(names) <= set(parameters)]
    if fitting:
        chosen = next((place for place in fitting if ways[place][: len(names)] == names), fitting[0])
        parameters, by_name = ways[chosen], dict(zip(names, given, strict=True))
        required = function.required[chosen] if function.required else 0 if function.python else len(parameters)
        last = max(required, *(parameters.index(name) + 1 for name in names))
        return [by_name.get(parameter) for parameter in parameters[:last]]
    raise Fault(
        "没有名为“{}”的参数".format("、".join(names)), "there are no parameters {}".format(", ".join(names))
    )


def _python_signature(function: Function) -> tuple[tuple[str, ...], ...]:
    """The parameters of a Python function, `start_date` as `start date`."""
    if function.python is None:
        return ()
    return (tuple(name.replace("_", " ") for name in signature(function.python).parameters),)
