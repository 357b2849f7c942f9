"""The real server as a process of its own, which a test may stop, kill and start again on the same data."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 60  # seconds a server may take to answer on a busy machine


@dataclass(slots=True, kw_only=True)
class Server:
    """`bangfu serve` on a database; `url` has no slash at its end and stays the same over restarts.

    With `clock`, the file of a FileClock, it runs on that clock instead of the machine's.
    """

    database: str
    log: Path
    clock: Path | None = None
    port: int = field(default_factory=lambda: _free_port())
    _process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it and wait until it answers."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command(), cwd=ROOT, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        deadline = time.monotonic() + PATIENCE
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.kill()
                raise AssertionError(f"Expected the server to start, but:\n{self.log.read_text('utf-8')}")
            time.sleep(0.05)

    def stop(self) -> None:
        """As a service manager does it, with a chance to finish; it has to end in order."""
        self._end(signal.SIGTERM)
        if self._process is not None and self._process.returncode:
            raise AssertionError(f"Expected the server to end in order, but:\n{self.log.read_text('utf-8')}")

    def kill(self) -> None:
        """As a power cut does it."""
        self._end(signal.SIGKILL)

    def _command(self) -> list[str]:
        port = str(self.port)
        if self.clock:
            return [sys.executable, "-m", "tests.e2e.clocked", self.database, port, str(self.clock)]
        return [sys.executable, "-m", "web.cli", "serve", "--database", self.database, "--port", port]

    def _end(self, how: signal.Signals) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(how)
            self._process.wait(PATIENCE)

    def _answers(self) -> bool:
        try:
            urllib.request.urlopen(f"{self.url}/", timeout=PATIENCE).close()
        except urllib.error.HTTPError as answer:
            answer.close()
        except OSError:
            return False
        return True


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
