"""Which article of the text a row of the table belongs to, by the words they share."""

from itertools import pairwise

from engine.notices.outline import Node

_ENOUGH = 0.55  # of the row's pairs of characters that must stand in the article


class Matcher:
    """Finds the passage a task was taken from; pairs of characters are counted once for each passage."""

    def __init__(self, root: Node) -> None:
        self._nodes = [node for node in root.walk() if node.level >= 0]
        self._pairs = {
            id(node): _pairs("".join(p.text for part in node.walk() for p in part.paragraphs)) for node in self._nodes
        }

    def find(self, task: str, after: Node | None) -> Node | None:
        """The passage with the largest share of `task`; a heading said again wins, then the order of the rows."""
        said = [node for node in self._nodes if node.heading and _same(node.heading, task)]
        if said:
            return said[0]
        pairs = _pairs(task)
        if not pairs:
            return None
        scored = [(len(pairs & self._pairs[id(node)]) / len(pairs), node) for node in self._nodes]
        best = max((score for score, _ in scored), default=0.0)
        if best < _ENOUGH:
            return None
        closest = [node for score, node in scored if score >= best - 0.02]
        leaves = [node for node in closest if not any(child in closest for child in node.children)]
        if after in self._nodes:
            later = [node for node in leaves if self._nodes.index(node) >= self._nodes.index(after)]
            leaves = later or leaves
        return leaves[0]

    def numbered(self, number: str) -> Node | None:
        """The only passage with this number, as an article column of a table names it; None if there is not one."""
        found = [node for node in self._nodes if number and node.number.strip("（）") == number.strip("（）()第条、. ")]
        return found[0] if len(found) == 1 else None


def _pairs(text: str) -> set[str]:
    letters = [sign for sign in text if "\u4e00" <= sign <= "\u9fff" or sign.isalnum()]
    return {first + second for first, second in pairwise(letters)}


def _same(heading: str, task: str) -> bool:
    return heading.strip("。；： ") == task.strip("。；： ")
