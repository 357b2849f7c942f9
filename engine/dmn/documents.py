"""The files of a model and what they declare: decisions, inputs, knowledge, services, linked by their requirements."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final, Literal

from engine.dmn.faults import Faults
from engine.dmn.source import NAMESPACES, child, children, name_of, split, tag_of
from engine.feel.errors import FeelSyntaxError
from engine.feel.tokens import tokens

Kind = Literal["decision", "inputData", "businessKnowledgeModel", "decisionService"]
KINDS: Final[tuple[Kind, ...]] = ("decision", "inputData", "businessKnowledgeModel", "decisionService")
_NAMED = {
    "decision": ("决策", "decision"),
    "inputData": ("输入数据", "input data"),
    "businessKnowledgeModel": ("业务知识模型", "business knowledge model"),
    "decisionService": ("决策服务", "decision service"),
}
CALLABLE: Final[tuple[Kind, ...]] = ("businessKnowledgeModel", "decisionService")
_TARGETS: Final[dict[str, tuple[Kind, ...]]] = {
    "requiredDecision": ("decision",),
    "requiredInput": ("inputData",),
    "requiredKnowledge": CALLABLE,
    "inputData": ("inputData",),
    "inputDecision": ("decision",),
    "outputDecision": ("decision",),
    "encapsulatedDecision": ("decision",),
}


@dataclass(eq=False, slots=True, kw_only=True)
class Element:
    """One element of the requirements graph; `links` are the elements it refers to, by the tag of the reference."""

    kind: Kind
    id: str
    name: str
    node: Any
    document: "Document"
    variable: str
    links: dict[str, list["Element"]] = field(default_factory=dict)

    @property
    def names(self) -> list[str]:
        """What others may call it: its name, and that of its variable if it is another (§7.3.4)."""
        return list(dict.fromkeys((self.name, self.variable)))

    def linked(self, *tags: str) -> list["Element"]:
        """The elements referred to by these tags, each once."""
        return list(dict.fromkeys(each for tag in tags for each in self.links.get(tag, ())))


@dataclass(eq=False, slots=True, kw_only=True)
class Document:
    """One file."""

    root: Any
    namespace: str
    imports: dict[str, str]
    elements: list[Element] = field(default_factory=list)
    by_id: dict[str, Element] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)

    def prefix(self, namespace: str) -> str | None:
        """The name under which this file knows another model: "" for itself and for what it imports without a name."""
        if namespace == self.namespace:
            return ""
        return next((name for name, imported in self.imports.items() if imported == namespace), None)


class Library:
    """The documents of a model, the main one first."""

    def __init__(self, roots: Iterable[Any], faults: Faults) -> None:
        self.faults = faults
        self.documents = [self._document(root) for root in roots]
        self.by_namespace = {each.namespace: each for each in reversed(self.documents)}
        for document in self.documents:
            self._check_imports(document)
            for element in document.elements:
                self._link(element)
        self._check_cycles()

    @property
    def main(self) -> Document:
        """The model asked for."""
        return self.documents[0]

    def _document(self, root: Any) -> Document:
        namespace = (root.get("namespace") or "").strip()
        if not namespace:
            self.faults.add("namespace-missing", root)
        document = Document(root=root, namespace=namespace, imports={})
        for node in children(root, "import"):
            kind = node.get("importType") or ""
            if kind in NAMESPACES or "DMN" in kind:
                document.imports[name_of(node) or _free(document.imports)] = node.get("namespace") or ""
            else:
                self.faults.add("import-kind", node, kind=kind)
        self._declare_ids(document)
        names: set[str] = set()
        for node in children(root, *KINDS):
            self._declare(document, node, names)
        return document

    def _declare_ids(self, document: Document) -> None:
        for node in document.root.iter("{*}*"):
            if split(node)[0] in NAMESPACES and node.get("id"):
                if node.get("id") in document.ids:
                    self.faults.add("id-twice", node, id=node.get("id"))
                document.ids.add(node.get("id"))

    def _declare(self, document: Document, node: Any, names: set[str]) -> None:
        name, kind = name_of(node), next(each for each in KINDS if each == tag_of(node))
        if not name:
            self.faults.add("name-missing", node, tag=kind)
        else:
            self.is_name(name, node)
        if name and name in names:
            self.faults.add("name-twice", node, name=name)
        names.add(name)
        variable = name_of(child(node, "variable")) or name
        identifier = node.get("id") or f"_{name}"
        element = Element(kind=kind, id=identifier, name=name, node=node, document=document, variable=variable)
        document.elements.append(element)
        document.by_id.setdefault(element.id, element)

    def is_name(self, name: str, node: Any) -> bool:
        """Whether FEEL can read a name; reports it if not."""
        try:
            tokens(name)
        except FeelSyntaxError as error:
            self.faults.add("name-invalid", node, name=name, zh=error.text("zh"), en=error.text("en"))
            return False
        return True

    def _check_imports(self, document: Document) -> None:
        for node in children(document.root, "import"):
            known = (node.get("namespace") or "") in self.by_namespace
            if not known and (node.get("namespace") or "") in document.imports.values():
                self.faults.add("import-missing", node, namespace=node.get("namespace"))

    def _link(self, element: Element) -> None:
        for holder in (element.node, *children(element.node)):
            for node in children(holder):
                tag = tag_of(node)
                if node.get("href") is None:
                    continue
                if tag in _TARGETS:
                    target = self._target(element, node, _TARGETS[tag])
                    if target is not None:
                        element.links.setdefault(tag, []).append(target)
                elif tag == "requiredAuthority":
                    self._check_authority(element, node)

    def _target(self, element: Element, node: Any, kinds: tuple[Kind, ...]) -> Element | None:
        namespace, _, identifier = node.get("href").strip().rpartition("#")
        document = element.document if not namespace else self.by_namespace.get(namespace)
        target = document.by_id.get(identifier) if document else None
        if target is None:
            self.faults.add("reference", node, href=node.get("href"))
        elif target.kind not in kinds:
            zh, en = _NAMED[kinds[0]]
            self.faults.add("reference-kind", node, href=node.get("href"), zh=zh, en=en)
        elif element.document.prefix(target.document.namespace) is None:
            self.faults.add("import-missing", node, namespace=target.document.namespace)
        else:
            return target
        return None

    def _check_authority(self, element: Element, node: Any) -> None:
        namespace, _, identifier = node.get("href").strip().rpartition("#")
        document = element.document if not namespace else self.by_namespace.get(namespace)
        if document is None or identifier not in document.ids:
            self.faults.add("reference", node, href=node.get("href"))

    def _check_cycles(self) -> None:
        """Depth first without recursion, since chains may be long; an element still open when met again is a cycle."""
        done: set[Element] = set()
        for start in (element for document in self.documents for element in document.elements):
            path: dict[Element, Iterator[Element]] = {} if start in done else {start: _needs(start)}
            while path:
                current, following = next(reversed(path.items()))
                needed = next(following, None)
                if needed is None:
                    done.add(current)
                    path.popitem()
                elif needed in path:
                    self._report_cycle(list(path), needed)
                elif needed not in done:
                    path[needed] = _needs(needed)

    def _report_cycle(self, path: list[Element], needed: Element) -> None:
        circle = [*path[path.index(needed) :], needed]
        names = [each.name for each in circle]
        if len(names) > 8:
            names = [*names[:4], "…", *names[-3:]]
        self.faults.add("cycle", needed.node, path=" → ".join(names))
        for before, after in pairwise(circle):
            for targets in before.links.values():
                if after in targets:
                    targets.remove(after)
                    return


def _needs(element: Element) -> Iterator[Element]:
    return iter(element.linked("requiredDecision", "requiredInput"))


def _free(imports: dict[str, str]) -> str:
    """Imports of DMN 1.1 and some of 1.5 have no name; the second and further ones must not hide the first."""
    return "" if "" not in imports else " " * len(imports)
