"""Editing duties: with history, never over a colleague's head, and for articles that had none."""

from __future__ import annotations

from engine import duties
from engine.duties import Draft, register
from engine.errors import Conflict, InvalidAnswers, NotAllowed, Refused
from tests.engine.duties.city import CITY, City
from tests.engine.notices import shapes


def draft(city: City, row: register.Row, **changes: object) -> Draft:
    lead = [party.department_id for party in row.named("lead") if party.department_id]
    return Draft(**{"task": row.task, "mode": row.mode, "departments": {"lead": lead}, **changes})  # type: ignore[arg-type]


def test_a_change_keeps_what_was_what_is_who_and_why(any_city: City) -> None:
    # given a duty led by two departments
    notice_id = any_city.in_force(shapes.TABLE_IN_TEXT, keys={})
    row = any_city.row(notice_id, 1)
    kept = row.named("lead")[0]
    # when the administrator gives it to the first alone, with a key
    wanted = draft(any_city, row, mode="single", key="transport", departments={"lead": [kept.department_id]})
    any_city.commission.do("admin", duties.edit_duty, row.id, wanted, reason="职责调整", version=1)
    # then the duty and its history say so
    found = any_city.commission.look("clerk", register.duty, row.id)
    assert [party.name for party in found.row.named("lead")] == ["医政处"]
    (change,) = found.history
    assert (change.person, change.reason) == ("admin", "职责调整")
    assert change.fields == {
        "lead": (["医政处", "基层处"], ["医政处"]), "mode": ("joint", "single"), "key": (None, "transport")
    }  # fmt: skip


def test_a_colleague_who_was_faster_is_not_overwritten(city: City) -> None:
    row = city.row(city.in_force(shapes.TABLE_IN_TEXT), 1)
    city.commission.do("admin", duties.edit_duty, row.id, draft(city, row, due="年底"), reason="补期限", version=1)
    with city.commission.refused(Conflict):
        city.commission.do("admin", duties.edit_duty, row.id, draft(city, row), reason="去掉", version=1)


def test_a_change_needs_a_reason_a_task_and_somebody_who_leads(city: City) -> None:
    row = city.row(city.in_force(shapes.TABLE_IN_TEXT), 1)
    for wanted, reason, words in (
        (draft(city, row), " ", "修改理由"),
        (draft(city, row, task=""), "理由", "工作任务"),
        (draft(city, row, departments={}), "理由", "至少选择一个"),
        (draft(city, row, mode="alone"), "理由", "分工方式"),
        (draft(city, row, key="整改"), "理由", "小写字母"),
    ):
        with city.commission.refused(InvalidAnswers, zh=words):
            city.commission.do("admin", duties.edit_duty, row.id, wanted, reason=reason, version=1)


def test_a_key_is_bound_and_freed_with_a_reason(city: City) -> None:
    row = city.row(city.in_force(shapes.TABLE_IN_TEXT, keys={}), 1)
    city.commission.do("admin", duties.bind, row.id, "transport", "接入流程")
    assert city.responsible("transport") is not None
    city.commission.do("admin", duties.bind, row.id, "", "流程停用")
    assert city.responsible("transport") is None
    assert len(city.commission.look(None, register.duty, row.id).history) == 2


def test_an_article_without_a_duty_is_covered_by_a_new_one(city: City) -> None:
    # given a notice whose last duty was withdrawn from its article by nobody naming it
    notice_id = city.in_force(shapes.WITHOUT_ASSIGNMENTS)
    gaps = [entry for entry in city.commission.look(None, duties.coverage, notice_id) if entry.is_gap]
    assert [entry.heading for entry in gaps] == ["建好车队", "备好药品", "及时结算"]
    # when the administrator names who does it
    lead = city.departments()["云河市中医院"]
    wanted = Draft(task="备好药品", mode="single", departments={"lead": [lead]})
    duty_id = city.commission.do("admin", duties.create_duty, notice_id, gaps[1].position, wanted)
    # then the gap is closed and the duty shows the article's lines
    after = city.commission.look(None, duties.coverage, notice_id)
    assert [entry.heading for entry in after if entry.is_gap] == ["建好车队", "及时结算"]
    found = city.commission.look(None, register.duty, duty_id)
    assert found.lines == gaps[1].lines
    assert found.row.article == gaps[1].number


def test_duties_are_added_only_to_a_notice_in_force(city: City) -> None:
    notice_id = city.read(shapes.WITHOUT_ASSIGNMENTS)
    wanted = Draft(task="备好药品", mode="single", departments={"lead": [city.departments()["云河市中医院"]]})
    with city.commission.refused(Refused, zh="请先确认"):
        city.commission.do("admin", duties.create_duty, notice_id, 1, wanted)


def test_only_administrators_edit(city: City) -> None:
    row = city.row(city.in_force(shapes.TABLE_IN_TEXT), 1)
    with city.commission.refused(NotAllowed):
        city.commission.do("head", duties.edit_duty, row.id, draft(city, row), reason="理由", version=1)


def test_choices_of_forms_are_those_around_a_place(city: City) -> None:
    city.in_force(shapes.TABLE_IN_TEXT)
    with city.commission.engine.view() as view:
        labels = [label for _id, label, _group in duties.departments_for_choice(view, CITY)]
        groups = {group for _id, _label, group in duties.departments_for_choice(view, CITY)}
        tasks = duties.duties_for_choice(view, "990221")
        persons = duties.persons_for_choice(view, "990100")
        assert duties.persons_for_choice(view, CITY) == []
    assert "医政处" in labels and "云河市第一医院" in labels
    assert "云山市卫生健康委员会" not in groups
    assert next(label for _id, label, _notice in tasks).startswith("1. ")
    assert ("clerk", "云山市卫生健康委员会medical") in {(label, group) for _id, label, group in persons}
