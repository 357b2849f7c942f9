"""Numbers that Word prints but does not store as text are read as printed."""

from io import BytesIO

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from engine.notices import parse, read

LISTS = f"""<w:numbering {nsdecls("w")}>
<w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="·"/></w:lvl>
</w:abstractNum><w:num w:numId="9"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="10"><w:abstractNumId w:val="7"/>
<w:lvlOverride w:ilvl="1"><w:startOverride w:val="12"/></w:lvlOverride></w:num>
</w:numbering>"""


def numbered(*paragraphs: tuple[str, int | None, int]) -> bytes:
    """A .docx whose paragraphs are (text, level or None, list)."""
    document = docx.Document()
    root = document.part.numbering_part.element
    for child in list(root):
        root.remove(child)
    root.extend(list(parse_xml(LISTS)))
    for text, level, number in paragraphs:
        properties = document.add_paragraph(text)._p.get_or_add_pPr()
        if level is not None:
            own = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
            properties.append(parse_xml(own))
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def test_articles_numbered_by_word_are_articles() -> None:
    content = numbered(
        ("云河市2021年工作方案", None, 0),
        ("看好病", 0, 9),
        ("巡诊。每月下乡。（责任单位：医政处）", 1, 9),
        ("送药。送到村口。（责任单位：药政处）", 1, 9),
        ("管好钱", 0, 9),
        ("结算。按月拨付。（责任单位：财务处）", 1, 9),
    )
    notice = parse(read("方案.docx", content))
    assert [(article.path, article.number) for article in notice.articles] == [
        (("一",), "（一）"),
        (("一",), "（二）"),
        (("二",), "（一）"),
    ]
    assert [duty.units for duty in notice.duties] == [("医政处",), ("药政处",), ("财务处",)]


def test_a_list_may_start_anew_and_bullets_print_no_number() -> None:
    document = read("方案.docx", numbered(("看好病", 1, 9), ("管好钱", 1, 10), ("结算", 1, 10), ("要点", 2, 9)))
    assert [line.text for line in document.lines] == ["（一）看好病", "（十二）管好钱", "（十三）结算", "要点"]


def test_a_number_of_the_style_counts_as_well() -> None:
    content = numbered(("看好病", None, 0))
    document = docx.Document(BytesIO(content))
    style = document.styles["Heading 1"].element
    style.get_or_add_pPr().append(parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="9"/></w:numPr>'))
    document.paragraphs[0].style = document.styles["Heading 1"]
    assert document.paragraphs[0]._p.find(qn("w:pPr")) is not None
    again = BytesIO()
    document.save(again)
    assert [line.text for line in read("方案.docx", again.getvalue()).lines] == ["一、看好病"]


def test_a_column_of_numbers_that_word_counts_is_read_in_its_cells() -> None:
    document = docx.Document(BytesIO(numbered()))
    table = document.add_table(rows=3, cols=3)
    for row, texts in enumerate([("序号", "工作任务", "牵头处室"), ("", "巡诊", "医政处"), ("", "送药", "")]):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    for row in (1, 2):
        own = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="9"/></w:numPr>'
        table.cell(row, 0).paragraphs[0]._p.get_or_add_pPr().append(parse_xml(own))
    content = BytesIO()
    document.save(content)
    assert [(duty.sequence, duty.task) for duty in parse(read("分工.docx", content.getvalue())).duties] == [
        (1, "巡诊"),
        (2, "送药"),
    ]
