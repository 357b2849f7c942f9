"""The inbox page: boxes at the left, light counters and process chips that filter, rows to open or to claim."""

from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from engine import inbox
from engine.commands.claim import claim
from engine.deadlines import Light
from engine.errors import BangfuError
from engine.unit import Unit
from web.context import me, unit, view
from web.i18n import language
from web.navigation import Section

blueprint = Blueprint("inbox", __name__, template_folder="templates")
section = Section(label=lazy_gettext("待办"), endpoint="inbox.page", order=10, covers=("items", "reminders"))

SIZES = (20, 50, 100)
NAMES = {
    "todo": lazy_gettext("待办"),
    "unclaimed": lazy_gettext("待领取"),
    "mine": lazy_gettext("我已领取"),
    "copied": lazy_gettext("待阅"),
    "started": lazy_gettext("我发起的"),
    "done": lazy_gettext("已办"),
}
SORTS = {"due": lazy_gettext("时限"), "arrived": lazy_gettext("到达"), "number": lazy_gettext("编号")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What is shown of a box; its address is made from it, so that every view of the inbox can be kept as a link."""

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
        return url_for(
            "inbox.page",
            box=changed.box,
            department=changed.department,
            key=changed.key,
            light=changed.light.value if changed.light else None,
            q=changed.text or None,
            sort=changed.sort if changed.sort != "due" else None,
            size=changed.size if changed.size != SIZES[0] else None,
            cursor=cursor,
        )

    @property
    def narrowed(self) -> bool:
        """Whether something is left out that the box holds."""
        return bool(self.department or self.key or self.light or self.text)


@blueprint.get("/")
def home() -> ResponseReturnValue:
    return redirect(url_for("inbox.page"))


@blueprint.get("/inbox", defaults={"box": "todo"})
@blueprint.get("/inbox/<box>")
def page(box: str) -> ResponseReturnValue:
    if box not in inbox.BOXES:
        abort(404)
    filters, cursor = _asked_for(box), request.args.get("cursor")
    with view() as reading:
        counts = inbox.counts(reading, department=filters.department)
        found = _found(reading, filters, cursor)
    return render_template(
        "inbox/page.html", filters=filters, counts=counts, page=found, boxes=NAMES, sorts=SORTS, sizes=SIZES,
        lights=_COUNTED, here=filters.link(cursor=cursor),
    )  # fmt: skip


@blueprint.post("/inbox/claims")
def claim_many() -> ResponseReturnValue:
    """Claim the rows ticked; each is a command of its own, so one lost to a colleague does not undo the others."""
    claimed, lost = 0, []
    for item_id in request.form.getlist("item")[: SIZES[-1]]:
        try:
            with unit() as changing:
                claim(changing, item_id)
            claimed += 1
        except BangfuError as refused:
            lost.append(refused.text(language()))
    if claimed:
        flash(_("已领取 %(count)s 件，可在“我已领取”中办理。", count=claimed))
    elif not lost:
        flash(_("请先勾选要领取的事项。"), "warning")
    for text in dict.fromkeys(lost):
        flash(text, "warning")
    return redirect(_asked_for(request.args.get("box", "todo")).link(), 303)


_COUNTED = (Light.RED, Light.YELLOW, Light.BLUE, Light.GREEN)


def _asked_for(box: str) -> Filters:
    args = request.args
    departments = {post.department_id for post in me().posts}
    return Filters(
        box=box if box in inbox.BOXES else "todo",
        department=args.get("department") if args.get("department") in departments else None,
        key=args.get("key") or None,
        light=next((light for light in _COUNTED if light.value == args.get("light")), None),
        text=args.get("q", "").strip()[:100],
        sort=args.get("sort", "") if args.get("sort") in SORTS else "due",
        size=next((size for size in SIZES if str(size) == args.get("size")), SIZES[0]),
    )


def _found(reading: Unit, filters: Filters, cursor: str | None) -> Any:
    return inbox.page(
        reading, filters.box, department=filters.department, key=filters.key, light=filters.light, text=filters.text,
        sort=filters.sort, cursor=cursor, limit=filters.size,
    )  # fmt: skip
