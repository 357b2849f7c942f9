"""Reads a file as XML safely: no entities, no network, bounded size and depth; refusals in words."""

from typing import Any

from lxml import etree

from engine.kernel.dialect import BPMN
from engine.kernel.faults import Faults

SIZE = 10 * 1024 * 1024
"""Bytes of a diagram; the largest real ones have one tenth."""
DEPTH = 100
"""Levels of nesting; BPMN in BPMN of real diagrams has about 15."""


def read(source: bytes) -> Any:
    """The root of a BPMN file. Raises Invalid with the one reason why it is none."""
    faults = Faults()
    if len(source) > SIZE:
        refuse(faults, f"大小超过 {SIZE // 1024 // 1024} MB", f"it is larger than {SIZE // 1024 // 1024} MB")
    check_shape(source, faults)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True, remove_comments=True
    )
    try:
        root = etree.fromstring(source, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        refuse(faults, str(error), str(error))
    if root.tag != f"{{{BPMN}}}definitions":
        faults.add("not-bpmn")
    faults.check()
    return root


def check_shape(source: bytes, faults: Faults) -> None:
    """Count the levels and look for a doctype while the parser reads, before a tree is built."""
    target: Any = _Depth()
    parser = etree.XMLParser(target=target, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        etree.fromstring(source, parser)
    except _Declared:
        refuse(
            faults, "不允许文档类型声明（DTD）和实体", "a document type declaration with its entities is not allowed"
        )
    except _TooDeep:
        refuse(faults, f"嵌套超过 {DEPTH} 层", f"it is nested over {DEPTH} levels deep")
    except (etree.XMLSyntaxError, ValueError) as error:
        refuse(faults, str(error), str(error))


def refuse(faults: Faults, zh: str, en: str) -> None:
    """Stop with the reason why this is no XML to work with."""
    faults.add("xml", zh=zh, en=en)
    faults.check()


class _TooDeep(Exception):
    pass


class _Declared(Exception):
    pass


class _Depth:
    """A parser target that keeps nothing but the present level."""

    def __init__(self) -> None:
        self.level = 0

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        raise _Declared

    def start(self, tag: str | bytes, attributes: Any) -> None:
        self.level += 1
        if self.level > DEPTH:
            raise _TooDeep

    def end(self, tag: str | bytes) -> None:
        self.level -= 1

    def close(self) -> None:
        return None
