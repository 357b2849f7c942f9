"""A small commission at work for tests of the pages: real engine, real process, people who sign in by the form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

import bpmn
from engine import commands, definitions, drafts, people
from engine.clock import SettableClock
from engine.in_force import in_force
from engine.models import (
    Department,
    Duty,
    DutyParty,
    Item,
    Jurisdiction,
    Notice,
    Organization,
    Person,
    Portfolio,
    Post,
)
from engine.pinyin import initials
from engine.rules import Rules
from engine.unit import Engine
from web import create_app
from workflows.issue_rectification import process
from workflows.process_publication import process as publication

FOLDER = Path(__file__).parents[2] / "bpmn" / "issue-rectification"
PLACE = "990100"
PASSWORD = "right-horse-7"
ORGANIZATIONS = {"commission": "云山市卫生健康委员会", "clinic": "石梁县卫生健康局"}
DEPARTMENTS = {"office": ("commission", "整改办"), "medical": ("commission", "医政处"), "county": ("clinic", "医政股")}
PERSONS = {
    "registrar": ("整改办经办", "office", "staff"),
    "reviewer": ("医政处经办", "medical", "staff"),
    "leader": ("分管领导", "medical", "leader"),
    "clerk": ("县局经办", "county", "staff"),
    "colleague": ("县局同事", "county", "staff"),
    "admin": ("系统管理员", "office", "administrator"),
}


def id_of(name: str) -> str:
    """A readable id of the length ids have."""
    return name.ljust(32, "0")


@cache
def password_hash() -> str:
    return people.hash_password(PASSWORD)


@cache
def rules() -> Rules:
    """The rules of the installation."""
    return Rules(path.read_bytes() for path in bpmn.rules())


class Commission:
    """The engine with its people, and the application over it. All passwords are PASSWORD."""

    def __init__(self, url: str, start: datetime = datetime(2026, 3, 2, 9, 0)) -> None:
        self.clock = SettableClock(start)
        self.engine = Engine(url, clock=self.clock, processes=[process, publication], rules=rules())
        self._populate()
        self.app: Flask = create_app(self.engine, database=url, secret="for tests", environment={})

    def browser(self, login: str | None = None) -> Browser:
        """A browser without JavaScript, signed in by the form."""
        browser = Browser(self.app.test_client())
        if login:
            answer = browser.post("/login", {"login": login, "password": PASSWORD}, page="/login")
            assert answer.status_code == 303, answer.text
        return browser

    def actor(self, login: str) -> people.Actor:
        with self.engine.view() as view:
            found = people.actor(view, id_of(login))
        assert found is not None
        return found

    def register(self, title: str = "药品储备不足", **answers: Any) -> str:
        """The 整改办 registers a finding about the county; gives the case's id."""
        given = {
            "title": title, "source": "第三方评估", "source_document": "评估办函〔2026〕3号",
            "feedback_on": self.day(-3), "category": "医疗救治", "difficulty": "Ⅱ", "due": self.day(120),
            "description": "常用药不足八十种。", "duty_id": id_of("duty"), "units": id_of("county"), **answers,
        }  # fmt: skip
        with self.engine.unit(self.actor("registrar")) as unit:
            return commands.start(unit, process.key, posted(given), id_of("office"))

    def day(self, days: int) -> str:
        """A day from today, as forms post it."""
        return (self.clock() + timedelta(days=days)).date().isoformat()

    def item(self, element: str | None = None) -> str:
        """The id of the one open item (of a step)."""
        with self.engine.view() as view:
            query = select(Item.id).where(Item.state == "open")
            if element:
                query = query.where(Item.element == element)
            (item_id,) = view.session.scalars(query)
            return item_id

    def items(self) -> list[str]:
        """The ids of all open items, oldest first."""
        with self.engine.view() as view:
            return list(view.session.scalars(select(Item.id).where(Item.state == "open").order_by(Item.id)))

    def second_post(self, login: str, department: str) -> None:
        """Let a person work in another department too."""
        with self.engine.unit() as unit:
            unit.session.add(
                Post(id=id_of(f"2-{login}"), person_id=id_of(login), department_id=id_of(department), role="staff")
            )

    def look(self, item_id: str) -> Item:
        """An item as it is in the database."""
        with self.engine.view() as view:
            found = view.session.get(Item, item_id)
            assert found is not None
            return found

    def complete(self, login: str, element: str, opinion: str = "同意", **answers: Any) -> None:
        """A person completes the one open item of a step, not by the pages."""
        with self.engine.unit(self.actor(login)) as unit:
            commands.complete(unit, self.item(element), posted(answers), opinion)

    def drafted(self, was: str = 'name="认领"', now: str = 'name="认领（新）"') -> str:
        """A draft of the next version of the rectification with another text in its diagram; gives its id."""
        files = {path.name: path.read_bytes() for path in FOLDER.iterdir() if path.is_file()}
        name = "issue-rectification.bpmn"
        with self.engine.unit() as unit:
            definitions.deploy(unit, bpmn.files(FOLDER.parent / "process-publication"))
        with self.engine.unit(self.actor("admin")) as unit:
            draft = drafts.begin_from(unit, in_force(unit, process.key).id)
            content, revision = drafts.content(unit, draft, name)
            assert was.encode() in files[name]
            drafts.save(unit, draft, name, content.replace(was.encode(), now.encode()), revision)
            return draft

    def to_be_planned(self, title: str = "药品储备不足") -> str:
        """A finding the county has accepted and looked into; gives the id of the item that asks for the plan."""
        self.register(title)
        self.complete("clerk", "accept", acceptance_outcome="accept", contact="站长", contact_phone="0951-1234567")
        self.complete("clerk", "inspect", inspection="查了全县", similar_found="no")
        return self.item("plan")

    def planned(self) -> str:
        """A finding whose plan waits for the review; gives the review's item id."""
        self.to_be_planned()
        measure = {"title": "补齐常用药", "standard": "不少于八十种", "kind": "限期整改", "due": self.day(60),
                   "department": id_of("county"), "person": "站长", "phone": "0951-1234567"}  # fmt: skip
        self.complete(
            "clerk", "plan", goal="药品配齐", **{f"measures[0].{name}": value for name, value in measure.items()}
        )
        return self.item("review")

    def _populate(self) -> None:
        with self.engine.unit() as unit:
            unit.session.add(Jurisdiction(code=PLACE, name="云山市", level="city"))
            unit.session.flush()
            for key, name in ORGANIZATIONS.items():
                unit.session.add(Organization(id=id_of(key), name=name, kind="commission", jurisdiction_code=PLACE))
            unit.session.flush()
            for key, (organization, name) in DEPARTMENTS.items():
                unit.session.add(
                    Department(id=id_of(key), organization_id=id_of(organization), name=name, pinyin=initials(name))
                )
            unit.session.flush()
            for login, (name, department, role) in PERSONS.items():
                post = Post(id=id_of(f"post-{login}"), department_id=id_of(department), role=role)
                unit.session.add(
                    Person(id=id_of(login), login=login, name=name, password_hash=password_hash(), posts=[post])
                )
            unit.session.flush()
            unit.session.add(Portfolio(person_id=id_of("leader"), department_id=id_of("medical")))
            unit.session.add(_notice())
            definitions.deploy(unit, {path.name: path.read_bytes() for path in FOLDER.iterdir() if path.is_file()})


