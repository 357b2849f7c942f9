"""Reads a file as XML safely: no entities, no network, bounded size, depth and number; refusals in words."""

import re
from typing import Any, NoReturn

from lxml import etree

from engine.kernel.dialect import BPMN, local, namespace
from engine.kernel.faults import Faults

SIZE = 10 * 1024 * 1024
"""Bytes of a diagram; the largest real ones have one tenth."""
DEPTH = 2_000
"""Levels of nesting; real diagrams have about 15."""
MOST = 100_000
"""Elements and attributes; the largest real diagrams have one tenth."""

SETTINGS: dict[str, Any] = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": True}
"""Huge trees are let in for their depth: size and number are bounded here."""
ENCODING = frozenset({
    etree.ErrorTypes.ERR_INVALID_CHAR, etree.ErrorTypes.ERR_INVALID_ENCODING,
    etree.ErrorTypes.ERR_UNKNOWN_ENCODING, etree.ErrorTypes.ERR_UNSUPPORTED_ENCODING,
})  # fmt: skip
FLAGS = frozenset({
    "isExecutable", "isClosed", "isInterrupting", "cancelActivity", "parallelMultiple", "triggeredByEvent",
    "isForCompensation", "isSequential", "instantiate", "testBefore", "cancelRemainingInstances", "waitForCompletion",
    "isCollection", "isImmediate", "mustUnderstand",
})  # fmt: skip
REFERENCES = frozenset({
    "sourceRef", "targetRef", "default", "attachedToRef", "processRef", "messageRef", "signalRef", "errorRef",
    "escalationRef", "activityRef", "dataObjectRef", "dataStoreRef", "itemSubjectRef", "categoryValueRef",
    "noneBehaviorEventRef", "oneBehaviorEventRef",
})  # fmt: skip
Words = tuple[str, str]
"""A reason in Chinese and English, as it goes into the sentence of the rule."""

EMPTY = "文件是空的", "the file is empty"
LARGE = f"大小超过 {SIZE // 1024 // 1024} MB", f"it is larger than {SIZE // 1024 // 1024} MB"
ZIP = "这是压缩文件或 Office 文档，请上传 .bpmn 文件", "it is an archive or an office document, not a .bpmn file"
PDF = "这是 PDF 文档，请上传 .bpmn 文件", "it is a PDF document, not a .bpmn file"
HTML = "这是网页（HTML），请上传 .bpmn 文件", "it is a web page (HTML), not a .bpmn file"
DTD = "不允许文档类型声明（DTD）和实体", "a document type declaration with its entities is not allowed"
DEEP = f"嵌套超过 {DEPTH:,} 层", f"it is nested over {DEPTH:,} levels deep"
MANY = f"元素和属性超过 {MOST:,} 个", f"it has over {MOST:,} elements and attributes"
OTHER = {
    b"PK\x03\x04": ZIP, b"PK\x05\x06": ZIP, b"\xd0\xcf\x11\xe0": ZIP, b"\x1f\x8b": ZIP, b"Rar!": ZIP,
    b"7z\xbc\xaf": ZIP, b"%PDF": PDF,
}  # fmt: skip
"""How files that are no diagrams begin."""
PAGE = re.compile(rb"\s*(<!doctype\s+html|<html[\s>])", re.IGNORECASE)


def read(source: bytes) -> Any:
    """The root of a BPMN file. Raises Invalid with the one reason why it is none."""
    check_bytes(source)
    check_shape(source)
    root = parsed(source, etree.XMLParser(remove_pis=True, remove_comments=True, **SETTINGS))
    if root.tag != f"{{{BPMN}}}definitions":
        faults = Faults()
        faults.add("not-bpmn", root, what=named(root))
        faults.check()
    plain(root)
    return root


def plain(root: Any) -> None:
    """Write what XML Schema lets a tool write in two ways in one: flags as words, references without a prefix."""
    for node in root.iter(f"{{{BPMN}}}*"):
        for name, value in node.attrib.items():
            if name in FLAGS:
                node.set(name, {"1": "true", "0": "false"}.get(value.strip(), value.strip()))
            elif name in REFERENCES and ":" in value:
                node.set(name, value.rpartition(":")[2])


def check_bytes(source: bytes) -> None:
    """Refuse what is too large, and what is no XML by its first bytes."""
    if len(source) > SIZE:
        refuse(LARGE)
    if not source.strip():
        refuse(EMPTY)
    for beginning, words in OTHER.items():
        if source.startswith(beginning):
            refuse(words)
    if PAGE.match(source[:1024].removeprefix(b"\xef\xbb\xbf")):
        refuse(HTML)


def check_shape(source: bytes) -> None:
    """Count levels and elements and look for a doctype while the parser reads, before a tree is built."""
    target: Any = _Shape()
    try:
        parsed(source, etree.XMLParser(target=target, **SETTINGS))
    except _Refused as refused:
        refuse(refused.words)


def parsed(source: bytes, parser: etree.XMLParser) -> Any:
    """What the parser makes of the file; Invalid with the place of the first error."""
    try:
        return etree.fromstring(source, parser)
    except etree.XMLSyntaxError as error:
        refuse(explained(error))
    except (LookupError, ValueError) as error:
        refuse((str(error), str(error)))


def explained(error: etree.XMLSyntaxError) -> Words:
    """What is wrong with the XML, and where."""
    line, column = error.position
    if getattr(error, "code", None) in ENCODING:
        return (
            f"第 {line} 行的文字与声明的编码不符，请另存为 UTF-8",
            f"the text in line {line} is not in the encoding that is declared; save it as UTF-8",
        )
    return (
        f"第 {line} 行第 {column} 列有 XML 语法错误（{error.msg}）",
        f"there is a syntax error in line {line}, column {column} ({error.msg})",
    )


def named(root: Any) -> str:
    """The root of another file as a person recognizes it."""
    space = namespace(root.tag)
    return f"{local(root)}（{space}）" if space else local(root)


def refuse(words: Words) -> NoReturn:
    """Stop with the reason why this is no XML to work with."""
    zh, en = words
    faults = Faults()
    faults.add("xml", zh=zh, en=en)
    faults.check()
    raise AssertionError(en)


class _Refused(Exception):
    def __init__(self, words: Words) -> None:
        self.words = words


class _Shape:
    """A parser target that keeps nothing but two numbers."""

    def __init__(self) -> None:
        self.level = 0
        self.count = 0

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        raise _Refused(DTD)

    def start(self, tag: str | bytes, attributes: Any) -> None:
        self.level += 1
        self.count += 1 + len(attributes)
        if self.level > DEPTH:
            raise _Refused(DEEP)
        if self.count > MOST:
            raise _Refused(MANY)

    def end(self, tag: str | bytes) -> None:
        self.level -= 1

    def close(self) -> None:
        return None
