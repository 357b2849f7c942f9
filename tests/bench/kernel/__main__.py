"""Prints what is promised of the kernel as ratios: `python -m tests.bench.kernel`."""

from collections.abc import Callable, Iterator
from statistics import median
from typing import Any

from engine import kernel
from tests.bench.kernel import diagrams, ours, plain
from tests.bench.kernel.clocks import fastest, seconds

WINDOW = 200
"""Steps around a point of which the median counts."""

Row = tuple[str, float, float | None]
"""What is measured, its value, the most it may be (None: only told)."""


def flat(name: str, source: bytes, rounds: int) -> Iterator[Row]:
    """A step after 10, 1,000 and 10,000 finished steps, from snapshot to snapshot, against the first of them."""
    case = ours.Stored(source)
    times = case.steps(rounds + WINDOW, {"退回": True})
    base = median(times[10 : 10 + WINDOW])
    for done in (1_000, rounds):
        yield f"{name}: step after {done:,} / after 10", median(times[done : done + WINDOW]) / base, 1.2
    yield f"{name}: snapshot bytes after {rounds:,}", len(case.snapshot), None


def against_plain(tasks: int, step_limit: float | None, store_limit: float | None) -> Iterator[Row]:
    """Steps, and putting away and restoring in the middle, on a chain of user tasks."""
    source = diagrams.chain(tasks)
    spec, _ = ours.begin(source)
    mine = fastest_of(lambda: kernel.start(spec, {}, now=ours.NOW, environment=ours.NOTHING), ours.complete_all)
    theirs = fastest_of(lambda: plain.begin(source), plain.complete_all)
    yield f"{tasks} user tasks: our step / SpiffWorkflow's", mine / theirs, step_limit
    _, run = ours.begin(source)
    workflow = plain.begin(source)
    for _ in range(tasks // 2):
        ours.step(run)
        plain.step(workflow)
    stored = fastest(lambda: kernel.load(spec, run.dump(), environment=ours.NOTHING), 20)
    kept = fastest(lambda: plain.put_away_and_restore(workflow))
    yield f"{tasks} user tasks: our dump + load / SpiffWorkflow's", stored / kept, store_limit
    yield f"{tasks} user tasks: snapshot bytes", len(run.dump()), None
    yield f"{tasks} user tasks: SpiffWorkflow's bytes", len(plain.SERIALIZER.serialize_json(workflow)), None


def fastest_of(begin: Callable[[], Any], work: Callable[[Any], None], turns: int = 5) -> float:
    """The fastest of some turns of work, what it begins with not counted."""
    found = []
    for _ in range(turns):
        subject = begin()
        found.append(seconds(lambda subject=subject: work(subject)))
    return min(found)


def blocks() -> Iterator[Row]:
    """12 parallel blocks of 5 branches in a row: the last block against the first."""
    case = ours.Stored(diagrams.parallel(12, 5))
    times = case.steps(60)
    yield "12 parallel blocks of 5: last block / first", median(times[-5:]) / median(times[:5]), 1.2


def handlers() -> Iterator[Row]:
    """A hundred event subprocesses that wait beside a rework loop: late against early."""
    case = ours.Stored(diagrams.listening(100))
    times = case.steps(1_000, {"退回": True})
    yield "100 event subprocesses: step after 800 / after 10", median(times[800:]) / median(times[10:210]), 1.2
    yield "100 event subprocesses: snapshot bytes", len(case.snapshot), None


def main() -> int:
    """Print every row; 1 if a limit is broken."""
    broken = 0
    measures = [
        flat("rework loop", diagrams.rework(), 10_000),
        flat("sequential multi-instance", diagrams.sequential(10_000 + 2 * WINDOW), 10_000),
        against_plain(5, 1.0, 0.15),
        against_plain(20, None, None),
        against_plain(80, 0.5, 0.05),
        blocks(),
        handlers(),
    ]
    for name, value, limit in (row for rows in measures for row in rows):
        late = limit is not None and value > limit
        broken += late
        shown = f"{value:,.0f}" if limit is None and value > 10 else f"{value:.3f}"
        print(f"{name:62} {shown:>10}  {'' if limit is None else f'<= {limit}'} {'TOO MUCH' if late else ''}".rstrip())
    return 1 if broken else 0


if __name__ == "__main__":
    raise SystemExit(main())
