"""What is shown of a ledger, read from an address and written to one: every view of it can be kept as a link."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from flask import url_for

from engine import ledgers
from engine.deadlines import Light
from engine.process import Process

SIZES = (20, 50, 100)
LIGHTS = (Light.RED, Light.BLUE, Light.GREEN, Light.NONE)
FACT = "f."
"""What stands before the name of a column in the query string, so that no column clashes with a word of ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A ledger with what narrows, orders and cuts it; values that are none of ours were left out when it was read."""

    key: str
    text: str = ""
    state: str = ""
    stage: str = ""
    light: Light | None = None
    place: str = ""
    """The code of a jurisdiction, from its overview."""
    facts: Mapping[str, str] = field(default_factory=dict)
    sort: str = "number"
    size: int = SIZES[0]
    group: str = ""
    """The list shown (问题清单, 任务清单, ...); empty for all columns."""

    def link(self, **changes: Any) -> str:
        """The address of the same ledger with something changed, at its first page unless a cursor is given."""
        cursor = changes.pop("cursor", None)
        changed = replace(self, **changes)
        return url_for("ledgers.page", key=changed.key, cursor=cursor, **changed.arguments)

    def cleared(self) -> str:
        """The address of the whole ledger."""
        return self.link(text="", state="", stage="", light=None, place="", facts={})

    def turned(self, sort: str) -> str:
        """The address sorted by a column, or turned around where it is sorted by it already."""
        return self.link(sort=f"-{sort}" if self.sort == sort else sort)

    def direction(self, sort: str) -> str | None:
        """How the ledger is sorted by a column, in words of ARIA; numbers come newest first."""
        if self.sort.removeprefix("-") != sort:
            return None
        return "descending" if self.sort.startswith("-") != (sort == "number") else "ascending"

    @property
    def arguments(self) -> dict[str, Any]:
        """The query string without what is the default."""
        given = {
            "q": self.text,
            "state": self.state,
            "stage": self.stage,
            "light": self.light.value if self.light else "",
            "place": self.place,
            "sort": self.sort if self.sort != "number" else "",
            "size": self.size if self.size != SIZES[0] else "",
            "group": self.group,
            **{f"{FACT}{name}": value for name, value in self.facts.items()},
        }
        return {name: value for name, value in given.items() if value}

    @property
    def narrowed(self) -> bool:
        """Whether something is left out that the ledger holds."""
        return bool(self.text or self.state or self.stage or self.light or self.place or self.facts)

    @property
    def filters(self) -> ledgers.Filters:
        """The same for the engine."""
        return ledgers.Filters(
            text=self.text, state=self.state, stage=self.stage, light=self.light, place=self.place,
            facts=dict(self.facts),
        )  # fmt: skip


def asked_for(process: Process, args: Mapping[str, str]) -> Shown:
    """What a query string asks for of the ledger of a process."""
    names = [column.name for column in process.ledger if column.filter]
    groups = [column.group for column in process.ledger]
    return Shown(
        key=process.key,
        text=args.get("q", "").strip()[:100],
        state=_one_of(args.get("state", ""), ledgers.STATES),
        stage=args.get("stage", "")[:40],
        light=next((light for light in LIGHTS if light.value == args.get("light")), None),
        place=args.get("place", "")[:12],
        facts={name: args[f"{FACT}{name}"][:120] for name in names if args.get(f"{FACT}{name}")},
        sort=args.get("sort", "") if args.get("sort", "").removeprefix("-") in ledgers.SORTS else "number",
        size=next((size for size in SIZES if str(size) == args.get("size")), SIZES[0]),
        group=_one_of(args.get("group", ""), groups),
    )


def _one_of(given: str, known: Any) -> str:
    return given if given in known else ""
