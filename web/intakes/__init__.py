"""Cases that arrive as a workbook: the template, the upload, how far it is, and what came of every row."""
