"""Findings of an inspection become rectification cases of the county that lead back to it, played over the engine."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

import bpmn
from engine.models import Case
from engine.rules import Rules
from engine.scenarios.playing import play
from engine.scenarios.reading import read
from engine.trials.space import Template
from workflows import issue_rectification, leader_inspection

FOLDERS = {folder.name: folder for folder in bpmn.folders()}
SCENARIO = Path(bpmn.__file__).parent / "leader-inspection" / "scenarios" / "main.yaml"


def test_what_is_found_is_rectified_by_the_county_and_leads_back_to_the_inspection() -> None:
    # given a year of inspections in two counties, with one finding in one of them
    processes = [leader_inspection.process, issue_rectification.process]
    template = Template([bpmn.files(FOLDERS[one.key]) for one in processes], processes=processes, rules=Rules())
    scenario = read(SCENARIO.read_text("utf-8"), "leader-inspection")
    space = template.open(scenario.at)
    try:
        # when it is played
        assert play(scenario, space).mismatches == ()
        with space.engine.view() as view:
            inspection, finding = view.session.scalars(select(Case).order_by(Case.id))
            # then the finding is a case of its own, of the county, linked to the inspection and named in it
            assert (finding.key, finding.parent_id) == ("issue-rectification", inspection.id)
            assert finding.title == "台账更新不及时"
            assert finding.ledger["source_document"] == inspection.number
            assert inspection.ledger["found"] == 1
    finally:
        space.close()
