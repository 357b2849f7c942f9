"""Compiles calls of functions, with arguments by position and by name (DMN 1.5 §10.3.2.13)."""

from inspect import signature
from typing import Any

from engine.errors import BangfuError
from engine.feel import nodes
from engine.feel.builtins import BUILTINS, Builtin
from engine.feel.compiler.compiler import CONTEXT, RUN, Code, Compiler, Frame, rule
from engine.feel.errors import Fault, FeelError
from engine.feel.nodes import Node
from engine.feel.run import Run
from engine.feel.values import Function, admit, external, kind_of

_FAILURES = (TypeError, ValueError, ArithmeticError, LookupError)
_LITERAL = frozenset({"date", "time", "date and time", "duration"})


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
        direct = _direct(known, arguments, position)
        variable = compiler.free_name(node.arguments[0]) if len(arguments) == 1 else None
        return _count_of(variable, direct) if variable is not None and known.name == "count" else direct

    def invoke(frame: Frame) -> Any:
        run: Run = frame[RUN]
        try:
            function = function_of(frame)
            return applied(run, function, [each(frame) for each in arguments], names)
        except Fault as fault:
            run.note(fault, position)
            return None

    return invoke


def _count_of(variable: str, otherwise: Code) -> Code:
    """`count` of a variable, the usual question about a list: its elements need not be looked at."""

    def count(frame: Frame) -> Any:
        value = frame[CONTEXT].get(variable)
        return len(value) if type(value) is list else otherwise(frame)

    return count


def _direct(builtin: Builtin, arguments: list[Code], position: int) -> Code:
    """The usual call: a built-in function with its arguments by position."""
    call = builtin.call
    if len(arguments) == 1:
        return _of_one(builtin, arguments[0], position)

    def invoke(frame: Frame) -> Any:
        run: Run = frame[RUN]
        try:
            return call(run, [each(frame) for each in arguments])
        except Fault as fault:
            run.note(fault, position)
        except _FAILURES as error:
            run.note(Fault(f"函数未能算出：{error}", f"the function failed: {error}"), position)
        return None

    return invoke


def _of_one(builtin: Builtin, argument: Code, position: int) -> Code:
    """A built-in of one argument, by far the most frequent call: the overload for its type is mostly remembered."""
    fitting, fitted = builtin.fitting, builtin.fitted

    def invoke(frame: Frame) -> Any:
        run: Run = frame[RUN]
        try:
            value = argument(frame)
            known = fitting.get(type(value))
            if known is None:
                return fitted(run, [value])
            function, sized = known
            run.steps -= 1 + (len(value) >> sized[0][1]) if sized else 1
            return function(run, value) if run.steps >= 0 else run.spend(0)
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
