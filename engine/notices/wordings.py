"""Small readings inside a task: its 一是/二是 parts, enumerations with a declared count, words for one topic."""

import re
from dataclasses import dataclass

from engine.notices.brackets import outside
from engine.notices.marks import count_of

_PART = re.compile(r"(?:^|(?<=[。；;：:，,]))\s*([一二三四五六七八九十])是")
_COUNTED = re.compile(r"等\s*(?P<n>\d{1,3}|[一二三四五六七八九十]{1,3})\s*(?:个|种|类|项|家|所|名)(?:病种)?")
_REACH = 2_000  # characters before the declared number in which its enumeration is looked for
_TOPICS = {
    "帮扶对象": (
        "低收入人口",
        "低收入群众",
        "贫困人口",
        "贫困群众",
        "贫困户",
        "贫困患者",
        "建档立卡",
        "脱贫人口",
        "监测对象",
    )
}


def measures_in(text: str) -> tuple[str, ...]:
    """The parts of a task that counts them as 一是… 二是…; empty where there are not at least two in order."""
    starts = list(_PART.finditer(text))
    if len(starts) < 2 or [count_of(start[1]) for start in starts] != list(range(1, len(starts) + 1)):
        return ()
    ends = [start.start() for start in starts[1:]] + [len(text)]
    return tuple(text[start.end() : end].strip() for start, end in zip(starts, ends, strict=True))


def topics_in(text: str) -> tuple[str, ...]:
    """Topics that `text` is about under whatever word its region uses for them (低收入人口 is 帮扶对象)."""
    return tuple(topic for topic, words in _TOPICS.items() if any(word in text for word in words))


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """An enumeration with a declared number: items as listed, and with items in brackets counted one by one."""

    declared: int
    listed: int
    expanded: int
    wording: str

    @property
    def agrees(self) -> bool:
        """Whether one of the two ways to count gives the declared number."""
        return self.declared in (self.listed, self.expanded)


def counts_in(text: str) -> list[Count]:
    """Enumerations `甲、乙（丙、丁）等3个…` of at least three items before the declared number."""
    found = []
    for match in _COUNTED.finditer(text):
        items = _items(text[max(0, match.start() - _REACH) : match.start()])
        declared = count_of(match["n"])
        if declared and len(items) >= 3:
            inner = sum(len(re.findall("、", "".join(re.findall(r"[（(](.*?)[）)]", item)))) for item in items)
            found.append(Count(declared=declared, listed=len(items), expanded=len(items) + inner, wording=match[0]))
    return found


def _items(before: str) -> list[str]:
    """The items of the enumeration that ends where `before` ends, cut at 、 outside brackets."""
    start = max((index for index, sign in outside(before) if sign in "，。；：,;:"), default=-1) + 1
    passage = before[start:]
    cuts = [index for index, sign in outside(passage) if sign == "、"]
    return [passage[a + 1 : b] for a, b in zip([-1, *cuts], [*cuts, len(passage)], strict=True)]
