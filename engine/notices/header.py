"""The head and the signature of a notice: who issues it, its own number, its date and its title."""

import re
from dataclasses import dataclass, field

from engine.notices.dates import day_in, is_day, years_in
from engine.notices.marks import mark_of
from engine.notices.names import is_complete, is_group
from engine.notices.prose import ATTACHED, Piece
from engine.notices.report import Trace
from engine.notices.values import Period

KINDS = (
    "通知|要点|方案|计划|意见|办法|规定|分工|函|公告|通告|通报|决定|安排|制度|细则|规程|清单|台账|分解表|分工表|任务表|"
    "一览表|规划|报告|批复|指南|措施|规范|预案|任务书"
)
TITLE = re.compile(rf"(?:{KINDS})(?:[（(](?:试行|暂行|修订|征求意见稿|代拟稿|草案|[\d—–－-]+年?)[）)])?》?$")
NUMBER = re.compile(
    r"^(?P<agency>[\u4e00-\u9fff]{2,20})\s*[〔\[（(【［]\s*(?P<year>\d{4})\s*[〕\])）】］]\s*第?\s*(?P<count>\d{1,5})\s*号(?=$|\s)"
)
_LETTERHEAD = re.compile(r"^(?P<names>[^《》，。：:]{3,80}?)\s*文\s*件$")
_BY_YEAR = re.compile(
    r"^(?P<org>[^\d\s关《》，。]{3,30}?(?:委员会|委|局|厅|政府|办公室|中心|医院))\s*(?=20\d{2}\s*年?|工作|年度|重点)"
)


@dataclass(slots=True, kw_only=True)
class Header:
    """What head and signature say; empty where they say nothing, never guessed."""

    title: str = ""
    number: str = ""
    key: tuple[str, int, int] | None = None
    date: Period | None = None
    letterhead: list[str] = field(default_factory=list)
    signature: list[str] = field(default_factory=list)
    titled: list[str] = field(default_factory=list)
    used: set[int] = field(default_factory=set)

    @property
    def issuers(self) -> tuple[str, ...]:
        """Those who sign, where more sign than the letterhead shows; else the letterhead; else the title."""
        if len(self.signature) > len(self.letterhead):
            return tuple(self.signature)
        return tuple(self.letterhead or self.signature or self.titled)

    @property
    def year(self) -> int | None:
        """The year that 今年 and a bare 6月底 mean: the last one the notice's date speaks of."""
        return self.date.last.year if self.date and self.date.last else None


def header_of(pieces: list[Piece], trace: Trace) -> Header:
    """Read head and signature; the lines they take are marked in `trace` and listed in `used`."""
    header = Header()
    head = [piece for piece in _head(pieces) if piece.text]
    _read_number(head, header, trace)
    _read_letterhead(head, header, trace)
    _read_title(head, header, trace)
    _read_signature(pieces, header, trace)
    for piece in head:
        if (
            piece.number not in header.used
            and re.search("[：:]$", piece.text)
            and (piece.text.startswith("各") or is_group(piece.text) or is_complete(piece.text[:-1]))
        ):
            _use(piece, "salutation", header, trace)
    if header.date is None:
        header.date = _lesser_date(header, head)
    return header


def title_like(text: str) -> bool:
    """Whether a line reads as the title of a document: it ends with a kind of document and has no sentence in it."""
    if mark_of(text) or re.search("[。；：]", text):
        return False
    return 4 <= len(text) <= 90 and bool(TITLE.search(text))


def organizations(text: str) -> list[str]:
    """The names in a line that holds nothing but names of organizations, else nothing."""
    names = [name for name in re.split(r"[\s　、]+", text.strip()) if name]
    if len(names) > 1 and all(len(name) <= 2 for name in names):
        names = ["".join(names)]
    whole = all(len(name) >= 4 and is_complete(name) and not re.search("[，。；：《》\\d]", name) for name in names)
    return names if whole else []


def _head(pieces: list[Piece]) -> list[Piece]:
    """Everything before the first numbered passage, at most forty lines with text."""
    for index, piece in enumerate(pieces):
        if mark_of(piece.text):
            return pieces[:index]
    return [piece for piece in pieces if piece.text][:40]


def _use(piece: Piece, code: str, header: Header, trace: Trace) -> None:
    trace.mark(piece.number, code)
    header.used.add(piece.number)


def _read_number(head: list[Piece], header: Header, trace: Trace) -> None:
    """Only a line of its own holds the notice's number; numbers inside sentences belong to cited documents."""
    for piece in head:
        match = NUMBER.match(piece.text)
        if match:
            header.key = (match["agency"], int(match["year"]), int(match["count"]))
            header.number = "{}〔{}〕{}号".format(*header.key)
            return _use(piece, "number", header, trace)


def _read_letterhead(head: list[Piece], header: Header, trace: Trace) -> None:
    for index, piece in enumerate(head):
        match = _LETTERHEAD.match(piece.text)
        alone = re.fullmatch(r"文\s*件", piece.text)
        names = organizations(match["names"]) if match else []
        if not (names or alone):
            continue
        above = index
        while above and (more := organizations(head[above - 1].text)):
            names = more + names
            above -= 1
        header.letterhead = names
        for used in head[above : index + 1]:
            _use(used, "letterhead", header, trace)
        return


def _read_title(head: list[Piece], header: Header, trace: Trace) -> None:
    free = [piece for piece in head if piece.number not in header.used and not ATTACHED.match(piece.text)]
    for index in range(len(free)):
        for count in (1, 2, 3):
            group = free[index : index + count]
            text = "".join(piece.text for piece in group)
            if title_like(text) and not any(re.search("[，。：]$", piece.text) for piece in group[:-1]):
                above = organizations(free[index - 1].text) if index else []
                header.titled = above or _issuer_in(text)
                names = organizations(group[0].text)
                if len(group) > 1 and names:
                    header.titled, text, above = names, "".join(piece.text for piece in group[1:]), names
                header.title = text.strip("《》") if text.startswith("《") else text
                for piece in ([free[index - 1]] if above and len(group) == 1 else []) + group:
                    _use(piece, "title", header, trace)
                return


def _issuer_in(title: str) -> list[str]:
    match = re.match(r"(.{3,60}?)\s*关于", title)
    if match and (names := organizations(match[1])):
        return names
    by_year = _BY_YEAR.match(title)
    return [by_year["org"]] if by_year else []


def _read_signature(pieces: list[Piece], header: Header, trace: Trace) -> None:
    texts = [piece for piece in pieces if piece.text]
    for index, piece in enumerate(texts):
        found = day_in(piece.text) if len(piece.text) <= 60 else None
        beside = organizations(piece.text.replace(found.wording, "")) if found else []
        if found is None or not (is_day(piece.text) or beside):
            continue
        names, above = beside, index
        while above and index - above < 6 and (more := organizations(texts[above - 1].text)):
            if texts[above - 1].number in header.used:
                break
            names, above = more + names, above - 1
        header.date, header.signature = found, names
        for used in texts[above:index]:
            _use(used, "signature", header, trace)
        return _use(piece, "signature" if beside else "date", header, trace)


def _lesser_date(header: Header, head: list[Piece]) -> Period | None:
    """Without a date: the year of the number, else the years of the title or of the plan it issues."""
    if header.key:
        return years_in(f"{header.key[1]}年")
    titles = [header.title, *(piece.text for piece in head if title_like(piece.text))]
    return next((found for title in titles if (found := years_in(title))), None)
