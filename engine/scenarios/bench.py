"""The bench on which drafts are tried: templates, runs and replays kept between two requests of a page."""

import hashlib
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from engine.errors import Refused
from engine.in_force import all_in_force
from engine.scenarios.comparing import Difference, compare
from engine.scenarios.playing import Words
from engine.scenarios.reading import read
from engine.scenarios.replaying import Replay
from engine.scenarios.replaying import replay as played
from engine.scenarios.resuming import Resumed, kept, resume
from engine.scenarios.scenario import Scenario
from engine.scenarios.writing import write
from engine.trials.copying import copied
from engine.trials.published import digests, published
from engine.trials.shelf import Shelf
from engine.trials.space import ENDINGS, Template
from engine.trials.trial import Trial

if TYPE_CHECKING:
    from engine.unit import Engine, Unit

Files = Mapping[str, bytes]

LARGEST = 4 * 1024 * 1024
"""Bytes of the files of one draft that are tried: more would keep the server reading for longer than a person waits."""

REPLAYS = 400
"""Replays that are remembered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A scenario on a draft: its replay, and what is different from the published version, None where there is none."""

    replay: Replay
    differences: tuple[Difference, ...] | None


class Bench:
    """The templates, runs and replays of an engine's drafts. Safe among threads; one thread at a time a run."""

    def __init__(self, engine: "Engine") -> None:
        self._engine = engine
        self._templates: Shelf[Template] = Shelf(most=3, lasts=3600)
        self._drafts: Shelf[Template] = Shelf(most=8)
        self._runs: Shelf[Run] = Shelf(most=12)
        self._replays: OrderedDict[str, Replay] = OrderedDict()

    @contextmanager
    def template(self, view: "Unit", files: Files, place: str = "") -> Iterator[Template]:
        """What is published and the draft with it. Raises Invalid with the draft's faults, or Refused."""
        base = _key(view, place)
        with self._drafts.taking(f"{base} {digest(files)}", lambda: self._extended(view, base, files, place)) as found:
            yield found

    @contextmanager
    def run(self, view: "Unit", whose: str, files: Files, text: str, place: str) -> Iterator["Run"]:
        """A run as its text leaves it on the draft as it is now: still there, or begun again from its text."""
        base = f"{_key(view, place)} {digest(files)}"
        with self._runs.taking(whose, Run) as run:
            if run.key != f"{base} {text}":
                run.close()
                scenario = read(text)
                with self.template(view, files, place) as template:
                    run.begin(scenario, template)
            done, now = len(run.trial.done), run.trial.now
            try:
                yield run
            finally:
                if len(run.trial.done) != done:
                    run.key = f"{base} {run.text}"
                else:  # a jump that was stopped half-way is no part of the record: begin again next time
                    run.key = f"{base} {text}" if run.trial.now == now else ""

    def put_away(self, whose: str) -> None:
        """Throw a run away."""
        self._runs.put_away(whose)

    def result(self, view: "Unit", scenario: "Scenario", text: str, files: Files, *, play: bool) -> Result | None:
        """How a scenario goes on a draft; None where it was not replayed and is not to be. Raises Invalid."""
        base = _key(view, "")
        now = self._replay(f"{base} {digest(files)} {text}")
        was = self._replay(f"{base} {text}")
        if play and now is None:
            with self.template(view, files) as template:
                now = self._keep(f"{base} {digest(files)} {text}", played(scenario, template))
        if play and was is None and _is_published(view, scenario.process):
            with self._base(view, base, "") as template:
                was = self._keep(f"{base} {text}", played(scenario, template))
        if now is None:
            return None
        return Result(replay=now, differences=tuple(compare(was, now)) if was else None)

    def _extended(self, view: "Unit", base: str, files: Files, place: str) -> Template:
        if sum(len(content) for name, content in files.items() if name.endswith(ENDINGS)) > LARGEST:
            raise Refused(
                zh=f"草稿的文件合计超过 {LARGEST // 1024 // 1024} MB，不能试运行，请拆分。",
                en=f"the files of this draft have over {LARGEST // 1024 // 1024} MB together; split it to try it.",
            )
        with self._base(view, base, place) as template:
            return template.extended(files)

    @contextmanager
    def _base(self, view: "Unit", base: str, place: str) -> Iterator[Template]:
        def make() -> Template:
            return Template(
                list(published(view).values()), processes=self._engine.processes.values(), rules=view.rules,
                organize=copied(view, place) if place else None,
            )  # fmt: skip

        with self._templates.taking(base, make) as found:
            yield found

    def _replay(self, key: str) -> Replay | None:
        return self._replays.get(key)

    def _keep(self, key: str, found: Replay) -> Replay:
        self._replays[key] = found
        while len(self._replays) > REPLAYS:
            self._replays.popitem(last=False)
        return found


class Run:
    """A run on the shelf: its trial, the scene it is played in, and what it is a run of."""

    def __init__(self) -> None:
        self.key = ""
        self._resumed: Resumed | None = None
        self._scene: Scenario | None = None

    def begin(self, scenario: Scenario, template: Template) -> None:
        """Do everything recorded again."""
        self._scene = replace(scenario, steps=())
        self._resumed = resume(scenario, template.open(scenario.at))

    @property
    def trial(self) -> Trial:
        """The trial as it stands."""
        assert self._resumed is not None
        return self._resumed.trial

    @property
    def broken(self) -> tuple[int, Words] | None:
        """The step of the record (from 1) that could not be done again, and why; None once something else was done."""
        assert self._resumed is not None
        return self._resumed.broken if len(self.trial.done) == len(self._resumed.troubled) else None

    @property
    def scene(self) -> Scenario:
        """Name, process, beginning and what else is given, without steps."""
        assert self._scene is not None
        return self._scene

    @property
    def text(self) -> str:
        """The run as text, to be kept."""
        return write(kept(self.trial, self.scene))

    @property
    def undone(self) -> str:
        """The run without its last verb as text; where a step could not be done again, without what it breaks at."""
        scenario = kept(self.trial, self.scene)
        return write(scenario if self.broken else replace(scenario, steps=scenario.steps[:-1]))

    def close(self) -> None:
        """Give its space back."""
        if self._resumed is not None:
            self._resumed.trial.close()
            self._resumed = None


def digest(files: Files) -> str:
    """What of a draft is deployed, as a key."""
    found = hashlib.sha256()
    for name in sorted(files):
        if name.endswith(ENDINGS):
            found.update(f"{name} {len(files[name])} ".encode() + files[name])
    return found.hexdigest()


def _key(view: "Unit", place: str) -> str:
    """What a template without the draft is made of."""
    return f"{place} {id(view.rules)} {' '.join(digests(view))}"


def _is_published(view: "Unit", key: str) -> bool:
    return any(row.key == key for row in all_in_force(view))
