"""Reads a file as a DMN document safely: no entities, no network, bounded size and depth; refusals in words."""

from collections.abc import Iterator
from typing import Any, Final

from lxml import etree

from engine.dmn.faults import Faults

NAMESPACES: Final = {
    "http://www.omg.org/spec/DMN/20151101/dmn.xsd": "1.1",
    "http://www.omg.org/spec/DMN/20180521/MODEL/": "1.2",
    "https://www.omg.org/spec/DMN/20191111/MODEL/": "1.3",
    "https://www.omg.org/spec/DMN/20211108/MODEL/": "1.4",
    "https://www.omg.org/spec/DMN/20230324/MODEL/": "1.5",
    "https://www.omg.org/spec/DMN/20240513/MODEL/": "1.6",
}
SIZE = 10 * 1024 * 1024
"""Bytes of a model; a table of 10,000 rules has about half."""
DEPTH = 150
"""Levels of nesting; a boxed expression takes one to three."""
NODES = 400_000
"""Elements of a model, cells of tables included."""


def read(content: bytes) -> Any:
    """The root of a DMN file. Raises Invalid with the one reason why it is none."""
    faults = Faults()
    if len(content) > SIZE:
        _refuse(faults, f"大小超过 {SIZE // 1024 // 1024} MB", f"it is larger than {SIZE // 1024 // 1024} MB")
    _check_shape(content, faults)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True, remove_comments=True
    )
    try:
        root: Any = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        _refuse(faults, str(error), str(error))
    name = etree.QName(root)
    if name.localname != "definitions" or name.namespace not in NAMESPACES:
        faults.add("not-dmn")
    faults.check()
    return root


def children(node: Any, *tags: str) -> Iterator[Any]:
    """The children of a node that are DMN's own, of these tags if any are given."""
    if node is None:
        return
    for child in node:
        namespace, tag = split(child)
        if namespace in NAMESPACES and (not tags or tag in tags):
            yield child


def child(node: Any, *tags: str) -> Any:
    """The first child of one of these tags, or None."""
    return next(children(node, *tags), None)


def split(node: Any) -> tuple[str, str]:
    """Namespace and tag."""
    namespace, _, tag = str(node.tag).rpartition("}")
    return namespace[1:], tag


def tag_of(node: Any) -> str:
    """The tag without its namespace."""
    return split(node)[1]


def name_of(node: Any) -> str:
    """The name of a node with single spaces, as FEEL reads names; "" when it has none."""
    return "" if node is None else " ".join((node.get("name") or "").split())


def text_of(node: Any) -> str:
    """The content of the `text` child."""
    found = child(node, "text")
    return "" if found is None else (found.text or "")


def _check_shape(content: bytes, faults: Faults) -> None:
    """Count levels and look for a doctype while the parser reads, before a tree is built."""
    parser = etree.XMLParser(
        target=_Shape(),  # type: ignore[arg-type]
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    try:
        etree.fromstring(content, parser)
    except _Refused as refused:
        _refuse(faults, *refused.args)
    except (etree.XMLSyntaxError, ValueError) as error:
        _refuse(faults, str(error), str(error))


def _refuse(faults: Faults, zh: str, en: str) -> None:
    faults.add("xml", zh=zh, en=en)
    faults.check()


class _Refused(Exception):
    pass


class _Shape:
    """A parser target that keeps nothing but the present level and the count."""

    def __init__(self) -> None:
        self.level = self.count = 0

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        en = "a document type declaration with its entities is not allowed"
        raise _Refused("不允许文档类型声明（DTD）和实体", en)

    def start(self, tag: str | bytes, attributes: Any) -> None:
        self.level += 1
        self.count += 1
        if self.level > DEPTH:
            raise _Refused(f"嵌套超过 {DEPTH} 层", f"it is nested over {DEPTH} levels deep")
        if self.count > NODES:
            raise _Refused(f"元素超过 {NODES} 个", f"it has over {NODES} elements")

    def end(self, tag: str | bytes) -> None:
        self.level -= 1

    def close(self) -> None:
        return None
