"""What was typed in vain comes back in words."""

from __future__ import annotations

from engine.commands import send_back
from engine.unsent import unsent
from tests.web.commission import Commission, posted


def test_every_answer_comes_back_under_its_label_as_it_was_typed(sqlite_url: str) -> None:
    commission = Commission(sqlite_url)
    commission.register()
    typed = {"acceptance_outcome": "object", "objection": "不属本县", "contact_phone": "写了一半"}
    with commission.engine.view(commission.actor("clerk")) as view:
        words = unsent(view, commission.item(), posted(typed))
    assert ("认领意见", "提出异议") in words
    assert ("异议理由", "不属本县") in words


def test_rows_of_a_list_come_back_too(sqlite_url: str) -> None:
    commission = Commission(sqlite_url)
    commission.planned()
    with commission.engine.unit(commission.actor("reviewer")) as unit:
        send_back(unit, commission.item("review"), "plan", "请细化")
    typed = {"goal": "药品配齐", "measures[0]": "", "measures[0].title": "补齐常用药", "measures[1].title": "定期盘点"}
    with commission.engine.view(commission.actor("clerk")) as view:
        words = [text for _label, text in unsent(view, commission.item("plan"), posted(typed))]
    assert {"药品配齐", "补齐常用药", "定期盘点"} <= set(words)


def test_an_item_that_is_gone_has_nothing_to_tell(sqlite_url: str) -> None:
    commission = Commission(sqlite_url)
    with commission.engine.view(commission.actor("clerk")) as view:
        assert unsent(view, "none", {}) == []
