"""Files as they come: kinds, sizes and what is refused, each with a sentence that says what to do."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from engine.errors import BangfuError
from engine.notices import read, read_file, refusals
from engine.notices.reading import LIMIT, LINES
from tests.engine.notices import shapes


def zipped(**parts: bytes) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), part)
    return content.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "refusal"),
    [
        ("空.txt", b"", refusals.EmptyFile),
        ("空.txt", b"\xef\xbb\xbf \r\n\n", refusals.EmptyFile),
        ("空.xlsx", shapes.sheet([[]]), refusals.EmptyFile),
        ("旧.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", refusals.OldFormat),
        ("旧.doc", b"text", refusals.OldFormat),
        ("图.pdf", b"%PDF-1.4", refusals.WrongKind),
        ("机器.bin", bytes(range(256)) * 8, refusals.WrongKind),
        ("压缩.zip", zipped(a_xml=b"<a/>"), refusals.WrongKind),
        ("坏.docx", b"PK\x03\x04 broken", refusals.Damaged),
        ("坏.docx", zipped(word__document_xml=b"<a/>"), refusals.Damaged),
        ("坏.xlsx", zipped(xl__workbook_xml=b"<a/>"), refusals.Damaged),
        ("实体.docx", zipped(word__document_xml=b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), refusals.Damaged),
        ("膨胀.docx", zipped(word__document_xml=b"0" * 30_000_000), refusals.TooLarge),
        ("长.txt", b"\n" * LIMIT + b"x", refusals.TooLarge),
        ("行.txt", b"x\n" * (LINES + 1), refusals.TooLarge),
        ("字.txt", b"x" * 2_000_001, refusals.TooLarge),
    ],
)
def test_what_is_no_readable_notice_is_refused_with_advice(
    name: str, content: bytes, refusal: type[BangfuError]
) -> None:
    with pytest.raises(refusal) as refused:
        read(name, content)
    assert name in refused.value.text("zh") and name in refused.value.text("en")
    assert "[" not in refused.value.text("zh")


@pytest.mark.parametrize("content", [shapes.word([]), shapes.sheet()])
def test_an_office_file_damaged_anywhere_is_refused_or_read_but_never_breaks(content: bytes) -> None:
    for position in range(40, len(content), len(content) // 60):
        damaged = content[:position] + b"\x55\xaa\x55" + content[position + 3 :]
        try:
            assert read("坏.docx", damaged).lines
        except refusals.NotImportable as refused:
            assert refused.text("zh")


def test_a_huge_file_is_refused_before_it_is_loaded(tmp_path: Path) -> None:
    path = tmp_path / "巨大.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000_000)  # sparse: loading it would fail on any machine
    with pytest.raises(refusals.TooLarge):
        read_file(path)


def test_a_file_keeps_its_line_numbers(tmp_path: Path) -> None:
    path = tmp_path / "文件.txt"
    path.write_bytes("\r\n第二行\r\n\r\n第四行".encode())
    document = read_file(path)
    assert [(line.number, line.text) for line in document.lines] == [(1, ""), (2, "第二行"), (3, ""), (4, "第四行")]


def test_the_content_decides_what_a_file_is_not_its_name() -> None:
    assert read("分工", shapes.word([])).kind == "docx"
    assert read("分工.txt", shapes.sheet()).kind == "xlsx"


def test_a_merged_range_over_a_whole_sheet_is_refused() -> None:
    content = shapes.sheet([["序号"]], merges=("A1:B2",))
    archive = zipfile.ZipFile(BytesIO(content))
    parts = {name: archive.read(name) for name in archive.namelist()}
    parts = {name: part.replace(b"A1:B2", b"A1:XFD1048576") for name, part in parts.items()}
    again = BytesIO()
    with zipfile.ZipFile(again, "w") as target:
        for name, part in parts.items():
            target.writestr(name, part)
    with pytest.raises(refusals.TooLarge):
        read("合并.xlsx", again.getvalue())
