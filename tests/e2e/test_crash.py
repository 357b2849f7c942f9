"""kill -9 at any moment: what was acknowledged is there once, nothing is doubled, histories are whole."""

from __future__ import annotations

import http.client
import random
import re
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from engine import intake, jobs
from engine.clock import system_clock
from engine.forms.identity import normalized
from engine.intake.running import PORTION
from engine.models import Case, Event, Item, Job, Patient
from tests.e2e.server import ROOT, Server
from tests.e2e.worker import KEY
from tests.engine.commission import FORMS, Commission, start_event, task, timer
from tests.engine.findings import sheet
from tests.engine.patients.illness import at_work
from tests.web import commission as web

DIAGRAM = f"""
{start_event()}{task("first", form="answer", due='now() + duration("PT0.2S")')}
<bpmn:intermediateCatchEvent id="pause">{timer("PT0.3S")}</bpmn:intermediateCatchEvent>
{task("after", "[{office}]")}
start -> first
first -> pause
pause -> after
"""
KILLS, WORKERS, CLIENTS, FINDINGS, PATIENTS = 3, 2, 3, 30, 300


def test_workers_killed_at_random_moments_lose_and_double_nothing(database_url: str) -> None:
    # given two programs that work on the same database, each killed several times in the middle of it
    with Commission(database_url) as commission:
        commission.deploy(DIAGRAM, forms=FORMS, process=KEY)
        said = _work_and_die(commission, database_url)
        assert len([line for line in said if line[0] == "completed"]) > KILLS
        # when what is still due is done
        commission.clock.set(system_clock() + timedelta(minutes=5))
        while commission.rows(Job):
            jobs.run_due(commission.engine)
        # then every case that was acknowledged is there, numbered without a gap
        cases = {case.id: case for case in commission.rows(Case)}
        assert {case_id for what, case_id, _ in said if what == "started"} <= set(cases)
        numbers = sorted(int(case.number.rsplit("-", 1)[1]) for case in cases.values())
        assert numbers == list(range(1, len(cases) + 1))
        # and every acknowledged completion is there once, with the answer of who was told so
        completions = Counter(event.item_id for event in commission.rows(Event, Event.kind == "completed"))
        assert set(completions.values()) <= {1}
        for what, item_id, token in said:
            if what == "completed":
                item = commission.row(Item, item_id)
                assert (item.state, completions[item_id]) == ("done", 1)
                assert commission.variables(item.case_id)["finding"] == token
        # and every timer and time limit had its effect once
        _check_timers(commission, cases)
        assert commission.is_sound()


def _work_and_die(commission: Commission, url: str) -> list[list[str]]:
    """What the workers said, over all their lives."""
    chance, said = random.Random(7), list[list[str]]()
    clerk, office = commission.persons["clerk"], commission.departments["office"]
    for life in range(KILLS):
        workers = [
            subprocess.Popen(
                [sys.executable, "-m", "tests.e2e.worker", url, f"{life}-{number}", clerk, office],
                cwd=ROOT, stdout=subprocess.PIPE, text=True,
            )
            for number in range(WORKERS)
        ]  # fmt: skip
        for worker in workers:
            assert worker.stdout is not None
            said.append(worker.stdout.readline().split())  # it has begun
        for worker in workers:
            time.sleep(chance.uniform(0.05, 0.8))
            worker.kill()
        for worker in workers:
            lines, _ = worker.communicate()
            said += [line.split() for line in lines.splitlines() if len(line.split()) == 3]
    return said


def _check_timers(commission: Commission, cases: dict[str, Case]) -> None:
    items: dict[str, Counter[str]] = {case_id: Counter() for case_id in cases}
    for item in commission.rows(Item):
        items[item.case_id][item.element] += 1
    fired = Counter(event.case_id for event in commission.rows(Event, Event.kind == "fired"))
    late = Counter(event.item_id for event in commission.rows(Event, Event.kind == "overdue"))
    done = {item.case_id for item in commission.rows(Item, Item.element == "first", Item.state == "done")}
    for case_id, found in items.items():
        expected = {"first": 1, "after": 1} if case_id in done else {"first": 1}
        assert found == expected
        assert fired[case_id] == (case_id in done)
    assert set(late.values()) <= {1}
    still_open = {item.id for item in commission.rows(Item, Item.element == "first", Item.state == "open")}
    assert still_open <= set(late)


