"""The architecture as a test: who imports whom, the one commit, the clock, the environment, stems and sizes."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("bpmn", "engine", "web", "workflows")

LONGEST_FILE = 350
LONGEST_FUNCTION = 50

# module prefix -> (where it may be imported, where under that it may not)
FENCES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "SpiffWorkflow": (("engine/kernel/",), ()),
    "flask": (("web/",), ()),
    "flask_babel": (("web/",), ()),
    "flask_login": (("web/",), ()),
    "flask_wtf": (("web/",), ()),
    "wtforms": (("web/",), ()),
    "werkzeug": (("web/",), ()),
    "jinja2": (("web/",), ()),
    "waitress": (("web/",), ()),
    "sqlalchemy": (
        ("engine/",),
        (
            "engine/kernel/",
            "engine/feel/",
            "engine/dmn/",
            "engine/forms",
            "engine/notices",
            "engine/workdays.py",
            "engine/deadlines.py",
            "engine/values.py",
            "engine/clock.py",
            "engine/errors.py",
        ),
    ),
    "alembic": (("engine/",), ("engine/kernel/", "engine/feel/", "engine/dmn/", "engine/forms", "engine/notices")),
    "yaml": (("engine/scenarios/source.py", "engine/scenarios/writing.py"), ()),
    "psycopg": (("engine/",), ("engine/kernel/", "engine/feel/", "engine/dmn/", "engine/forms", "engine/notices")),
}
# package -> what it may not import of ours, with the exceptions
FORBIDDEN: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "bpmn": (("engine", "web", "workflows"), ()),
    "engine": (("bpmn", "web", "workflows"), ()),
    "workflows": (("bpmn", "engine", "web"), ("engine.process",)),
    "web": (("workflows", "engine.models", "engine.kernel"), ()),
}
# The composition root and the commands hand the processes to the engine, so they alone know the package they are in.
ROOTS = ("web/__init__.py", "web/cli.py")
COMMITTER = "engine/unit.py"
CLOCK = "engine/clock.py"
# Tests of a whole, which mirror no module: the tree, its command, the README's example, the browser's journeys, the
# comparisons of speed, the scenarios of all processes.
OF_THE_WHOLE = (
    "tests/test_architecture.py", "tests/test_dev.py", "tests/test_embedding.py", "tests/e2e/", "tests/bench/",
    "tests/bpmn/test_scenarios.py", "tests/bpmn/test_diagrams.py",
)  # fmt: skip


@cache
def sources() -> dict[str, ast.Module]:
    """Every module of the program by its path from the root, parsed."""
    paths = (path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py")))
    names = {path.relative_to(ROOT).as_posix(): path for path in paths}
    return {
        name: ast.parse(path.read_text("utf-8"), name)
        for name, path in names.items()
        if "node_modules" not in name and not name.startswith("web/frontend/")
    }


def imports(name: str, tree: ast.Module) -> Iterator[tuple[int, str]]:
    """(line, absolute dotted name) of everything a module imports, wherever in it."""
    package = name.removesuffix(".py").split("/")[:-1]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)


def within(module: str, prefixes: tuple[str, ...]) -> bool:
    return any(module == prefix or module.startswith(prefix + ".") for prefix in prefixes)


def dotted(node: ast.expr) -> str:
    """`a.b.c` of an attribute chain; calls and subscripts in it are left out."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=value, attr=attr):
            return f"{dotted(value)}.{attr}"
        case ast.Call(func=func):
            return dotted(func)
        case _:
            return ""


