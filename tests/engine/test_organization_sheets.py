"""The directory as a workbook: out, edited, in again; with faults nothing comes in and every fault is marked."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import select

from engine import organization_sheets
from engine.errors import InvalidAnswers, NotAllowed
from engine.models import Department, Organization, Person, Portfolio, Post
from engine.notices import NotImportable
from engine.organization_sheets import COLUMNS, SheetFaults
from tests.engine.commission import PLACE, Commission

HOSPITAL = ("云山市医院", "医院", "三级甲等", PLACE, "")


def book(**sheets: list[tuple[object, ...]]) -> bytes:
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in (COLUMNS[name], *rows):
            sheet.append(list(row))
    content = BytesIO()
    made.save(content)
    return content.getvalue()


def take_in(commission: Commission, content: bytes) -> organization_sheets.Taken:
    taken: organization_sheets.Taken = commission.do("admin", organization_sheets.take_in, "directory.xlsx", content)
    return taken


def test_what_goes_out_comes_in_again_without_changing_anything(commission: Commission) -> None:
    content = commission.look("admin", organization_sheets.export)
    before = {kind: len(commission.rows(kind)) for kind in (Organization, Department, Person, Post)}
    taken = take_in(commission, content)
    assert taken.new == {"单位": 0, "处室": 0, "人员": 0}
    assert list(taken.known.values()) == [before[kind] for kind in (Organization, Department, Person)]
    assert {kind: len(commission.rows(kind)) for kind in before} == before


def test_new_rows_become_organizations_departments_and_persons_with_posts(commission: Commission) -> None:
    taken = take_in(
        commission,
        book(
            单位=[HOSPITAL],
            处室=[("云山市医院", "医务科", "是", "")],
            人员=[("王芳", "", "科长", 13800000000, "云山市医院/医务科/负责人；云山市医院/医务科/经办", "", "")],
        ),
    )
    assert taken.new == {"单位": 1, "处室": 1, "人员": 1}
    (person,) = commission.rows(Person, Person.name == "王芳")
    assert (person.login, person.title, person.phone) == ("wangfang", "科长", "13800000000")
    assert {post.role for post in commission.rows(Post, Post.person_id == person.id)} == {"head", "staff"}
    fronts = [row.name for row in commission.rows(Department, Department.front) if row.name == "医务科"]
    assert fronts == ["医务科"]


def test_portfolios_go_out_and_come_in_and_a_sheet_without_the_column_leaves_them(commission: Commission) -> None:
    # given a leader of one department, and a workbook that gives the leader another one instead
    hospital = [("云山市医院", name, "", "") for name in ("医务科", "护理部")]
    leader = ("钱甲", "qianjia", "", "", "云山市医院/医务科/责任领导")
    take_in(commission, book(单位=[HOSPITAL], 处室=hospital, 人员=[(*leader, "云山市医院/医务科", "")]))
    take_in(commission, book(人员=[(*leader, "云山市医院/护理部", "")]))
    # when the directory goes out, then the new portfolio stands in it
    sheet = load_workbook(BytesIO(commission.look("admin", organization_sheets.export)))["人员"]
    found = [cells for cells in sheet.iter_rows(values_only=True) if cells[1] == "qianjia"]
    assert [cells[5] for cells in found] == ["云山市医院/护理部"]
    # and a workbook of before, without the column, changes nothing about it
    older = load_workbook(BytesIO(book(人员=[(*leader, "", "")])))
    older["人员"].delete_cols(6)
    content = BytesIO()
    older.save(content)
    take_in(commission, content.getvalue())
    (person,) = commission.rows(Person, Person.login == "qianjia")
    with commission.engine.view() as view:
        led = view.session.scalars(select(Department.name).join(Portfolio).where(Portfolio.person_id == person.id))
        assert list(led) == ["护理部"]
    # and a department that is not there is named at its row
    with pytest.raises(SheetFaults) as refused:
        take_in(commission, book(人员=[(*leader, "云山市医院/后勤科", "")]))
    assert "后勤科" in refused.value.faults[0][2]


def test_a_person_without_a_login_does_not_come_twice(office: Commission) -> None:
    person = ("王芳", "", "", "", "云山市医院/医务科/经办", "", "")
    content = book(单位=[HOSPITAL], 处室=[("云山市医院", "医务科", "", "")], 人员=[person])
    assert take_in(office, content).new["人员"] == 1
    assert take_in(office, content).new["人员"] == 0


def test_every_fault_is_marked_and_nothing_comes_in(commission: Commission) -> None:
    # given a workbook with a sound organization and three rows that are not
    content = book(
        单位=[HOSPITAL, ("云山市诊所", "宫殿", "", PLACE, "")],
        人员=[("王芳", "", "", "", "云山市医院/后勤科/经办", "", ""), ("", "x", "", "", "", "", "")],
    )
    # when it is taken in, then all are refused together
    before = commission.contents()
    with pytest.raises(SheetFaults) as refused:
        take_in(commission, content)
    kept = refused.value
    assert "3行" in kept.text("zh")
    assert commission.contents() == before
    assert [(sheet, row) for sheet, row, _zh, _en in kept.faults] == [("单位", 3), ("人员", 2), ("人员", 3)]
    # and the file comes back with the sentences at the rows
    marked = load_workbook(BytesIO(kept.marked))
    assert marked["单位"].cell(1, 6).value == "问题"
    assert "单位类型" in str(marked["单位"].cell(3, 6).value)
    assert "后勤科" in str(marked["人员"].cell(2, 8).value)
    assert marked["单位"].cell(2, 6).value is None


def test_what_looks_like_a_formula_goes_out_as_text(office: Commission) -> None:
    with office.engine.unit() as unit:
        unit.session.get_one(Person, office.persons["clerk"]).name = "=1+1"
    sheet = load_workbook(BytesIO(office.look("admin", organization_sheets.export)))["人员"]
    cells = [row[0] for row in sheet.iter_rows() if row[0].value == "=1+1"]
    assert [cell.data_type for cell in cells] == ["s"]


def test_what_is_no_such_workbook_is_refused(office: Commission) -> None:
    other = Workbook()
    content = BytesIO()
    other.save(content)
    with office.refused(InvalidAnswers, zh="工作表"):
        take_in(office, content.getvalue())
    with office.refused(NotImportable):
        take_in(office, b"no workbook")


def test_only_administrators_read_and_write_the_directory(office: Commission) -> None:
    with pytest.raises(NotAllowed):
        office.look("leader", organization_sheets.export)
    with office.refused(NotAllowed):
        office.do("leader", organization_sheets.take_in, "a.xlsx", book(单位=[HOSPITAL]))
