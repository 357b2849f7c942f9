"""A city with two counties, each with a bureau and a hospital that works on cases of the city's office."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from engine import organizations
from engine.process import Process
from tests.engine.commission import form, start_event, task, text
from tests.engine.patients.illness import COUNTY, OTHER_COUNTY, at_work

FINDING = Process(key="finding", prefix="FX", title="title", due="due")
DIAGRAM = f"""
{start_event("find")}
{task("mend", "[unit]", due="due")}
start -> mend
"""
FIND = form(
    "find", text("title", required=True), text("unit"),
    {"type": "datetime", "subtype": "date", "key": "due", "dateLabel": "时限"},
)  # fmt: skip


class City:
    """`hospitals` and `bureaus` hold the ids of the front departments by county; the leader leads the first bureau."""

    def __init__(self, url: str) -> None:
        self.work = at_work(url, FINDING)
        self.work.deploy(DIAGRAM, forms=[FIND], process="finding")
        self.hospitals, self.bureaus = dict[str, str](), dict[str, str]()
        with self.work.engine.unit() as unit:
            for code, name in ((COUNTY, "石桥县"), (OTHER_COUNTY, "青禾县")):
                self.hospitals[code] = self._front(unit, f"{name}人民医院", "hospital", code)
                self.bureaus[code] = self._front(unit, f"{name}卫生健康局", "bureau", code)
            organizations.set_portfolio(
                unit, self.work.persons["leader"], [self.work.departments["medical"], self.bureaus[COUNTY]]
            )

    def find(self, department: str, days: int = 10) -> str:
        """A finding of the city's office that lies with a department, due in so many days."""
        due = (self.work.clock() + timedelta(days=days)).date().isoformat()
        return self.work.start("finding", title=f"{department[-4:]}的问题", unit=department, due=due)

    def appoint(self, login: str, department: str, role: str) -> None:
        with self.work.engine.unit() as unit:
            self.work.persons[login] = organizations.add_person(unit, login, login=login)
            organizations.add_post(unit, self.work.persons[login], department, role)

    def __enter__(self) -> City:
        return self

    def __exit__(self, *_: object) -> None:
        self.work.engine.close()

    @staticmethod
    def _front(unit: Any, name: str, kind: str, code: str) -> str:
        organization = organizations.add_organization(unit, name, kind, code, front="医务科")
        return organizations.add_department(unit, organization, "业务科")