def attributes(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            yield node.lineno, dotted(node)


def complain(faults: list[str]) -> None:
    if faults:
        pytest.fail("\n".join(faults), pytrace=False)


def test_third_parties_stay_behind_their_fences() -> None:
    faults = []
    for name, tree in sources().items():
        for line, module in imports(name, tree):
            inside, outside = FENCES.get(module.partition(".")[0], (("",), ()))
            if not name.startswith(inside) or name.startswith(outside or ("\0",)):
                faults.append(f"{name}:{line}: expected no import of {module} here, only in {', '.join(inside)}")
    complain(faults)


def test_our_own_packages_import_only_downwards() -> None:
    faults = []
    for name, tree in sources().items():
        forbidden, allowed = FORBIDDEN[name.partition("/")[0]]
        for line, module in imports(name, tree):
            handed_in = name.endswith(("/cli.py", ROOTS[0])) and within(module, ("workflows",))
            if within(module, forbidden) and not within(module, allowed) and not handed_in:
                faults.append(f"{name}:{line}: expected no import of {module} in {name.partition('/')[0]}")
    complain(faults)


def test_only_the_unit_commits() -> None:
    endings = (".commit", "session.begin", "sessionmaker.begin", ".in_transaction")
    faults = [
        f"{name}:{line}: expected the only transaction to be that of {COMMITTER}, but found {chain}"
        for name, tree in sources().items()
        if name != COMMITTER and not name.startswith("engine/migrations/")
        for line, chain in attributes(tree)
        if chain.endswith(endings)
    ]
    complain(faults)


def test_the_engine_takes_the_time_only_from_its_clock() -> None:
    wall = (
        "datetime.now",
        "datetime.utcnow",
        "datetime.today",
        "date.today",
        "time.time",
        "time.time_ns",
        "time.localtime",
        "time.gmtime",
    )
    faults = [
        f"{name}:{line}: expected the time from the injected clock, but found {chain}"
        for name, tree in sources().items()
        if name.startswith(("engine/", "workflows/")) and name != CLOCK
        for line, chain in attributes(tree)
        if within_end(chain, wall)
    ]
    complain(faults)


def within_end(chain: str, names: tuple[str, ...]) -> bool:
    return any(chain == name or chain.endswith("." + name) for name in names)


def test_only_the_composition_root_reads_the_environment() -> None:
    faults = [
        f"{name}:{line}: expected settings to be handed in by {ROOTS[0]}, but found {chain}"
        for name, tree in sources().items()
        if name not in ROOTS
        for line, chain in attributes(tree)
        if within_end(chain, ("os.environ", "os.getenv", "os.environb"))
    ]
    complain(faults)


def test_no_expression_of_a_diagram_can_reach_python() -> None:
    faults = [
        f"{name}:{node.lineno}: expected no call of {node.func.id}"
        for name, tree in sources().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("eval", "exec")
    ]
    complain(faults)


def test_every_module_opens_with_one_sentence() -> None:
    faults = []
    for name, tree in sources().items():
        docstring = ast.get_docstring(tree) or ""
        if tree.body and not docstring.partition("\n\n")[0].endswith((".", ":", "?")):
            faults.append(f"{name}:1: expected a docstring that opens with a sentence")
    complain(faults)


def test_files_stay_short_enough_to_be_read_at_once() -> None:
    lengths = {name: len((ROOT / name).read_text("utf-8").splitlines()) for name in sources()}
    complain(
        [
            f"{name}:{length}: expected at most {LONGEST_FILE} lines, but it has {length}"
            for name, length in lengths.items()
            if length > LONGEST_FILE and not name.startswith("engine/migrations/versions/")
        ]
    )


def test_functions_stay_short_enough_to_be_understood_at_once() -> None:
    faults = []
    for name, tree in sources().items():
        for node in ast.walk(tree):
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or name.startswith("engine/migrations/"):
                continue
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > LONGEST_FUNCTION:
                too_long = f"expected {node.name} to have at most {LONGEST_FUNCTION} lines, but it has {length}"
                faults.append(f"{name}:{node.lineno}: {too_long}")
    complain(faults)


def test_no_file_is_a_bag() -> None:
    bags = ("utils", "util", "helpers", "helper", "services", "service", "managers", "manager", "misc", "common")
    complain([f"{name}:1: expected a name that says what it is" for name in sources() if set(bags) & set(stems(name))])


def stems(name: str) -> list[str]:
    return name.removesuffix(".py").split("/")


def test_every_test_module_mirrors_what_it_tests() -> None:
    faults = []
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        name = path.relative_to(ROOT).as_posix()
        if name.startswith(OF_THE_WHOLE):
            continue
        folder = Path(*Path(name).parts[1:-1])
        stem = path.stem.removeprefix("test_")
        if not any((ROOT / folder / spelt).exists() for spelt in spellings(stem)):
            faults.append(f"{name}:1: expected a module {folder / stem}.py or a package {folder / stem}/ to be tested")
    complain(faults)


def spellings(stem: str) -> Iterator[str]:
    for word in (stem, stem.replace("_", "-")):
        yield f"{word}.py"
        yield word
        yield f"{word}.bpmn"
        yield f"{word}.md"


def test_the_rules_see_what_they_forbid() -> None:
    # given a module that breaks the rules in the ways that are easy to miss
    tree = ast.parse(
        "def f():\n"
        "    from ...web import views\n"
        "    self.session.commit()\n"
        "    x = datetime.datetime.now(zone)\n"
    )
    # when it is read
    imported = dict(imports("engine/commands/start.py", tree))
    used = [chain for _, chain in attributes(tree)]
    # then nothing of it is overlooked
    assert imported == {2: "web.views"}
    assert "self.session.commit" in used
    assert any(within_end(chain, ("datetime.now",)) for chain in used)
