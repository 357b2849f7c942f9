"""Tables of tasks: which rows they have, with rows put together again that a page end or merged cells have split."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from engine.notices.columns import roles_of
from engine.notices.marks import count_of, mark_of
from engine.notices.names import is_complete, pieces
from engine.notices.prose import PAGE, RULE
from engine.notices.report import Trace
from engine.notices.values import Line

_NUMBER = re.compile("[0-9０-９一二三四五六七八九十①-⑳⑴-⒇]")
_HAN = re.compile("[（(]?[一二三四五六七八九十]{1,3}[）)、.．]*")
PARTY_ROLES = ("leads", "units", "supports", "leaders", "mixed")


@dataclass(slots=True, kw_only=True)
class Row:
    """One task of a table while its lines are collected; `cells` by column, `joined` names doubtful continuations."""

    roles: tuple[str, ...]
    labels: tuple[str, ...]
    cells: list[str]
    lines: list[int]
    section: str = ""
    joined: list[int] = field(default_factory=list)

    def of(self, role: str) -> str:
        """The text of the first column with this role, without the line ends printed in it."""
        for column, found in enumerate(self.roles):
            if found == role:
                return flat(self.cells[column])
        return ""

    def parties(self) -> Iterator[tuple[str, str, str]]:
        """(role, label, cell) of the columns that name somebody."""
        seen = set()
        for role, label, cell in zip(self.roles, self.labels, self.cells, strict=True):
            if role in PARTY_ROLES and cell and (label, cell) not in seen:
                seen.add((label, cell))
                yield role, label, names_text(cell, role)


def flat(cell: str) -> str:
    """A cell's text without the line ends that only fit it into its column."""
    return re.sub(r"\s*\n\s*", "", cell).strip()


def names_text(cell: str, role: str) -> str:
    """A cell of names: a line end within a name joins, one between two names separates."""
    text = ""
    for line in filter(None, (part.strip() for part in cell.split("\n"))):
        text = _join(text, line, role)
    return text


def rows_of(lines: tuple[Line, ...], trace: Trace, end: int | None) -> list[Row]:
    """Rows of all tables of tasks before line `end`; every line they take is marked in `trace`."""
    rows: list[Row] = []
    reader: _Reader | None = None
    for index, line in enumerate(lines):
        if end is not None and line.number >= end:
            break
        roles = roles_of(line.cells)
        if roles and (reader is None or roles != reader.roles):
            reader = _Reader(roles, line, trace, rows)
        elif reader and not reader.take(line, lines[index + 1 : index + 40], bool(roles)):
            reader = None
    return rows


