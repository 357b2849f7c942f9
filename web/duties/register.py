"""The list of duties and the page of one duty with its history and its place in the original text."""

from dataclasses import dataclass, replace
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _

from engine.duties import choices, keys, library, register
from engine.organizations import places_register
from web.context import me, view
from web.duties.blueprint import blueprint
from web.duties.words import FIELDS, MODES, NOTICE_STATES

SIZE = 20
SORTS = {"notice": _("按文件"), "task": _("按任务"), "key": _("按任务键"), "mode": _("按分工方式")}
AROUND = 2
"""Lines of the original text shown before and after those of a duty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What is shown of the register; every view of it is an address."""

    text: str = ""
    department: str | None = None
    person: str | None = None
    key: str | None = None
    mode: str | None = None
    notice: str | None = None
    state: str = "in_force"
    sort: str = "notice"

    def link(self, **changes: Any) -> str:
        """The address of the same list with something changed, at its first page unless a cursor is given."""
        cursor = changes.pop("cursor", None)
        changed = replace(self, **changes)
        return url_for(
            "duties.page",
            q=changed.text or None,
            department=changed.department,
            person=changed.person,
            key=changed.key,
            mode=changed.mode,
            notice=changed.notice,
            state=changed.state if changed.state != "in_force" else None,
            sort=changed.sort if changed.sort != "notice" else None,
            cursor=cursor,
        )

    @property
    def narrowed(self) -> bool:
        """Whether something is left out."""
        return bool(self.text or self.department or self.person or self.key or self.mode or self.notice)


@blueprint.get("/duties")
def page() -> ResponseReturnValue:
    filters = _asked_for()
    with view() as reading:
        found = register.duties(
            reading, text=filters.text, department_id=filters.department, person_id=filters.person, key=filters.key,
            mode=filters.mode, notice_id=filters.notice, state=None if filters.state == "all" else filters.state,
            sort=filters.sort, cursor=request.args.get("cursor"), limit=SIZE,
        )  # fmt: skip
        departments = places_register.departments(reading)
        persons = choices.leaders_named(reading)
        used = register.keys_in_use(reading)
        titles = library.titles(reading)
    return render_template(
        "duties/page.html", filters=filters, page=found, departments=departments, persons=persons, keys=used,
        sorts=SORTS, modes=MODES, notices=titles,
    )  # fmt: skip


@blueprint.get("/duties/<duty_id>")
def duty(duty_id: str) -> ResponseReturnValue:
    with view() as reading:
        found = register.duty(reading, duty_id)
        lines = _near(library.source(reading, found.row.notice_id), found.lines)
        members = {
            party.group: choices.group_members(reading, found.jurisdiction_code, party.group)
            for party in found.row.parties
            if party.group
        }
    return render_template(
        "duties/duty.html", duty=found, lines=lines, members=members, fields=FIELDS, keys=keys.KEYS,
        may_edit=me().is_administrator,
    )  # fmt: skip


def _near(lines: list[library.SourceLine], wanted: tuple[int, ...]) -> list[library.SourceLine | None]:
    """The lines of a duty with some around them; None stands for lines left out."""
    shown: list[library.SourceLine | None] = []
    for line in lines:
        near = any(abs(line.number - number) <= AROUND for number in wanted)
        if near and (line.text.strip() or line.number in wanted):
            shown.append(line)
        elif shown and shown[-1] is not None and line.text.strip():
            shown.append(None)
    return shown[:-1] if shown and shown[-1] is None else shown


def _asked_for() -> Filters:
    args = request.args
    state = args.get("state", "")
    return Filters(
        text=args.get("q", "").strip()[:100],
        department=args.get("department") or None,
        person=args.get("person") or None,
        key=args.get("key") or None,
        mode=args.get("mode") if args.get("mode") in MODES else None,
        notice=args.get("notice") or None,
        state=state if state in (*NOTICE_STATES, "all") else "in_force",
        sort=args.get("sort", "") if args.get("sort") in SORTS else "notice",
    )
