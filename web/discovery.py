"""Finds what was added by adding files: the processes of `workflows/` and the blueprints of `web/`."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from flask import Blueprint

from engine.errors import Misconfigured
from engine.process import Process


def processes(package: ModuleType) -> list[Process]:
    """Every `process` of a module in the package; raises Misconfigured for a module without one."""
    found = []
    for module in _modules(package):
        process = getattr(module, "process", None)
        if not isinstance(process, Process):
            raise Misconfigured(
                zh=f"{module.__name__} 中没有 process = Process(…)。",
                en=f"{module.__name__} has no `process = Process(...)`.",
            )
        found.append(process)
    return found


def blueprints(package: ModuleType) -> list[ModuleType]:
    """The `views` modules of the packages in `web`, each with its `blueprint`; raises Misconfigured."""
    found = []
    for inner in iter_modules(package.__path__):
        name = f"{package.__name__}.{inner.name}.views"
        if not inner.ispkg or not _has_views(f"{package.__name__}.{inner.name}"):
            continue
        module = import_module(name)
        if not isinstance(getattr(module, "blueprint", None), Blueprint):
            raise Misconfigured(zh=f"{name} 中没有 blueprint。", en=f"{name} has no `blueprint = Blueprint(...)`.")
        found.append(module)
    return found


def _modules(package: ModuleType) -> Iterator[ModuleType]:
    for module in iter_modules(package.__path__):
        yield import_module(f"{package.__name__}.{module.name}")


def _has_views(package: str) -> bool:
    return any(module.name == "views" for module in iter_modules(import_module(package).__path__))
