"""Trials for the tests: the model commission, made once, and on it the process that each test draws."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest

from engine.process import Process
from engine.rules import Rules
from engine.scenarios.scenario import BEGIN
from engine.trials.budget import Budget
from engine.trials.space import Template
from engine.trials.trial import Trial
from engine.trials.verbs import Begin, By
from tests.engine.kernel.diagrams import diagram

Trying = Callable[..., Trial]


def fail(inputs: dict[str, Any], headers: dict[str, str], desk: Any) -> None:
    raise RuntimeError("no line")


PROCESS = Process(key="main", prefix="SY", title="title", services={"main.fail": fail})


@pytest.fixture(scope="session")
def model() -> Iterator[Template]:
    """The model commission without a process."""
    template = Template([], processes=[PROCESS], rules=Rules())
    yield template
    template.close()


@pytest.fixture
def trying(model: Template) -> Iterator[Trying]:
    """A trial of the process drawn; it is begun where `started` does not say otherwise."""
    opened: list[Any] = []

    def of(
        inside: str, outside: str = "", forms: Iterable[bytes] = (), *, started: bool = True, **answers: Any
    ) -> Trial:
        files = {f"{number}.form": form for number, form in enumerate(forms)}
        template = model.extended({**files, "main.bpmn": diagram(inside, outside)})
        trial = Trial(template.open(BEGIN, budget=Budget(seconds=600)))
        opened.extend((trial, template))
        if started:
            trial.perform(Begin(process="main", by=By(name="整改办"), answers=answers))
        return trial

    yield of
    for one in opened:
        one.close()
