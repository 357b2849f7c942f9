"""Reads item definitions and finds types by the texts that refer to them, in every version of DMN (DMN 1.5 §7.3.2)."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from engine.dmn.cells import Cell
from engine.dmn.documents import Document, Library
from engine.dmn.faults import Faults
from engine.dmn.reader import Reader, Scope
from engine.dmn.source import child, children, name_of, text_of
from engine.dmn.standard_types import SCHEMA, language, of_feel, of_schema
from engine.dmn.types import ItemType, Type
from engine.feel.cursor import Known, known_names
from engine.feel.errors import FeelSyntaxError
from engine.feel.expression import BUILTIN_NAMES

_FEEL = "FEEL"


class Declarations:
    """The types of all documents of a library, and the names their expressions must know."""

    def __init__(self, library: Library, names: Iterable[str], faults: Faults) -> None:
        self.faults = faults
        self._library = library
        self._names = tuple(names)
        self._own = {document.namespace: self._declared(document) for document in library.documents}
        self._tables = {document.namespace: self._visible(document) for document in library.documents}
        members = self._members()
        self._scopes = {
            document.namespace: Scope(self._typed(document), self._tables[document.namespace], members)
            for document in library.documents
        }
        self._readers = {document.namespace: self._reader(document) for document in library.documents}
        for document in library.documents:
            for node in children(document.root, "itemDefinition"):
                declared = self._own[document.namespace].get(name_of(node))
                if declared is not None:
                    self._fill(document, declared, node)
        self._check_cycles()

    def scope(self, document: Document) -> Scope:
        """The names and types every expression of a document may use."""
        return self._scopes[document.namespace]

    def reader(self, document: Document) -> Reader:
        """The reader of a document's expressions."""
        return self._readers[document.namespace]

    def _reader(self, document: Document) -> Reader:
        language = document.root.get("expressionLanguage") or ""
        return Reader(self.faults, language, self._finder(document))

    def _declared(self, document: Document) -> dict[str, ItemType]:
        found: dict[str, ItemType] = {}
        for node in children(document.root, "itemDefinition"):
            name = name_of(node)
            if not name:
                self.faults.add("name-missing", node, tag="itemDefinition")
            elif name in found:
                self.faults.add("name-twice", node, name=name)
            elif self._library.is_name(name, node):
                found[name] = ItemType(name=name)
        return found

    def _visible(self, document: Document) -> dict[str, ItemType]:
        """A document's own types and those it imports, under the name of the import."""
        table: dict[str, ItemType] = {}
        for prefix, namespace in document.imports.items():
            for name, declared in self._own.get(namespace, {}).items():
                table[f"{prefix}.{name}" if prefix.strip() else name] = declared
        return {**table, **self._own[document.namespace]}

    def _members(self) -> Known:
        """What may stand after a dot or in a filter: components, entries of contexts, columns, imported elements."""
        names: set[str] = set()
        for document in self._library.documents:
            for tag in ("itemComponent", "variable", "column", "output"):
                names |= {name_of(node) for node in document.root.iter(f"{{*}}{tag}")}
            names |= {element.name for element in document.elements}
        return known_names(_readable(names))

    def _typed(self, document: Document) -> Known:
        """The names of several words for functions of the caller and for types."""
        names = {*self._names, *(name for name in self._tables[document.namespace] if not name.isidentifier())}
        return known_names(_readable(names), BUILTIN_NAMES)

    def _finder(self, document: Document) -> Callable[[str | None, Any], Type | None]:
        def find(text: str | None, node: Any) -> Type | None:
            wanted = " ".join((text or "").split())
            if not wanted or wanted == "Any":
                return None
            found = self._named(document, wanted, node)
            if found is None:
                self.faults.add("type-unknown", node, type=wanted)
            return found

        return find

    def _named(self, document: Document, wanted: str, node: Any) -> Type | None:
        table = self._tables[document.namespace]
        if wanted in table:
            return table[wanted]
        if "<" in wanted:
            return of_feel(wanted, table)
        prefix, colon, name = wanted.partition(":")
        if not colon:
            return of_feel(wanted) or (of_schema(wanted) if language(node) == SCHEMA else None)
        namespace = node.nsmap.get(prefix, "")
        if namespace == SCHEMA:
            return of_schema(name)
        if _FEEL in namespace or prefix.lower() == "feel":
            return of_feel(name)
        return self._own.get(namespace, {}).get(name) or (table.get(name) or of_feel(name) if not namespace else None)

    def _fill(self, document: Document, declared: ItemType, node: Any) -> None:
        components = list(children(node, "itemComponent"))
        functional = child(node, "functionItem")
        reference = child(node, "typeRef")
        text = "".join(reference.itertext()) if reference is not None else node.get("typeRef")
        if sum(map(bool, (components, functional is not None, (text or "").strip()))) > 1:
            self.faults.add("type-shape", node, type=declared.name)
        declared.collection = node.get("isCollection") in ("true", "1")
        declared.base = self._finder(document)(text, reference if reference is not None else node)
        if components:
            declared.components = dict(self._components(document, components))
        if functional is not None:
            declared.parameters = len(list(children(functional, "parameters")))
            declared.output = self._finder(document)(functional.get("outputTypeRef"), functional)
        siblings = [name_of(each) for each in children(node.getparent(), "itemComponent")]
        scope = self.scope(document).plus(*siblings)
        declared.allowed = self._tests(document, child(node, "allowedValues"), scope)
        declared.constraint = self._tests(document, child(node, "typeConstraint"), scope)

    def _components(self, document: Document, nodes: list[Any]) -> Iterator[tuple[str, ItemType]]:
        for node in nodes:
            name = name_of(node)
            if not name:
                self.faults.add("name-missing", node, tag="itemComponent")
            inner = ItemType(name=name)
            self._fill(document, inner, node)
            yield name, inner

    def _tests(self, document: Document, node: Any, scope: Scope) -> Cell | None:
        if node is None or not text_of(node).strip():
            return None
        return self.reader(document).cell(node, scope)

    def _check_cycles(self) -> None:
        for document in self._library.documents:
            for node in children(document.root, "itemDefinition"):
                start = self._own[document.namespace].get(name_of(node))
                seen: set[Type] = set()
                current: Type | None = start
                while isinstance(current, ItemType) and current not in seen:
                    seen.add(current)
                    current = current.base
                if current is not None and current in seen:
                    self.faults.add("type-cycle", node, type=name_of(node))
                    if start is not None:
                        start.base = None


def _readable(names: set[str]) -> Iterator[str]:
    for name in sorted(names):
        try:
            known_names((name,))
        except FeelSyntaxError:
            continue
        yield name
