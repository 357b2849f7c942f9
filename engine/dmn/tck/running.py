"""Runs the test cases below a folder and writes the results as the DMN TCK collects them."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from lxml import etree

from engine.dmn import Model, needed, read
from engine.dmn.explaining import shown
from engine.dmn.tck.cases import Case, Expected, read_cases
from engine.errors import BangfuError
from engine.feel.errors import Fault

TOLERANCE = Decimal("1e-8")
"""How far a number may be from the expected one, which the cases write with up to ten decimals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One row: the folder of the suite, the file without its ending, the case, how it went, and why it failed."""

    suite: str
    file: str
    case: str
    outcome: Literal["SUCCESS", "ERROR", "IGNORED"]
    comment: str = ""


def run(folder: Path, now: datetime) -> Iterator[Result]:
    """The result of every test case below a folder: `<model>.dmn` beside `<model>-test-*.xml`."""
    for path in sorted(folder.rglob("*-test-*.xml")):
        suite = path.parent.relative_to(folder).as_posix()
        try:
            cases = read_cases(path.read_bytes())
            model = _model(path, cases.model)
        except (BangfuError, Fault, etree.XMLSyntaxError, ArithmeticError, OSError) as error:
            yield Result(suite=suite, file=path.stem, case="", outcome="ERROR", comment=_first_line(error))
            continue
        for case in cases.cases:
            wrong = _wrong(model, case, now)
            outcome: Literal["SUCCESS", "ERROR"] = "ERROR" if wrong else "SUCCESS"
            yield Result(suite=suite, file=path.stem, case=case.id, outcome=outcome, comment=wrong)


def written(results: list[Result]) -> str:
    """The rows as CSV: suite, file, test case, result, comment."""
    text = io.StringIO()
    rows = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n")
    rows.writerows((each.suite, each.file, each.case, each.outcome, each.comment) for each in results)
    return text.getvalue()


def _model(path: Path, name: str) -> Model:
    """The model of a file of cases, with those beside it that it imports."""
    main = path.with_name(name) if name else path.with_name(path.stem.rpartition("-test-")[0] + ".dmn")
    others = (path.read_bytes() for path in sorted(path.parent.glob("*.dmn")) if path != main)
    return read(*needed(main.read_bytes(), others))


def _wrong(model: Model, case: Case, now: datetime) -> str:
    """What is wrong with the outcome of a case; "" when all is as expected."""
    for expected in case.expected:
        try:
            outcome = model.evaluate(case.invocable or expected.name, case.inputs, now=now)
        except BangfuError as error:
            return f"{expected.name}: {_first_line(error)}"
        value = _asked_for(outcome.value, case, expected)
        if not same(value, expected.value):
            why = "; ".join(each.text("en") for each in outcome.diagnostics[:3])
            return f"{expected.name}: expected {shown(expected.value)!r}, but got {shown(value)!r}. {why}".strip()
    return ""


def _asked_for(value: Any, case: Case, expected: Expected) -> Any:
    """Of a service with several outputs each result names one."""
    if case.invocable and len(case.expected) > 1 and isinstance(value, dict) and expected.name in value:
        return value[expected.name]
    return value


def same(a: Any, b: Any) -> bool:
    """Whether two values are the same, numbers within the tolerance."""
    if isinstance(a, bool) or isinstance(b, bool):
        return a is b
    if isinstance(a, int | Decimal) and isinstance(b, int | Decimal):
        return abs(Decimal(a) - Decimal(b)) <= TOLERANCE
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(same(x, y) for x, y in zip(a, b, strict=True))
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(same(a[key], b[key]) for key in a)
    if isinstance(a, datetime | time) and isinstance(b, datetime | time):
        return type(a) is type(b) and (a.tzinfo is None) == (b.tzinfo is None) and a == b
    if isinstance(a, date) != isinstance(b, date):
        return False
    return bool(type(a) is type(b) and a == b)


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)
