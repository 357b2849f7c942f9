"""The relation between two hospitals: what it prints, and who was there when.

The ways through the diagram are scenarios in its folder; `tests/bpmn/test_scenarios.py` goes them all.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import docx
import pytest

from engine.bars import bars
from engine.cases import case_view
from engine.papers.offering import offered
from engine.scenarios.playing import Played
from tests.bpmn.played import looked, paper, played, scenario, template

KEY, ROTATION = "counterpart-relation", "counterpart-rotation"


@pytest.fixture(scope="module")
def main() -> Iterator[Played]:
    """Two batches of five: the first on site, the second to come."""
    with played(template(KEY, ROTATION), scenario(KEY, "main"), KEY) as found:
        assert found.mismatches == ()
        yield found


def test_the_summary_of_the_agreement_names_illnesses_and_specialities(main: Played) -> None:
    document = docx.Document(BytesIO(paper(main.trial, main.trial.case_id or "", "agreement")))
    fields, diseases, specialities, _signatures = document.tables
    assert fields.cell(0, 1).text == "对口协〔2026〕1号"
    assert [row.cells[0].text for row in diseases.rows][1:] == ["冠心病", "脑卒中", "肺癌", "股骨骨折", "慢性肾病"]
    assert [row.cells[1].text for row in specialities.rows][1:] == ["冠心病", "脑卒中"]


def test_the_roster_lists_everybody_batch_by_batch(main: Played) -> None:
    document = docx.Document(BytesIO(paper(main.trial, main.trial.case_id or "", "roster")))
    rows = [[cell.text for cell in row.cells] for row in document.tables[1].rows][1:]
    assert [(row[0], row[1]) for row in rows[:2]] == [("1", "甲医师"), ("1", "乙医师")]
    assert len(rows) == 10 and rows[-1][:2] == ["2", "癸主任"]
    assert rows[0][4:7] == ["2026年3月16日", "2026年9月15日", "驻点中"]


def test_papers_are_offered_when_there_is_something_to_print(main: Played) -> None:
    found = looked(main.trial, offered, main.trial.case_id)
    assert [one.name for one in found] == ["agreement", "roster"]


def test_the_calendar_shows_one_row_a_person_so_that_gaps_are_seen(main: Played) -> None:
    (bar,) = looked(main.trial, bars, main.trial.case_id)
    rows = dict(bar.rows)
    assert list(rows)[:2] == ["甲医师", "乙医师"] and len(rows) == 10
    assert [span.kind for span in rows["甲医师"]] == ["done", "plan"]
    assert [span.kind for span in rows["己医师"]] == ["plan"]
    assert rows["己医师"][0].first <= rows["甲医师"][-1].last, "the successor comes before the predecessor leaves"


def test_every_person_has_a_case_linked_to_the_relation(main: Played) -> None:
    view = looked(main.trial, case_view, main.trial.case_id)
    assert len(view.linked) == 10
    assert {one.key for one in view.linked} == {ROTATION}
    assert view.linked[0].title == "甲医师（心血管内科）驻点帮扶"
