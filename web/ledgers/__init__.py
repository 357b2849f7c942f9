"""The ledgers: the table of all cases of a process, narrowed, sorted, and taken away as a workbook."""
