"""The register: duties found by words, names, initials, and read page by page."""

from __future__ import annotations

from typing import Any

import pytest

from engine.duties import library, register
from engine.errors import NotFound
from tests.engine.duties.city import BRIDGE, City
from tests.engine.notices import shapes


def found(city: City, **asked: Any) -> list[str]:
    page = city.commission.look("clerk", register.duties, **asked)
    return [row.task.rstrip("。") for row in page.rows]


def test_a_duty_is_found_by_task_department_initials_and_leader(any_city: City) -> None:
    any_city.in_force(shapes.TABLE_IN_TEXT)
    any_city.in_force(shapes.BRACKETS_AT_THE_END, place=BRIDGE)
    assert found(any_city, text="送到村口") == ["常用药品送到村口"]
    assert found(any_city, text="药政处") == ["常用药品送到村口"]
    assert found(any_city, text="yzc") == ["建好山区巡诊车队", "常用药品送到村口", "管好转诊档案"]
    assert found(any_city, text="QIANJIA") == found(any_city, text="钱甲") == ["组好巡诊队伍", "先看急病", "最后讲健康"]
    assert set(found(any_city, text="钱甲")) < set(found(any_city, text="qj"))
    assert found(any_city, text="没有这样的事") == []


def test_the_register_is_narrowed_by_department_leader_key_mode_and_state(city: City) -> None:
    notice_id = city.in_force(shapes.TABLE_IN_TEXT, keys={3: "archive"})
    city.in_force(shapes.BRACKETS_AT_THE_END, place=BRIDGE)
    medicine = city.departments()["云河市卫生健康委员会药政处"]
    leader = city.commission.look(None, register.duties, text="孙乙").rows[0].named("leader")[0].person_id
    assert found(city, department_id=medicine) == ["常用药品送到村口"]
    assert len(found(city, person_id=leader)) == 3
    assert found(city, key="archive") == ["管好转诊档案"]
    assert found(city, mode="each") == ["管好转诊档案"]
    assert len(found(city, notice_id=notice_id)) == 4
    assert found(city, state="superseded") == []
    assert city.commission.look(None, register.keys_in_use) == ["archive"]


def test_pages_follow_each_other_without_gap_or_repetition(any_city: City) -> None:
    any_city.in_force(shapes.TABLE_IN_TEXT)
    any_city.in_force(shapes.BRACKETS_AT_THE_END, place=BRIDGE)
    for sort in register.SORTS:
        everything = found(any_city, sort=sort, limit=100)
        pages, cursor = [], None
        while True:
            page = any_city.commission.look(None, register.duties, sort=sort, limit=2, cursor=cursor)
            pages += [row.task.rstrip("。") for row in page.rows]
            assert page.total == len(everything)
            cursor = page.next
            if cursor is None:
                break
        assert pages == everything
        # and the way back from the last page is the page before
        back = any_city.commission.look(None, register.duties, sort=sort, limit=2, cursor=page.previous)
        assert [row.task.rstrip("。") for row in back.rows] == everything[-len(page.rows) - 2 : -len(page.rows)]


def test_the_original_text_shows_which_lines_became_which_duty(city: City) -> None:
    notice_id = city.read(shapes.TABLE_IN_TEXT)
    lines = city.commission.look("clerk", library.source, notice_id)
    carried = {line.text.split("\t")[1]: line.duties for line in lines if line.text.startswith(("1\t", "2\t", "\t"))}
    assert carried == {"建好山区巡诊车队。": (1,), "常用药品送到": (2,), "村口。": (2,)}


def test_notices_are_listed_the_newest_first_and_searched(city: City) -> None:
    first = city.read(shapes.TABLE_IN_TEXT)
    second = city.read(shapes.LABELS_ON_LINES)
    page = city.commission.look("clerk", library.notice_rows)
    assert [row.id for row in page.rows] == [second, first]
    assert [row.id for row in city.commission.look(None, library.notice_rows, text="〔2021〕7号").rows] == [first]
    assert city.commission.look(None, library.notice_rows, state="in_force").rows == []
    assert page.rows[1].jurisdiction == "云河市"


def test_what_is_not_there_is_said_so(city: City) -> None:
    for read in (register.duty, library.notice_row, library.source):
        with pytest.raises(NotFound):
            city.commission.look(None, read, "0" * 32)
