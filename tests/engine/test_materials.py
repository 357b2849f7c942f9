"""Materials: the files of a case, for those who may see the case."""

from __future__ import annotations

import pytest

from engine import commands
from engine.errors import NotAllowed, NotFound
from engine.materials import content, materials, media_type_of
from engine.parts import Sight
from tests.engine.commission import Commission


def test_a_file_not_sent_yet_is_its_givers_alone(office: Commission) -> None:
    file = office.do("clerk", commands.attach, "a.txt", b"text")
    assert office.look("clerk", content, file)[1] == b"text"
    with pytest.raises(NotFound) as raised:
        office.look("colleague", content, file)
    assert "该文件" in raised.value.text("zh")
    assert "this file" in raised.value.text("en")


def test_a_file_of_a_case_is_seen_by_whom_the_case_concerns(office: Commission) -> None:
    case = office.start(title="药品")
    file = office.do("clerk", commands.attach, "a.txt", b"text")
    office.complete("clerk", "first", finding=file)
    assert [one.name for one in office.look("registrar", materials, case, Sight(whole=True))] == ["a.txt"]
    assert office.look("registrar", content, file)[1] == b"text"
    with pytest.raises(NotAllowed):
        office.look("outsider", content, file)


@pytest.mark.parametrize(
    ("name", "begin", "media_type"),
    [
        ("a.PDF", b"%PDF-1.4", "application/pdf"),
        ("a.b.jpg", b"\xff\xd8\xff\xe0", "image/jpeg"),
        ("表.xlsx", b"PK\x03\x04", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("说明.txt", "文字".encode(), "text/plain"),
    ],
)
def test_the_media_type_follows_ending_and_content(name: str, begin: bytes, media_type: str) -> None:
    assert media_type_of(name, begin) == media_type
