"""Compiles logic, comparison, arithmetic and ranges (DMN 1.5 §10.3.2.8, §10.3.2.11, §10.3.2.15)."""

import operator as python
from datetime import date
from decimal import Decimal
from typing import Any

from engine.feel import nodes
from engine.feel.arithmetic import OPERATIONS, Operation, add, divide, multiply, negate, subtract
from engine.feel.comparing import ORDERS, compared, ordered
from engine.feel.compiler.compiler import CONTEXT, RUN, Code, Compiler, Frame, rule
from engine.feel.errors import Fault
from engine.feel.numbers import LIMIT, NUMERIC
from engine.feel.types import belongs, complete
from engine.feel.values import Range

_SCALARS = frozenset({int, str})
_DIRECT = frozenset({int, Decimal, date})
_EQUALITY = frozenset({"=", "!="})
_SIGNS: dict[str, Any] = {"=": python.eq, "!=": python.ne, **ORDERS}
_SHORT = 4
_LEAST = -LIMIT


def _whole_quotient(a: int, b: int) -> int:
    """a / b where that is a whole number, else one too large to be taken."""
    return a // b if b and not a % b else LIMIT


_WHOLE: dict[Operation, Any] = {
    add: python.add,
    subtract: python.sub,
    multiply: python.mul,
    divide: _whole_quotient,
}
"""What the operations do with two whole numbers, the usual case; a result of more than 34 digits is not taken."""


@rule(nodes.Logic)
def _logic(compiler: Compiler, node: nodes.Logic) -> Code:
    codes = [compiler.code(each) for each in node.operands]
    decisive = node.operator == "or"
    neutral = not decisive
    if len(codes) == 2:
        return _pair(decisive, *codes)

    def chain(frame: Frame) -> Any:
        unknown = False
        for code in codes:
            value = code(frame)
            if value is decisive:
                return decisive
            unknown = unknown or value is not neutral
        return None if unknown else neutral

    return chain


def _pair(decisive: bool, left: Code, right: Code) -> Code:
    neutral = not decisive

    def pair(frame: Frame) -> Any:
        first = left(frame)
        if first is decisive:
            return decisive
        second = right(frame)
        if second is decisive:
            return decisive
        return neutral if first is neutral and second is neutral else None

    return pair


@rule(nodes.Compare)
def _compare(compiler: Compiler, node: nodes.Compare) -> Code:
    left, right = compiler.code(node.left), compiler.code(node.right)
    sign, position = node.operator, node.position
    if isinstance(node.right, nodes.Constant) and type(node.right.value) in _SCALARS:
        name = compiler.free_name(node.left)
        if name is not None:
            return _name_with_constant(sign, name, _with_constant(sign, left, node.right.value, position), node.right)
        return _with_constant(sign, left, node.right.value, position)
    if isinstance(node.right, nodes.Constant) and node.right.value is None and sign in _EQUALITY:
        present = sign == "!="
        return lambda frame: (left(frame) is None) is not present
    first, second = compiler.free_name(node.left), compiler.free_name(node.right)
    if first is not None and second is not None:
        return _names(sign, first, second, _compared(sign, left, right, position))
    return _compared(sign, left, right, position)


def _names(sign: str, first: str, second: str, otherwise: Code) -> Code:
    """A usual condition: two variables compared."""
    order = _SIGNS[sign]

    def compare(frame: Frame) -> bool | None:
        variables = frame[CONTEXT]
        a, b = variables.get(first), variables.get(second)
        kind = type(a)
        return order(a, b) if kind in _DIRECT and kind is type(b) else otherwise(frame)  # type: ignore[no-any-return]

    return compare


def _compared(sign: str, left: Code, right: Code, position: int) -> Code:
    order = _SIGNS[sign]

    def compare(frame: Frame) -> bool | None:
        a, b = left(frame), right(frame)
        kind = type(a)
        if kind in _DIRECT and kind is type(b):
            return order(a, b)  # type: ignore[no-any-return]
        try:
            return compared(frame[RUN], sign, a, b)
        except Fault as fault:
            frame[RUN].note(fault, position)
            return None

    return compare


def _name_with_constant(sign: str, name: str, otherwise: Code, constant: nodes.Constant) -> Code:
    """The most usual condition of all: a variable compared with a written number or text."""
    wanted = constant.value
    alike = frozenset({str}) if type(wanted) is str else NUMERIC
    order = _SIGNS[sign]

    def compare(frame: Frame) -> bool | None:
        value = frame[CONTEXT].get(name)
        return order(value, wanted) if type(value) in alike else otherwise(frame)  # type: ignore[no-any-return]

    return compare


def _with_constant(sign: str, left: Code, constant: int | str, position: int) -> Code:
    """The usual condition: something compared with a written number or text."""
    alike = frozenset({str}) if type(constant) is str else NUMERIC
    order = _SIGNS[sign]

    def compare(frame: Frame) -> bool | None:
        value = left(frame)
        if type(value) in alike:
            return order(value, constant)  # type: ignore[no-any-return]
        try:
            return compared(frame[RUN], sign, value, constant)
        except Fault as fault:
            frame[RUN].note(fault, position)
            return None

    return compare


