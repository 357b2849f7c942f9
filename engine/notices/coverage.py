"""Which articles have duties and which were left out, with what would have to be assigned."""

import re
from collections.abc import Sequence

from engine.notices.values import Article, Coverage, Covered, Duty, Proposal

_GENERAL = re.compile(
    r"^(?:总体(?:要求|思路|目标|思想)|指导思想|基本原则|工作原则|(?:工作|任务|主要|总体)?目标(?:任务)?|目的意义|重要意义|总则|"
    r"适用范围|编制依据|背景|附则|基本情况)"
)


def coverage_of(
    articles: Sequence[Article], duties: Sequence[Duty], whole: dict[int, tuple[int, ...]], issuers: tuple[str, ...]
) -> Coverage:
    """Coverage of `articles`; `whole` adds, by sequence, the positions a duty for a whole part covers."""
    carried: dict[int, list[int]] = {position: [] for position in range(len(articles))}
    for duty in duties:
        for position in whole.get(duty.sequence, (duty.position,) if duty.position is not None else ()):
            carried[position].append(duty.sequence)
    covered = tuple(
        Covered(
            position=position,
            number=article.number,
            path=article.path,
            heading=article.heading,
            duties=tuple(carried[position]),
            general=_is_general(article),
        )
        for position, article in enumerate(articles)
    )
    proposals = tuple(
        Proposal(
            article=entry.number,
            position=entry.position,
            task=entry.heading,
            candidates=issuers,
            lines=articles[entry.position].lines,
        )
        for entry in covered
        if not entry.duties and not entry.general
    )
    return Coverage(articles=covered, proposals=proposals)


def _is_general(article: Article) -> bool:
    """Aims and principles ask nobody to do a thing; so do the passages under such a heading."""
    return any(_GENERAL.match(heading) for heading in (article.heading, *article.parts))
