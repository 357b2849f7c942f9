"""Papers are offered when they are due, to those who see the case, and made out from what it knows."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from engine.errors import NotAllowed, NotFound
from engine.papers.offering import offered, printout
from engine.process import Process
from tests.engine.commission import FORMS, TWO_STEPS, Commission
from tests.engine.papers.sheets import PAPERS


@pytest.fixture
def work(sqlite_url: str) -> Iterator[Commission]:
    with Commission(sqlite_url, Process(key="main", prefix="FX", papers=PAPERS)) as commission:
        commission.deploy(TWO_STEPS, forms=FORMS)
        yield commission


def names(work: Commission, case_id: str, login: str = "registrar") -> list[str]:
    return [paper.name for paper in work.look(login, offered, case_id)]


def test_a_paper_is_offered_once_its_time_has_come(work: Commission) -> None:
    # given a case that has just begun
    case_id = work.start(title="村卫生室缺药")
    assert names(work, case_id) == ["notice"]
    with pytest.raises(NotFound, match="this paper at this point"):
        work.look("registrar", printout, case_id, "receipt")
    # when what the receipt speaks of is there
    work.complete("clerk", "first", finding="情况属实")
    # then both are offered, also after the end
    assert names(work, case_id) == ["notice", "receipt"]
    work.complete("registrar", "second")
    assert names(work, case_id) == ["notice", "receipt"]
    assert work.look("clerk", printout, case_id, "receipt").sheet.parts[0].text == "情况属实"


def test_a_paper_names_departments_by_their_names(work: Commission) -> None:
    found = work.look("registrar", printout, work.start(title="村卫生室缺药"), "notice")
    assert ("登记处室", "云山市卫生健康委员会office") in found.sheet.parts[1].pairs
    assert found.label == "整改通知单"


def test_whom_a_case_does_not_concern_gets_no_paper_of_it(work: Commission) -> None:
    case_id = work.start(title="村卫生室缺药")
    for read in (offered, lambda view, id_: printout(view, id_, "notice")):
        with pytest.raises(NotAllowed):
            work.look("outsider", read, case_id)


def test_a_process_without_papers_offers_none(sqlite_url: str) -> None:
    with Commission(sqlite_url) as work:
        work.deploy(TWO_STEPS, forms=FORMS)
        case_id = work.start(title="村卫生室缺药")
        assert names(work, case_id) == []
        with pytest.raises(NotFound):
            work.look("registrar", printout, case_id, "notice")
