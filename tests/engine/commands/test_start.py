"""Start: a case is begun from its start form, numbered, and its first items arrive."""

from __future__ import annotations

from datetime import datetime

from engine import commands
from engine.commands.start import AlreadyStarted
from engine.errors import InvalidAnswers, NotAllowed, NotFound
from engine.models import Item
from engine.process import Process
from tests.engine.commission import FORMS, TWO_STEPS, Commission, posted


def test_a_case_is_numbered_titled_and_belongs_to_who_started_it(commission: Commission) -> None:
    # when two cases are started
    first, second = commission.start(title="药品"), commission.start(title="设备")
    # then they have numbers one after the other in the series of the year, a title and a starter
    rows = [commission.case(first), commission.case(second)]
    assert [row.number for row in rows] == ["main-2026-0001", "main-2026-0002"]
    assert [row.title for row in rows] == ["药品", "设备"]
    assert (rows[0].starter_id, rows[0].starter_department_id) == (
        commission.persons["registrar"], commission.departments["office"],
    )  # fmt: skip
    assert (rows[0].state, rows[0].started_at) == ("open", commission.clock())
    assert commission.events(first) == ["started"]
    assert len(commission.items("first")) == 2


def test_numbers_begin_anew_with_the_year_and_have_the_prefix_of_the_process(sqlite_url: str) -> None:
    with Commission(sqlite_url, Process(key="main", prefix="ZG", title='"关于" + title')) as office:
        office.deploy(TWO_STEPS, forms=FORMS)
        first = office.start(title="药品")
        office.clock.set(datetime(2027, 1, 4, 9, 0))
        second = office.start(title="设备")
        assert [office.case(id_).number for id_ in (first, second)] == ["ZG-2026-0001", "ZG-2027-0001"]
        assert office.case(first).title == "关于药品"


def test_a_start_form_that_is_not_complete_starts_nothing_and_wastes_no_number(commission: Commission) -> None:
    with commission.refused(InvalidAnswers, "请填写", "Please"):
        commission.start(title="")
    assert commission.case(commission.start(title="药品")).number == "main-2026-0001"


def test_nobody_starts_for_another_department_or_what_is_not_there(office: Commission) -> None:
    with office.refused(NotAllowed, "以该处室名义登记", "start cases for this department"):
        office.do("clerk", commands.start, "main", posted({"title": "药品"}), office.departments["office"])
    with office.refused(NotFound, "未找到流程“other”", "the process 'other'"):
        office.start("other", title="药品")


def test_running_cases_stay_with_their_version_and_new_ones_have_the_newest(office: Commission) -> None:
    # given a case of the first version
    old = office.start(title="药品")
    # when a version with another second step is published
    office.deploy(TWO_STEPS.replace("second", "checking"), forms=FORMS)
    new = office.start(title="设备")
    for case in (old, new):
        office.complete("clerk", "first", finding="缺货", case_id=case)
    # then each goes its own way
    assert [office.row(Item, item).element for item in office.items()] == ["second", "checking"]


def test_the_same_form_sent_twice_starts_one_case(commission: Commission) -> None:
    office = commission.departments["office"]
    started = commission.do("registrar", commands.start, "main", posted({"title": "药品"}), office, submission="s1")
    with commission.refused(AlreadyStarted, "已经提交过", started):
        commission.do("registrar", commands.start, "main", posted({"title": "药品"}), office, submission="s1")
    # while another form with the same words is another case
    commission.do("registrar", commands.start, "main", posted({"title": "药品"}), office, submission="s2")
