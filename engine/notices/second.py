"""A second notice glued to the end of the first: where it begins, so that its duties are not mixed in."""

import re

from engine.notices.header import NUMBER
from engine.notices.marks import mark_of
from engine.notices.prose import ATTACHED, Piece, is_label
from engine.notices.values import Passage

_TITLE = re.compile(r"^[^，。；：]*关于[^。；]*(?:通知|函|决定|公告|通告|通报|意见|批复|请示|报告|复函)$")
_LETTERHEAD = re.compile(r"^[^《》，。：:]{4,60}(?:委员会|委|局|厅|政府|办公室|中心|医院)\s*文\s*件$")


def second_notice(pieces: list[Piece], started: int | None) -> Passage | None:
    """The lines from a second title, letterhead or number after the first notice has begun its articles.

    `started` is the first line of a table of tasks, if there is one; it counts as an article.
    """
    texts = [piece for piece in pieces if piece.text]
    begun = False
    for index, piece in enumerate(texts):
        begun = begun or (started is not None and piece.number > started)
        if begun and _begins(texts, index):
            titles = [later.text for later in texts[index : index + 6] if _TITLE.match(later.text)]
            return Passage(title=titles[0] if titles else piece.text, first=piece.number, last=texts[-1].number)
        begun = begun or mark_of(piece.text) is not None or is_label(piece.text)
    return None


def _begins(texts: list[Piece], index: int) -> bool:
    """A title inside an attachment, or in the middle of a cut sentence, is not a second notice."""
    text, before = texts[index].text, texts[index - 1].text
    if (
        ATTACHED.match(before)
        or mark_of(text)
        or not re.search(r"[。；）)〕：\d日号]$|(?:处|科|股|局|委|办|室|会|院)$|文件$", before)
    ):
        return False
    return bool(_TITLE.match(text) or _LETTERHEAD.match(text) or NUMBER.fullmatch(text))
