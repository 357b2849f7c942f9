"""Reading a file into a Document: what kind it is, is decided by its content; what we cannot read is refused."""

from pathlib import Path

from engine.notices import archives, sheets, text, word
from engine.notices.encodings import decode
from engine.notices.refusals import EmptyFile, OldFormat, TooLarge, WrongKind
from engine.notices.values import Document, Line

LIMIT = 20_000_000  # bytes of a file
CHARACTERS = 2_000_000  # of the text in it; the longest notices have some ten thousand
LINES = 50_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"\x7fELF", b"MZ")


def read_file(path: Path | str) -> Document:
    """The file at `path`; its size is checked before a byte of it is loaded. Raises a NotImportable."""
    path = Path(path)
    _check_size(path.name, path.stat().st_size)
    return read(path.name, path.read_bytes())


def read(name: str, content: bytes) -> Document:
    """A .txt, .md, .docx or .xlsx as numbered lines. Raises a NotImportable that says what to do."""
    _check_size(name, len(content))
    if not content.strip(b"\x00 \t\r\n"):
        raise EmptyFile(name=name)
    if content.startswith(_OLE) or name.lower().endswith((".doc", ".xls", ".wps", ".et")):
        raise OldFormat(name=name)
    if content.startswith(_OTHERS):
        raise WrongKind(name=name)
    kind, lines = _lines(name, content)
    if not any(line.text.strip("\ufeff \t\u3000") for line in lines):
        raise EmptyFile(name=name)
    if len(lines) > LINES:
        raise TooLarge(name=name, size=f"{len(lines)} 行", limit=f"{LINES} 行")
    length = sum(len(line.text) for line in lines)
    if length > CHARACTERS:
        raise TooLarge(name=name, size=f"{length} 字", limit=f"{CHARACTERS} 字")
    return Document(name=name, kind=kind, lines=lines)


def _lines(name: str, content: bytes) -> tuple[str, tuple[Line, ...]]:
    if not content.startswith(b"PK"):
        return "text", text.lines_of(decode(name, content))
    kind = archives.kind_of(name, content)
    return kind, (word if kind == "docx" else sheets).lines_of(name, content)


def _check_size(name: str, size: int) -> None:
    if size > LIMIT:
        raise TooLarge(name=name, size=f"{size / 1_000_000:.1f} MB", limit=f"{LIMIT // 1_000_000} MB")
