"""Patients who come in a workbook: each row once, conflicts told in the marked-up file, nobody taken in twice."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pytest
from openpyxl import load_workbook

from engine import intake, jobs
from engine.intake.marking import OUTCOME
from engine.models import Case
from tests.engine.commission import Commission
from tests.engine.findings import sheet
from tests.engine.patients.illness import LI, WANG, at_work, ill, patients

HEADINGS = ("姓名", "身份证号", "病种", "联系电话")


@pytest.fixture
def work(sqlite_url: str) -> Iterator[Commission]:
    with at_work(sqlite_url) as commission:
        yield commission


def test_what_is_wrong_with_a_person_is_marked_in_the_workbook_and_nobody_comes_in_twice(work: Commission) -> None:
    # given a person with an open case of the disease
    work.start("illness", **ill())
    # when a workbook brings the same again, another name for the number, and a new person twice
    rows = [
        ["王小明", WANG, "食管癌", ""], ["李四", WANG, "胃癌", ""], ["李梅", LI, "胃癌", ""], ["李梅", LI, "胃癌", ""],
    ]  # fmt: skip
    office = work.departments["office"]
    intake_id = work.do("registrar", intake.begin, "illness", "名单.xlsx", sheet(*rows, heading=HEADINGS), office)
    jobs.run_due(work.engine)
    # then only the new person has come in, once
    result = work.look("registrar", intake.progress, intake_id)
    assert (result.taken, result.known, len(result.errors)) == (1, 1, 2)
    assert (len(patients(work)), len(work.rows(Case))) == (2, 2)
    # and the file says of each row why
    page = load_workbook(BytesIO(work.look("registrar", intake.marked_up, intake_id))).active
    assert page is not None and page.cell(1, 5).value == OUTCOME
    said = [str(page.cell(row, 5).value) for row in range(2, 6)]
    assert "食管癌”事项 DB-2026-0001" in said[0] and "姓名为“王**”" in said[1] and said[2:] == ["已导入", "已导入"]
