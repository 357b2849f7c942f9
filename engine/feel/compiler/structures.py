"""Compiles if, for, some, every, filters, lists and contexts (DMN 1.5 §10.3.2.5, §10.3.2.6, §10.3.2.14)."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from engine.feel import nodes
from engine.feel.compiler.compiler import RUN, Code, Compiler, Frame, rule
from engine.feel.errors import Fault
from engine.feel.numbers import NUMERIC, whole
from engine.feel.run import Run
from engine.feel.values import Context, Range, as_list, kind_of


@rule(nodes.If)
def _if(compiler: Compiler, node: nodes.If) -> Code:
    condition, then, otherwise = (compiler.code(each) for each in (node.condition, node.then, node.otherwise))

    def choose(frame: Frame) -> Any:
        holds = condition(frame)
        if holds is True:
            return then(frame)
        if holds is not False:
            kind = kind_of(holds)
            frame[RUN].note(Fault(f"条件是{kind}，不是布尔值", f"the condition is {kind}, not boolean"), node.position)
        return otherwise(frame)

    return choose


@rule(nodes.ListOf)
def _list(compiler: Compiler, node: nodes.ListOf) -> Code:
    items = [compiler.code(each) for each in node.items]
    compiler.weight += 1
    return lambda frame: [item(frame) for item in items]


@rule(nodes.ContextOf)
def _context(compiler: Compiler, node: nodes.ContextOf) -> Code:
    compiler.weight += 4
    entries: list[tuple[str, int, Code]] = []
    for key, value in node.entries:
        code = compiler.code(value)
        entries.append((key, compiler.bind(key), code))
    compiler.release(len(entries))

    def build(frame: Frame) -> Context:
        context = Context()
        for key, slot, code in entries:
            context[key] = frame[slot] = code(frame)
        return context

    return build


@rule(nodes.For)
def _for(compiler: Compiler, node: nodes.For) -> Code:
    domains = _domains(compiler, node.iterators)
    partial = compiler.bind("partial", partial=True)
    body, weight = compiler.weighed(node.body)
    compiler.release(len(domains) + 1)

    def emit(frame: Frame) -> None:
        frame[partial].append(body(frame))

    loop: Callable[[Frame], None] = emit
    for slot, domain, cost in reversed(domains):
        loop = _loop(slot, domain, weight, loop)
        weight = cost

    def collect(frame: Frame) -> list[Any] | None:
        results: list[Any] = []
        frame[partial] = results
        try:
            loop(frame)
        except Fault as fault:
            frame[RUN].note(fault, node.position)
            return None
        return results

    return collect


def _domains(compiler: Compiler, iterators: Iterable[tuple[str, nodes.Node]]) -> list[tuple[int, Code, int]]:
    """Slot, closure and weight of each iterator; a later domain sees the earlier names."""
    found: list[tuple[int, Code, int]] = []
    for name, node in iterators:
        domain, weight = compiler.weighed(node)
        found.append((compiler.bind(name), domain, weight))
    return found


def _loop(slot: int, domain: Code, weight: int, inner: Callable[[Frame], None]) -> Callable[[Frame], None]:
    def loop(frame: Frame) -> None:
        count, items = iterated(domain(frame))
        frame[RUN].spend(2 + count * (weight + 1))
        for item in items:
            frame[slot] = item
            inner(frame)

    return loop


def iterated(value: Any) -> tuple[int, Iterable[Any]]:
    """How many elements and which: of a list, a range of whole numbers or dates; anything else is one element."""
    if type(value) is list:
        return len(value), value
    if isinstance(value, Range):
        return _range_elements(value)
    if value is None:
        raise Fault("循环的范围为空值", "there is nothing to iterate over: null")
    return 1, (value,)


def _range_elements(value: Range) -> tuple[int, Iterable[Any]]:
    days = all(isinstance(end, date) and not isinstance(end, datetime) for end in (value.start, value.end))
    if days:
        value = Range(
            start=value.start.toordinal(),
            end=value.end.toordinal(),
            start_included=value.start_included,
            end_included=value.end_included,
        )
    numbers = value.integers()
    if numbers is None:
        raise Fault("只能遍历整数或日期的范围", "only ranges of whole numbers or dates can be iterated over")
    count = max(0, (numbers.stop - numbers.start) // numbers.step)
    return count, map(date.fromordinal, numbers) if days else numbers


@rule(nodes.Quantified)
def _quantified(compiler: Compiler, node: nodes.Quantified) -> Code:
    domains = _domains(compiler, node.iterators)
    condition, weight = compiler.weighed(node.condition)
    compiler.release(len(domains))
    decisive = not node.every
    search: Code = condition
    for slot, domain, cost in reversed(domains):
        search = _search(slot, domain, weight + 1, decisive, search)
        weight = cost

    def decide(frame: Frame) -> Any:
        try:
            return search(frame)
        except Fault as fault:
            frame[RUN].note(fault, node.position)
            return None

    return decide


def _search(slot: int, domain: Code, cost: int, decisive: bool, inner: Code) -> Code:
    """Goes through the elements until one decides; what is neither true nor false leaves it open."""

    def search(frame: Frame) -> Any:
        run = frame[RUN]
        run.steps -= 2
        unknown = False
        for item in iterated(domain(frame))[1]:
            run.steps -= cost
            if run.steps < 0:
                run.spend(0)
            frame[slot] = item
            value = inner(frame)
            if value is decisive:
                return decisive
            unknown = unknown or not isinstance(value, bool)
        return None if unknown else not decisive

    return search


@rule(nodes.Filter)
def _filter(compiler: Compiler, node: nodes.Filter) -> Code:
    """A predicate that is a number picks the element at that place, else those stay for which it is true."""
    source = compiler.code(node.source)
    if isinstance(node.predicate, nodes.Constant) and type(node.predicate.value) is int:
        return _indexed(source, node.predicate.value, node.position)
    item = compiler.bind("item")
    element = compiler.bind(None)
    predicate, weight = compiler.weighed(node.predicate)
    compiler.release(2)

    def select(frame: Frame) -> Any:
        run: Run = frame[RUN]
        try:
            items = as_list(source(frame))
            frame[element] = frame[item] = items[0] if items else None
            first = predicate(frame)
            if type(first) in NUMERIC:
                return element_at(items, whole(first))
            run.spend(len(items) * (weight + 1))
            return _kept(frame, items, first, predicate, (element, item))
        except Fault as fault:
            run.note(fault, node.position)
            return None

    return select


def _kept(frame: Frame, items: list[Any], first: Any, predicate: Code, slots: tuple[int, int]) -> list[Any]:
    """The elements the predicate holds for; for the first it is known already."""
    element, item = slots
    kept = items[:1] if first is True else []
    for each in items[1:]:
        frame[element] = frame[item] = each
        if predicate(frame) is True:
            kept.append(each)
    return kept


def _indexed(source: Code, index: int, position: int) -> Code:
    def at(frame: Frame) -> Any:
        try:
            return element_at(as_list(source(frame)), index)
        except Fault as fault:
            frame[RUN].note(fault, position)
            return None

    return at


def element_at(items: list[Any], index: int) -> Any:
    """The element at a place counted from 1, or from the end when negative."""
    if 0 < index <= len(items):
        return items[index - 1]
    if -len(items) <= index < 0:
        return items[index]
    raise Fault(f"列表只有{len(items)}项，没有第{index}项", f"the list has {len(items)} elements, none at {index}")