def test_the_patients_of_a_workbook_arrive_once_though_the_program_is_killed(
    tmp_path: Path, _sqlite_template: Path
) -> None:
    # given a workbook of patients, one of them twice and one whose number is wrong
    url = f"sqlite:///{tmp_path / 'patients.db'}"
    (tmp_path / "patients.db").write_bytes(_sqlite_template.read_bytes())
    rows = [[f"患者{number}", identity_of(number), "食管癌"] for number in range(PATIENTS)]
    content = sheet(*rows, rows[0], ["无名", "640299197001010011", "食管癌"], heading=("姓名", "身份证号", "病种"))
    with at_work(url) as commission:
        office = commission.departments["office"]
        begun = commission.do("registrar", intake.begin, "illness", "名单.xlsx", content, office)
        # when the program is killed in the middle of it, twice, and a third one goes on
        chance = random.Random(11)
        for _ in range(2):
            _take_and_die(url, chance)
        progress = commission.look("registrar", intake.progress, begun)
        assert 0 < progress.taken < PATIENTS
        subprocess.run([sys.executable, "-m", "tests.e2e.taker", url], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        # then everybody is there once, with a record and a number of the series without a gap
        progress = commission.look("registrar", intake.progress, begun)
        assert (progress.state, progress.taken, progress.known) == ("done", PATIENTS, 1)
        assert [error["row"] for error in progress.errors] == [PATIENTS + 3]
        titles = Counter(case.title for case in commission.rows(Case))
        assert titles == Counter(f"患者{number} 食管癌" for number in range(PATIENTS))
        assert len(commission.rows(Patient)) == PATIENTS
        numbers = sorted(int(case.number.rsplit("-", 1)[1]) for case in commission.rows(Case))
        assert numbers == list(range(1, PATIENTS + 1))
        # and the same workbook a second time brings nobody
        again = commission.do("registrar", intake.begin, "illness", "名单.xlsx", content, office)
        jobs.run_due(commission.engine)
        assert commission.look("registrar", intake.progress, again).taken == 0


def identity_of(number: int) -> str:
    """The identity number of the nth of many invented people."""
    return normalized(f"640299700{1 + number // 4500}{1 + number // 900 % 5:02}{number % 900 + 1:03}")


def _take_and_die(url: str, chance: random.Random) -> None:
    """A program that is killed in the middle of a portion, after it has taken some."""
    command = [sys.executable, "-m", "tests.e2e.taker", url]
    worker = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert worker.stdout is not None
    for _ in range(chance.randint(2, PATIENTS // PORTION // 3)):
        assert worker.stdout.readline() == "taken\n"
    time.sleep(chance.uniform(0.0, 0.3))
    worker.kill()
    worker.communicate()


@pytest.fixture
def county(tmp_path: Path, _sqlite_template: Path) -> Iterator[tuple[web.Commission, Server]]:
    """A county with findings to accept, and the server on its database."""
    url = f"sqlite:///{tmp_path / 'county.db'}"
    (tmp_path / "county.db").write_bytes(_sqlite_template.read_bytes())
    commission = web.Commission(url)
    for number in range(FINDINGS):
        commission.register(f"问题{number}")
    server = Server(database=url, log=tmp_path / "log")
    server.start()
    yield commission, server
    server.kill()
    commission.engine.close()


def test_a_server_killed_under_load_keeps_what_it_acknowledged(county: tuple[web.Commission, Server]) -> None:
    # given clients who accept findings through the pages
    commission, server = county
    waiting = commission.items()
    clients = [Client(server.url, waiting[number::CLIENTS]) for number in range(CLIENTS)]
    for client in clients:
        client.sign_in()
    threads = [threading.Thread(target=client.work) for client in clients]
    for thread in threads:
        thread.start()
    # when the server is killed and started again while they do
    chance = random.Random(11)
    for _ in range(KILLS):
        time.sleep(chance.uniform(0.3, 1.2))
        server.kill()
        server.start()
    for thread in threads:
        thread.join()
    # then all is done, what was acknowledged once, and each finding has come to its next step once
    assert [client.trouble for client in clients if client.trouble] == []
    acknowledged = [item_id for client in clients for item_id in client.acknowledged]
    assert len(acknowledged) > KILLS
    with commission.engine.view() as view:
        events = view.session.query(Event).filter(Event.kind == "completed").all()
        assert Counter(event.item_id for event in events) == Counter(waiting)
        following = view.session.query(Item).filter(Item.element == "inspect").all()
        assert Counter(item.case_id for item in following) == Counter(event.case_id for event in events)
        late = view.session.query(Event).filter(Event.kind == "overdue").all()
        assert set(Counter(event.item_id for event in late).values()) <= {1}


class Client:
    """Somebody with a browser who tries again when the server does not answer."""

    def __init__(self, url: str, items: list[str]) -> None:
        self._url, self._items = url, items
        self.acknowledged: list[str] = []
        self.trouble = ""
        cookies = urllib.request.HTTPCookieProcessor()
        self._read = urllib.request.build_opener(cookies).open
        self._send = urllib.request.build_opener(cookies, _Stay()).open

    def sign_in(self) -> None:
        """Once and in peace: a sign-in tried again and again would rightly be throttled."""
        status = self._insist("/login", {"login": "clerk", "password": web.PASSWORD}, "/login")
        assert status == 303, status

    def work(self) -> None:
        """Accept every finding."""
        try:
            for item_id in self._items:
                answers = {"acceptance_outcome": "accept", "contact": "站长", "contact_phone": "0951-1234567"}
                status = self._insist(f"/items/{item_id}/completion", answers, "/me")
                if status == 303:
                    self.acknowledged.append(item_id)
                elif status != 200:  # else it was done before the answer was lost, and the page says so
                    raise AssertionError(f"{item_id}: {status}")
        except Exception as error:
            self.trouble = repr(error)

    def _insist(self, path: str, answers: dict[str, str], page: str) -> int:
        deadline = time.monotonic() + 60
        while True:
            try:
                token = re.search(r'name="csrf-token" content="([^"]+)"', self._get(page))
                assert token is not None
                return self._post(path, {"csrf_token": token[1], **answers})
            except urllib.error.HTTPError:
                raise
            except (OSError, http.client.HTTPException):  # it is down, or went down before its answer was whole
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.05)

    def _get(self, path: str) -> str:
        with self._read(self._url + path, timeout=20) as answer:
            return str(answer.read().decode())

    def _post(self, path: str, answers: dict[str, str]) -> int:
        try:
            with self._send(self._url + path, urllib.parse.urlencode(answers).encode(), timeout=20) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as refused:
            return refused.code


class _Stay(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: the redirect is the acknowledgement."""

    def redirect_request(self, *_: object) -> None:
        return None
