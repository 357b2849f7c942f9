"""A real browser, on a desk and on a phone, before the real server; a page whose scripts fail, fails the test."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from tests import browser as browsers
from tests.demonstration import TODAY
from tests.e2e.clocked import FileClock
from tests.e2e.server import Server
from tests.e2e.stage import Stage

DESK: dict[str, Any] = {"viewport": {"width": 1366, "height": 768}}  # the commonest screen in an office
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
SCREENSHOTS = browsers.CACHE / "screenshots"


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    return new_page(**DESK)


@pytest.fixture
def phone(new_page: Callable[..., Page]) -> Page:
    return new_page(**PHONE)


@pytest.fixture
def new_page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Callable[..., Page]]:
    """`new_page()`: a page in a session of its own, for one more person; takes Playwright's settings of a context."""
    with ExitStack() as opened:
        names = (f"{request.node.name}-{number}" for number in range(1, 100))

        def open_page(**settings: Any) -> Page:
            return opened.enter_context(_page(browser, next(names), DESK | settings))

        yield open_page


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = browsers.find()
    expect.set_options(timeout=20_000)  # milliseconds: a machine that does much else at once is no fault of a page
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=found.program, args=list(browsers.ARGUMENTS), env=dict(found.environment)
        )
        yield launched
        launched.close()


@pytest.fixture
def server_url(server: Server) -> str:
    return server.url


@pytest.fixture(scope="session")
def server(filled_database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server on the demonstration on its day, shared by the tests that only look at pages."""
    folder = tmp_path_factory.mktemp("server")
    FileClock(folder / "clock").set(TODAY)
    server = Server(database=filled_database, log=folder / "log", clock=folder / "clock")
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def filled_database(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of a copy of the demonstration."""
    return f"sqlite:///{shutil.copy(demonstration, tmp_path_factory.mktemp('filled') / 'bangfu.db')}"


@pytest.fixture
def stage(
    _sqlite_template: Path, tmp_path: Path, new_page: Callable[..., Page]
) -> Iterator[Callable[..., Stage]]:  # fmt: skip
    """`stage(begin, screens)`: the demonstration's places, people and notice without a case, before a server."""
    with ExitStack() as opened:

        def begin(moment: datetime, screens: Mapping[str, Mapping[str, Any]] | None = None) -> Stage:
            database = f"sqlite:///{shutil.copy(_sqlite_template, tmp_path / 'bangfu.db')}"
            stage = Stage(database, tmp_path, moment, new_page, screens or {})
            opened.callback(stage.server.stop)
            return stage

        yield begin


@pytest.fixture
def barriers() -> Callable[[Page], list[str]]:
    """What axe finds on a page that keeps people out: its serious and critical findings, each with where it is."""

    def find(page: Page) -> list[str]:
        found = Axe().run(page).response["violations"]
        grave = [rule for rule in found if rule["impact"] in ("serious", "critical")]
        return [f"{rule['id']}: {node['html']}" for rule in grave for node in rule["nodes"]]

    return find


@contextmanager
def _page(browser: Browser, name: str, settings: dict[str, Any]) -> Iterator[Page]:
    """A page with its own cookies. Its last look is kept in .cache/screenshots; errors of its scripts are raised."""
    context = browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai", **settings)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.extend(_violations(message)))
    try:
        yield page
    finally:
        if not page.is_closed():
            SCREENSHOTS.mkdir(parents=True, exist_ok=True)
            file = re.sub(r"[^\w.-]+", "_", name)  # parameters of a test may hold slashes
            page.screenshot(path=SCREENSHOTS / f"{file}.png", full_page=True)
        context.close()
    assert not errors, "Expected the page's scripts to run, but:\n" + "\n".join(errors)


def _violations(message: ConsoleMessage) -> list[str]:
    """A message of the console where it says that the content security policy was broken."""
    return [message.text] if "Content Security Policy" in message.text else []
