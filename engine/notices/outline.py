"""The articles of a notice: numbered passages as a tree, and the text that stands under each of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from engine.notices.prose import Paragraph
from engine.notices.values import Article

OUTER = 3  # marks of level 4, （1） and ①, number sentences inside an article


@dataclass(slots=True, kw_only=True)
class Node:
    """A numbered passage while its paragraphs are collected; the root has no number."""

    number: str = ""
    heading: str = ""
    level: int = -1
    count: int = 0
    parent: "Node | None" = None
    children: list["Node"] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    whole: bool = False
    """Whether a duty covers the passage with everything below it."""

    def walk(self) -> Iterator["Node"]:
        """This passage and all below it, in the order of the text."""
        yield self
        for child in self.children:
            yield from child.walk()

    def above(self) -> list["Node"]:
        """The passages around this one, outermost first, without the root."""
        found: list[Node] = []
        node = self.parent
        while node is not None and node.level >= 0:
            found.insert(0, node)
            node = node.parent
        return found

    def leaves(self) -> list["Node"]:
        """The articles in this passage: itself, if it is taken as a whole or nothing numbered stands below."""
        if self.level >= 0 and (self.whole or not self.children):
            return [self]
        return [leaf for child in self.children for leaf in child.leaves()]


def outline(paragraphs: Iterable[tuple[Paragraph, bool]]) -> Node:
    """The tree of passages. No article takes a paragraph given with False (attachment, signature)."""
    root = Node()
    node = root
    for paragraph, inside in paragraphs:
        mark = paragraph.mark
        if mark and mark.level <= OUTER:
            while node.level >= mark.level:
                node = node.parent or root
            child = Node(
                number=mark.number, heading=heading_of(paragraph), level=mark.level, count=mark.count, parent=node
            )
            node.children.append(child)
            node = child
        elif not inside:
            node = root
        node.paragraphs.append(paragraph)
    return root


def heading_of(paragraph: Paragraph) -> str:
    """The heading a numbered paragraph begins with: up to its first full stop, or all of it."""
    text = paragraph.text[paragraph.mark.length if paragraph.mark else 0 :]
    return sentence_of(text)


def sentence_of(text: str) -> str:
    """The first sentence of `text` without its stop, and without an assignment in brackets after it."""
    depth = 0
    for index, sign in enumerate(text):
        if sign in "“《（(〔":
            if (
                sign in "（(〔"
                and not depth
                and ("单位" in text[index : index + 8] or "责任" in text[index : index + 8])
            ):
                return text[:index].strip()
            depth += 1
        elif sign in "”》）)〕":
            depth = max(0, depth - 1)
        elif sign in "。；" and not depth:
            return text[:index].strip()
    return text.strip(" 　。；：:")


def articles_of(leaves: list[Node]) -> tuple[Article, ...]:
    """The leaves as values; a leaf taken as a whole brings the text of everything below it."""
    found = []
    for leaf in leaves:
        paragraphs = [paragraph for node in leaf.walk() for paragraph in node.paragraphs]
        found.append(
            Article(
                number=leaf.number,
                heading=leaf.heading,
                lines=tuple(number for paragraph in paragraphs for _, number in paragraph.spans),
                text="\n".join(paragraph.text for paragraph in paragraphs),
                path=tuple(node.number for node in leaf.above()),
                parts=tuple(node.heading for node in leaf.above()),
            )
        )
    return tuple(found)
