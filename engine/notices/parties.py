"""Who does what in the wording of an assignment: labels, 牵头/配合/会同, 按照职责分工分别负责, open lists."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from engine.notices.names import is_complete, is_group, pieces, split_parties, split_people, without_open_list

_OFFICE = r"处\s*[（(]?室[）)]?|科\s*[（(]?室[）)]?|股\s*[（(]?室[）)]?|处|科|股|单\s*位|部\s*门|机构|主体"
_PERSON = r"领\s*导|人|同志"
LABEL = (
    r"(?:(?P<act>牵\s*头|主办|主责|责\s*任|承办|落实|实施|负责|配\s*合|协办|协助|协同|参与|分管|包抓|包保|联系(?!人)|主管)\s*"
    rf"(?:(?P<who>{_PERSON})|(?P<office>{_OFFICE})(?:[（(][^（）()]{{1,8}}[）)])?)|"
    r"(?P<due>(?:完成|办结|整改|工作)?(?:时\s*限|时间节点|期限|完成时间|截止时间)))"
)
_LABEL_AT = re.compile(rf"(?:^|(?<=[，,；;。、.—\s　]))(?:以上)?{LABEL}\s*(?:[:：]|(?=[\s　]))[\s　]*")
_EACH = re.compile(
    r"[，,]?(?:(?:按照|按|根据|依照|依据|结合)(?:各自|部门|工作|处室|科室|有关)*(?:职责|职能)(?:范围|任务)?(?:和)?(?:分工)?"
    r"[，,]?(?:分别|各自|分工)?(?:牵头|负责|落实|承担|抓好落实|组织实施|推进)?|"
    r"(?:分别|各自|分工)(?:牵头|负责|落实|承担|组织实施))"
)
_LEAD = re.compile(r"(?:共同|联合)?(?:负责)?(?:牵头|主办)(?:负责|落实|实施|组织实施)?$")
_SUPPORT = re.compile(r"(?:共同|积极|做好|予以)?(?:配合|协助|协办|协同|参与|参加)(?:落实|实施)?$")
_PLAIN = re.compile(r"(?:共同|联合|具体|组织)*(?:负责|落实|实施|承办)(?:落实|实施)?$")

_ASIDE = re.compile(r"[（(]\s*(牵头|主办|配合|协办|协助)(?:单位|处室|科室|股室|部门)?\s*[）)]$")
_TIME = re.compile(r"(?:20\d{2}年|\d{1,2}月|今年|年底|长期|持续)")
_NOTE = re.compile(
    r"[（(][^（）()]*(?:负责|牵头|配合|落实)[^（）()]*[）)]|[:：](?:主要)?(?:负责|牵头|配合|落实|承担).*$"
)


@dataclass(slots=True, kw_only=True)
class Parties:
    """The parties of one assignment while they are collected; every list holds names as in the notice, in order."""

    leads: list[str]
    units: list[str]
    supports: list[str]
    leaders: list[str]
    groups: list[str]
    each: bool = False
    due: str = ""
    together: tuple[str, ...] = ()
    """Names of a list that ends in 配合 with nobody before it: one of them or all may be meant."""

    def add(self, role: str, name: str) -> None:
        """Put `name` under its role; a placeholder of those responsible goes to `groups` alone."""
        if is_group(name) or name.startswith("等"):
            _append(self.groups, name)
        if role == "supports" or not (is_group(name) or name.startswith("等")):
            _append(getattr(self, role), name)

    @property
    def somebody(self) -> bool:
        """Whether anyone at all is named as leading, responsible or supporting."""
        return bool(self.leads or self.units or self.groups or self.supports or self.leaders)


def nobody() -> Parties:
    """Parties without anyone yet."""
    return Parties(leads=[], units=[], supports=[], leaders=[], groups=[])


def labelled(text: str) -> Iterator[tuple[str, str, str]]:
    """(role, label, content) of each label in `text` (责任单位：… 牵头单位：…); nothing if it begins with none."""
    text = re.sub(rf"[【\[［](\s*{LABEL}\s*)[:：]?[】\]］]", r" \1：", text).strip(" 　，,；;")
    matches = list(_LABEL_AT.finditer(text))
    if not matches or matches[0].start() > 2:
        return
    ends = [match.start() for match in matches[1:]] + [len(text)]
    for match, end in zip(matches, ends, strict=True):
        yield role_of(match), match[0].strip(" 　:："), text[match.end() : end].strip(" 　，,；;。.")


def role_of(match: re.Match[str]) -> str:
    """leaders, leads, supports, units or due for a match of LABEL."""
    if match["due"]:
        return "due"
    if match["who"]:
        return "leaders"
    act = re.sub(r"\s", "", match["act"])
    if act in ("牵头", "主办", "主责"):
        return "leads"
    return "supports" if act in ("配合", "协办", "协助", "协同", "参与") else "units"


def collect(parties: Parties, role: str, content: str) -> None:
    """Add the names of one label's or cell's content to `parties`, `role` being what the label says."""
    if role == "due":
        parties.due = content
    elif role == "leaders":
        for name in split_people(content):
            _append(parties.leaders, name)
    elif role == "mixed":
        for name in (part for listed in split_parties(content) for part in split_people(listed)):
            parties.add("units" if is_complete(name) or is_group(name) else "leaders", name)
    else:
        _Clause(parties, role).read(content)


def bare(content: str) -> Parties | None:
    """Parties of an unlabelled bracket such as （市卫健委牵头，市财政局配合）; None if it is none of that kind."""
    if not re.search("牵头|负责|配合|落实|主办|承办|协办", content) or len(content) > 300:
        return None
    parties = nobody()
    collect(parties, "units", content)
    names = [*parties.leads, *parties.units, *parties.supports]
    fits = all(is_complete(name) or is_group(name) for name in names) and (names or parties.groups)
    ends = re.search("(?:牵头|负责|配合|落实|主办|承办|协办|参与|实施)$", content.strip(" 　。"))
    return parties if fits and ends else None


class _Clause:
    """Reads a list of names; a predicate (牵头, 配合, …) says what the names since the last one do."""

    def __init__(self, parties: Parties, role: str) -> None:
        self.parties, self.role, self.pending = parties, role, list[str]()
        self.spoken = False

    def read(self, content: str) -> None:
        content = re.sub(r"(?<=[，,、；;])由|^由", "", content.strip())
        apart = _EACH.search(content)
        if apart:
            self.parties.each |= self.role != "supports" and not _SUPPORT.match(content[apart.end() :])
            content = _EACH.sub(lambda match: _after_each(match[0], content[match.end() :]), content)
        for piece in pieces(content):
            for index, part in enumerate(piece.split("会同")):
                if index:
                    self._settle("units" if self.role == "units" and not self.spoken else "leads")
                    self.role, self.spoken = "supports", True
                self._piece(part)
        self._settle(self.role)

    def _piece(self, piece: str) -> None:
        aside = _ASIDE.search(piece)
        if aside:
            role = "leads" if aside[1] in ("牵头", "主办") else "supports"
            for name in split_parties(piece[: aside.start()]):
                self.parties.add(role, name)
            return
        for pattern, role in ((_LEAD, "leads"), (_SUPPORT, "supports"), (_PLAIN, self.role)):
            match = pattern.search(piece)
            if match:
                self._name(piece[: match.start()])
                self._settle(role)
                self.spoken = True
                return
        self._name(piece)

    def _name(self, piece: str) -> None:
        if _TIME.match(piece):
            self.parties.due = self.parties.due or piece
            return
        name, rest = without_open_list(_NOTE.sub("", piece))
        self.pending += [*split_parties(name), *([rest] if rest else [])]

    def _settle(self, role: str) -> None:
        """At 配合 with nobody named before, only the last name is taken as supporting; the question is kept."""
        names, self.pending = self.pending, []
        if role == "supports" and self.role != "supports" and not self.spoken and len(names) > 1:
            self.parties.together = tuple(names)
            for name in names[:-1]:
                self.parties.add(self.role, name)
            names = names[-1:]
        for name in names:
            self.parties.add(role, name)


def _after_each(matched: str, rest: str) -> str:
    """What stays of 按照职责分工分别牵头 in a list: the predicate, if it is one that gives a role."""
    if _SUPPORT.match(rest):
        return ""
    return "牵头、" if matched.endswith("牵头") else "、"


def _append(names: list[str], name: str) -> None:
    if name and name not in names:
        names.append(name)
