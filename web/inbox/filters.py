"""What is shown of a box, read from an address and written to one: every view of the inbox can be kept as a link."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from flask import url_for

from engine import inbox
from engine.deadlines import Light
from engine.keyset import Page
from engine.unit import Unit
from web.context import me

SIZES = (20, 50, 100)
LIGHTS = (Light.RED, Light.YELLOW, Light.BLUE, Light.GREEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """A box and what narrows it; values that are none of ours were left out when it was read."""

    box: str
    department: str | None = None
    key: str | None = None
    light: Light | None = None
    text: str = ""
    sort: str = "due"
    size: int = SIZES[0]

    def link(self, **changes: Any) -> str:
        """The address of the same list with something changed; it starts at the first page unless a cursor is given."""
        cursor = changes.pop("cursor", None)
        changed = replace(self, **changes)
        return url_for("inbox.page", box=changed.box, cursor=cursor, **changed.arguments)

    @property
    def arguments(self) -> dict[str, Any]:
        """The query string without what is the default."""
        given = {
            "department": self.department,
            "key": self.key,
            "light": self.light.value if self.light else None,
            "q": self.text or None,
            "sort": self.sort if self.sort != "due" else None,
            "size": self.size if self.size != SIZES[0] else None,
        }
        return {name: value for name, value in given.items() if value is not None}

    @property
    def narrowed(self) -> bool:
        """Whether something is left out that the box holds."""
        return bool(self.department or self.key or self.light or self.text)

    def rows(self, reading: Unit, cursor: str | None = None, limit: int | None = None) -> Page[inbox.Row]:
        """The rows these filters let through."""
        return inbox.page(
            reading, self.box, department=self.department, key=self.key, light=self.light, text=self.text,
            sort=self.sort, cursor=cursor, limit=limit or self.size,
        )  # fmt: skip


def asked_for(box: str, args: Mapping[str, str]) -> Filters:
    """The filters of a query string, for the person signed in."""
    return Filters(
        box=box if box in inbox.BOXES else "todo",
        department=args.get("department") if args.get("department", "") in me().departments else None,
        key=args.get("key") or None,
        light=next((light for light in LIGHTS if light.value == args.get("light")), None),
        text=args.get("q", "").strip()[:100],
        sort=args.get("sort", "") if args.get("sort") in inbox.SORTS else "due",
        size=next((size for size in SIZES if str(size) == args.get("size")), SIZES[0]),
    )


def of_link(link: str) -> tuple[Filters, str | None] | None:
    """The filters and the cursor of an address of the inbox, None for any other address."""
    parts = urlsplit(link)
    if parts.netloc or not parts.path.startswith("/inbox"):
        return None
    args = dict(parse_qsl(parts.query))
    return asked_for(parts.path.removeprefix("/inbox").strip("/"), args), args.get("cursor")
