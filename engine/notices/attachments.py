"""Attachments: where a notice announces them (附件：…) and where they begin, linked by their titles."""

from engine.notices.prose import ATTACHED, Piece
from engine.notices.report import Trace
from engine.notices.values import Attachment


def attachments_of(prose: list[Piece], trace: Trace) -> tuple[Attachment, ...]:
    """Attachments in the order they are announced; their lines are marked in `trace`."""
    free = [piece for piece in prose if trace.of(piece.number) in ("", "title")]
    announced: dict[str, int] = {}
    begun: dict[str, int] = {}
    for index, piece in enumerate(free):
        following = free[index + 1] if index + 1 < len(free) else None
        match = ATTACHED.match(piece.text)
        if match and match["title"]:
            trace.mark(piece.number, "attachment-statement")
            announced[_bare(match["title"])] = piece.number
        elif match:
            trace.mark(piece.number, "attachment-heading")
            if following and not ATTACHED.match(following.text) and len(following.text) <= 90:
                trace.mark(following.number, "title")
                begun[_bare(following.text)] = piece.number
    titles = {_bare(piece.text): piece.number for piece in free if trace.of(piece.number) == "title"}
    return tuple(
        Attachment(title=title, announced=announced.get(title), begins=begun.get(title, titles.get(title)))
        for title in dict.fromkeys([*announced, *begun])
    )


def _bare(title: str) -> str:
    return title.strip("《》 　0123456789.、")
