"""Parses the text of an expression into its tree, by operator precedence (DMN 1.5 §10.3.1.2, §10.3.1.3)."""

from collections.abc import Callable
from typing import Any, Final

from engine.feel import nodes
from engine.feel.constructs import EXPRESSION, Constructs
from engine.feel.cursor import KEYWORDS, Known, united
from engine.feel.errors import Fault, Words
from engine.feel.nodes import Node
from engine.feel.numbers import literal
from engine.feel.precedence import (
    AND,
    COMPARISON,
    COMPARISONS,
    INSTANCE,
    LEVELS,
    NO_START,
    OR,
    POSTFIX,
    POWER,
    PRODUCT,
    SUM,
)
from engine.feel.types import parse_type

DEEPEST: Final = 80
"""How deep expressions may be nested in each other."""

_CONSTANTS: dict[str, Any] = {"true": True, "false": False, "null": None}


class Parser(Constructs):
    """One method per construct; `expression(level)` takes everything that binds more tightly than the level."""

    def __init__(self, text: str, known: Known, members: Known | None = None) -> None:
        super().__init__(text, known, members)
        self.depth = 0

    def whole(self) -> Node:
        """The text as one expression."""
        node = self.expression()
        self._finish()
        return node

    def whole_unary(self) -> nodes.UnaryTests:
        """The text as the unary tests of a decision table's cell (rules 13 to 17)."""
        position = self.token.start
        if self.at("-") and self.ahead().kind == "end":
            return nodes.UnaryTests(position, (), False)
        negated = self.at("not") and self.ahead().text == "("
        if negated:
            self.advance(2)
        tests = self._tests()
        if negated:
            self.expect(")")
        self._finish()
        return nodes.UnaryTests(position, tests, negated)

    def expression(self, level: int = 0) -> Node:
        """An expression up to the first operator that binds no more tightly than `level`."""
        self.depth += 1
        if self.depth > DEEPEST:
            self.refuse(Words(f"不超过{DEEPEST}层的嵌套", f"at most {DEEPEST} levels of nesting"))
        left = self._prefix()
        while True:
            operator = self.token.text if self.token.kind in ("symbol", "word") else ""
            power = LEVELS.get(operator, 0)
            if power <= level or self._closes_range(operator):
                break
            left = _INFIX[power](self, left)
        self.depth -= 1
        return left

    def _finish(self) -> None:
        if self.token.kind != "end":
            self.refuse(Words("运算符或表达式的结尾", "an operator or the end of the expression"))

    def _prefix(self) -> Node:
        token = self.token
        if token.kind == "number":
            return nodes.Constant(token.start, self.number())
        if token.kind == "string":
            self.advance()
            return nodes.Constant(token.start, token.text)
        if token.kind == "end":
            self.refuse(EXPRESSION)
        name = self.known_name()
        if name is not None:
            return nodes.Name(token.start, name)
        if token.text in _CONSTANTS:
            self.advance()
            return nodes.Constant(token.start, _CONSTANTS[token.text])
        construct = _PREFIX.get(token.text)
        if construct is not None:
            return construct(self)
        if token.kind != "word" or token.text in KEYWORDS:
            self.refuse(EXPRESSION)
        return nodes.Name(token.start, self.name())

    def number(self) -> Any:
        token = self.advance()
        try:
            return literal(token.text)
        except Fault:
            self.refuse(Words("范围内的数", "a number within range"), token)

    # infix constructs

    def _logic(self, left: Node) -> Node:
        operator = self.token.text
        operands = [left]
        while self.accept(operator):
            operands.append(self.expression(LEVELS[operator]))
        return nodes.Logic(left.position, operator, tuple(operands))

    def _comparison(self, left: Node) -> Node:
        operator = self.advance().text
        if operator == "between":
            low = self.expression(COMPARISON)
            self.expect("and")
            return nodes.Between(left.position, left, low, self.expression(COMPARISON))
        if operator == "in":
            return nodes.In(left.position, left, self._in_tests())
        return nodes.Compare(left.position, operator, left, self.expression(COMPARISON))

    def _in_tests(self) -> tuple[nodes.Test, ...]:
        if not self.at("("):
            return (self._test(COMPARISON),)
        position = self.advance().start
        with self.inside_brackets():
            tests = self._tests()
            if len(tests) == 1 and tests[0].operator is None and self.accept(".."):
                return (nodes.Test(position, None, self.range_from(position, tests[0].operand, False)),)
        self.expect(")")
        return tests

    def _tests(self) -> tuple[nodes.Test, ...]:
        tests = [self._test(0)]
        while self.accept(","):
            tests.append(self._test(0))
        return tuple(tests)

    def _test(self, level: int) -> nodes.Test:
        position = self.token.start
        operator = self.advance().text if self.token.kind == "symbol" and self.token.text in COMPARISONS else None
        return nodes.Test(position, operator, self.expression(COMPARISON if operator else level))

    def _arithmetic(self, left: Node) -> Node:
        power = LEVELS[self.token.text]
        rest: list[tuple[str, Node]] = []
        while self.token.kind == "symbol" and LEVELS.get(self.token.text) == power:
            operator = self.advance().text
            rest.append((operator, self.expression(power)))
        return nodes.Arithmetic(left.position, left, tuple(rest))

    def _instance(self, left: Node) -> Node:
        self.advance()
        self.expect("of")
        return nodes.InstanceOf(left.position, left, parse_type(self))

    def _postfix(self, left: Node) -> Node:
        opening = self.advance().text
        if opening == ".":
            return nodes.Path(left.position, left, self.member())
        if opening == "(":
            return self._invocation(left)
        with self.scope("item"), self.inside_brackets():
            self.known = united(self.known, self.members)
            predicate = self.expression()
        self.expect("]")
        return nodes.Filter(left.position, left, predicate)

    def _invocation(self, function: Node) -> Node:
        arguments: list[Node] = []
        names: list[str] = []
        with self.inside_brackets():
            while not self.at(")"):
                if (not arguments or names) and self._named_argument():
                    token = self.token
                    name = self.declared(":")
                    self._once(name, names, token)
                    names.append(name)
                    self.expect(":")
                elif names:
                    self.refuse(Words("参数名", "the name of a parameter"))
                arguments.append(self.expression())
                if not self._goes_on(")"):
                    break
        self.expect(")", ",")
        return nodes.Invoke(function.position, function, tuple(arguments), tuple(names) or None)

    def _named_argument(self) -> bool:
        distance = 0
        while self.ahead(distance).kind == "word":
            distance += 1
        return distance > 0 and self.ahead(distance).text == ":"

    def _closes_range(self, operator: str) -> bool:
        """Whether `[` ends a range, as in `[1..5[`, instead of starting a filter."""
        if operator != "[" or not self.range_end:
            return False
        if self.tokens[self.index - 1].kind in ("number", "string"):
            return True
        following = self.ahead()
        return following.kind == "end" or following.text in NO_START


_PREFIX: dict[str, Callable[[Parser], Node]] = {
    "-": Parser.negation,
    "@": Parser.at_value,
    "(": Parser.round_brackets,
    "[": Parser.square_brackets,
    "]": Parser.open_range,
    "{": Parser.context,
    "if": Parser.choice,
    "for": Parser.loop,
    "some": Parser.quantified,
    "every": Parser.quantified,
    "function": Parser.function,
}
_INFIX: dict[int, Callable[[Parser, Node], Node]] = {
    OR: Parser._logic,
    AND: Parser._logic,
    COMPARISON: Parser._comparison,
    SUM: Parser._arithmetic,
    PRODUCT: Parser._arithmetic,
    POWER: Parser._arithmetic,
    INSTANCE: Parser._instance,
    POSTFIX: Parser._postfix,
}
