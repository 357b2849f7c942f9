"""Cells as people write them and as FEEL has them: words without quotes, 是 and 否, dates, and `=` before a formula."""

import re
from typing import Final

_WORDS = re.compile(r"[\"<>=()\[\]?@{}]|^(?:not|null|-)(?:$|\W)")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_QUOTED = re.compile(r'"([^"\\]*)"')
_BOOLEANS: Final = {"是": "true", "否": "false"}


def to_feel(text: str, kind: str, *, several: bool) -> str:
    """The FEEL of a cell in a column of a type; `several` words may stand in a condition: 三级、二级."""
    text = text.strip()
    if text.startswith("="):
        return text[1:].strip()
    if kind == "boolean":
        return _BOOLEANS.get(text, text)
    if kind == "date":
        return _DATE.sub(lambda found: f'date("{found[0]}")', text) if "(" not in text else text
    if kind != "string" or not text or _WORDS.search(text):
        return text
    words = [each.strip() for each in re.split("[、，,]", text)] if several else [text]
    return ", ".join('"{}"'.format(word.replace("\\", "\\\\")) for word in words if word)


def from_feel(text: str, kind: str, *, several: bool) -> str:
    """The plainest way to write a FEEL text that is read back as the same."""
    if not text:
        return ""
    words = _QUOTED.findall(text)
    plain = {
        "string": "、".join(words) if several else "".join(words),
        "boolean": next((word for word, feel in _BOOLEANS.items() if feel == text), text),
        "date": re.sub(r'date\("(\d{4}-\d{2}-\d{2})"\)', r"\1", text),
    }.get(kind, text)
    readings = (plain, text, f"={text}")
    return next(each for each in readings if each and to_feel(each, kind, several=several) == text)
