"""Parses what an expression can start with: brackets, literals with @, if, for, some, every, function."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from engine.feel import nodes
from engine.feel.arithmetic import negate
from engine.feel.cursor import Cursor, known_names
from engine.feel.errors import Fault, FeelSyntaxError, Words
from engine.feel.nodes import Node
from engine.feel.numbers import NUMERIC
from engine.feel.precedence import COMPARISON, COMPARISONS, NEGATION
from engine.feel.temporal.literals import at_literal
from engine.feel.tokens import Token, tokens
from engine.feel.types import parse_type

EXPRESSION: Final = Words("一个值或表达式", "a value or an expression")


class Constructs(Cursor, ABC):
    """The constructs, one method each; what is inside them is parsed by `expression`."""

    range_end = False

    @abstractmethod
    def expression(self, level: int = 0) -> Node:
        """An expression up to the first operator that binds no more tightly than `level`."""

    @abstractmethod
    def number(self) -> Any:
        """The number here."""

    def negation(self) -> Node:
        """`-5` is a number (rule 35), of which one may ask the type; `-x` is an operation."""
        position = self.advance().start
        if self.token.kind == "number":
            return nodes.Constant(position, negate(self.number()))
        operand = self.expression(NEGATION)
        if isinstance(operand, nodes.Constant) and type(operand.value) in NUMERIC:
            return nodes.Constant(position, negate(operand.value))
        return nodes.Negate(position, operand)

    def at_value(self) -> Node:
        position = self.advance().start
        token = self.token
        if token.kind == "string":
            try:
                value = at_literal(token.text)
            except Fault:
                value = None
            if value is not None:
                self.advance()
                return nodes.Constant(position, value)
        self.refuse(Words('日期、时间或时长，如 @"2026-11-22"', 'a date, a time or a duration, as @"2026-11-22"'))

    def round_brackets(self) -> Node:
        """`(x)`, `(a..b]` or `(> a)`"""
        position = self.advance().start
        if self.token.text in COMPARISONS and self.token.kind == "symbol":
            operator = self.advance().text
            node = _one_sided(position, operator, self.expression(COMPARISON))
            self.expect(")")
            return node
        with self.inside_brackets():
            inner = self.expression()
        if self.accept(".."):
            return self.range_from(position, inner, False)
        self.expect(")")
        return inner

    def square_brackets(self) -> Node:
        """`[a, b]` or `[a..b]`"""
        position = self.advance().start
        items: list[Node] = []
        with self.inside_brackets():
            while not self.at("]"):
                items.append(self.expression())
                if len(items) == 1 and self.accept(".."):
                    return self.range_from(position, items[0], True)
                if self.accept(".."):
                    self.refuse(Words("“,”或“]”", '"," or "]"'), self.tokens[self.index - 1])
                if not self._goes_on("]"):
                    break
        self.expect("]", ",")
        return nodes.ListOf(position, tuple(items))

    def open_range(self) -> Node:
        """`]a..b[`"""
        position = self.advance().start
        start = self.expression(COMPARISON)
        self.expect("..")
        return self.range_from(position, start, False)

    def range_from(self, position: int, start: Node, start_included: bool) -> Node:
        before, self.range_end = self.range_end, True
        end = self.expression(COMPARISON)
        self.range_end = before
        closing = self.expect("]", ")", "[").text
        return nodes.RangeOf(position, start, end, start_included, closing == "]")

    def context(self) -> Node:
        position = self.advance().start
        entries: list[tuple[str, Node]] = []
        with self.scope(), self.inside_brackets():
            while not self.at("}"):
                token = self.token
                key = self.advance().text if token.kind == "string" else self.declared(":")
                self.expect(":")
                self._once(key, [existing for existing, _ in entries], token)
                entries.append((key, self.expression()))
                self.declare(key)
                self.members = known_names(self._readable(key), self.members)
                if not self._goes_on("}"):
                    break
        self.expect("}", ",")
        return nodes.ContextOf(position, tuple(entries))

    def choice(self) -> Node:
        position = self.advance().start
        condition = self.expression()
        self.expect("then")
        then = self.expression()
        self.expect("else")
        return nodes.If(position, condition, then, self.expression())

    def loop(self) -> Node:
        position = self.advance().start
        with self.scope():
            iterators = self._iterators()
            self.expect("return")
            self.declare("partial")
            return nodes.For(position, iterators, self.expression())

    def quantified(self) -> Node:
        token = self.advance()
        with self.scope():
            iterators = self._iterators()
            self.expect("satisfies")
            return nodes.Quantified(token.start, token.text == "every", iterators, self.expression())

    def _iterators(self) -> tuple[tuple[str, Node], ...]:
        iterators: list[tuple[str, Node]] = []
        while True:
            name = self.declared("in")
            self.expect("in")
            position = self.token.start
            domain = self.expression()
            if self.accept(".."):
                domain = nodes.RangeOf(position, domain, self.expression(COMPARISON), True, True)
            iterators.append((name, domain))
            self.declare(name)
            if not self.accept(","):
                return tuple(iterators)

    def function(self) -> Node:
        position = self.advance().start
        self.expect("(")
        parameters: list[tuple[str, nodes.TypeNode | None]] = []
        with self.scope():
            while not self.at(")"):
                token = self.token
                name = self.declared(":")
                self._once(name, [existing for existing, _ in parameters], token)
                parameters.append((name, parse_type(self) if self.accept(":") else None))
                self.declare(name)
                if not self._goes_on(")"):
                    break
            self.expect(")")
            if self.at("external"):
                self.refuse(Words("FEEL 表达式（不允许 external 函数）", "a FEEL expression (external is not allowed)"))
            return nodes.Lambda(position, tuple(parameters), self.expression())

    def _goes_on(self, closing: str) -> bool:
        """Whether a comma is next, after which a bracket must not close."""
        if not self.accept(","):
            return False
        if self.at(closing):
            self.refuse(EXPRESSION)
        return True

    def _once(self, name: str, before: list[str], token: Token) -> None:
        if name in before:
            self.refuse(Words("不重复的名称", "a name not used before"), token)

    # names in scope

    @contextmanager
    def scope(self, *names: str) -> Iterator[None]:
        """Names declared inside are unknown again afterwards."""
        known, single = self.known, self.single
        for name in names:
            self.declare(name)
        yield
        self.known, self.single = known, single

    def declare(self, name: str) -> None:
        """From here on this is a name, if it can be read as one."""
        self.known = known_names(self._readable(name), self.known)
        self.single |= {name}

    def _readable(self, name: str) -> tuple[str, ...]:
        """Keys of contexts may be any text; only those that are names can be asked for by name."""
        try:
            tokens(name)
        except FeelSyntaxError:
            return ()
        return (name,)

    @contextmanager
    def inside_brackets(self) -> Iterator[None]:
        before, self.range_end = self.range_end, False
        yield
        self.range_end = before


def _one_sided(position: int, operator: str, operand: Node) -> Node:
    """`(> 5)` and its like as ranges; `(= 5)` is the range from 5 to 5, and `(!= 5)` has only its operator."""
    if operator in ("=", "!="):
        return nodes.RangeOf(position, operand, operand, True, True, operator)
    included = operator.endswith("=")
    if operator.startswith("<"):
        return nodes.RangeOf(position, None, operand, False, included, operator)
    return nodes.RangeOf(position, operand, None, included, False, operator)
