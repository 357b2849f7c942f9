"""What must hold before a process is deployed, each fault with its rule, its element and both languages."""

from __future__ import annotations

import pytest

from engine.process import Column, Process
from engine.rules import Rules
from engine.validation import faults_of
from tests.engine.commission import form, service, setting, start_event, task, text
from tests.engine.kernel.diagrams import diagram

KNOWN = {"main": Process(key="main", prefix="T", services={"test.known": lambda inputs, headers, desk: None})}


def files(inside: str, *forms: bytes) -> dict[str, bytes]:
    named = {f"{number}.form": source for number, source in enumerate(forms)}
    return {"a.bpmn": diagram(inside.replace("{medical}", "&quot;m&quot;")), **named}


SOUND = f"""{setting("days", "7")}{start_event("ask")}{task("work", form="ask", subject="names of(duty.lead)")}
{service("serve", "test.known")}
start -> work
work -> serve
"""


def test_a_sound_process_has_no_fault() -> None:
    assert faults_of(files(SOUND, form("ask", text("a"))), KNOWN, Rules()) == []


@pytest.mark.parametrize(
    ("given", "rule", "element"),
    [
        ({}, "one-diagram", None),
        ({"a.bpmn": b"", "b.bpmn": b""}, "one-diagram", None),
        (files(SOUND), "form-missing", "work"),
        (files(SOUND.replace("test.known", "test.unknown"), form("ask", text("a"))), "service-unknown", "serve"),
        (files(SOUND.replace("names of(duty.lead)", "1 +"), form("ask", text("a"))), "expression", "work"),
        (files(SOUND.replace('value="7"', 'value="7 +"'), form("ask", text("a"))), "setting", None),
        (files(SOUND, b"no json"), "form", None),
        (files(SOUND, form("ask", text("a")), form("ask", text("b"))), "form-twice", None),
        (files(SOUND.replace('name="work"', f'name="{"长" * 121}"'), form("ask", text("a"))), "too-long", "work"),
        (files(SOUND.replace("subject", "stage").replace("names of(duty.lead)", "长" * 41), form("ask", text("a"))),
         "too-long", "work"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(given: dict[str, bytes], rule: str, element: str | None) -> None:
    faults = [fault for fault in faults_of(given, KNOWN, Rules()) if fault.rule == rule]
    assert faults, [fault.rule for fault in faults_of(given, KNOWN, Rules())]
    assert element in {fault.element for fault in faults} or element is None
    assert all(fault.zh and fault.en for fault in faults)


@pytest.mark.parametrize("name", ["goods", "case"])
def test_a_shared_value_has_a_name_of_its_own(name: str) -> None:
    goods = Column(name="goods", label="货物", value="goods")
    sharing = {"main": Process(key="main", prefix="T", ledger=(goods,), shared={name: "goods"})}
    given = files(SOUND.replace('type="test.known"', 'type="test.other"'), form("ask", text("a")))
    assert "shared-twice" in {fault.rule for fault in faults_of(given, sharing, Rules())}
