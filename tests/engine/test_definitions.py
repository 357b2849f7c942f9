"""Definitions: deployed as a whole or not at all, versioned, parsed once."""

from __future__ import annotations

import threading

from engine import definitions
from engine.errors import Invalid, NotFound
from engine.in_force import in_force
from engine.models import Definition
from tests.engine.commission import FORMS, TWO_STEPS, Commission, form, setting, start_event, task, text
from tests.engine.kernel.diagrams import diagram

ONE = f"{setting('days', '7')}{start_event()}{task('work')}\nstart -> work\n"


def test_the_same_files_are_the_same_version_and_a_changed_form_is_a_new_one(commission: Commission) -> None:
    first = commission.deploy(ONE, forms=FORMS, process="one")
    assert commission.deploy(ONE, forms=FORMS, process="one") == first
    second = commission.deploy(ONE, forms=[*FORMS, form("more", text("a"))], process="one")
    versions = [(row.id, row.version) for row in commission.rows(Definition, Definition.key == "one")]
    assert versions == [(first, 1), (second, 2)]


def test_the_newest_published_version_counts_and_a_retired_one_does_not(office: Commission) -> None:
    first = office.deploy(ONE, process="one")
    second = office.deploy(ONE.replace("work", "other"), process="one")
    latest = office.look(None, lambda view: in_force(view, "one").id)
    assert latest == second
    with office.engine.unit() as unit:
        unit.session.get_one(Definition, second).state = "retired"
    assert office.look(None, lambda view: in_force(view, "one").id) == first
    # and the same files published again are a version of their own
    assert office.deploy(ONE.replace("work", "other"), process="one") not in (first, second)


def test_a_diagram_with_faults_is_refused_with_all_of_them_and_nothing_written(commission: Commission) -> None:
    inside = f"{start_event('missing')}{task('work', '[]', subject='1 +', remind_before='(')}\nstart -> work\n"
    files = {"a.bpmn": diagram(inside, process="broken"), "b.form": b"no json"}
    with commission.refused(Invalid, "处问题", "fault(s)") as raised:
        commission.do(None, definitions.deploy, files)
    assert {fault.rule for fault in raised.value.faults} >= {"form", "form-missing", "expression"}


def test_a_diagram_without_layout_is_kept_with_one_and_stays_the_same_version(office: Commission) -> None:
    # given a diagram that says nothing of where its steps are drawn
    first = office.deploy(ONE, process="one")
    # then what is kept of it can be drawn
    kept = office.look(None, lambda view: view.definitions.get(view.session, first).source)
    assert b'bpmnElement="work"' in kept
    # and the same file again is no other version
    assert office.deploy(ONE, process="one") == first


def test_an_unknown_process_is_not_found_in_words(office: Commission) -> None:
    with office.refused(NotFound, "未找到流程“nothing”", "the process 'nothing'"):
        office.look(None, lambda view: in_force(view, "nothing"))


def test_a_definition_is_parsed_once_for_all_threads(commission: Commission) -> None:
    id_ = commission.deploy(TWO_STEPS.replace("second", "third"), forms=FORMS, process="shared")
    found = []
    threads = [
        threading.Thread(
            target=lambda: found.append(commission.look(None, lambda view: view.definitions.get(view.session, id_)))
        )
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert all(one is found[0] for one in found)
