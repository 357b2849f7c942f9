"""A little commission for tests of the engine, set up by the commands of administrators, with diagrams of each test."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from html import escape
from typing import Any

import pytest
from sqlalchemy import event, select

from engine import commands, definitions, history, jobs, kernel, organizations, people
from engine.clock import SettableClock
from engine.course import course, launch
from engine.errors import BangfuError
from engine.models import Base, Candidate, Case, Event, Incident, Item, Job, Reminder
from engine.process import Process
from engine.rules import Rules
from engine.unit import Engine, Unit
from tests.engine.kernel.diagrams import diagram

PLACE = "990100"
MORNING = datetime(2026, 3, 2, 9, 0)  # a Monday
DEPARTMENTS = ("office", "medical", "primary", "county", "leadership", "computing")
PERSONS = {
    "registrar": ("office", "staff"), "clerk": ("medical", "staff"), "colleague": ("medical", "staff"),
    "head": ("medical", "head"), "leader": ("leadership", "leader"), "helper": ("primary", "staff"),
    "outsider": ("county", "staff"), "designer": ("computing", "designer"), "admin": ("computing", "administrator"),
}  # fmt: skip
"""Login -> department and role. The leader's portfolio holds `medical`; a post in no department of a case sees none."""


class Commission:
    """An engine on a database with six departments and nine persons; `departments` and `persons` hold their ids."""

    def __init__(self, url: str, *processes: Process, rules: Rules | None = None) -> None:
        self.clock = SettableClock(MORNING)
        self.engine = Engine(url, clock=self.clock, processes=processes, rules=rules)
        with self.engine.unit() as unit:
            self._found(unit)

    def __enter__(self) -> Commission:
        return self

    def __exit__(self, *_: object) -> None:
        self.engine.close()

    def actor(self, login: str) -> people.Actor:
        with self.engine.view() as view:
            found = people.actor(view, self.persons[login])
        assert found is not None
        return found

    def do(self, login: str | None, command: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        """One command of a person, or of the system, in a unit of its own."""
        with self.engine.unit(self.actor(login) if login else None) as unit:
            return command(unit, *arguments, **named)

    def look(self, login: str | None, read: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        """One look of a person at the data."""
        with self.engine.view(self.actor(login) if login else None) as view:
            return read(view, *arguments, **named)

    def deploy(
        self, inside: str, outside: str = "", forms: Iterable[bytes] = (), process: str = "main", **said: Any
    ) -> str:
        """Publish a diagram given as the inside of its process; `{medical}` in it is that department's id."""
        for name, id_ in {**self.departments, **self.persons}.items():
            inside = inside.replace(f"{{{name}}}", f"&quot;{id_}&quot;")
        files = {f"{number}.form": form for number, form in enumerate(forms)}
        files["a.bpmn"] = diagram(inside, outside, process)
        return str(self.do(None, definitions.deploy, files, definitions.Publication(**said)))

    def start(self, key: str = "main", login: str = "registrar", **answers: Any) -> str:
        """A person starts a case for the department of the post."""
        department = self.departments[PERSONS[login][0]]
        return str(self.do(login, commands.start, key, posted(answers), department))

    def launch(self, key: str = "main", **variables: Any) -> str:
        """A case with typed variables, started by the system for the office."""
        with self.engine.unit() as unit:
            return launch(unit, key, variables, department_id=self.departments["office"]).id

    def item(self, element: str, case_id: str | None = None) -> str:
        """The id of the one open item of a step."""
        (found,) = self.items(element, case_id)
        return found

    def items(self, element: str | None = None, case_id: str | None = None) -> list[str]:
        """The ids of open items."""
        query = select(Item.id).where(Item.state == "open").order_by(Item.id)
        query = query.where(Item.element == element) if element else query
        query = query.where(Item.case_id == case_id) if case_id else query
        with self.engine.view() as view:
            return list(view.session.scalars(query))

    def complete(self, login: str, element: str, opinion: str = "", case_id: str | None = None, **answers: Any) -> None:
        self.do(login, commands.complete, self.item(element, case_id), posted(answers), opinion)

    def run(self, case_id: str, act: Callable[[kernel.Run], Any]) -> None:
        """Move a case by the kernel alone, as a job does."""
        with self.engine.unit() as unit, course(unit, unit.session.get_one(Case, case_id)) as run:
            act(run)

    def assign(self, case_id: str, **variables: Any) -> None:
        """Change variables of the process scope."""
        with self.engine.unit() as unit, course(unit, unit.session.get_one(Case, case_id)) as run:
            run.assign(next(token.scope for token in run.tokens), variables, unit.now)

    def variables(self, case_id: str) -> dict[str, Any]:
        with self.engine.view() as view:
            case = view.session.get_one(Case, case_id)
            deployed = view.definitions.get(view.session, case.definition_id)
            run = kernel.load(deployed.spec, case.snapshot, environment=kernel.Environment())
            return run.variables()

    def row(self, kind: type[Any], id_: str) -> Any:
        """A row as it is in the database."""
        with self.engine.view() as view:
            return view.session.get_one(kind, id_)

    def rows(self, kind: type[Any], *conditions: Any) -> list[Any]:
        """All rows of a table that fulfil conditions, oldest first."""
        with self.engine.view() as view:
            return list(view.session.scalars(select(kind).where(*conditions).order_by(kind.id)))

    def case(self, case_id: str) -> Case:
        return self.row(Case, case_id)

    def events(self, case_id: str) -> list[str]:
        """What happened in a case, leaving out how the tokens moved."""
        return [one.kind for one in self.history(case_id) if one.kind != "moved"]

    def history(self, case_id: str, kind: str | None = None) -> list[Event]:
        found = self.rows(Event, Event.case_id == case_id)
        return [one for one in sorted(found, key=lambda one: one.sequence) if kind in (None, one.kind)]

    def inboxes(self, item_id: str) -> list[tuple[str, str]]:
        """(name, role) of the departments and persons an item lies with, in order."""
        names = {id_: name for name, id_ in {**self.departments, **self.persons}.items()}
        found = sorted(self.rows(Candidate, Candidate.item_id == item_id), key=lambda one: one.position)
        return [(names[one.department_id or one.person_id or ""], one.role) for one in found]

    def jobs(self) -> list[tuple[str, datetime]]:
        """Kind and moment of everything scheduled, by moment."""
        return sorted(((one.kind, one.due_at) for one in self.rows(Job)), key=lambda job: (job[1], job[0]))

    def reminded(self, kind: str) -> list[str]:
        """The logins of those who were told something of a kind."""
        names = {id_: name for name, id_ in self.persons.items()}
        return sorted(names[one.person_id] for one in self.rows(Reminder, Reminder.kind == kind))

    def incidents(self) -> list[Incident]:
        """The incidents that are open."""
        return self.rows(Incident, Incident.resolved_at.is_(None))

    def wait_until(self, moment: datetime) -> int:
        """Let time pass, then do what is due."""
        self.clock.set(moment)
        return jobs.run_due(self.engine)

    def is_sound(self) -> bool:
        """Whether the histories of all cases are whole."""
        with self.engine.view() as view:
            return all(history.broken_at(view.session, id_) is None for id_ in view.session.scalars(select(Case.id)))

    def contents(self) -> dict[str, list[Any]]:
        """Every row of every table."""
        with self.engine.view() as view:
            return {
                table.name: sorted(map(repr, view.session.execute(select(table))))
                for table in Base.metadata.sorted_tables
            }

    @contextmanager
    def refused(self, error: type[BangfuError], zh: str = "", en: str = "") -> Iterator[pytest.ExceptionInfo[Any]]:
        """What happens inside raises the error, with these words in it, and writes nothing."""
        before = self.contents()
        with pytest.raises(error) as raised:
            yield raised
        assert zh in told(raised.value, "zh")
        assert en in told(raised.value, "en")
        assert self.contents() == before

    @contextmanager
    def statements(self) -> Iterator[list[str]]:
        """The SQL sent to the database meanwhile, without the beginnings and ends of transactions."""
        sent: list[str] = []

        def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
            if not statement.startswith(("BEGIN", "PRAGMA")):
                sent.append(statement)

        event.listen(self.engine.database, "before_cursor_execute", note)
        try:
            yield sent
        finally:
            event.remove(self.engine.database, "before_cursor_execute", note)

    def _found(self, unit: Unit) -> None:
        organizations.add_jurisdiction(unit, PLACE, "云山市", "city")
        commission = organizations.add_organization(unit, "云山市卫生健康委员会", "commission", PLACE)
        self.departments = {name: organizations.add_department(unit, commission, name) for name in DEPARTMENTS}
        self.persons = {name: organizations.add_person(unit, name, login=name) for name in PERSONS}
        for name, (department, role) in PERSONS.items():
            organizations.add_post(unit, self.persons[name], self.departments[department], role)
        organizations.set_portfolio(unit, self.persons["leader"], [self.departments["medical"]])


def told(error: BangfuError, language: str) -> str:
    """What an error tells a person, with the sentences about single fields."""
    fields = error.details.get("errors", {})
    return "\n".join([error.text(language), *(message.text(language) for message in fields.values())])


def posted(answers: Mapping[str, Any]) -> dict[str, list[str]]:
    """Answers as a browser posts them; a string stands for a list of one."""
    return {name: [value] if isinstance(value, str) else list(value) for name, value in answers.items()}


def task(
    id_: str, groups: str = "[{medical}]", *, users: str = "", assignee: str = "", due: str = "", form: str = "",
    **properties: str,
) -> str:  # fmt: skip
    """A user task; the properties are Bangfu's settings of the step, with `_` where theirs have a dot."""
    who = {"assignee": assignee, "candidateGroups": groups, "candidateUsers": users}
    assigned = " ".join(f'{name}="{attribute(text)}"' for name, text in who.items() if text)
    settings = "".join(
        f'<zeebe:property name="{name.replace("check_", "check.").replace("_message", ".message")}" '
        f'value="{escape(text)}"/>'
        for name, text in properties.items()
    )
    return f"""<bpmn:userTask id="{id_}" name="{id_}"><bpmn:extensionElements><zeebe:userTask/>
        <zeebe:assignmentDefinition {assigned}/>
        {f'<zeebe:taskSchedule dueDate="{attribute(due)}"/>' if due else ""}
        {f'<zeebe:formDefinition formId="{form}"/>' if form else ""}
        <zeebe:properties>{settings}</zeebe:properties></bpmn:extensionElements></bpmn:userTask>"""


def attribute(text: str) -> str:
    return escape(text if text.startswith("=") else f"={text}", quote=True)


def setting(name: str, default: str) -> str:
    """A setting the process offers; goes first in its inside."""
    offered = f'<zeebe:property name="setting.{name}" value="{escape(default)}"/>'
    return f"<bpmn:extensionElements><zeebe:properties>{offered}</zeebe:properties></bpmn:extensionElements>"


def start_event(form: str = "") -> str:
    asked = f'<bpmn:extensionElements><zeebe:formDefinition formId="{form}"/></bpmn:extensionElements>'
    return f'<bpmn:startEvent id="start">{asked if form else ""}</bpmn:startEvent>'


def service(id_: str, name: str, retries: str = "1") -> str:
    return f"""<bpmn:serviceTask id="{id_}" name="{id_}"><bpmn:extensionElements>
        <zeebe:taskDefinition type="{name}" retries="{retries}"/></bpmn:extensionElements></bpmn:serviceTask>"""


def timer(duration: str, kind: str = "Duration") -> str:
    return f"<bpmn:timerEventDefinition><bpmn:time{kind}>{duration}</bpmn:time{kind}></bpmn:timerEventDefinition>"


def form(id_: str, *fields: Mapping[str, Any]) -> bytes:
    """A form-js schema; a field is at least {"type", "key"}."""
    components = [{"id": f"Field_{number}", "label": field["key"], **field} for number, field in enumerate(fields)]
    return json.dumps({"type": "default", "id": id_, "schemaVersion": 18, "components": components}).encode()


def text(key: str, *, required: bool = False) -> dict[str, Any]:
    return {"type": "textfield", "key": key, "validate": {"required": required}}


TWO_STEPS = f"""
{start_event("ask")}
{task("first", form="answer", opinion="optional")}
{task("second", "[{office}]")}
<bpmn:endEvent id="end"/>
start -> first
first -> second
second -> end
"""
"""A case of two steps, started with a title; the first asks for an answer."""

FORMS = (form("ask", text("title", required=True)), form("answer", text("finding", required=True)))
