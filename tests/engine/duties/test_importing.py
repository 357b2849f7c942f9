"""Importing notices: kept with their source, never twice, and without any effect before they are confirmed."""

from __future__ import annotations

import pytest

from engine import duties
from engine.duties import AlreadyImported, library, register
from engine.errors import NotAllowed, NotFound
from engine.models import Department, Organization, Person
from engine.notices import NotImportable
from tests.engine.duties.city import CITY, City
from tests.engine.notices import shapes

FILES = {
    "notice.md": shapes.TABLE_IN_TEXT.encode(),
    "plan.txt": shapes.BRACKETS_AT_THE_END.encode("gb18030"),
    "table.docx": shapes.word(["云河市卫生健康委员会文件", "任务分工表"]),
    "table.xlsx": shapes.sheet(),
}


@pytest.mark.parametrize("name", FILES)
def test_a_notice_of_every_kind_of_file_is_kept_with_its_duties_and_their_lines(any_city: City, name: str) -> None:
    notice_id = any_city.read(FILES[name], name)
    rows = any_city.rows(notice_id)
    assert len(rows) >= 3
    assert all(any_city.commission.look(None, register.duty, row.id).lines for row in rows)
    assert any_city.commission.look(None, library.original, notice_id) == (name, FILES[name])


def test_an_import_creates_no_organization_department_or_person(city: City) -> None:
    kinds = (Organization, Department, Person)
    before = [len(city.commission.rows(kind)) for kind in kinds]
    notice_id = city.read(shapes.BRACKETS_AT_THE_END)
    assert [len(city.commission.rows(kind)) for kind in kinds] == before
    assert city.notice(notice_id).state == "imported"
    # and nobody is responsible for anything by it
    assert city.responsible("major-illness") is None


def test_names_stand_as_in_the_notice_until_it_is_known_whom_they_mean(city: City) -> None:
    row = city.row(city.read(shapes.LABELS_ON_LINES), 1)
    assert [party.name for party in row.named("unit")] == ["委机关办公室", "各医疗卫生单位", "各县（区）卫生健康局"]
    assert [party.name for party in row.named("leader")] == ["钱甲"]
    assert not any(party.department_id or party.person_id for party in row.parties)


def test_the_same_file_is_refused_with_the_way_to_the_first(city: City) -> None:
    first = city.read(shapes.TABLE_IN_TEXT)
    with pytest.raises(AlreadyImported) as refused:
        city.read(shapes.TABLE_IN_TEXT, "again.md")
    assert refused.value.notice_id == first
    assert "2026年3月2日" in refused.value.text("zh")
    assert "2026-03-02" in refused.value.text("en")


def test_a_file_may_come_again_once_the_first_was_withdrawn(city: City) -> None:
    first = city.read(shapes.TABLE_IN_TEXT)
    city.commission.do("admin", duties.withdraw, first)
    assert city.read(shapes.TABLE_IN_TEXT) != first


def test_what_is_no_notice_leaves_nothing_behind(city: City) -> None:
    with city.commission.refused(NotImportable, zh="空文件"):
        city.read(b"")
    with city.commission.refused(NotImportable):
        city.read("会议室已经打扫干净。")


def test_only_administrators_import(city: City) -> None:
    with city.commission.refused(NotAllowed, zh="导入文件"):
        city.commission.do("clerk", duties.import_notice, "a.md", shapes.TABLE_IN_TEXT.encode(), CITY)


def test_a_notice_holds_in_a_jurisdiction_that_exists(city: City) -> None:
    with city.commission.refused(NotFound, zh="辖区"):
        city.read(shapes.TABLE_IN_TEXT, place="110000")


def test_the_key_of_a_notice_is_agency_year_and_number(city: City) -> None:
    row = city.notice(city.read(shapes.TABLE_IN_TEXT))
    assert (row.key, row.number, row.date) == ("云卫发-2021-7", "云卫发〔2021〕7号", "2021-03-05")
