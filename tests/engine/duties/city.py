"""A city with two counties and two hospitals, and shorthands for importing and confirming notices there."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from engine import duties, organizations
from engine.duties import Decisions, library, register
from engine.duties.responsible import Responsible
from engine.organizations import places_register
from engine.places import names_of
from tests.engine.commission import Commission

CITY, BRIDGE, SLOPE = "990200", "990221", "990222"


class City:
    """云河市 with 石桥县 and 东坡县, in the database of a commission; `commission` acts by persons."""

    def __init__(self, commission: Commission) -> None:
        self.commission = commission
        with commission.engine.unit() as unit:
            organizations.add_jurisdiction(unit, "990000", "云省", "province")
            organizations.add_jurisdiction(unit, CITY, "云河市", "city", "990000")
            organizations.add_jurisdiction(unit, BRIDGE, "石桥县", "county", CITY)
            organizations.add_jurisdiction(unit, SLOPE, "东坡县", "county", CITY)
            for name in ("云河市第一医院", "云河市中医院"):
                organizations.add_organization(unit, name, "hospital", CITY)

    def read(self, text: str | bytes, name: str = "notice.md", place: str = CITY) -> str:
        """Import a notice as the administrator."""
        content = text.encode() if isinstance(text, str) else text
        return str(self.commission.do("admin", duties.import_notice, name, content, place))

    def confirm(self, notice_id: str, **changes: Any) -> Any:
        """Answer what is open as it was imported and confirm what is proposed, some of it decided otherwise."""
        self.commission.do("admin", duties.accept_all, notice_id)
        proposed = self.proposal(notice_id)
        return self.commission.do("admin", duties.confirm, notice_id, replace(proposed, **changes))

    def proposal(self, notice_id: str) -> Decisions:
        found: Decisions = self.commission.look("admin", duties.propose, notice_id).decisions
        return found

    def in_force(self, text: str | bytes, name: str = "notice.md", place: str = CITY, **changes: Any) -> str:
        notice_id = self.read(text, name, place)
        self.confirm(notice_id, **changes)
        return notice_id

    def rows(self, notice_id: str) -> list[register.Row]:
        found: list[register.Row] = self.commission.look("outsider", register.notice_duties, notice_id)
        return found

    def row(self, notice_id: str, sequence: int) -> register.Row:
        return next(row for row in self.rows(notice_id) if row.sequence == sequence)

    def notice(self, notice_id: str) -> library.NoticeRow:
        found: library.NoticeRow = self.commission.look("outsider", library.notice_row, notice_id)
        return found

    def responsible(self, key: str, place: str = CITY) -> Responsible | None:
        found: Responsible | None = self.commission.look(
            None, duties.responsible, key, place, self.commission.clock().date()
        )
        return found

    def named(self, ids: list[str]) -> list[str]:
        """What departments and persons are called."""
        with self.commission.engine.view() as view:
            return names_of(view.session, ids)

    def departments(self) -> dict[str, str]:
        """Full name -> id of every department at work."""
        return {label: id_ for id_, label, _organization in self.commission.look(None, places_register.departments)}
