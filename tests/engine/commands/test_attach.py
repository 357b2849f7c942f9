"""Attach: a file is kept once by its content, after a look at what it is."""

from __future__ import annotations

import pytest

from engine import commands
from engine.errors import Refused
from engine.materials import LARGEST, content
from engine.models import Attachment, Blob
from tests.engine.commission import Commission


def test_the_same_content_is_stored_once_under_two_names(office: Commission) -> None:
    first = office.do("clerk", commands.attach, "方案.pdf", b"%PDF-1.7 a")
    second = office.do("helper", commands.attach, r"C:\报送\方案（终稿）.pdf", b"%PDF-1.7 a")
    rows = [office.row(Attachment, id_) for id_ in (first, second)]
    assert [row.name for row in rows] == ["方案.pdf", "方案（终稿）.pdf"]
    assert rows[0].digest == rows[1].digest
    with office.engine.view() as view:
        assert view.session.query(Blob).count() == 1
    assert office.look("clerk", content, first)[1] == b"%PDF-1.7 a"


@pytest.mark.parametrize(
    ("name", "data", "zh", "en"),
    [
        ("空.pdf", b"", "是空的", "is empty"),
        ("表.exe", b"MZ", "不支持“表.exe”这种文件", "are not taken"),
        ("无后缀", b"abc", "不支持", "are not taken"),
        ("图.png", b"%PDF-1.7", "内容与扩展名不符", "does not fit its ending"),
        ("大.txt", b"x" * (LARGEST + 1), "超过 50 MB", "larger than 50 MB"),
    ],
)
def test_what_is_no_office_file_is_refused_with_what_to_do(
    office: Commission, name: str, data: bytes, zh: str, en: str
) -> None:
    with office.refused(Refused, zh, en):
        office.do("clerk", commands.attach, name, data)