@rule(nodes.Arithmetic)
def _arithmetic(compiler: Compiler, node: nodes.Arithmetic) -> Code:
    first = compiler.code(node.first)
    position = node.position
    rest = [(OPERATIONS[sign], compiler.code(operand)) for sign, operand in node.rest]
    dear = 100 * sum(sign == "**" for sign, _ in node.rest)
    if len(rest) <= _SHORT and not dear:
        before = compiler.free_name(node.first)
        for (operation, operand), (_, written) in zip(rest, node.rest, strict=True):
            first = _single(first, before, operation, operand, _known(compiler, written), position)
            before = None
        return first

    def calculate(frame: Frame) -> Any:
        run = frame[RUN]
        if dear:
            run.spend(dear)
        value = first(frame)
        try:
            for operation, operand in rest:
                value = operation(run, value, operand(frame))
        except Fault as fault:
            run.note(fault, position)
            return None
        return value

    return calculate


def _known(compiler: Compiler, node: nodes.Node) -> str | int | None:
    """The name of a variable or a written whole number, None for any other operand."""
    if isinstance(node, nodes.Constant):
        return node.value if type(node.value) is int else None
    return compiler.free_name(node)


def _single(
    left: Code, before: str | None, operation: Operation, right: Code, after: str | int | None, position: int
) -> Code:
    """The usual calculation: one operator between two operands; nested, a short chain of them.

    `before` and `after` are the operands where these are variables or a whole number: so they are taken in one step,
    and only what is no whole number goes the long way.
    """
    whole = _WHOLE.get(operation)
    if whole is None or after is None:
        return _operation(left, operation, right, position)
    name = after if isinstance(after, str) else None

    def calculate(frame: Frame) -> Any:
        variables = frame[CONTEXT]
        a = left(frame) if before is None else variables.get(before)
        b = after if name is None else variables.get(name)
        if type(a) is int and type(b) is int:
            result = whole(a, b)
            if _LEAST < result < LIMIT:
                return result
        if before is not None:
            a = left(frame)
        return _calculated(frame, operation, a, right(frame), position)

    return calculate


def _operation(left: Code, operation: Operation, right: Code, position: int) -> Code:
    whole = _WHOLE.get(operation)

    def calculate(frame: Frame) -> Any:
        a, b = left(frame), right(frame)
        if whole is not None and type(a) is int and type(b) is int:
            result = whole(a, b)
            if _LEAST < result < LIMIT:
                return result
        return _calculated(frame, operation, a, b, position)

    return calculate


def _calculated(frame: Frame, operation: Operation, a: Any, b: Any, position: int) -> Any:
    try:
        return operation(frame[RUN], a, b)
    except Fault as fault:
        frame[RUN].note(fault, position)
        return None


@rule(nodes.Negate)
def _negate(compiler: Compiler, node: nodes.Negate) -> Code:
    operand = compiler.code(node.operand)

    def negation(frame: Frame) -> Any:
        try:
            return negate(operand(frame))
        except Fault as fault:
            frame[RUN].note(fault, node.position)
            return None

    return negation


@rule(nodes.Between)
def _between(compiler: Compiler, node: nodes.Between) -> Code:
    value_of, low_of, high_of = (compiler.code(each) for each in (node.value, node.low, node.high))

    def between(frame: Frame) -> bool | None:
        value, low, high = value_of(frame), low_of(frame), high_of(frame)
        if type(value) is int and type(low) is int and type(high) is int:
            return low <= value <= high
        run = frame[RUN]
        try:
            return ordered(run, python.ge, value, low) and ordered(run, python.le, value, high)
        except Fault as fault:
            run.note(fault, node.position)
            return None

    return between


@rule(nodes.InstanceOf)
def _instance_of(compiler: Compiler, node: nodes.InstanceOf) -> Code:
    value_of = compiler.code(node.value)
    wanted, types = node.type, compiler.types
    if not complete(wanted):
        fault = Fault("类型不完整，应写明其中的类型", "the type does not say what is inside")
        return lambda frame: frame[RUN].note(fault, wanted.position)

    def instance(frame: Frame) -> bool | None:
        try:
            return belongs(frame[RUN], value_of(frame), wanted, types)
        except Fault as fault:
            frame[RUN].note(fault, wanted.position)
            return None

    return instance


@rule(nodes.RangeOf)
def _range(compiler: Compiler, node: nodes.RangeOf) -> Code:
    start = compiler.code(node.start) if node.start else None
    end = compiler.code(node.end) if node.end else None

    def build(frame: Frame) -> Range | None:
        low, high = start and start(frame), end and end(frame)
        try:
            if (start and low is None) or (end and high is None):
                raise Fault("范围的端点为空", "an end of the range is null")
            return _checked_range(frame, node, low, high)
        except Fault as fault:
            frame[RUN].note(fault, node.position)
            return None

    return build


def _checked_range(frame: Frame, node: nodes.RangeOf, low: Any, high: Any) -> Range:
    for one in (low, high):
        if one is not None and node.operator != "!=":
            ordered(frame[RUN], python.le, one, one if low is None or high is None else low)
    return Range(
        start=low,
        end=high,
        start_included=node.start_included,
        end_included=node.end_included,
        other=node.operator == "!=",
    )
