"""Questions of a notice: answered by a person, part of the duty from then on, and needed before it counts."""

from __future__ import annotations

import pytest

from engine import duties
from engine.duties import library
from engine.errors import InvalidAnswers, NotAllowed, Refused
from tests.engine.duties.city import City
from tests.engine.notices import shapes


def asked(city: City, notice_id: str, words: str) -> library.Asked:
    """The question whose Chinese sentence has these words in it."""
    found = city.commission.look("admin", library.questions, notice_id)
    return next(question for question in found if words in question.zh)


def answer(city: City, notice_id: str, question: library.Asked, option: str, typed: str = "") -> None:
    city.commission.do("admin", duties.answer, notice_id, question.sequence, question.position, option, typed)


def test_whom_the_word_supports_speaks_of_is_decided_by_the_answer(city: City) -> None:
    # given 市民政局、市财政局、市卫健委配合, imported as only the last supporting
    notice_id = city.read(shapes.NUMBERED_ITEMS)
    question = asked(city, notice_id, "配合”管到哪一家")
    assert question.sequence == 3
    assert [party.name for party in city.row(notice_id, 3).named("support")] == ["市卫健委"]
    # when a person says that all three support
    answer(city, notice_id, question, "all")
    # then the duty says so
    row = city.row(notice_id, 3)
    assert [party.name for party in row.named("support")] == ["市民政局", "市财政局", "市卫健委"]
    assert row.named("unit") == []
    # and another answer starts from what was imported, not from the answer before
    answer(city, notice_id, question, "last")
    row = city.row(notice_id, 3)
    assert [party.name for party in row.named("unit")] == ["市民政局", "市财政局"]
    assert [party.name for party in row.named("support")] == ["市卫健委"]


def test_a_notice_with_open_questions_cannot_be_confirmed(city: City) -> None:
    notice_id = city.read(shapes.NUMBERED_ITEMS)
    count = city.notice(notice_id).open
    assert count > 0
    decisions = city.proposal(notice_id)
    with city.commission.refused(Refused, zh=f"{count}处疑问"):
        city.commission.do("admin", duties.confirm, notice_id, decisions)
    city.commission.do("admin", duties.accept_all, notice_id)
    assert city.notice(notice_id).open == 0


def test_an_article_without_a_duty_gets_one_where_the_answer_names_who_leads(city: City) -> None:
    notice_id = city.read(shapes.WITHOUT_ASSIGNMENTS)
    assert city.rows(notice_id) == []
    question = asked(city, notice_id, "建好车队")
    # the option that asks for a name is not taken without one
    with city.commission.refused(InvalidAnswers, zh="请填写"):
        answer(city, notice_id, question, "name", "  ")
    answer(city, notice_id, question, "name", "医政处、药政处")
    (row,) = city.rows(notice_id)
    assert ([party.name for party in row.named("lead")], row.mode) == (["医政处", "药政处"], "joint")
    covered = city.commission.look(None, duties.coverage, notice_id)
    assert [entry.heading for entry in covered if entry.duties] == ["建好车队"]
    # it is final: the duty would be there twice otherwise
    with city.commission.refused(Refused, zh="不能再改"):
        answer(city, notice_id, question, "none")


def test_a_missing_date_is_typed_and_checked(city: City) -> None:
    notice_id = city.read(shapes.LABELS_ON_LINES)
    question = asked(city, notice_id, "成文日期")
    with city.commission.refused(InvalidAnswers, zh="2026-11-22"):
        answer(city, notice_id, question, "date", "去年春天")
    answer(city, notice_id, question, "date", "2021-02-03")
    assert city.notice(notice_id).date == "2021-02-03"


def test_a_second_notice_in_the_file_is_imported_on_its_own_when_asked_for(city: City) -> None:
    notice_id = city.read(shapes.BRACKETS_AT_THE_END)
    answer(city, notice_id, asked(city, notice_id, "另一份文件"), "separate")
    page = city.commission.look("admin", library.notice_rows)
    assert page.total == 2
    second = next(row for row in page.rows if row.id != notice_id)
    assert "防滑" in second.title
    assert [party.name for party in city.rows(second.id)[0].named("leader")] == ["李丙"]


def test_only_administrators_answer(city: City) -> None:
    notice_id = city.read(shapes.NUMBERED_ITEMS)
    with city.commission.refused(NotAllowed):
        city.commission.do("head", duties.answer, notice_id, 3, 0, "all", "")


def test_answers_end_with_the_confirmation(city: City) -> None:
    notice_id = city.in_force(shapes.NUMBERED_ITEMS)
    with pytest.raises(Refused, match="confirmed already"):
        city.commission.do("admin", duties.answer, notice_id, 3, 0, "all", "")


def test_a_group_taken_out_by_one_answer_is_back_after_the_other(city: City) -> None:
    notice_id = city.read(shapes.TABLE_IN_TEXT)
    question = asked(city, notice_id, "委相关业务处室")
    answer(city, notice_id, question, "none")
    assert [party.name for party in city.row(notice_id, 4).named("lead")] == ["宣传处"]
    answer(city, notice_id, question, "placeholder")
    assert [party.name for party in city.row(notice_id, 4).named("lead")] == ["宣传处", "委相关业务处室"]
