"""What is shown of the register, read from an address and written to one: every view of it can be kept as a link."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask import url_for

from engine.patients import register
from web.patients.words import STATES


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The register with what narrows and orders it; values that are none of ours were left out when it was read."""

    text: str = ""
    place: str = ""
    entitlement: str = ""
    state: str = ""
    treated: bool = False
    sort: str = "name"

    def link(self, **changes: Any) -> str:
        """The address of the same list with something changed, at its first page unless a cursor is given."""
        cursor = changes.pop("cursor", None)
        return url_for("patients.index", cursor=cursor, **replace(self, **changes).arguments)

    @property
    def arguments(self) -> dict[str, Any]:
        """The query string without what is the default."""
        given = {
            "q": self.text,
            "place": self.place,
            "entitlement": self.entitlement,
            "state": self.state,
            "treated": "1" if self.treated else "",
            "sort": self.sort if self.sort != "name" else "",
        }
        return {name: value for name, value in given.items() if value}

    @property
    def narrowed(self) -> bool:
        """Whether somebody is left out."""
        return self.filters != register.Filters()

    @property
    def filters(self) -> register.Filters:
        """The same for the engine."""
        return register.Filters(
            text=self.text, place=self.place, entitlement=self.entitlement, state=self.state, treated=self.treated
        )


def asked_for(args: Mapping[str, str]) -> Shown:
    """What a query string asks for."""
    return Shown(
        text=args.get("q", "").strip()[:100],
        place=args.get("place", "")[:12],
        entitlement=args.get("entitlement", "")[:40],
        state=args.get("state", "") if args.get("state") in STATES else "",
        treated=args.get("treated") == "1",
        sort=args.get("sort", "") if args.get("sort") in register.SORTS else "name",
    )
