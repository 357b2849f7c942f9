"""Decision tables as departments keep them: workbooks, imported to DMN and exported back.

    from engine.dmn.sheets import to_dmn, to_workbook
    content = to_dmn("报销比例.xlsx", workbook)     # then engine.dmn.load(content)
    workbook = to_workbook(content)
    content = merged(content, read_sheets("报销比例.xlsx", workbook))    # its tables as edited, all else as it was
"""

from engine.dmn.sheets.exporting import to_workbook
from engine.dmn.sheets.importing import read_sheets, to_dmn
from engine.dmn.sheets.merging import merged

__all__ = ["merged", "read_sheets", "to_dmn", "to_workbook"]
