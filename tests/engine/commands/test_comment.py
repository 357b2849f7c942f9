"""Comment: an opinion that blocks nothing, of a supporting department or of anybody concerned."""

from __future__ import annotations

from engine import commands
from engine.errors import InvalidAnswers, NotFound
from tests.engine.commission import Commission


def test_a_comment_is_kept_and_moves_nothing(office: Commission) -> None:
    case, item = office.start(title="药品"), office.item("first")
    before = office.case(case).snapshot
    office.do("leader", commands.comment, case, " 请抓紧 ", item_id=item)
    (event,) = office.history(case, "commented")
    assert (event.actor_id, event.data["opinion"], event.item_id) == (office.persons["leader"], "请抓紧", item)
    assert (office.case(case).snapshot, office.items()) == (before, [item])


def test_an_empty_comment_is_none(office: Commission) -> None:
    case = office.start(title="药品")
    with office.refused(InvalidAnswers, "请填写意见", "Please write an opinion"):
        office.do("clerk", commands.comment, case, "\n")


def test_a_comment_belongs_to_an_item_of_its_own_case_or_to_none(office: Commission) -> None:
    case, other = office.start(title="药品"), office.start(title="设备")
    foreign = office.item("first", other)
    for item in (foreign, "x" * 80):
        with office.refused(NotFound, "该待办", "this item"):
            office.do("clerk", commands.comment, case, "已阅", item_id=item)
