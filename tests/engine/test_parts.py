"""Each party of a case sees its own part, and what is in nobody's; the starter's side sees everything."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from engine import cases, commands, ledgers, materials, search
from engine.bars import bars
from engine.diagrams import diagrams
from engine.errors import Invalid, InvalidAnswers, NotAllowed, NotFound
from engine.inbox import Row
from engine.items import open_item
from engine.models import Case
from engine.papers.offering import offered, printout
from engine.parts import sights
from engine.process import Bar, Column, Paper, Process, Sheet
from engine.unit import Engine, Unit
from tests.engine.commission import Commission, form, start_event, task, text

FORMS = [
    form("ask", text("title")),
    *(form(name, text(name), {"type": "filepicker", "key": f"{name}_files", "multiple": True})
      for name in ("request", "review", "reply")),
]  # fmt: skip

DIAGRAM = f"""
{start_event("ask")}
{task("request", "[{office}]", form="request")}
<bpmn:parallelGateway id="fork"/>
{task("review", "[{medical}]", form="review", part="requester")}
{task("reply", "[{county}]", form="reply", part="receiver", copies="[{primary}]")}
{task("waiting", "[{medical}]", part="requester")}
start -> request
request -> fork
fork -> review
fork -> reply
review -> waiting
"""
"""The office asks; the medical department of the asking side reviews, the county answers and the primary one helps."""

WHOLE = {"registrar", "admin"}
REQUESTER, RECEIVER = {*WHOLE, "clerk", "colleague", "head", "leader"}, {*WHOLE, "outsider", "helper"}
CONCERNED = REQUESTER | RECEIVER

PARTS = {"request": "", "review": "requester", "reply": "receiver"}
PROCESS = Process(
    key="main",
    prefix="T",
    ledger=(
        Column(name="request", label="申请", value="request", filter=True),
        Column(name="review", label="审核", value="review", part="requester", filter=True),
        Column(name="reply", label="答复", value="reply", part="receiver", filter=True),
    ),
    papers=[
        Paper(name=name, label=name, part=part, build=lambda values: Sheet(title="", parts=[]))
        for name, part in PARTS.items()
    ],
    bars=[
        Bar(label=name, part=part, spans='[{from: date("2026-03-01"), to: date("2026-03-31")}]')
        for name, part in PARTS.items()
    ],
)


class Scene:
    """One case in which each party has answered, commented and given a file."""

    def __init__(self, url: str) -> None:
        self.commission = Commission(url, PROCESS)
        self.commission.deploy(DIAGRAM, forms=FORMS)
        self.case = self.commission.start(title="张某会诊")
        self.files, self.items = {}, {}
        for login, name in (("registrar", "request"), ("clerk", "review"), ("outsider", "reply")):
            self.items[name] = self.commission.item(name)
            self.files[name] = self.commission.do(login, commands.attach, f"{name}.txt", b"text")
            self.commission.do(login, commands.comment, self.case, f"{name}之说", item_id=self.items[name])
            self.commission.complete(login, name, **{name: f"{name}之意", f"{name}_files": [self.files[name]]})

    def sees(self, login: str, look: Callable[[Unit, Scene], bool]) -> bool:
        """Whether a person gets to see something; being refused is not seeing it."""
        try:
            return bool(self.commission.look(login, look, self))
        except (NotAllowed, NotFound):
            return False


def _history(name: str) -> Callable[[Unit, Scene], bool]:
    return lambda view, scene: any(
        entry.name == name and entry.answers for entry in cases.timeline(view, scene.case)
    )  # fmt: skip


def _comment(name: str) -> Callable[[Unit, Scene], bool]:
    return lambda view, scene: f"{name}之说" in [entry.opinion for entry in cases.timeline(view, scene.case)]


def _material(name: str) -> Callable[[Unit, Scene], bool]:
    return lambda view, scene: scene.files[name] in [file.id for file in cases.case_view(view, scene.case).materials]


def _download(name: str) -> Callable[[Unit, Scene], bool]:
    return lambda view, scene: materials.content(view, scene.files[name])[1] == b"text"


def _facts(name: str) -> Callable[[Unit, Scene], bool]:
    def look(view: Unit, scene: Scene) -> bool:
        return f"{name}之意" in str(cases.case_view(view, scene.case).facts)

    return look


def _cell(name: str) -> Callable[[Unit, Scene], bool]:
    def look(view: Unit, scene: Scene) -> bool:
        rows = [*ledgers.page(view, "main", ledgers.Filters()).rows, *ledgers.export(view, "main", ledgers.Filters())]
        return any(row.cells[name] or row.values.get(name) for row in rows)

    return look


def _option(name: str) -> Callable[[Unit, Scene], bool]:
    return lambda view, scene: bool(ledgers.options(view, "main", ledgers.Filters())[name])


def _filter(name: str) -> Callable[[Unit, Scene], bool]:
    wanted = ledgers.Filters(facts={name: f"{name}之意"})
    return lambda view, scene: bool(ledgers.page(view, "main", wanted).rows)


def _item(name: str) -> Callable[[Unit, Scene], bool]:
    return lambda view, scene: open_item(view, scene.items[name]).item.element == name


def _path(name: str) -> Callable[[Unit, Scene], bool]:
    return lambda view, scene: name in diagrams(view, scene.case)[0].path


def _paper(name: str) -> Callable[[Unit, Scene], bool]:
    return lambda view, scene: name in [paper.name for paper in offered(view, scene.case)]


def _printout(name: str) -> Callable[[Unit, Scene], bool]:
    return lambda view, scene: printout(view, scene.case, name).label == name


def _bar(name: str) -> Callable[[Unit, Scene], bool]:
    return lambda view, scene: name in [bar.label for bar in bars(view, scene.case)]


def _open(view: Unit, scene: Scene) -> list[Row]:
    return list(cases.case_view(view, scene.case).open_items)


LOOKS: dict[str, Callable[[str], Callable[[Unit, Scene], bool]]] = {
    "history and answers": _history, "comments": _comment, "list of files": _material, "a file itself": _download,
    "facts of the ledger": _facts, "ledger and its workbook": _cell, "choices of the ledger's filters": _option,
    "filter of the ledger": _filter, "page of the item": _item, "path in the diagram": _path,
    "papers on the page": _paper, "a paper itself": _printout, "calendar bars": _bar,
}  # fmt: skip


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    url = f"sqlite:///{tmp_path_factory.mktemp('parts') / 'test.db'}"
    Engine(url).upgrade()
    found = Scene(url)
    yield found
    found.commission.engine.close()


@pytest.mark.parametrize("what", LOOKS)
@pytest.mark.parametrize(("name", "seen_by"), [("request", CONCERNED), ("review", REQUESTER), ("reply", RECEIVER)])
def test_a_party_sees_its_own_part_and_what_is_in_none(scene: Scene, what: str, name: str, seen_by: set[str]) -> None:
    look = LOOKS[what](name)
    assert {login for login in CONCERNED if scene.sees(login, look)} == seen_by


def test_what_waits_elsewhere_is_counted_and_not_shown(scene: Scene) -> None:
    assert [row.step for row in scene.commission.look("clerk", _open, scene)] == ["waiting"]
    seen = scene.commission.look("outsider", cases.case_view, scene.case)
    assert (seen.open_items, seen.elsewhere) == ((), 1)
    assert scene.commission.look("outsider", diagrams, scene.case)[0].tokens == {}


def test_nobody_finds_a_case_by_what_is_in_a_part(scene: Scene) -> None:
    def found(view: Unit, words: str) -> int:
        return len(search.search(view, words).rows)

    assert [scene.commission.look("registrar", found, words) for words in ("request之意", "reply之意")] == [1, 0]


def _urge(unit: Unit, scene: Scene) -> None:
    commands.remind(unit, scene.commission.item("waiting", scene.case))


def _remark(unit: Unit, scene: Scene) -> None:
    commands.comment(unit, scene.case, "看一看", item_id=scene.items["review"])


@pytest.mark.parametrize("command", [_urge, _remark])
def test_nobody_speaks_into_a_part_unseen(scene: Scene, command: Callable[[Unit, Scene], None]) -> None:
    with scene.commission.refused(NotAllowed, "查看其他参与方的办理内容"):
        scene.commission.do("outsider", command, scene)


def test_a_file_of_another_part_cannot_be_named_in_an_answer(scene: Scene) -> None:
    # given a second case whose receiver knows the id of a file of the other part
    case = scene.commission.start(title="李某会诊")
    scene.commission.complete("registrar", "request", case_id=case, request="二")
    given = scene.commission.do("clerk", commands.attach, "second.txt", b"text")
    scene.commission.complete("clerk", "review", case_id=case, review="二", review_files=[given])
    # when it is named in the reply, then the form does not know it
    with scene.commission.refused(InvalidAnswers, "选项"):
        scene.commission.complete("outsider", "reply", case_id=case, reply="二", reply_files=[given])


def test_what_is_seen_of_many_cases_costs_one_statement(scene: Scene) -> None:
    every = scene.commission.rows(Case)
    outsider = scene.commission.actor("outsider")
    with scene.commission.engine.view(outsider) as view, scene.commission.statements() as sent:
        found = sights(view, every)
    assert (len(found), len(sent)) == (len(every), 1)


ASKING = f"""
{start_event()}
<bpmn:subProcess id="asking"><bpmn:extensionElements><zeebe:properties>
  <zeebe:property name="part" value="receiver"/></zeebe:properties></bpmn:extensionElements>
  <bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements>
    <zeebe:loopCharacteristics inputCollection="=[{{county}}, {{primary}}]" inputElement="asked"/>
  </bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>
  <bpmn:startEvent id="begin"/>{task("answer", "[asked]")}
  begin -> answer
</bpmn:subProcess>
start -> asking
"""


def test_a_hospital_does_not_see_how_another_one_answered(office: Commission) -> None:
    # given departments that were asked at the same time, each in a part of its own
    office.deploy(ASKING, process="beds")
    case = office.start("beds")
    # when the first answers
    (first,) = (id_ for id_ in office.items("answer", case) if ("county", "lead") in office.inboxes(id_))
    office.do("outsider", commands.complete, first, {}, "没有床位")
    # then the other one does not read it, and the asking office does
    said = {login: office.look(login, cases.timeline, case) for login in ("outsider", "helper", "registrar")}
    readers = {login for login, entries in said.items() if "没有床位" in [entry.opinion for entry in entries]}
    assert readers == {"outsider", "registrar"}


def test_a_column_of_a_part_no_element_is_in_is_refused_at_deployment(sqlite_url: str) -> None:
    process = Process(key="main", prefix="T", ledger=(Column(name="a", label="甲", value="a", part="nobody"),))
    with Commission(sqlite_url, process) as commission, commission.refused(Invalid, "1", "nobody"):
        commission.deploy(DIAGRAM, forms=FORMS)
