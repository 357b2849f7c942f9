"""Who may do what: every command by every person, denied unless a row here says otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

import bpmn
from engine import commands, definitions, kernel, organizations
from engine.errors import BangfuError, NotAllowed, NotFound, Overtaken
from engine.models import Item, Post, Reminder
from engine.occurrences import occurrences
from engine.process import Desk, Process, ServiceFailed
from engine.rights import visible_case
from engine.unit import Engine, Unit
from tests.engine import publication
from tests.engine.commission import PERSONS, Commission, form, posted, service, start_event, task, text
from tests.engine.papers.sheets import PAPERS

MEDICAL = {"clerk", "colleague", "head"}
CONCERNED = {"registrar", *MEDICAL, "leader", "helper", "admin"}
EVERYBODY = set(PERSONS)

DIAGRAM = f"""
{start_event("ask")}
<bpmn:parallelGateway id="fork"/>
{task("work", copies="[{primary}]")}
{task("claimed")}
{service("broken", "test.broken")}
<bpmn:adHocSubProcess id="freely"><bpmn:extensionElements><zeebe:adHoc activeElementsCollection="=[]"/>
  <zeebe:properties><zeebe:property name="candidateGroups" value="[{{medical}}]"/></zeebe:properties>
  </bpmn:extensionElements>{task("more")}<bpmn:completionCondition>=true</bpmn:completionCondition>
</bpmn:adHocSubProcess>
<bpmn:intermediateCatchEvent id="told" name="told"><bpmn:extensionElements><zeebe:properties>
  <zeebe:property name="reporters" value="=[{{medical}}]"/></zeebe:properties></bpmn:extensionElements>
  <bpmn:messageEventDefinition id="told_by" messageRef="told_message"/></bpmn:intermediateCatchEvent>
