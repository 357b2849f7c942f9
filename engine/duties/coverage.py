"""Coverage: which articles of a notice are carried by duties, and which are not."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.duties.library import notice
from engine.duties.register import Row, notice_duties

if TYPE_CHECKING:
    from engine.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """An article and the duties that carry it; `general` ones (aims, safeguards) need none."""

    position: int
    number: str
    heading: str
    path: tuple[str, ...]
    lines: tuple[int, ...]
    duties: tuple[Row, ...]
    general: bool

    @property
    def is_gap(self) -> bool:
        """Whether the article asks for work that nobody was given."""
        return not self.duties and not self.general


def coverage(view: "Unit", notice_id: str) -> list[Covered]:
    """The articles of a notice in its order, each with its duties; raises NotFound."""
    found = notice(view, notice_id)
    by_sequence = {row.sequence: row for row in notice_duties(view, notice_id)}
    return [
        Covered(
            position=position,
            number=article["number"],
            heading=article["heading"],
            path=tuple(article["path"]),
            lines=tuple(article["lines"]),
            duties=tuple(by_sequence[sequence] for sequence in article["duties"] if sequence in by_sequence),
            general=article["general"],
        )
        for position, article in enumerate(found.articles)
    ]
