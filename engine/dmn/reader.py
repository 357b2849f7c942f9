"""Reads boxed expressions into closures: names and types in scope, and one function for each kind of expression."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from engine.dmn.cells import Cell
from engine.dmn.evaluation import Evaluation, Logic
from engine.dmn.faults import Faults, label
from engine.dmn.source import children, split, tag_of, text_of
from engine.dmn.types import Type
from engine.feel import Expression, FeelSyntaxError, UnaryTests
from engine.feel.builtins import BUILTINS
from engine.feel.cursor import Known, known_names, united
from engine.feel.errors import Fault
from engine.feel.tokens import tokens
from engine.feel.values import Context

SYNTAX = Fault("表达式有语法错误", "the expression has a syntax error")
Boxed = Callable[["Reader", Any, "Scope"], Logic]
_KINDS: dict[str, Boxed] = {}


def boxed(tag: str) -> Callable[[Boxed], Boxed]:
    """Registers the function that reads one kind of expression, by its tag."""

    def register(function: Boxed) -> Boxed:
        _KINDS[tag] = function
        return function

    return register


class Scope:
    """The names and types an expression may use; expressions of the same text in one scope are parsed once."""

    __slots__ = ("_cells", "_expressions", "hidden", "known", "members", "types")

    def __init__(
        self, known: Known, types: Mapping[str, Type], members: Known, hidden: frozenset[str] = frozenset()
    ) -> None:
        self.known = known
        self.members = members
        self.types = types
        self.hidden = hidden
        self._expressions: dict[str, Expression] = {}
        self._cells: dict[str, UnaryTests] = {}

    def plus(self, *names: str) -> "Scope":
        """The scope with further names; one that FEEL cannot read cannot be asked for either."""
        composed = [name for name in names if not name.isidentifier() and _readable(name)]
        hidden = self.hidden.union(BUILTINS.keys() & set(names))
        if not composed and hidden == self.hidden:
            return self
        return Scope(known_names(composed, self.known), self.types, self.members, hidden)

    def plus_members(self) -> "Scope":
        """The scope inside a filter, where the entries of the element are names too."""
        return Scope(united(self.known, self.members), self.types, self.members, self.hidden)

    def expression(self, text: str) -> Expression:
        """A text as an expression."""
        found = self._expressions.get(text)
        if found is None:
            found = self._expressions[text] = Expression(text, self.known, self.types, self.members, self.hidden)
        return found

    def cell(self, text: str) -> UnaryTests:
        """A text as unary tests."""
        found = self._cells.get(text)
        if found is None:
            found = self._cells[text] = UnaryTests(text, self.known, self.types, self.members, self.hidden)
        return found


def _readable(name: str) -> bool:
    try:
        tokens(name)
    except FeelSyntaxError:
        return False
    return True


class Reader:
    """Reads the expressions of one document; `type_of` finds a type by the text that refers to it."""

    def __init__(self, faults: Faults, language: str, type_of: Callable[[str | None, Any], Type | None]) -> None:
        self.faults = faults
        self.language = language
        self._type_of = type_of

    def logic(self, holder: Any, scope: Scope, zh: str = "表达式", en: str = "an expression") -> Logic:
        """The one expression in a node; `zh` and `en` say what it is in case it is missing."""
        found = list(expressions(holder))
        if not found:
            self.faults.add("expression-missing", holder, zh=zh, en=en)
            return nothing
        if len(found) > 1:
            self.faults.add("expression-twice", holder)
        return self.expression(found[0], scope)

    def expression(self, node: Any, scope: Scope) -> Logic:
        """An expression with its type, if it has one of its own."""
        logic = _KINDS[tag_of(node)](self, node, scope)
        if tag_of(node) in ("functionDefinition", "decisionTable"):
            return logic
        return fitting(logic, self.type(node), label(node))

    def type(self, node: Any) -> Type | None:
        """The type a node refers to; None when it refers to none."""
        return self._type_of(node.get("typeRef"), node) if node is not None else None

    def feel(self, node: Any, text: str, scope: Scope) -> Expression | None:
        """A text in FEEL; None when it is none, which is then a fault of the model."""
        if not self._understood(node):
            return None
        try:
            return scope.expression(text)
        except FeelSyntaxError as error:
            self._report(node, error)
            return None

    def cell(self, node: Any, scope: Scope) -> Cell:
        """Unary tests; an empty cell is `-`."""
        text = text_of(node).strip()
        try:
            return Cell(text=text, tests=scope.cell(text or "-") if self._understood(node) else None)
        except FeelSyntaxError as error:
            self._report(node, error)
            return Cell(text=text, tests=None)

    def _understood(self, node: Any) -> bool:
        language = (node.get("expressionLanguage") or self.language).lower()
        if language and ("feel" not in language or "b-feel" in language):
            self.faults.add("language", node, language=language)
            return False
        return True

    def _report(self, node: Any, error: FeelSyntaxError) -> None:
        self.faults.add("feel", node, zh=error.text("zh"), en=error.text("en"))


def expressions(holder: Any) -> Iterable[Any]:
    """The expressions directly in a node."""
    return (node for node in children(holder) if split(node)[1] in _KINDS)


def nothing(evaluation: Evaluation, variables: Context) -> Any:
    """The logic of what is not there."""
    return None


def failing(place: str, fault: Fault = SYNTAX) -> Logic:
    """The logic of what cannot be read: null, and why."""

    def fail(evaluation: Evaluation, variables: Context) -> Any:
        evaluation.note(place, fault)

    return fail


def fitting(logic: Logic, wanted: Type | None, place: str) -> Logic:
    """A logic whose value is brought to a type."""
    if wanted is None:
        return logic

    def fit(evaluation: Evaluation, variables: Context) -> Any:
        return evaluation.fitted(logic(evaluation, variables), wanted, place)

    return fit