start -> fork
fork -> work
fork -> claimed
fork -> broken
fork -> freely
fork -> told
"""
MESSAGE = """<bpmn:message id="told_message" name="told"><bpmn:extensionElements>
<zeebe:subscription correlationKey="=case.number"/></bpmn:extensionElements></bpmn:message>"""


class Undone(Exception):
    """Raised to undo what was allowed, so that the next person finds the same case."""


class Scene:
    """One case in which every command has something to do."""

    def __init__(self, url: str) -> None:
        process = Process(key="main", prefix="T", services={"test.broken": _fail}, papers=PAPERS)
        self.commission = Commission(url, process, publication.process)
        self.commission.deploy(DIAGRAM, MESSAGE, forms=[form("ask", text("title"))])
        self.case = self.commission.start(title="药品")
        self.work, self.claimed = self.commission.item("work"), self.commission.item("claimed")
        self.free = self.commission.item("freely")
        self.commission.do("clerk", commands.claim, self.claimed)
        self.commission.do("helper", commands.remind, self.claimed)
        self.commission.do(None, definitions.deploy, bpmn.files(publication.FOLDER))
        self.draft, self.submitted = (publication.drawn(self.commission, key) for key in ("visit", "talk"))
        self.commission.do("designer", commands.submit, self.submitted, "新增")
        (self.reminder,) = (one.id for one in self.commission.rows(Reminder))
        (self.incident,) = (one.id for one in self.commission.incidents())
        (self.occurrence,) = (one.id for one in self.commission.look("admin", occurrences, self.case))
        self.commission.clock.advance(hours=2)

    def allows(self, login: str | None, command: Callable[[Unit, Scene], Any]) -> bool:
        """Whether a person may give the command; refusals of rights are the only ones that count as no."""
        actor = self.commission.actor(login) if login else None
        try:
            with self.commission.engine.unit(actor) as unit:
                command(unit, self)
                raise Undone
        except Undone:
            return True
        except (NotAllowed, NotFound, Overtaken):
            return False


BY_THE_SYSTEM = {"broadcast", "evaluate", "publish"}
COMMANDS: dict[str, tuple[Callable[[Unit, Scene], Any], set[str]]] = {
    "activate": (lambda unit, scene: commands.activate(unit, scene.free, "more"), MEDICAL),
    "assign": (lambda unit, scene: commands.assign(unit, scene.case, _root(unit, scene), {"a": 1}, "更正"), {"admin"}),
    "attach": (lambda unit, scene: commands.attach(unit, "a.txt", b"text"), EVERYBODY),
    "broadcast": (lambda unit, scene: commands.broadcast(unit, "停电"), {"admin"}),
    "cancel": (lambda unit, scene: commands.cancel(unit, scene.case, "重复登记"), {"registrar", "admin"}),
    "claim": (lambda unit, scene: commands.claim(unit, scene.work), MEDICAL),
    "claim what is claimed": (lambda unit, scene: commands.claim(unit, scene.claimed), {"clerk"}),
    "comment": (lambda unit, scene: commands.comment(unit, scene.case, "已阅"), CONCERNED),
    "complete": (lambda unit, scene: commands.complete(unit, scene.work, {}), MEDICAL),
    "complete what is claimed": (lambda unit, scene: commands.complete(unit, scene.claimed, {}), {"clerk"}),
    "conclude": (lambda unit, scene: commands.conclude(unit, scene.free), MEDICAL),
    "evaluate": (lambda unit, scene: commands.evaluate(unit, {"x": 1}), {"admin"}),
    "move": (lambda unit, scene: _move(unit, scene), {"admin"}),
    "print_paper": (lambda unit, scene: commands.print_paper(unit, scene.case, "notice", "page"), CONCERNED),
    "publish": (lambda unit, scene: commands.publish(unit, "到货"), {"admin"}),
    "read_reminder": (lambda unit, scene: commands.read_reminder(unit, scene.reminder), {"clerk"}),
    "recall": (lambda unit, scene: commands.recall(unit, scene.submitted), {"designer", "admin"}),
    "release": (lambda unit, scene: commands.release(unit, scene.claimed), {"clerk"}),
    "remind": (lambda unit, scene: commands.remind(unit, scene.work), CONCERNED),
    "report": (lambda unit, scene: commands.report(unit, scene.case, scene.occurrence, {}), {*MEDICAL, "admin"}),
    "retry": (lambda unit, scene: commands.retry(unit, scene.incident), {"admin"}),
    "save_draft": (lambda unit, scene: commands.save_draft(unit, scene.work, {"a": ["b"]}), MEDICAL),
    "send_back": (lambda unit, scene: _send_back(unit, scene), MEDICAL),
    "skip": (lambda unit, scene: commands.skip(unit, scene.incident, "线下已办"), {"admin"}),
    "start": (
        lambda unit, scene: commands.start(
            unit, "main", posted({"title": "x"}), scene.commission.departments["office"]
        ),
        {"registrar"},
    ),
    "submit": (lambda unit, scene: commands.submit(unit, scene.draft, "新增"), {"designer", "admin"}),
    "transfer": (
        lambda unit, scene: commands.transfer(unit, scene.work, "归口", to_person=scene.commission.persons["helper"]),
        MEDICAL,
    ),
    "see the case": (lambda unit, scene: visible_case(unit, scene.case), CONCERNED),
}  # fmt: skip


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    url = f"sqlite:///{tmp_path_factory.mktemp('rights') / 'test.db'}"
    Engine(url).upgrade()
    found = Scene(url)
    yield found
    found.commission.engine.close()


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_denied_to_all_but_those_named(scene: Scene, name: str) -> None:
    command, allowed = COMMANDS[name]
    assert {login for login in PERSONS if scene.allows(login, command)} == allowed


@pytest.mark.parametrize("name", COMMANDS)
def test_the_system_gives_no_command_that_needs_a_person(scene: Scene, name: str) -> None:
    assert scene.allows(None, COMMANDS[name][0]) == (name in BY_THE_SYSTEM)


def test_every_command_has_its_row() -> None:
    assert set(commands.__all__) <= set(COMMANDS)


def test_a_refusal_speaks_the_language_of_its_reader(scene: Scene) -> None:
    with (
        scene.commission.refused(NotAllowed, "您没有“办理该事项”的权限", "may work on this item, but outsider may not"),
        scene.commission.engine.unit(scene.commission.actor("outsider")) as unit,
    ):
        commands.claim(unit, scene.work)


def test_who_lost_the_post_sees_only_what_that_person_acted_in(office: Commission) -> None:
    # given a clerk who claimed one of two cases
    claimed, other = office.start(title="甲"), office.start(title="乙")
    office.do("clerk", commands.claim, office.item("first", claimed))
    # when the post is gone
    (post,) = (post for post in office.rows(Post) if post.person_id == office.persons["clerk"])
    office.do("admin", organizations.remove_post, post.id)
    # then the claimed case can still be read, the other one cannot
    assert office.look("clerk", visible_case, claimed).id == claimed
    with pytest.raises(NotAllowed):
        office.look("clerk", visible_case, other)


def _fail(_inputs: dict[str, Any], _headers: dict[str, str], _desk: Desk) -> None:
    raise ServiceFailed("接口没有应答")


def _root(unit: Unit, scene: Scene) -> str:
    case = visible_case(unit, scene.case)
    spec = unit.definitions.get(unit.session, case.definition_id).spec
    return next(iter(kernel.load(spec, case.snapshot, environment=kernel.Environment()).tokens)).scope


def _move(unit: Unit, scene: Scene) -> None:
    wait = unit.session.get_one(Item, scene.work).wait_id
    commands.move(unit, scene.case, wait, "claimed", "线下已办")


def _send_back(unit: Unit, scene: Scene) -> None:
    """Nobody passed a step yet, so those who may send back learn that there is no step to return to."""
    try:
        commands.send_back(unit, scene.work, "claimed", "重办")
    except (NotAllowed, NotFound, Overtaken):
        raise
    except BangfuError as refused:
        assert "不能退回" in refused.text("zh")
