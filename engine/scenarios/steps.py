"""The steps of a scenario: how each verb is written."""

from collections.abc import Callable, Mapping
from typing import Any

from engine.scenarios import taking
from engine.scenarios.errors import Unreadable
from engine.scenarios.expecting import ASKED, BY_NAME, LISTED
from engine.scenarios.scenario import Expect, Step
from engine.scenarios.source import Lined
from engine.trials.verbs import (
    Activate,
    Assign,
    By,
    Cancel,
    Claim,
    Conclude,
    Do,
    Evaluate,
    Message,
    Release,
    Report,
    Retry,
    SendBack,
    Signal,
    Skip,
    Transfer,
    Until,
    Verb,
    Wait,
)

_ITEM = ("of", "by")
_BY = ("name", "organization", "department", "role")


def read_step(found: Any, line: int) -> Step:
    """One entry of `steps`. Raises Unreadable."""
    if not isinstance(found, Lined):
        raise Unreadable(line=line, zh="每一步应当是“动作: …”的形式", en="a step should be a mapping")
    if "expect" in found:
        taking.refuse_others(found, ("expect",))
        return Step(line=line, what=read_expect(taking.part(found, "expect")))
    verbs = [name for name in found if name in VERBS]
    if len(verbs) != 1:
        raise Unreadable(
            line=line, zh=f"每一步写一个动作：{'、'.join(VERBS)}、expect",
            en=f"a step has one verb: {', '.join(VERBS)}, expect",
        )  # fmt: skip
    read, known = VERBS[verbs[0]]
    taking.refuse_others(found, (verbs[0], *known, "refused"))
    return Step(line=line, what=read(found), refused=taking.text(found, "refused", ""))


def read_expect(found: Lined) -> Expect:
    """What is expected at a moment. Raises Unreadable."""
    taking.refuse_others(found, ASKED)
    for name in found:
        if name in BY_NAME:
            taking.part(found, name)
        elif name in LISTED:
            taking.texts(found, name)
    return Expect(asked=dict(found), lines=dict(found.lines))


def read_by(found: Lined, name: str) -> By:
    """Who acts: a name, or organization, department and role."""
    value = found.get(name)
    if not isinstance(value, Lined):
        return By(name=taking.text(found, name))
    taking.refuse_others(value, _BY)
    return By(**{key: taking.text(value, key) for key in value})


def _item(found: Lined, verb: str) -> dict[str, Any]:
    return {
        "element": taking.text(found, verb),
        "of": taking.text(found, "of", ""),
        "by": read_by(found, "by") if "by" in found else None,
    }


def _opinion(found: Lined) -> str:
    return taking.text(found, "opinion", "")


def _outside(found: Lined, verb: str, known: tuple[str, ...]) -> Mapping[str, Any]:
    told = taking.part(found, verb)
    taking.refuse_others(told, known)
    keys = {"key": taking.text(told, "key", "")} if "key" in known else {}
    return {"name": taking.text(told, "name"), "variables": taking.mapping(told, "variables"), **keys}


def read_message(found: Lined) -> Verb:
    """A message from outside, also one that begins the case."""
    return Message(**_outside(found, "message", ("name", "key", "variables")))


def read_signal(found: Lined) -> Verb:
    """A signal from outside, also one that begins the case."""
    return Signal(**_outside(found, "signal", ("name", "variables")))


def read_facts(found: Lined) -> Verb:
    """Facts that become known, also ones a case begins with; `of` names one process."""
    return Evaluate(facts=taking.mapping(found, "evaluate"), process=taking.text(found, "of", ""))


VERBS: dict[str, tuple[Callable[[Lined], Verb], tuple[str, ...]]] = {
    "do": (
        lambda found: Do(
            **_item(found, "do"), answers=taking.mapping(found, "answers"), opinion=_opinion(found)
        ), (*_ITEM, "answers", "opinion"),
    ),
    "claim": (lambda found: Claim(**_item(found, "claim")), _ITEM),
    "release": (lambda found: Release(**_item(found, "release")), _ITEM),
    "send_back": (
        lambda found: SendBack(**_item(found, "send_back"), to=taking.text(found, "to"), opinion=_opinion(found)),
        (*_ITEM, "to", "opinion"),
    ),
    "transfer": (
        lambda found: Transfer(**_item(found, "transfer"), to=read_by(found, "to"), opinion=_opinion(found)),
        (*_ITEM, "to", "opinion"),
    ),
    "until": (lambda found: Until(moment=taking.moment(found, "until")), ()),
    "wait": (lambda found: Wait(duration=taking.text(found, "wait")), ()),
    "message": (read_message, ()),
    "signal": (read_signal, ()),
    "evaluate": (read_facts, ("of",)),
    "report": (
        lambda found: Report(
            element=taking.text(found, "report"), by=read_by(found, "by") if "by" in found else None,
            answers=taking.mapping(found, "answers"), opinion=_opinion(found),
        ), ("by", "answers", "opinion"),
    ),
    "activate": (
        lambda found: Activate(
            element=taking.text(found, "activate"), by=read_by(found, "by") if "by" in found else None,
            opinion=_opinion(found),
        ), ("by", "opinion"),
    ),
    "conclude": (lambda found: Conclude(**_item(found, "conclude"), opinion=_opinion(found)), (*_ITEM, "opinion")),
    "retry": (lambda found: Retry(element=taking.text(found, "retry")), ()),
    "skip": (
        lambda found: Skip(element=taking.text(found, "skip"), reason=taking.text(found, "reason")), ("reason",),
    ),
    "assign": (
        lambda found: Assign(variables=taking.mapping(found, "assign"), reason=taking.text(found, "reason")),
        ("reason",),
    ),
    "cancel": (lambda found: Cancel(reason=taking.text(found, "cancel")), ()),
}  # fmt: skip
"""Verb -> how it is read, and what may stand beside it."""
