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
from engine.dmn.tck.cases import Case, Cases, Expected, read_cases
from engine.errors import BangfuError
from engine.feel.temporal.exact import plain

TOLERANCE = Decimal("1e-8")
"""How far a number may be from the expected one, which the cases write with up to ten decimals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One row: the folder of the suite, the file without its ending, the case, how it went, and why it failed.

    The folder is written with the one it is in, as the suite's own runners write it, whichever folder was run.
    """

    suite: str
    file: str
    case: str
    outcome: Literal["SUCCESS", "ERROR", "IGNORED"]
    comment: str = ""


def run(folder: Path, now: datetime) -> Iterator[Result]:
    """The result of every test case below a folder: `<model>.dmn` beside `<model>-test-*.xml`."""
    for path in sorted(folder.resolve().rglob("*-test-*.xml")):
        suite = "/".join(path.parent.parts[-2:])
        try:
            cases = read_cases(path.read_bytes())
        except (etree.XMLSyntaxError, OSError) as error:
            yield Result(suite=suite, file=path.stem, case="", outcome="ERROR", comment=_first_line(error))
            continue
        for case, wrong in _tried(path, cases, now):
            outcome: Literal["SUCCESS", "ERROR"] = "ERROR" if wrong else "SUCCESS"
            yield Result(suite=suite, file=path.stem, case=case.id, outcome=outcome, comment=wrong)


def written(results: list[Result]) -> str:
    """The rows as CSV: suite, file, test case, result, comment."""
    text = io.StringIO()
    rows = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n")
    rows.writerows((each.suite, each.file, each.case, each.outcome, each.comment) for each in results)
    return text.getvalue()


def _tried(path: Path, cases: Cases, now: datetime) -> Iterator[tuple[Case, str]]:
    """Each case with what is wrong with its outcome, "" when all is as expected."""
    try:
        model = _model(path, cases.model)
    except (BangfuError, OSError) as error:
        yield from ((case, _first_line(error)) for case in cases.cases)
        return
    for case in cases.cases:
        try:
            wrong = case.unreadable or _wrong(model, case, now)
        except Exception as error:  # whatever is wrong with one case, the others are to be tried
            wrong = f"{type(error).__name__}: {_first_line(error)}"
        yield case, wrong


def _model(path: Path, name: str) -> Model:
    """The model of a file of cases, beside it or in the folder above, with those below that it imports."""
    names = [name, path.stem.rpartition("-test-")[0] + ".dmn"]
    places = [folder / each for folder in (path.parent, path.parent.parent) for each in names if each]
    main = next((place for place in places if place.is_file()), places[0])
    others = (other.read_bytes() for other in sorted(main.parent.rglob("*.dmn")) if other != main)
    return read(*needed(main.read_bytes(), others))


def _wrong(model: Model, case: Case, now: datetime) -> str:
    for expected in case.expected:
        try:
            outcome = model.evaluate(case.invocable or expected.name, case.inputs, now=now)
        except BangfuError as error:
            if expected.failing:
                continue
            return f"{expected.name}: {_first_line(error)}"
        value = _asked_for(outcome.value, case, expected)
        if not same(value, expected.value):
            why = "; ".join(each.text("en") for each in outcome.diagnostics[:3])
            return f"{expected.name}: expected {shown(expected.value)!r}, but got {shown(value)!r}. {why}".strip()
    return ""


def _asked_for(value: Any, case: Case, expected: Expected) -> Any:
    """Of a service with several outputs each result may name one."""
    if not case.invocable or not isinstance(value, dict) or same(value, expected.value):
        return value
    return value.get(expected.name, value)


def same(a: Any, b: Any) -> bool:
    """Whether two values are the same, numbers within the tolerance, times to the microsecond."""
    a, b = plain(a), plain(b)
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
