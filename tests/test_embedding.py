"""The engine inside another Python program: the example of the README, as it stands there, and that it is true."""

from __future__ import annotations

import inspect
import textwrap
from pathlib import Path

import pytest

from engine.models import Case, Event
from engine.unit import Engine
from tests.engine.commission import form, service, start_event, task, text, timer
from tests.engine.kernel.diagrams import diagram

README = Path(__file__).resolve().parent.parent / "README.md"


def example() -> None:
    from datetime import datetime
    from pathlib import Path

    from engine import commands, definitions, inbox, jobs, organizations, people
    from engine.clock import SettableClock
    from engine.forms import posted_of
    from engine.process import Process
    from engine.unit import Engine

    def give_batch(inputs, headers, desk):  # a service task of the diagram calls it by its name
        return {"batch": f"{inputs['goods']}-{desk.next_number('batch')}"}

    clock = SettableClock(datetime(2026, 3, 2, 9, 0))  # leave it out for the machine's clock
    delivery = Process(key="delivery", prefix="PS", title="goods", services={"delivery.batch": give_batch})
    engine = Engine("sqlite:///pharmacy.db", clock=clock, processes=[delivery])  # or postgresql://...
    engine.upgrade()

    with engine.unit() as unit:  # one transaction; without a person the system acts
        organizations.add_jurisdiction(unit, "990100", "云山市", "city")
        hospital = organizations.add_organization(unit, "云山市医院", "hospital", "990100")
        pharmacy = organizations.add_department(unit, hospital, "药剂科")
        wang = organizations.add_person(unit, "王药师")
        organizations.add_post(unit, wang, pharmacy, "staff")
        definitions.deploy(unit, {path.name: path.read_bytes() for path in Path("delivery").iterdir()})

    with engine.view() as view:
        clerk = people.actor(view, wang)

    with engine.unit(clerk) as unit:
        case = commands.start(unit, "delivery", posted_of({"goods": "二甲双胍", "boxes": 12}), pharmacy)

    with engine.unit() as unit:  # the diagram waits for this message, by the number of the case
        commands.publish(unit, "到货", "PS-2026-0001", {"invoice": "F-77"})

    with engine.view(clerk) as view:
        (row,) = inbox.page(view, "unclaimed").rows
        print(row.number, row.title, row.step, row.due_at)

    with engine.unit(clerk) as unit:
        commands.claim(unit, row.id)
    with engine.unit(clerk) as unit:
        commands.complete(unit, row.id, posted_of({"complete": True}), "数量相符")

    clock.advance(days=30)
    jobs.run_due(engine)  # timers, reminders, messages that came early; a server runs it in jobs.JobThread
    with engine.view(clerk) as view:
        print(inbox.page(view, "started").rows[0].light, case)


MESSAGE = """<bpmn:message id="m" name="到货"><bpmn:extensionElements>
<zeebe:subscription correlationKey="=case.number"/></bpmn:extensionElements></bpmn:message>"""
DIAGRAM = diagram(
    f"""{start_event("order")}{service("number", "delivery.batch")}
    <bpmn:intermediateCatchEvent id="arrival"><bpmn:messageEventDefinition messageRef="m"/>
    </bpmn:intermediateCatchEvent>
    {task("check", "[starter.department]", due="workdays after(now(), 3)", form="check")}
    <bpmn:intermediateCatchEvent id="keep">{timer("P30D")}</bpmn:intermediateCatchEvent>
    <bpmn:endEvent id="end"/>
    start -> number
    number -> arrival
    arrival -> check
    check -> keep
    keep -> end""",
    MESSAGE,
    "delivery",
)


@pytest.fixture
def delivery(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a program's own diagram and forms, in which the program runs."""
    files = {
        "delivery.bpmn": DIAGRAM,
        "order.form": form("order", text("goods", required=True), {"type": "number", "key": "boxes"}),
        "check.form": form("check", {"type": "checkbox", "key": "complete"}),
    }
    (tmp_path / "delivery").mkdir()
    for name, content in files.items():
        (tmp_path / "delivery" / name).write_bytes(content)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_example_does_what_it_says(delivery: Path, capsys: pytest.CaptureFixture[str]) -> None:
    # when the example runs
    example()
    # then the item was in the inbox with its number, title and due date
    first, second = capsys.readouterr().out.splitlines()
    assert first == "PS-2026-0001 二甲双胍 check 2026-03-05 17:30:00+08:00"
    # and the case has ended by its timer, with all that was answered and served
    engine = Engine("sqlite:///pharmacy.db")
    with engine.view() as view:
        case = view.session.get_one(Case, second.split()[-1])
        kinds = [event.kind for event in view.session.query(Event).order_by(Event.sequence) if event.kind != "moved"]
    engine.close()
    assert case.state == "done"
    assert kinds == ["started", "received", "claimed", "completed", "fired", "ended"]


def test_the_readme_shows_the_example_as_it_is() -> None:
    body = inspect.getsource(example).partition("\n")[2]
    assert textwrap.dedent(body).strip() in README.read_text("utf-8")
