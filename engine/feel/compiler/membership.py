"""Compiles `in` and the cells of decision tables (DMN 1.5 §10.3.2.10, table 55)."""

import operator as python
from typing import Any

from engine.feel import nodes
from engine.feel.comparing import Order, compared, equal, matches_test, ordered
from engine.feel.compiler.compiler import CONTEXT, RUN, Code, Compiler, Frame, rule
from engine.feel.errors import Fault
from engine.feel.values import Range

_CONDITIONS = (nodes.Compare, nodes.Logic, nodes.Between, nodes.In, nodes.InstanceOf, nodes.Quantified)
"""What is a condition of its own in a cell, whether it asks for the input or not."""


@rule(nodes.In)
def _in(compiler: Compiler, node: nodes.In) -> Code:
    value_of = compiler.code(node.value)
    texts = frozenset(_text(each) for each in node.tests)
    if None not in texts:
        name = compiler.free_name(node.value)
        return _among(value_of, texts) if name is None else _name_among(name, texts, _among(value_of, texts))
    passes = _tests(compiler, node.tests)
    return lambda frame: passes(frame, value_of(frame))


def _text(test: nodes.Test) -> str | None:
    value = test.operand.value if isinstance(test.operand, nodes.Constant) and test.operator is None else None
    return value if type(value) is str else None


def _name_among(name: str, texts: frozenset[str | None], otherwise: Code) -> Code:
    """The same of a variable, by far the most frequent test."""

    def among(frame: Frame) -> bool | None:
        value = frame[CONTEXT].get(name)
        return value in texts if type(value) is str else otherwise(frame)

    return among


def _among(value_of: Code, texts: frozenset[str | None]) -> Code:
    """`x in ("a", "b")`"""

    def among(frame: Frame) -> bool | None:
        value = value_of(frame)
        if type(value) is str:
            return value in texts
        return False if value is None else None

    return among


@rule(nodes.UnaryTests)
def _unary(compiler: Compiler, node: nodes.UnaryTests) -> Code:
    slot = compiler.bind("?")
    if not node.tests:
        return lambda frame: True
    passes = _tests(compiler, node.tests)
    negated = node.negated

    def unary(frame: Frame) -> bool | None:
        passed = passes(frame, frame[slot])
        return passed if passed is None or not negated else not passed

    return unary


def _tests(compiler: Compiler, tests: tuple[nodes.Test, ...]) -> Any:
    """A function of frame and value: whether any of the tests passes."""
    checks = [_test(compiler, each) for each in tests]
    if len(checks) == 1:
        return checks[0]

    def any_passes(frame: Frame, value: Any) -> bool | None:
        unknown = False
        for check in checks:
            passed = check(frame, value)
            if passed is True:
                return True
            unknown = unknown or passed is None
        return None if unknown else False

    return any_passes


def _test(compiler: Compiler, test: nodes.Test) -> Any:
    if isinstance(test.operand, nodes.RangeOf) and test.operator is None and test.operand.operator is None:
        return _between_ends(compiler, test.operand)
    asks_itself = len(compiler.asked)
    operand = compiler.code(test.operand)
    condition = len(compiler.asked) > asks_itself or isinstance(test.operand, _CONDITIONS)
    written = isinstance(test.operand, nodes.Constant)
    sign, position = test.operator, test.position
    one_sided = isinstance(test.operand, nodes.RangeOf)

    def check(frame: Frame, value: Any) -> bool | None:
        tested = operand(frame)
        if tested is None and one_sided:
            return None
        if condition and (tested is None or isinstance(tested, bool)):
            return tested
        if isinstance(tested, bool) and not written and sign is None and not isinstance(value, bool | None):
            return tested
        try:
            if sign is not None:
                return compared(frame[RUN], sign, value, tested)
            return matches_test(frame[RUN], value, tested)
        except Fault as fault:
            frame[RUN].note(fault, position)
            return None

    return check


def _between_ends(compiler: Compiler, node: nodes.RangeOf) -> Any:
    """`[a..b]` as a test is `? >= a and ? <= b`, so that an end which is null leaves open what the other decides."""
    whole = compiler.code(node)
    low, high = compiler.code(node.start or node), compiler.code(node.end or node)
    above, below = python.ge if node.start_included else python.gt, python.le if node.end_included else python.lt

    def check(frame: Frame, value: Any) -> bool | None:
        if isinstance(value, Range):
            return equal(frame[RUN], value, whole(frame))
        after = _ordered(frame, above, value, low(frame), node.position)
        if after is False:
            return False
        before = _ordered(frame, below, value, high(frame), node.position)
        return before and after

    return check


def _ordered(frame: Frame, order: Order, a: Any, b: Any, position: int) -> bool | None:
    try:
        return ordered(frame[RUN], order, a, b)
    except Fault as fault:
        frame[RUN].note(fault, position)
        return None
