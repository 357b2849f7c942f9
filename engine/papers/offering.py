"""Which papers a case offers now, and what stands on one of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from engine import feel
from engine.course import known
from engine.environment import functions
from engine.errors import NotFound
from engine.forms import Message
from engine.models import Case
from engine.papers.sheet import CaseValues, Paper, Sheet
from engine.parts import sight
from engine.places import names_of
from engine.rights import visible_case
from engine.vocabulary import NAMES

if TYPE_CHECKING:
    from engine.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Printout:
    """A paper made out for a case."""

    case: Case
    label: str
    sheet: Sheet
    part: str | None


def offered(view: "Unit", case_id: str) -> list[Paper]:
    """The papers a case offers the actor now, in the order of its process; raises NotFound or NotAllowed."""
    case = visible_case(view, case_id)
    process = view.processes.get(case.key)
    if process is None or not process.papers:
        return []
    return list(_offered(view, case, process.papers, known(view, case)))


def printout(view: "Unit", case_id: str, name: str) -> Printout:
    """One paper made out from what the case knows now; raises NotFound where the case does not offer it (yet)."""
    case = visible_case(view, case_id)
    process = view.processes.get(case.key)
    seen = known(view, case)
    for paper in _offered(view, case, process.papers if process else (), seen):
        if paper.name == name:
            sheet = paper.build(CaseValues(seen, lambda ids: names_of(view.session, ids)))
            return Printout(case=case, label=paper.label, sheet=sheet, part=paper.part or None)
    raise NotFound(what=Message("该文书（事项办到相应环节后才能打印）", "this paper at this point of the case"))


def _offered(view: "Unit", case: Case, papers: Sequence[Paper], seen: Mapping[str, Any]) -> Iterator[Paper]:
    called, ours = functions(view, case.jurisdiction_code), sight(view, case)
    for paper in (one for one in papers if ours.sees(one.part)):
        if feel.parse(paper.when, names=NAMES).evaluate(seen, functions=called, now=view.now) is True:
            yield paper

