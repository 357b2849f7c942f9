"""Notices: reading a file, taking it apart into duties, and saying what became of each of its lines."""

from engine.notices.parsing import parse
from engine.notices.previewing import dry_run, preview
from engine.notices.reading import read, read_file
from engine.notices.refusals import NotImportable
from engine.notices.values import (
    Article,
    Attachment,
    Coverage,
    Covered,
    Document,
    Duty,
    Fate,
    Limit,
    Line,
    Notice,
    Option,
    Passage,
    Period,
    Proposal,
    Question,
)

__all__ = [
    "Article",
    "Attachment",
    "Coverage",
    "Covered",
    "Document",
    "Duty",
    "Fate",
    "Limit",
    "Line",
    "NotImportable",
    "Notice",
    "Option",
    "Passage",
    "Period",
    "Proposal",
    "Question",
    "dry_run",
    "parse",
    "preview",
    "read",
    "read_file",
]