class Browser:
    """A client that sends the CSRF token as the pages' forms do."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def get(self, path: str, **kwargs: Any) -> TestResponse:
        return self.client.get(path, **kwargs)

    def post(
        self, path: str, data: Mapping[str, Any] | None = None, *, page: str = "/me", **kwargs: Any
    ) -> TestResponse:
        """Post a form with the token that `page` carries."""
        token = re.search(r'name="csrf-token" content="([^"]+)"', self.client.get(page).text)
        assert token is not None, f"expected {page} to carry a token"
        return self.client.post(path, data={"csrf_token": token[1], **(data or {})}, **kwargs)

    def follow(self, answer: TestResponse) -> TestResponse:
        """The page an answer leads to."""
        assert answer.status_code in (302, 303), answer.text
        return self.client.get(answer.headers["Location"])


def posted(answers: Mapping[str, Any]) -> dict[str, list[str]]:
    return {name: value if isinstance(value, list) else [value] for name, value in answers.items()}


def _notice() -> Notice:
    parties = [
        DutyParty(id=id_of("party1"), role="lead", position=0, name="医政处", department_id=id_of("medical")),
        DutyParty(id=id_of("party2"), role="leader", position=1, name="分管领导", person_id=id_of("leader")),
    ]
    duty = Duty(id=id_of("duty"), sequence=1, task="问题整改", wording="问题整改", key="rectification", mode="single",
                names={}, lines=[], questions=[], parties=parties)  # fmt: skip
    return Notice(id=id_of("notice"), jurisdiction_code=PLACE, title="任务分工", issuers=[], file_name="notice.md",
                  digest="", source=b"", articles=[], report=[], questions=[], state="in_force", duties=[duty],
                  imported_at=datetime(2026, 1, 5).astimezone())  # fmt: skip
