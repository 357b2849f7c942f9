"""Puts the tables of a workbook in the place of those of a model; everything else of the model stays as it is."""

from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree

from engine.dmn import source
from engine.dmn.sheets import layout
from engine.dmn.sheets.exporting import tables_of
from engine.dmn.sheets.importing import fault
from engine.dmn.sheets.layout import Sheet
from engine.dmn.sheets.markup import asked_by, functions_of, is_name, parsed, texts_of
from engine.dmn.sheets.rewriting import rewrite
from engine.dmn.source import child, children, name_of
from engine.errors import Fault, Invalid
from engine.feel import FeelSyntaxError
from engine.feel.cursor import Known, known_names
from engine.feel.expression import BUILTIN_NAMES

_KINDS = {"inputData": "Input", "decision": "Decision", "businessKnowledgeModel": "Knowledge"}


def merged(base: bytes, sheets: Sequence[Sheet]) -> bytes:
    """A model with the tables of a workbook, found by their ids, else by their names; rows that stay keep their ids.

    Raises Invalid with the cells where a table is none of the model's, or an expression cannot be read or takes a name
    the model does not have. What else may be wrong with the whole is found on loading the result.
    """
    root = source.read(base)
    pairs = list(_pairs(root, sheets))
    faults = [each for holder, _, sheet in pairs for each in _faults(root, holder, sheet)]
    if faults:
        raise Invalid(faults)
    ids = {node.get("id") for node in root.iter() if node.get("id")}
    for holder, table, sheet in pairs:
        rewrite(holder, table, sheet, ids)
        _require(root, holder, sheet)
    etree.indent(root, "  ")
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return written


def _pairs(root: Any, sheets: Sequence[Sheet]) -> Iterator[tuple[Any, Any, Sheet]]:
    """(decision or piece of knowledge, its table, the sheet for it). Raises Invalid for a sheet that is for none."""
    tables = tables_of(root)
    known = "、".join(name_of(holder) for holder, _ in tables)
    taken: set[Any] = set()
    faults = []
    for sheet in sheets:
        address = sheet.address(sheet.heads.get(layout.DECISION, 0), 2)
        named = (pair for pair in tables if name_of(pair[0]) == sheet.name)
        found = next((pair for pair in tables if sheet.id and pair[0].get("id") == sheet.id), None) or next(named, None)
        if found is None:
            faults.append(
                fault(address, f"本规则没有决策“{sheet.name}”，应为{known}之一", f"no decision {sheet.name!r}")
            )
        elif found[0] in taken:
            faults.append(fault(address, f"决策“{sheet.name}”有两张工作表", f"two sheets are {sheet.name!r}"))
        else:
            taken.add(found[0])
            yield *found, sheet
    if faults:
        raise Invalid(faults)


def _faults(root: Any, holder: Any, sheet: Sheet) -> Iterator[Fault]:
    """What is wrong with the cells of a sheet, each at its address."""
    names, functions = _names(root, holder), {name_of(node) for node in _elements(root)} | set(_aliases(root))
    known = known_names([name for name in names | functions if is_name(name)], BUILTIN_NAMES)
    if not any(column.kind == "结果" for column in sheet.columns):
        yield fault(sheet.address(sheet.heads[layout.COLUMN]), "没有结果列", "there is no column of results")
    for text, test, row, column in texts_of(sheet):
        yield from (_at(sheet, row, column, *said) for said in _wrong(text, test, known, names, functions))


def _wrong(text: str, test: bool, known: Known, names: set[str], functions: set[str]) -> Iterator[tuple[str, str]]:
    if not text:
        return
    try:
        expression = parsed(text, test, known)
    except FeelSyntaxError as error:
        yield f"“{text}”写法有误：{error.text('zh').rstrip('。')}", f"{text!r}: {error.text('en').rstrip('.')}"
        return
    for name in sorted(expression.names - names):
        yield f"“{name}”不是本规则的输入或决策；如果是文字，请加双引号", f"{name!r} is no input or decision of the rule"
    for name in sorted(each for each in expression.functions - functions if "." not in each):
        yield f"没有函数“{name}”", f"there is no function {name!r}"


def _at(sheet: Sheet, row: int, column: int, zh: str, en: str) -> Fault:
    return fault(sheet.address(row, column), zh, en)


def _names(root: Any, holder: Any) -> set[str]:
    """What expressions of a table may take: inputs and decisions, or the parameters of what is called."""
    logic = child(holder, "encapsulatedLogic")
    if logic is not None:
        return {name_of(node) for node in children(logic, "formalParameter")}
    own = {name_of(node) for node in _elements(root) if node is not holder}
    return own | {name for name, namespace in _aliases(root).items() if _uses(holder, namespace)}


def _elements(root: Any) -> Iterator[Any]:
    return children(root, *_KINDS, "decisionService")


def _aliases(root: Any) -> dict[str, str]:
    """Name -> namespace of what the model imports."""
    return {name_of(node): node.get("namespace") or "" for node in children(root, "import")}


def _uses(holder: Any, namespace: str) -> bool:
    references = (node.get("href") or "" for node in holder.iter())
    return any(reference.startswith(f"{namespace}#") for reference in references)


def _require(root: Any, holder: Any, sheet: Sheet) -> None:
    """Let the holder require what its cells take and it did not require before."""
    required = {node.get("href") for node in holder.iter() if node.get("href")}
    by_name = {name_of(node): node for node in _elements(root) if node is not holder}
    # What is called takes its parameters, though an input may be called the same.
    asked = asked_by(sheet) if sheet.parameters is None else []
    for name in dict.fromkeys((*asked, *functions_of(sheet))):
        node = by_name.get(name)
        kind = None if node is None else _KINDS.get(source.tag_of(node))
        if node is None or kind is None or f"#{node.get('id')}" in required:
            continue
        namespace = source.split(holder)[0]
        what = "knowledge" if kind == "Knowledge" else "information"
        requirement = etree.Element(f"{{{namespace}}}{what}Requirement")
        etree.SubElement(requirement, f"{{{namespace}}}required{kind}", href=f"#{node.get('id')}")
        child(holder, "variable").addnext(requirement)
