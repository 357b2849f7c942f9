"""Printing a paper leaves a line in the history: who got what, in which form."""

from __future__ import annotations

from engine import commands
from engine.errors import NotAllowed, NotFound
from engine.process import Process
from tests.engine.commission import FORMS, TWO_STEPS, Commission
from tests.engine.papers.sheets import PAPERS


def test_every_printing_is_kept_in_the_history(sqlite_url: str) -> None:
    with Commission(sqlite_url, Process(key="main", prefix="FX", papers=PAPERS)) as work:
        work.deploy(TWO_STEPS, forms=FORMS)
        case_id = work.start(title="村卫生室缺药")
        # when two people get the same paper
        work.do("registrar", commands.print_paper, case_id, "notice", "page")
        work.do("clerk", commands.print_paper, case_id, "notice", "docx")
        # then both are told of
        told = work.history(case_id, "printed")
        assert [(one.actor_id, one.data["name"], one.data["form"]) for one in told] == [
            (work.persons["registrar"], "整改通知单", "page"), (work.persons["clerk"], "整改通知单", "docx"),
        ]  # fmt: skip
        assert work.is_sound()


def test_nobody_prints_what_is_not_theirs_or_not_there_yet(sqlite_url: str) -> None:
    with Commission(sqlite_url, Process(key="main", prefix="FX", papers=PAPERS)) as work:
        work.deploy(TWO_STEPS, forms=FORMS)
        case_id = work.start(title="村卫生室缺药")
        with work.refused(NotAllowed):
            work.do("outsider", commands.print_paper, case_id, "notice", "page")
        with work.refused(NotFound, zh="该文书"):
            work.do("registrar", commands.print_paper, case_id, "receipt", "page")
