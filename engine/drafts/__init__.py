"""Drafts (草稿): a process as its designer draws it, file by file, until it is submitted and becomes a version."""

from engine.drafts.adding import add_all, add_blank, add_from, files_of
from engine.drafts.archives import from_archive, to_archive
from engine.drafts.beginnings import begin, begin_blank, begin_from, copy_of
from engine.drafts.checking import faults
from engine.drafts.editing import EditedElsewhere, Editing, edit, release, take_over
from engine.drafts.files import add, content, contents, remove, rename, save
from engine.drafts.names import Called, Named, Names, names
from engine.drafts.register import DraftRow, discard, draft_view, drafts, restore
from engine.drafts.tables import put_workbook, workbook

__all__ = [
    "Called", "DraftRow", "EditedElsewhere", "Editing", "Named", "Names", "add", "add_all", "add_blank", "add_from",
    "begin", "begin_blank", "begin_from", "content", "contents", "copy_of", "discard", "draft_view", "drafts", "edit",
    "faults", "files_of", "from_archive", "names", "put_workbook", "release", "remove", "rename", "restore", "save",
    "take_over", "to_archive", "workbook",
]  # fmt: skip
