"""Parses the text of an expression into its tree, by operator precedence (DMN 1.5 §10.3.1.2, §10.3.1.3)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from engine.feel import nodes
from engine.feel.cursor import KEYWORDS, Cursor, Known, known_names
from engine.feel.errors import Fault, Words
from engine.feel.nodes import Node
from engine.feel.numbers import literal
from engine.feel.temporal.literals import at_literal
from engine.feel.types import parse_type

DEEPEST: Final = 80
"""How deep expressions may be nested in each other."""

EXPRESSION: Final = Words("一个值或表达式", "a value or an expression")
_OR, _AND, _COMPARISON, _SUM, _PRODUCT, _POWER, _NEGATION, _INSTANCE, _POSTFIX = range(1, 10)
_COMPARISONS = ("=", "!=", "<", "<=", ">", ">=")
_POWERS: dict[str, int] = {
    "or": _OR,
    "and": _AND,
    **dict.fromkeys((*_COMPARISONS, "between", "in"), _COMPARISON),
    **dict.fromkeys(("+", "-"), _SUM),
    **dict.fromkeys(("*", "/"), _PRODUCT),
    "**": _POWER,
    "instance": _INSTANCE,
    **dict.fromkeys((".", "[", "("), _POSTFIX),
}
_NO_START = {")", "]", ",", "}", "then", "else", "return", "satisfies", *_POWERS} - {"[", "(", "-"}
_CONSTANTS: dict[str, Any] = {"true": True, "false": False, "null": None}


class Parser(Cursor):
    """One method per construct; `expression(level)` takes everything that binds more tightly than the level."""

    def __init__(self, text: str, known: Known) -> None:
        super().__init__(text, known)
        self.depth = 0
        self.range_end = False

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
            power = _POWERS.get(operator, 0)
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
            self.advance()
            return nodes.Constant(token.start, self._number(token.text))
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

    def _number(self, text: str) -> Any:
        try:
            return literal(text)
        except Fault:
            self.refuse(Words("范围内的数", "a number within range"), self.tokens[self.index - 1])

    # prefix constructs

    def _negation(self) -> Node:
        position = self.advance().start
        operand = self.expression(_NEGATION)
        if isinstance(operand, nodes.Constant) and type(operand.value) is int:
            return nodes.Constant(position, -operand.value)
        return nodes.Negate(position, operand)

    def _at(self) -> Node:
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
        self.refuse(Words("日期、时间或时长，如 @\"2026-11-22\"", 'a date, a time or a duration, as @"2026-11-22"'))

    def _round(self) -> Node:
        """`(x)`, `(a..b]` or `(> a)`"""
        position = self.advance().start
        if self.token.text in _COMPARISONS and self.token.kind == "symbol":
            operator = self.advance().text
            node = _one_sided(position, operator, self.expression(_COMPARISON))
            self.expect(")")
            return node
        with self._inside_brackets():
            inner = self.expression()
        if self.accept(".."):
            return self._range(position, inner, False)
        self.expect(")")
        return inner

    def _square(self) -> Node:
        """`[a, b]` or `[a..b]`"""
        position = self.advance().start
        items: list[Node] = []
        with self._inside_brackets():
            while not self.at("]"):
                items.append(self.expression())
                if len(items) == 1 and self.accept(".."):
                    return self._range(position, items[0], True)
                if self.accept(".."):
                    self.refuse(Words("“,”或“]”", '"," or "]"'), self.tokens[self.index - 1])
                if not self.accept(","):
                    break
                if self.at("]"):
                    self.refuse(EXPRESSION)
        self.expect("]", ",")
        return nodes.ListOf(position, tuple(items))

    def _open_range(self) -> Node:
        """`]a..b[`"""
        position = self.advance().start
        start = self.expression(_COMPARISON)
        self.expect("..")
        return self._range(position, start, False)

    def _range(self, position: int, start: Node, start_included: bool) -> Node:
        before, self.range_end = self.range_end, True
        end = self.expression(_COMPARISON)
        self.range_end = before
        closing = self.expect("]", ")", "[").text
        return nodes.RangeOf(position, start, end, start_included, closing == "]")

    def _context(self) -> Node:
        position = self.advance().start
        entries: list[tuple[str, Node]] = []
        with self.scope(), self._inside_brackets():
            while not self.at("}"):
                token = self.token
                key = self.advance().text if token.kind == "string" else self.declared(":")
                self.expect(":")
                if any(key == existing for existing, _ in entries):
                    self.refuse(Words("不重复的名称", "a name not used before"), token)
                entries.append((key, self.expression()))
                self.declare(key)
                if not self.accept(","):
                    break
        self.expect("}", ",")
        return nodes.ContextOf(position, tuple(entries))

    def _if(self) -> Node:
        position = self.advance().start
        condition = self.expression()
        self.expect("then")
        then = self.expression()
        self.expect("else")
        return nodes.If(position, condition, then, self.expression())

    def _for(self) -> Node:
        position = self.advance().start
        with self.scope():
            iterators = self._iterators()
            self.expect("return")
            self.declare("partial")
            return nodes.For(position, iterators, self.expression())

    def _quantified(self) -> Node:
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
                domain = nodes.RangeOf(position, domain, self.expression(_COMPARISON), True, True)
            iterators.append((name, domain))
            self.declare(name)
            if not self.accept(","):
                return tuple(iterators)

    def _function(self) -> Node:
        position = self.advance().start
        self.expect("(")
        parameters: list[tuple[str, nodes.TypeNode | None]] = []
        with self.scope():
            while not self.at(")"):
                name = self.declared(":")
                parameters.append((name, parse_type(self) if self.accept(":") else None))
                self.declare(name)
                if not self.accept(","):
                    break
            self.expect(")")
            if self.at("external"):
                self.refuse(Words("FEEL 表达式（不允许 external 函数）", "a FEEL expression (external is not allowed)"))
            return nodes.Lambda(position, tuple(parameters), self.expression())

    # infix constructs

    def _logic(self, left: Node) -> Node:
        operator = self.token.text
        operands = [left]
        while self.accept(operator):
            operands.append(self.expression(_POWERS[operator]))
        return nodes.Logic(left.position, operator, tuple(operands))

    def _comparison(self, left: Node) -> Node:
        operator = self.advance().text
        if operator == "between":
            low = self.expression(_COMPARISON)
            self.expect("and")
            return nodes.Between(left.position, left, low, self.expression(_COMPARISON))
        if operator == "in":
            return nodes.In(left.position, left, self._in_tests())
        return nodes.Compare(left.position, operator, left, self.expression(_COMPARISON))

    def _in_tests(self) -> tuple[nodes.Test, ...]:
        if not self.at("("):
            return (self._test(_COMPARISON),)
        position = self.advance().start
        with self._inside_brackets():
            tests = self._tests()
            if len(tests) == 1 and tests[0].operator is None and self.accept(".."):
                return (nodes.Test(position, None, self._range(position, tests[0].operand, False)),)
        self.expect(")")
        return tests

    def _tests(self) -> tuple[nodes.Test, ...]:
        tests = [self._test(0)]
        while self.accept(","):
            tests.append(self._test(0))
        return tuple(tests)

    def _test(self, level: int) -> nodes.Test:
        position = self.token.start
        operator = self.advance().text if self.token.kind == "symbol" and self.token.text in _COMPARISONS else None
        return nodes.Test(position, operator, self.expression(_COMPARISON if operator else level))

    def _arithmetic(self, left: Node) -> Node:
        power = _POWERS[self.token.text]
        rest: list[tuple[str, Node]] = []
        while self.token.kind == "symbol" and _POWERS.get(self.token.text) == power:
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
        with self.scope("item"), self._inside_brackets():
            predicate = self.expression()
        self.expect("]")
        return nodes.Filter(left.position, left, predicate)

    def _invocation(self, function: Node) -> Node:
        arguments: list[Node] = []
        names: list[str] = []
        with self._inside_brackets():
            while not self.at(")"):
                if (not arguments or names) and self._named_argument():
                    names.append(self.declared(":"))
                    self.expect(":")
                elif names:
                    self.refuse(Words("参数名", "the name of a parameter"))
                arguments.append(self.expression())
                if not self.accept(","):
                    break
                if self.at(")"):
                    self.refuse(EXPRESSION)
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
        return following.kind == "end" or following.text in _NO_START

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
        """From here on this is a name."""
        self.known = known_names((name,), self.known)
        self.single |= {name}

    @contextmanager
    def _inside_brackets(self) -> Iterator[None]:
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


_PREFIX: dict[str, Callable[[Parser], Node]] = {
    "-": Parser._negation,
    "@": Parser._at,
    "(": Parser._round,
    "[": Parser._square,
    "]": Parser._open_range,
    "{": Parser._context,
    "if": Parser._if,
    "for": Parser._for,
    "some": Parser._quantified,
    "every": Parser._quantified,
    "function": Parser._function,
}
_INFIX: dict[int, Callable[[Parser, Node], Node]] = {
    _OR: Parser._logic,
    _AND: Parser._logic,
    _COMPARISON: Parser._comparison,
    _SUM: Parser._arithmetic,
    _PRODUCT: Parser._arithmetic,
    _POWER: Parser._arithmetic,
    _INSTANCE: Parser._instance,
    _POSTFIX: Parser._postfix,
}
