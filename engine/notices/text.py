"""Lines of .txt and .md files: numbered as in the file, rows of tab-separated and markdown tables kept as cells."""

import re

from engine.notices.values import Line

_PIPES = re.compile(r"^\s*\|.*\|\s*$")
_ESCAPED = re.compile(r"(?<!\\)\|")


def lines_of(text: str) -> tuple[Line, ...]:
    """One Line for each line of the text, blank ones too; only CR, LF and CRLF end a line."""
    source = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if source and not source[-1]:
        source.pop()
    return tuple(
        Line(number=number, place=f"第{number}行", text=line, cells=_cells(line))
        for number, line in enumerate(source, start=1)
    )


def _cells(line: str) -> tuple[str, ...]:
    if _PIPES.match(line):
        return tuple(cell.replace("\\|", "|").strip() for cell in _ESCAPED.split(line.strip()[1:-1]))
    if "\t" in line:
        return tuple(cell.strip() for cell in line.split("\t"))
    return ()
