"""What became of every line of a file, so that nothing is dropped silently."""

from engine.notices.values import Document, Fate

FATES: dict[str, tuple[str, str]] = {
    "blank": ("空行", "blank"),
    "rule": ("分隔线", "separator"),
    "page-number": ("页码，未导入", "page number, not imported"),
    "letterhead": ("发文机关标志", "letterhead"),
    "number": ("发文字号", "number of the notice"),
    "title": ("标题", "title"),
    "salutation": ("主送机关", "addressees"),
    "preamble": ("前言", "preamble"),
    "heading": ("条款标题", "heading of an article"),
    "body": ("条款正文", "text of an article"),
    "unassigned": ("条款正文，其后未列责任分工", "text of an article with no assignment after it"),
    "continuation": ("接上一段（分页断开）", "continues the paragraph above, cut by a page end"),
    "assignment": ("责任分工", "assignment"),
    "table-header": ("任务分工表表头", "header of the table of tasks"),
    "table-row": ("任务分工表的一行", "row of the table of tasks"),
    "table-continuation": ("接上一行（分页断开）", "continues the table row above, cut by a page end"),
    "table-section": ("任务分工表内的分类行", "section row of the table of tasks"),
    "table-note": ("表内说明，未导入", "note in the table, not imported"),
    "other-table": ("其他表格的一行，未导入", "row of another table, not imported"),
    "signature": ("落款", "signature"),
    "date": ("成文日期", "date of the notice"),
    "attachment-statement": ("附件说明", "announces an attachment"),
    "attachment-heading": ("附件标识", "begins an attachment"),
    "second-notice": ("粘连的另一份文件，未导入", "a second notice glued on, not imported"),
    "other": ("其他文字，未导入", "other text, not imported"),
    "count-agrees": ("列举数目与文中所写一致", "the enumeration has the declared number"),
    "count-differs": ("列举数目与文中所写不一致，请核对", "the enumeration differs from the declared number"),
}


class Trace:
    """Notes during parsing what each line became; `fates` turns the notes into the report."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._codes: dict[int, str] = {}
        self._extra: dict[int, list[tuple[str, str]]] = {}
        self.duties: dict[int, list[int]] = {}

    def mark(self, number: int, code: str) -> None:
        """Line `number` became `code`; a later and better knowledge replaces an earlier one."""
        self._codes[number] = code

    def of(self, number: int) -> str:
        """The code of line `number`, or nothing."""
        return self._codes.get(number, "")

    def add(self, number: int, code: str, detail: str) -> None:
        """A further remark about line `number`, with a detail that both languages show as it is."""
        self._extra.setdefault(number, []).append((code, detail))

    def fates(self) -> tuple[Fate, ...]:
        """One Fate for every line of the document, further remarks right after their line."""
        found = []
        for line in self.document.lines:
            code = self._codes.get(line.number) or ("other" if line.text.strip() else "blank")
            found.append(self._fate(line.number, line.place, code, ""))
            found += [
                self._fate(line.number, line.place, extra, text) for extra, text in self._extra.get(line.number, ())
            ]
        return tuple(found)

    def _fate(self, number: int, place: str, code: str, detail: str) -> Fate:
        zh, en = FATES[code]
        if detail:
            zh, en = f"{zh}：{detail}", f"{en}: {detail}"
        return Fate(line=number, place=place, became=code, zh=zh, en=en, duties=tuple(self.duties.get(number, ())))
