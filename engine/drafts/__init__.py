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
from engine.drafts.trying import Kept, drop_trial, keep_trial, trial_of

__all__ = [
    "Called", "DraftRow", "EditedElsewhere", "Editing", "Kept", "Named", "Names", "add", "add_all", "add_blank",
    "add_from", "begin", "begin_blank", "begin_from", "content", "contents", "copy_of", "discard", "draft_view",
    "drafts", "drop_trial", "edit", "faults", "files_of", "from_archive", "keep_trial", "names", "put_workbook",
    "release", "remove", "rename", "restore", "save", "take_over", "to_archive", "trial_of", "workbook",
]  # fmt: skip
