"""Numbers a task sets: 不低于85%, 90%以上, 至少1名, 5-8名, each with its sides, its unit and its wording."""

import re
from collections.abc import Iterator

from engine.notices.values import Limit

_NUMBER = r"\d+(?:\.\d+)?"
_UNIT = r"%|％|个百分点|万元|元|个月|个|种|名|人|所|家|次|期|天|日|年|月|例|张|台|户|岁|项|床"
_LIMIT = re.compile(
    rf"(?P<aim>力争|争取)?(?:[^，。；、\d]{{0,12}}?)"
    rf"(?P<before>不低于|不少于|不小于|至少|不超过|不高于|不多于|不大于|达到|达|超过|高于|低于|大于|小于|为|提高|降低)?有?\s*"
    rf"(?P<a>{_NUMBER})\s*(?:[-—–－~～至]\s*(?P<b>{_NUMBER})\s*)?(?P<unit>{_UNIT})(?P<after>\s*[（(]含[）)]\s*以[上下]|以[上下]|以内|左右)?"
)
_FLOOR = {"不低于", "不少于", "不小于", "至少", "超过", "高于", "大于", "以上"}
_CEILING = {"不超过", "不高于", "不多于", "不大于", "低于", "小于", "以下", "以内"}


def limits_in(text: str) -> Iterator[Limit]:
    """Numbers in `text` that bind: those with a comparison, a range or 达到; years and plain counts are left alone."""
    for match in _LIMIT.finditer(text):
        before, after = match["before"] or "", re.sub(r"[（(]含[）)]|\s", "", match["after"] or "")
        if match["unit"] in ("年", "月", "日") and not before:
            continue
        low, high = match["a"], match["b"] or match["a"]
        if before in _FLOOR or after in _FLOOR:
            sides: tuple[str | None, str | None] = (low, None)
        elif before in _CEILING or after in _CEILING:
            sides = (None, high)
        elif match["b"] or before in ("达到", "达"):
            sides = (low, high)
        else:
            continue
        wording = match[0][match[0].find(before) if before else match.start("a") - match.start() :]
        yield Limit(low=sides[0], high=sides[1], unit=match["unit"], wording=wording, firm=not match["aim"])
