"""A program that takes workbooks of patients in, portion by portion, and says so after each, until it is killed."""

from __future__ import annotations

import sys

from engine import jobs
from engine.unit import Engine
from tests.engine.patients.illness import PROCESS


def main(url: str) -> None:
    """Do what is due; each line on standard output was committed before it was written."""
    engine = Engine(url, processes=[PROCESS])
    while jobs.run_due(engine, limit=1):
        print("taken", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
