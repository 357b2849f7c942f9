"""Rules about timers: one time each, and a literal must be one of ISO 8601 or cron (BPMN 2.0.2 §10.5.5)."""

from __future__ import annotations

from datetime import datetime

from engine.clock import ZONE
from engine.kernel import timers
from engine.kernel.elements import TimerKind
from engine.kernel.rulebook import Broken, add, rule
from engine.kernel.rules.diagram import At

TIMER = "timerEventDefinition"
TIMES: dict[str, TimerKind] = {"timeDate": "date", "timeDuration": "duration", "timeCycle": "cycle"}
TRIAL = datetime(2000, 1, 1, tzinfo=ZONE)
"""A moment to try a literal time with."""


@rule(
    TIMER,
    zh="定时事件“{element}”没有填写时间：日期、时长或周期三选一。",
    en="The timer {element} has no time: a date, a duration or a cycle.",
    clause="BPMN 2.0.2 §10.5.5",
)
def timer_without_time(at: At) -> Broken:
    return not any(time.text for time in at.children(*TIMES))


@rule(
    TIMER,
    zh="定时事件“{element}”填写了不止一种时间；日期、时长和周期只能选一种。",
    en="The timer {element} has more than one time; it is a date, a duration or a cycle.",
    clause="BPMN 2.0.2 §10.5.5",
)
def timer_several_times(at: At) -> Broken:
    return len(at.children(*TIMES)) > 1


def literal(name: str, tag: str, zh: str, en: str) -> None:
    """A rule about a time that is written out instead of being an expression."""

    def check(at: At) -> Broken:
        text = at.text
        if not text or text.startswith("=") or timers.first(TIMES[tag], text, TRIAL) is not None:
            return False
        return [at.breach(value=text)]

    add(name, tag, topic=__name__, zh=zh, en=en, clause="BPMN 2.0.2 §10.5.5", check=check)


literal(
    "timer-date",
    "timeDate",
    "定时事件“{element}”的日期“{value}”无效，例如应写作 2026-11-22T09:00:00。",
    "The date {value} of the timer {element} is invalid; an example is 2026-11-22T09:00:00.",
)
literal(
    "timer-duration",
    "timeDuration",
    "定时事件“{element}”的时长“{value}”无效，例如三天应写作 P3D。",
    "The duration {value} of the timer {element} is invalid; three days are P3D.",
)
literal("timer-cycle", "timeCycle",
        "定时事件“{element}”的周期“{value}”无效，例如每天一次应写作 R/P1D。",
        "The cycle {value} of the timer {element} is invalid; once a day is R/P1D.")  # fmt: skip


@rule(
    "userTask",
    zh="“{element}”的{zh}“{value}”无效，例如应写作 2026-11-22T09:00:00 或 P3D，也可填写以等号开头的表达式。",
    en="The {en} {value} of {element} is invalid; write 2026-11-22T09:00:00, P3D or =expression.",
    clause="Camunda 8 BPMN",
)
def schedule_date(at: At) -> Broken:
    times = [("期限", "due date", "dueDate"), ("跟进日期", "follow-up date", "followUpDate")]
    found = [(zh, en, at.setting("taskSchedule", name) or "") for zh, en, name in times]
    return [
        at.breach(zh=zh, en=en, value=text)
        for zh, en, text in found
        if text and not text.lstrip().startswith("=") and not readable(text.strip())
    ]


def readable(text: str) -> bool:
    """Whether a due date is a date or the time from now until then."""
    return timers.moment(text) is not None or timers.span(text) is not None
