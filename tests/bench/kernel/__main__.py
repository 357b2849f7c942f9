"""Prints what is promised of the kernel as ratios: `python -m tests.bench.kernel`."""

from collections.abc import Callable, Iterator
from typing import Any

from engine import kernel
from tests.bench.kernel import diagrams, ours, plain
from tests.bench.kernel.clocks import Turn, ratio, seconds

Row = tuple[str, float, float | None]
"""What is measured, its value, the most it may be (None: only told)."""

BACK = {"退回": True}
"""The answer that leads a rework loop round once more."""


def flat(name: str, case: ours.Stored, late: tuple[int, ...], steps: int = 5) -> Iterator[Row]:
    """Steps after so many that are finished, from snapshot to snapshot, against those after the first 10."""
    early = walking(case, case.after(10), steps)
    for done in late:
        value = ratio(walking(case, case.after(done), steps), early, 101)
        yield f"{name}: step after {done:,} / after 10", value, 1.2
    yield f"{name}: snapshot bytes after {late[-1]:,}", len(case.snapshot), None


def walking(case: ours.Stored, snapshot: bytes, steps: int) -> Turn:
    """Turns of so many steps from the same snapshot on."""
    return lambda: seconds(lambda: case.on(snapshot, steps))


def against_plain(tasks: int, step_limit: float | None, store_limit: float | None) -> Iterator[Row]:
    """Steps, and putting away and restoring in the middle, on a chain of user tasks."""
    source = diagrams.chain(tasks)
    spec, _ = ours.begin(source)
    mine = working(lambda: kernel.start(spec, {}, now=ours.NOW, environment=ours.NOTHING), ours.complete_all)
    theirs = working(lambda: plain.begin(source), plain.complete_all)
    yield f"{tasks} user tasks: our step / SpiffWorkflow's", ratio(mine, theirs, 400 // tasks + 5), step_limit
    _, run = ours.begin(source)
    workflow = plain.begin(source)
    for _ in range(tasks // 2):
        ours.step(run)
        plain.step(workflow)
    value = ratio(
        lambda: seconds(lambda: kernel.load(spec, run.dump(), environment=ours.NOTHING), 10),
        lambda: seconds(lambda: plain.put_away_and_restore(workflow), 10),
        200 // tasks + 5,
    )
    yield f"{tasks} user tasks: our dump + load / SpiffWorkflow's", value, store_limit
    yield f"{tasks} user tasks: snapshot bytes", len(run.dump()), None
    yield f"{tasks} user tasks: SpiffWorkflow's bytes", len(plain.SERIALIZER.serialize_json(workflow)), None


def working(begin: Callable[[], Any], work: Callable[[Any], None]) -> Turn:
    """Turns of work on something new, what it begins with not counted."""

    def turn() -> float:
        subject = begin()
        return seconds(lambda: work(subject))

    return turn


def blocks() -> Iterator[Row]:
    """12 parallel blocks of 5 branches in a row, and one more that the last of them leads to: it against the first."""
    case = ours.Stored(diagrams.parallel(13, 5))
    first, last = (walking(case, case.after(steps), 5) for steps in (0, 11 * 5))
    yield "12 parallel blocks of 5: last block / first", ratio(last, first, 101), 1.2


def handlers() -> Iterator[Row]:
    """A hundred event subprocesses that wait beside a rework loop: late against early."""
    return flat("100 event subprocesses", ours.Stored(diagrams.listening(100), BACK), (800,), steps=1)


def main() -> int:
    """Print every row; 1 if a limit is broken."""
    broken = 0
    measures = [
        flat("rework loop", ours.Stored(diagrams.rework(), BACK), (1_000, 10_000)),
        flat("sequential multi-instance", ours.Stored(diagrams.sequential(10_100)), (1_000, 10_000)),
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
