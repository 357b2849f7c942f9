"""Measures of a ledger (统计): how long things take, by hospital or department, on a page and in a workbook."""
