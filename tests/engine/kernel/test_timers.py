"""Times of ISO 8601, read as BPMN 2.0.2 §10.5.5 means them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from engine.clock import ZONE
from engine.feel import YearsMonths
from engine.kernel import timers
from tests.engine.kernel.play import Play

NOW = datetime(2026, 1, 31, 9, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-11-22T09:00:00+08:00", datetime(2026, 11, 22, 9, tzinfo=ZONE)),
        ("2026-11-22T01:00:00Z", datetime(2026, 11, 22, 1, tzinfo=UTC)),
        ("2026-11-22T09:00:00+08:00[Asia/Shanghai]", datetime(2026, 11, 22, 9, tzinfo=ZONE)),
        ("2026-11-22", datetime(2026, 11, 22, tzinfo=ZONE)),
        (date(2026, 11, 22), datetime(2026, 11, 22, tzinfo=ZONE)),
        ("tomorrow", None),
        (5, None),
    ],
)
def test_moments(value: object, expected: datetime | None) -> None:
    assert timers.moment(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("P1D", NOW + timedelta(days=1)),
        ("P1M", NOW.replace(month=2, day=28)),
        ("P1Y2M10DT2H30M", datetime(2027, 4, 10, 11, 30, tzinfo=ZONE)),
        ("P2W", NOW + timedelta(weeks=2)),
        ("PT0.5S", NOW + timedelta(milliseconds=500)),
        ("-PT1H", NOW - timedelta(hours=1)),
        (timedelta(hours=3), NOW + timedelta(hours=3)),
        (YearsMonths(13), NOW.replace(year=2027, month=2, day=28)),
        ("P9000Y", None),
        ("P", None),
        ("PT", None),
        ("3 days", None),
        ("P99999999999999D", None),
        (7, None),
    ],
)
def test_durations_count_natural_months(value: object, expected: datetime | None) -> None:
    assert timers.first("duration", value, NOW) == (None if expected is None else {"due": expected})


CYCLES: dict[object, dict[str, object] | None] = {
    "R3/PT1H": {"due": NOW + timedelta(hours=1), "every": "PT1H", "left": 3},
    "R/P1D": {"due": NOW + timedelta(days=1), "every": "P1D", "left": None},
    "R2/2026-06-01T08:00:00+08:00/P1M": {"due": datetime(2026, 6, 1, 8, tzinfo=ZONE), "every": "P1M", "left": 2},
    "R3/2026-06-01/2026-06-08": {"due": datetime(2026, 6, 1, tzinfo=ZONE), "every": "PT604800S", "left": 3},
    "@daily": {"due": (NOW + timedelta(days=1)).replace(hour=0, minute=0), "every": "@daily", "left": None},
    "R0/PT1H": None,
    "R/PT0S": None,
    "R/-PT1H": None,
    "R/PT1H/nonsense": None,
    "PT1H": None,
    None: None,
}


@pytest.mark.parametrize("text", CYCLES)
def test_cycles_need_a_positive_interval(text: object) -> None:
    assert timers.cycle(text, NOW) == CYCLES[text]


def test_a_cycle_ends_with_its_end_or_when_its_times_are_used_up() -> None:
    # given a cycle of two hours until one in the afternoon
    timer = timers.cycle(f"R/PT2H/{(NOW + timedelta(hours=5)).isoformat()}", NOW)
    assert timer is not None and timer["due"] == NOW + timedelta(hours=2)
    # then it fires once more, and no third time
    assert timers.advance(timer) and timer["due"] == NOW + timedelta(hours=4)
    assert not timers.advance(timer)
    # and the same with a number of times
    counted = timers.cycle("R2/PT2H", NOW)
    assert counted is not None
    assert timers.advance(counted)
    assert not timers.advance(counted)


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        ((timedelta(hours=1),), "R/PT3600.000000S"),
        ((3, "PT1H"), "R3/PT3600.000000S"),
        ((None, YearsMonths(2)), "R/P2M"),
        ((3,), None),
        ((1, 2, "PT1H"), None),
        ((), None),
    ],
)
def test_cycles_may_be_made_by_a_function_as_in_camunda_8(arguments: tuple[object, ...], text: str | None) -> None:
    assert timers.repeated(*arguments) == text
    assert text is None or timers.cycle(text, NOW) is not None


def test_every_expression_may_make_a_cycle() -> None:
    cycle = "<bpmn:timerEventDefinition><bpmn:timeCycle>=cycle(2, pause)</bpmn:timeCycle></bpmn:timerEventDefinition>"
    case = Play(
        f"""<bpmn:startEvent id="s"/><bpmn:userTask id="a"/><bpmn:userTask id="z"/>
        <bpmn:boundaryEvent id="edge" attachedToRef="a" cancelActivity="false">{cycle}</bpmn:boundaryEvent>
        s -> a
        edge -> z
        """,
        {"pause": timedelta(hours=1)},
    )
    assert case.fire("edge").fire("edge").at == ["a", "z", "z"]
