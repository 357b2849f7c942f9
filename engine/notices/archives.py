"""Bounds for .docx and .xlsx, which are zip files: what they may unfold to, checked before anything is unfolded."""

import lzma
import re
import zipfile
import zlib
from io import BytesIO

from engine.notices.refusals import Damaged, TooLarge, WrongKind

PARTS, WHOLE, MARKUP, MERGED = 5_000, 100_000_000, 20_000_000, 100_000
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    RuntimeError,
    NotImplementedError,
    EOFError,
    OSError,
    ValueError,
)
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.I)
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\s+ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')


def kind_of(name: str, content: bytes) -> str:
    """`docx` or `xlsx`; raises WrongKind for another zip, TooLarge for one that unfolds beyond the bounds."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            kind = "docx" if "word/document.xml" in names else "xlsx" if "xl/workbook.xml" in names else ""
            if not kind:
                raise WrongKind(name=name)
            _check_sizes(name, parts)
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    _check_markup(name, archive.read(part))
    except _BROKEN:
        raise Damaged(name=name) from None
    return kind


def _check_sizes(name: str, parts: list[zipfile.ZipInfo]) -> None:
    """The sizes a zip declares bind: zipfile reads no byte beyond them."""
    whole = sum(part.file_size for part in parts)
    markup = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    if len(parts) > PARTS or whole > WHOLE or markup > MARKUP:
        raise TooLarge(name=name, size=f"{whole // 1_000_000} MB（展开后）", limit=f"{MARKUP // 1_000_000} MB")


def _check_markup(name: str, markup: bytes) -> None:
    """Office files never declare entities, and a merged range costs memory for every cell it covers."""
    if _DOCTYPE.search(markup.replace(b"\x00", b"")):
        raise Damaged(name=name)
    covered = 0
    for left, top, right, bottom in _MERGE.findall(markup):
        covered += (_column(right) - _column(left) + 1) * (int(bottom) - int(top) + 1)
    if covered > MERGED:
        raise TooLarge(name=name, size=f"{covered} 个合并单元格", limit=f"{MERGED} 个")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
