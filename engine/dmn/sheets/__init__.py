"""Decision tables as departments keep them: workbooks, imported to DMN and exported back.

    from engine.dmn.sheets import to_dmn, to_workbook
    content = to_dmn("报销比例.xlsx", workbook)     # then engine.dmn.load(content)
    workbook = to_workbook(content)
"""

from engine.dmn.sheets.exporting import to_workbook
from engine.dmn.sheets.importing import to_dmn

__all__ = ["to_dmn", "to_workbook"]
