"""Automatic numbering of Word: the numbers (一、 （一） 1.) that Word prints and does not store as text."""

import re
from collections import defaultdict

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from lxml import etree

_HAN = "〇一二三四五六七八九"
_CHINESE = re.compile("chinese|japanese|ideograph|taiwanese", re.I)


class Numbering:
    """Counts the numbered paragraphs of a document as Word does; ask for each paragraph once, in order."""

    def __init__(self, document: Document) -> None:
        self._levels: dict[str, dict[int, etree._Element]] = {}
        self._abstract: dict[str, str] = {}
        self._restarts: dict[str, dict[int, int]] = defaultdict(dict)
        self._counters: dict[str, dict[int, int]] = defaultdict(dict)
        self._styles = {style.get(qn("w:styleId"), ""): style for style in document.styles.element.iter(qn("w:style"))}
        related = [part for part in document.part.rels.values() if part.reltype == RELATIONSHIP_TYPE.NUMBERING]
        if related:
            self._read(etree.fromstring(related[0].target_part.blob, etree.XMLParser(resolve_entities=False)))

    def label(self, paragraph: etree._Element) -> str:
        """What Word prints before this paragraph: `（三）`; nothing for a bullet or a paragraph without number."""
        number, depth = self._numbered(paragraph)
        list_id = self._abstract.get(number, "")
        level = self._levels.get(list_id, {}).get(depth)
        if level is None:
            return ""
        counts = self._counters[list_id]
        start = self._restarts[number].pop(depth, None)
        first = int(_value(level, "w:start") or 1)
        counts[depth] = start if start is not None else counts.get(depth, first - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        return self._printed(list_id, level, counts)

    def _read(self, root: etree._Element) -> None:
        for abstract in root.iter(qn("w:abstractNum")):
            levels = {int(level.get(qn("w:ilvl"), "0")): level for level in abstract.iter(qn("w:lvl"))}
            self._levels[abstract.get(qn("w:abstractNumId"), "")] = levels
        for number in root.iter(qn("w:num")):
            name = number.get(qn("w:numId"), "")
            self._abstract[name] = _value(number, "w:abstractNumId")
            for override in number.iter(qn("w:lvlOverride")):
                if start := _value(override, "w:startOverride"):
                    self._restarts[name][int(override.get(qn("w:ilvl"), "0"))] = int(start)

    def _numbered(self, paragraph: etree._Element) -> tuple[str, int]:
        """(number, level) of a paragraph, from itself or from its style and the styles that one is based on."""
        properties = paragraph.find(qn("w:pPr"))
        style = "" if properties is None else _value(properties, "w:pStyle")
        seen = set[str]()
        while True:
            own = None if properties is None else properties.find(qn("w:numPr"))
            if own is not None and _value(own, "w:numId"):
                return _value(own, "w:numId"), int(_value(own, "w:ilvl") or 0)
            if style in seen or style not in self._styles:
                return "", 0
            seen.add(style)
            properties = self._styles[style].find(qn("w:pPr"))
            style = _value(self._styles[style], "w:basedOn")

    def _printed(self, list_id: str, level: etree._Element, counts: dict[int, int]) -> str:
        if _value(level, "w:numFmt") in ("bullet", "none"):
            return ""

        def number(match: re.Match[str]) -> str:
            depth = int(match[1]) - 1
            shown = self._levels[list_id].get(depth)
            form = _value(shown, "w:numFmt") if shown is not None else "decimal"
            return _spelt(counts.get(depth, 1), form)

        return re.sub(r"%(\d)", number, _value(level, "w:lvlText"))


def _value(element: etree._Element, name: str) -> str:
    found = element.find(qn(name))
    return "" if found is None else found.get(qn("w:val"), "")


def _spelt(count: int, form: str) -> str:
    """A count as the format prints it; Chinese numerals up to 99, everything unusual in digits."""
    if "Circle" in form and 1 <= count <= 20:
        return chr(ord("①") + count - 1)
    if not _CHINESE.search(form) or not 1 <= count <= 99:
        return str(count)
    tens, ones = divmod(count, 10)
    return (("" if tens == 1 else _HAN[tens]) + "十" if tens else "") + (_HAN[ones] if ones else "")
