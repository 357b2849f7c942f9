"""Encodings of Chinese offices are read alike; others are refused instead of read wrongly."""

import pytest

from engine.notices.encodings import decode
from engine.notices.refusals import UnknownEncoding, WrongKind

TEXT = "云卫发〔2021〕7号\n关于做好“山区”就医的通知：３家单位。"


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("gb18030"),
        TEXT.encode("utf-16"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
    ],
)
def test_the_encodings_of_offices_give_the_same_text(content: bytes) -> None:
    assert decode("文件.txt", content) == TEXT


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-32"),
        "衛生健康局關於印發工作計畫的通知，請認真貫徹執行。".encode("big5"),
        "衛生局からのお知らせをよく読んでください。".encode("shift-jis"),
        "Café déjà vu à la carte".encode("latin-1"),
        b"\xff\xfe\x00",
    ],
)
def test_another_encoding_is_refused_and_not_read_as_nonsense(content: bytes) -> None:
    with pytest.raises(UnknownEncoding):
        decode("文件.txt", content)


def test_bytes_that_are_no_text_are_another_kind_of_file() -> None:
    with pytest.raises(WrongKind):
        decode("文件.txt", b"\x00\x01\x02" * 50)
    with pytest.raises(WrongKind):
        decode("文件.txt", b"abc\x07def")
