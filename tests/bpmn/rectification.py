"""One rectification run on the kernel for the scenario tests: the real diagram, a settable day, answers by step."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from engine import feel, kernel
from engine.clock import ZONE
from engine.deadlines import feel_functions
from engine.vocabulary import NAMES
from engine.workdays import Calendar

FOLDER = Path(__file__).parents[2] / "bpmn" / "issue-rectification"
OFFICE, LEAD, SECOND, CLINIC, COUNTY, LEADER = "office", "lead", "second", "clinic", "county", "leader"
FINDING: Mapping[str, Any] = {
    "title": "村卫生室药品储备不足",
    "source": "第三方评估",
    "source_document": "评估办函〔2026〕3号",
    "feedback_on": date(2026, 2, 27),
    "category": "医疗救治",
    "difficulty": "Ⅱ",
    "description": "抽查三个村卫生室，常用药不足八十种。",
    "duty_id": "rectification",
    "units": [CLINIC],
    "supports": [],
    "common": False,
    "evidence_files": [],
    "due": date(2026, 6, 30),
}


def spec() -> kernel.Spec:
    (found,) = kernel.parse((FOLDER / "issue-rectification.bpmn").read_bytes(), "v1", names=NAMES)
    return found


def measure(title: str, due: date, kind: str = "限期整改", department: str = CLINIC) -> dict[str, Any]:
    """A row of the plan as the form gives it."""
    row = {"title": title, "standard": "账实相符", "kind": kind, "due": due, "department": department}
    return {**row, "person": "药房", "phone": None, "milestones": None}


class Rectification:
    """A case under way. Every step is followed by dump and load: nothing observable may change by it."""

    def __init__(self, *, mode: str = "single", leads: tuple[str, ...] = (LEAD,), heads: tuple[str, ...] = (),
                 **finding: Any) -> None:  # fmt: skip
        self.now = datetime(2026, 3, 2, 9, 0, tzinfo=ZONE)  # a Monday
        self.spec = spec()
        self.reopened: list[dict[str, Any]] = []
        calendar = feel_functions(Calendar({}))
        settings = {
            name.removeprefix("setting."): feel.evaluate(text, {}, now=self.now)
            for name, text in self.spec.properties.items()
            if name.startswith("setting.") and not name.endswith(".label")
        }
        self.environment = kernel.Environment(
            context={
                "case": {"id": "case-1", "number": "ZG-2026-0001", "title": FINDING["title"]},
                "duty": {"lead": list(leads), "support": [], "leaders": [LEADER], "mode": mode},
                "starter": {"person": "registrar", "department": OFFICE},
                "settings": settings,
            },
            functions={**calendar, "heads of": lambda ids: list(heads), "leaders of": lambda ids: [LEADER],
                       "names of": lambda ids: "、".join(ids or [])},
            services={"issue-rectification.close": self._close, "issue-rectification.reopen": self._reopen},
            decisions=lambda name, variables, part: None,
            specs=lambda process, ref: self.spec,
        )  # fmt: skip
        self.run = kernel.start(self.spec, {**FINDING, **finding}, now=self.now, environment=self.environment)
        self._restored()

    def items(self, element: str | None = None) -> list[kernel.UserWait]:
        """What people have to do now, of one step or of all."""
        waits = [wait for wait in self.run.waits.values() if isinstance(wait, kernel.UserWait)]
        return [wait for wait in waits if element in (None, wait.element)]

    def steps(self) -> list[str]:
        """The steps with open work, sorted."""
        return sorted(wait.element for wait in self.items())

    def item(self, element: str, **seen: Any) -> kernel.UserWait:
        """The one open item of a step; `seen` picks among several by the variables it sees, `groups` by its inbox."""
        found = [wait for wait in self.items(element) if all(self._sees(wait, n, v) for n, v in seen.items())]
        assert len(found) == 1, f"expected one open {element} with {seen}, but the open steps are {self.steps()}"
        return found[0]

    def do(self, element: str, /, *, at: Mapping[str, Any] | None = None, **answers: Any) -> None:
        """Complete the one open item of a step (that `at` picks), which its checks must allow."""
        wait = self.item(element, **(at or {}))
        assert self.complaints(wait, answers) == []
        self.run.complete(wait.id, answers, self.now)
        self._restored()

    def complaints(self, wait: kernel.UserWait, answers: Mapping[str, Any]) -> list[str]:
        """What the checks of a step have against these answers."""
        properties = self.spec.elements[wait.element].properties
        seen = {**self.environment.context, **self.run.variables(wait.scope), **answers}
        checks = {n: t for n, t in properties.items() if n.startswith("check.") and not n.endswith(".message")}
        functions = self.environment.functions
        held = {
            n: feel.parse(t, names=NAMES).evaluate(seen, functions=functions, now=self.now) for n, t in checks.items()
        }
        return [properties[f"{name}.message"] for name, holds in held.items() if holds is not True]

    def wait_until(self, day: date) -> None:
        """Let time pass up to the morning of a day, firing each timer at its moment."""
        until = datetime(day.year, day.month, day.day, 9, 0, tzinfo=ZONE)
        while due := [w for w in self.run.waits.values() if isinstance(w, kernel.TimerWait) and w.due <= until]:
            first = min(due, key=lambda wait: wait.due)
            self.now = max(self.now, first.due)
            self.run.fire(first.id, self.now)
            self._restored()
        self.now = until

    def wait_days(self, days: int) -> None:
        self.wait_until((self.now + timedelta(days=days)).date())

    @property
    def variables(self) -> dict[str, Any]:
        return self.run.variables()

    def _sees(self, wait: kernel.UserWait, name: str, value: Any) -> bool:
        return bool((wait.groups if name == "groups" else self.run.variables(wait.scope).get(name)) == value)

    def _restored(self) -> None:
        before, self.run = self.run, kernel.load(self.spec, self.run.dump(), environment=self.environment)
        assert self.run.waits == before.waits
        assert self.run.variables() == before.variables()
        trouble = [wait for wait in self.run.waits.values() if isinstance(wait, kernel.Trouble)]
        assert trouble == []

    def _close(self, inputs: dict[str, Any], headers: dict[str, str]) -> dict[str, Any]:
        return {"closing_number": "整改销〔2026〕1号", "archive_number": "2026-ZG-1", "closed_on": self.now.date()}

    def _reopen(self, inputs: dict[str, Any], headers: dict[str, str]) -> None:
        self.reopened.append(inputs)


def accepted(**case: Any) -> Rectification:
    """A case whose units have all accepted."""
    found = Rectification(**case)
    for unit in found.variables["units"]:
        accept(found, unit)
    return found


def accept(case: Rectification, unit: str = CLINIC) -> None:
    """The unit accepts the finding (认领)."""
    case.do(
        "accept", at={"unit": unit}, acceptance_outcome="accept", contact="主任", contact_phone=None, objection=None
    )


def object_to(case: Rectification, unit: str = CLINIC) -> None:
    """The unit objects to the finding (提出异议)."""
    answers = {"acceptance_outcome": "object", "objection": "不属本单位", "contact": None, "contact_phone": None}
    case.do("accept", at={"unit": unit}, **answers)


def inspection(result: str, day: date, missing: str | None = None) -> dict[str, Any]:
    """What an inspection on site found, as the form gives it."""
    found = {"verify_result": result, "verify_missing": missing, "verified_by": "医政", "verified_on": day}
    return {**found, "verify_files": []}


def planned(*measures: dict[str, Any], **case: Any) -> Rectification:
    """A case whose plan has been handed in."""
    found = accepted(**case)
    found.do("inspect", inspection="查了全县卫生室", similar_found="no")
    rows = list(measures) or [measure("补齐常用药", date(2026, 4, 30))]
    found.do("plan", goal="药品配齐", measures=rows, plan_files=[])
    return found


def under_way(*measures: dict[str, Any], **case: Any) -> Rectification:
    """A case whose measures are being carried out."""
    found = planned(*measures, **case)
    for reviewer in found.items("review"):
        found.do("review", at={"groups": reviewer.groups}, review_outcome="approve")
    found.do("approve", instruction=None)
    return found


def report(outcome: str, percent: int = 50, **more: Any) -> dict[str, Any]:
    """A progress report as the form gives it."""
    told = {"progress": "已补货", "difficulties": None, "next_steps": None, "evidence": ["photo"]}
    return {"outcome": outcome, "percent": percent, **told, **more}


def verified(**case: Any) -> Rectification:
    """A case whose only measure is done and checked on site, waiting for the leader."""
    found = under_way(**case)
    found.do("carry_out", **report("done"))
    found.do("apply", completion="药品已配齐", closing_files=["list"])
    for inspector in found.items("verify"):
        found.do("verify", at={"groups": inspector.groups}, **inspection("pass", found.now.date()))
    return found


def closed(**case: Any) -> Rectification:
    """A case closed after its publication."""
    found = verified(**case)
    found.do("approve_closing", closing="approve", verdicts=[])
    found.do("publish", published_where="门户网站", published_on=found.now.date())
    found.wait_days(8)
    return found