class _Reader:
    """Takes the lines below one header until the table ends."""

    def __init__(self, roles: tuple[str, ...], header: Line, trace: Trace, rows: list[Row]) -> None:
        self.roles, self.trace, self.rows, self.table = roles, trace, rows, header.table
        self.labels = tuple(re.sub(r"\s", "", cell) for cell in header.cells)
        self.section, self.own = "", list[Row]()
        trace.mark(header.number, "table-header")

    def take(self, line: Line, following: tuple[Line, ...], is_header: bool) -> bool:
        """Whether `line` still belongs to the table; if so it is marked and its content kept."""
        filled = [cell for cell in line.cells if cell]
        if is_header and line.cells:
            self.table = line.table
            return self._mark(line, "table-header")
        if not line.text.strip(" \t|　"):
            return True
        if RULE.match(line.text) or (filled and all(re.fullmatch(r":?-{2,}:?", cell) for cell in filled)):
            return self._mark(line, "rule")
        if PAGE.match(line.text) or (not line.cells and re.fullmatch(r"\s*\d{1,3}\s*", line.text)):
            return self._mark(line, "page-number")
        if len(line.cells) < 2 or (line.table != self.table and not self._next_in_order(line)):
            return self._take_plain(line, following)
        self.table = line.table
        return self._take_cells(line, [*line.cells, *[""] * len(self.roles)][: len(self.roles)])

    def _take_plain(self, line: Line, following: tuple[Line, ...]) -> bool:
        """A line without cells is inside the table only if the very next row counts on; then it ends the last task."""
        after = next((later for later in following if _is_row(later)), None)
        if line.cells or not self.own or after is None or not self._next_in_order(after):
            return False
        row = self.own[-1]
        row.cells[self.roles.index("task")] += line.text.strip()
        row.lines.append(line.number)
        row.joined.append(line.number)
        return self._mark(line, "table-continuation")

    def _take_cells(self, line: Line, cells: list[str]) -> bool:
        values = {cell for cell in cells if cell}
        spread = len(values) == 1 and len(line.cells) > 1 and all(cells)
        number = self._cell(cells, "sequence")
        party = any(self._has(cells, role) for role in PARTY_ROLES)
        if spread or (not party and _HAN.fullmatch(number) and not self._counted_in_han()):
            return self._take_section(line, cells)
        if len(values) == 1 and (mark := mark_of(cells[0])) and len(cells[0]) > mark.length:
            return self._take_section(line, cells)
        if number and not _NUMBER.search(number):
            return bool(re.match("备注|说明|注", number)) and self._mark(line, "table-note")
        if self.own and (rest := self._continues(line, cells, number, party)):
            return self._continue(line, cells, doubtful=rest == "doubtful")
        row = Row(roles=self.roles, labels=self.labels, cells=cells, lines=[line.number], section=self.section)
        self.rows.append(row)
        self.own.append(row)
        return self._mark(line, "table-row")

    def _counted_in_han(self) -> bool:
        """In a table whose tasks are counted 一、二、三 such a number does not make a section."""
        return any(_HAN.fullmatch(row.of("sequence")) for row in self.own)

    def _take_section(self, line: Line, cells: list[str]) -> bool:
        text = flat("、".join(dict.fromkeys(cell.rstrip("、") for cell in cells if cell)))
        if re.match(r"(?:备注|说明|注)\s*[:：]", text):
            return self._mark(line, "table-note")
        self.section = text
        return self._mark(line, "table-section")

    def _continues(self, line: Line, cells: list[str], number: str, party: bool) -> str:
        """`yes`, `doubtful` or nothing: whether a row is the rest of the row above (traps 1 and merged cells)."""
        task, has_task = self.roles.index("task"), bool(self._cell(cells, "task"))
        if task in line.repeats and self._repeated(line, "sequence"):
            return "yes"
        if number and not self._repeated(line, "sequence"):
            return ""
        if not has_task or not party:
            return "yes" if "sequence" in self.roles or not has_task else self._cut_task()
        if "sequence" not in self.roles or self._repeated(line, "sequence") or line.repeats:
            return ""
        return "doubtful" if self._cut_names() or self._cut_task() else ""

    def _cut_task(self) -> str:
        """The last task stops without a full stop although the tasks of this table have one."""
        tasks = [row.of("task") for row in self.own]
        stopped = [task[-1:] in "。；" for task in tasks]
        return "doubtful" if not stopped[-1] and sum(stopped[:-1]) * 2 > len(stopped[:-1]) else ""

    def _cut_names(self) -> bool:
        last = self.own[-1]
        names = [pieces(cell)[-1:] for role, _, cell in last.parties() if role != "leaders"]
        return any(name and not is_complete(name[0]) and "负责" not in name[0] for name in names)

    def _continue(self, line: Line, cells: list[str], *, doubtful: bool) -> bool:
        row = self.own[-1]
        for column, (role, cell) in enumerate(zip(self.roles, cells, strict=True)):
            if cell and column not in line.repeats:
                row.cells[column] = _join(row.cells[column], cell, role)
        row.lines.append(line.number)
        if doubtful:
            row.joined.append(line.number)
        return self._mark(line, "table-continuation")

    def _next_in_order(self, line: Line) -> bool:
        if "sequence" not in self.roles or not self.own or len(line.cells) != len(self.roles):
            return False
        last, this = count_of(self.own[-1].of("sequence")), count_of(self._cell(list(line.cells), "sequence"))
        return last is not None and this == last + 1

    def _repeated(self, line: Line, role: str) -> bool:
        return role not in self.roles or self.roles.index(role) in line.repeats

    def _cell(self, cells: list[str], role: str) -> str:
        return cells[self.roles.index(role)] if role in self.roles else ""

    def _has(self, cells: list[str], role: str) -> bool:
        return any(cell for cell, found in zip(cells, self.roles, strict=True) if found == role)

    def _mark(self, line: Line, code: str) -> bool:
        self.trace.mark(line.number, code)
        return True


def _is_row(line: Line) -> bool:
    """Whether a line may be a row: neither blank nor a page number nor the header repeated on a new page."""
    return bool(line.text.strip()) and not PAGE.match(line.text) and roles_of(line.cells) is None


def _join(left: str, right: str, role: str) -> str:
    """Tasks go on without a gap; in lists of names a whole name is not glued to the next one."""
    if not left or not right:
        return left or right
    separate = role in PARTY_ROLES and left[-1] not in "、，,；;/" and right[0] not in "、，,；;/按根依分"
    if separate and (role == "leaders" or is_complete(re.split("[、，,；;/\n]", left)[-1])):
        return f"{left}、{right}"
    return left + right
