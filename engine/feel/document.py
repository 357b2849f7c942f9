"""Writes the page of the built-in functions from the functions themselves and the examples of their tests.

`python -m engine.feel.document` writes `engine/feel/builtins.md`; a test holds that page to what is generated.
"""

import ast
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from engine.feel.builtins import BUILTINS, Builtin
from engine.feel.builtins.registry import Overload, Parameter
from engine.feel.expression import Expression
from engine.feel.run import Run
from engine.feel.values import Context
from engine.feel.writing import written

PAGE: Final = Path(__file__).with_name("builtins.md")
TESTS: Final = Path(__file__).parents[2] / "tests" / "engine" / "feel" / "test_builtins.py"
MOMENT: Final = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
SHOWN = 3
_HEAD = """# Built-in functions of FEEL

Every function of DMN 1.5 §10.3.4, with examples that are tests (`tests/engine/feel/test_builtins.py`).
This page is written by `python -m engine.feel.document`. Where arguments do not fit, or there is no result, the value
is `null` and the evaluation has a diagnostic in words. Parameters marked `?` may be left out; those with `*` are any
number of arguments.
"""


def page(examples: Iterable[str]) -> str:
    """The page in Markdown: functions by the table of the standard they are in, with some of the examples."""
    listed = list(examples)
    parts = [_HEAD]
    tables: dict[str, list[Builtin]] = {}
    for builtin in BUILTINS.values():
        tables.setdefault(builtin.overloads[0].function.__module__, []).append(builtin)
    for builtins in tables.values():
        parts.append(f"\n## {_title(builtins[0])}\n")
        for builtin in sorted(builtins, key=lambda each: each.name):
            parts.append(_entry(builtin, listed))
    return "".join(parts)


def examples_of(source: str) -> Iterator[str]:
    """The expressions of the list EXAMPLES in a test module."""
    for node in ast.parse(source).body:
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == "EXAMPLES":
            listed = node.value.elts if isinstance(node.value, ast.List) else []
            pairs = (each.elts for each in listed if isinstance(each, ast.Tuple))
            yield from (ast.literal_eval(pair[0]) for pair in pairs)


def _title(builtin: Builtin) -> str:
    module = __import__(builtin.overloads[0].function.__module__, fromlist=["*"])
    first: str = (module.__doc__ or "").strip().splitlines()[0]
    return first.rstrip(".")


def _entry(builtin: Builtin, examples: list[str]) -> str:
    lines = [f"\n### {builtin.name}\n\n"]
    for overload in builtin.overloads:
        lines.append(f"- `{_signature(builtin, overload)}`: {_sentence(overload)}\n")
    call = f"{builtin.name}("
    own = [each for each in examples if each.startswith(call)] or [each for each in examples if f"({call}" in each]
    lines.append("\n```\n")
    lines += [f"{each} = {_result(each)}\n" for each in own[:SHOWN]]
    lines.append("```\n")
    return "".join(lines)


def _signature(builtin: Builtin, overload: Overload) -> str:
    last = len(overload.parameters) - 1
    written_ones = [
        _parameter(each, overload.variadic and place == last) for place, each in enumerate(overload.parameters)
    ]
    return f"{builtin.name}({', '.join(written_ones)})"


def _parameter(parameter: Parameter, variadic: bool) -> str:
    kinds = "Any" if parameter.kinds is None else " | ".join(sorted(parameter.kinds))
    return f"{'*' if variadic else ''}{parameter.name}{'?' if parameter.optional else ''}: {kinds}"


def _sentence(overload: Overload) -> str:
    return " ".join((overload.function.__doc__ or "").split())


def _result(example: str) -> str:
    run = Run(example, {}, MOMENT)
    return written(run, Expression(example).within(Context(), run), inside=True)


if __name__ == "__main__":
    PAGE.write_text(page(examples_of(TESTS.read_text("utf-8"))), "utf-8")
