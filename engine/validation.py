"""What must hold before a diagram with its forms is deployed, beyond the diagram itself: all faults at once."""

from collections.abc import Iterator, Mapping

from engine import decisions, dmn, feel, forms, kernel
from engine.errors import Fault
from engine.process import Process
from engine.rules import Rules
from engine.settings import declaring
from engine.vocabulary import EXPRESSIONS, NAMES

LONGEST_ID, LONGEST_NAME, LONGEST_STAGE, LONGEST_PART = 80, 120, 40, 40
"""Characters that items, incidents and cases keep of an element."""

START_KINDS = ("startEvent", "userTask")


def faults_of(files: Mapping[str, bytes], processes: Mapping[str, Process], rules: Rules) -> list[Fault]:
    """All that is wrong with the files of one process; empty when it can be deployed."""
    diagrams = [name for name in files if name.endswith(".bpmn")]
    if len(diagrams) != 1:
        return [
            _fault("one-diagram", None, f"应有且只有一个 .bpmn 文件，现有 {len(diagrams)} 个。",
                   f"Expected exactly one .bpmn file, but there are {len(diagrams)}.")
        ]  # fmt: skip
    form_faults, form_ids = _forms(files)
    decision_faults, decision_ids = _decisions(files)
    try:
        specs = kernel.parse(files[diagrams[0]], "", names=NAMES)
    except kernel.Invalid as invalid:
        return [*invalid.faults, *form_faults, *decision_faults]
    faults = [*form_faults, *decision_faults]
    for spec in specs:
        faults += [
            *_missing_forms(spec, form_ids), *_missing_decisions(spec, decision_ids | rules.names()),
            *_services(spec, processes), *_properties(spec), *_lengths(spec), *_parts(spec, processes),
            *_measures(spec, processes), *_shared(spec, processes),
        ]  # fmt: skip
    return faults


def _forms(files: Mapping[str, bytes]) -> tuple[list[Fault], set[str]]:
    faults, ids = [], set()
    for name, content in files.items():
        if not name.endswith(".form"):
            continue
        try:
            id_ = forms.load(content, NAMES).id
            if id_ in ids:
                faults.append(
                    _fault("form-twice", None, f"有两个表单的标识都是“{id_}”，请改其中一个。",
                           f"Two forms have the id {id_!r}; change one of them.")
                )  # fmt: skip
            ids.add(id_)
        except forms.Invalid as invalid:
            faults += [
                _fault("form", fault.component, f"表单 {name}：{fault.zh}", f"Form {name}: {fault.en}")
                for fault in invalid.faults
            ]
    return faults, ids


def _missing_forms(spec: kernel.Spec, form_ids: set[str]) -> Iterator[Fault]:
    for element in spec.elements.values():
        if element.form and element.form not in form_ids and element.kind in START_KINDS:
            yield _fault("form-missing", element.id, f"“{element.name}”的表单“{element.form}”不存在，请一并上传。",
                         f"{element.name!r} has form {element.form!r}, which is not among the files.")  # fmt: skip


def _decisions(files: Mapping[str, bytes]) -> tuple[list[Fault], set[str]]:
    faults: list[Fault] = []
    ids: set[str] = set()
    for name in decisions.names(files):
        try:
            model = decisions.model(files, name)
        except dmn.Invalid as invalid:
            faults += [_of_decision(name, fault) for fault in invalid.faults]
            continue
        faults += [_of_decision(name, fault) for fault in model.faults]
        for twice in ids & model.decisions.keys():
            faults.append(_fault("decision-twice", twice, f"决策表 {name}：编号“{twice}”已被另一个文件使用。",
                                 f"Decisions {name}: the id {twice!r} is used by another file too."))  # fmt: skip
        ids |= model.decisions.keys()
    return faults, ids


def _of_decision(name: str, fault: Fault) -> Fault:
    zh, en = f"决策表 {name}：{fault.zh}", f"Decisions {name}: {fault.en}"
    return Fault(rule=fault.rule, element=fault.element, line=fault.line, zh=zh, en=en, clause=fault.clause)


def _missing_decisions(spec: kernel.Spec, ids: set[str]) -> Iterator[Fault]:
    for element in spec.elements.values():
        called = element.called_decision
        if called and not called.startswith("=") and called not in ids:
            yield _fault("decision-missing", element.id, f"“{element.name}”调用的决策“{called}”不存在，请一并上传。",
                         f"{element.name!r} calls decision {called!r}, which is not among the files.")  # fmt: skip


def _services(spec: kernel.Spec, processes: Mapping[str, Process]) -> Iterator[Fault]:
    known = {name for process in processes.values() for name in process.services}
    for element in spec.elements.values():
        if element.service and element.service not in known:
            yield _fault("service-unknown", element.id,
                         f"“{element.name}”调用的服务“{element.service}”未注册，请从列表中选择。",
                         f"{element.name!r} calls service {element.service!r}, which is not registered.")  # fmt: skip


def _properties(spec: kernel.Spec) -> Iterator[Fault]:
    for name, wrong in declaring.faults(spec.properties):
        yield _fault("setting", None, f"属性“{name}”：{wrong.zh}。", f"Property {name!r}: {wrong.en}.")
    texts: list[tuple[str, str, str]] = []
    for element in spec.elements.values():
        for name, text in element.properties.items():
            if name in EXPRESSIONS or (name.startswith("check.") and not name.endswith(".message")):
                texts.append((element.id, name, text))
    for element_id, name, text in texts:
        try:
            feel.parse(text, names=NAMES)
        except feel.FeelSyntaxError as error:
            yield _fault("expression", element_id, f"属性“{name}”的表达式有误：{error.text('zh')}",
                         f"Property {name!r}: {error.text('en')}")  # fmt: skip


def _lengths(spec: kernel.Spec) -> Iterator[Fault]:
    """What is kept in columns must fit into them; PostgreSQL would refuse it only when a case comes there."""
    for element in spec.elements.values():
        for what, said, longest in (
            ("标识", element.id, LONGEST_ID), ("名称", element.name or "", LONGEST_NAME),
            ("阶段", element.properties.get("stage", ""), LONGEST_STAGE),
            ("参与方", element.part or "", LONGEST_PART),
        ):  # fmt: skip
            if len(said) > longest:
                yield _fault("too-long", element.id, f"{what}“{said[:20]}…”超过{longest}个字，请缩短。",
                             f"{said[:20]!r}... is longer than {longest} characters; shorten it.")  # fmt: skip


def _parts(spec: kernel.Spec, processes: Mapping[str, Process]) -> Iterator[Fault]:
    """What tells of a part no element is in would be read by nobody; a called process may have parts of its own."""
    process, elements = processes.get(spec.process), spec.elements.values()
    if process is None or any(element.kind == "callActivity" for element in elements):
        return
    known = {element.part for element in elements}
    named = [(one.label, one.part) for one in process.ledger]
    named += [(one.label, one.part) for one in process.papers] + [(one.label, one.part) for one in process.bars]
    for label, part in named:
        if part and part not in known:
            yield _fault("part-unknown", None, f"“{label}”所属的参与方“{part}”在图中没有，请改正或补画环节。",
                         f"{label!r} is of the part {part!r}, which no element is in; name one that is drawn.")


def _measures(spec: kernel.Spec, processes: Mapping[str, Process]) -> Iterator[Fault]:
    process = processes.get(spec.process)
    columns = {column.name for column in process.ledger} if process else set()
    for measure in process.measures if process else ():
        for name in filter(None, (measure.value, measure.by, measure.limit)):
            if name not in columns:
                yield _fault("measure-column", None, f"统计“{measure.label}”用到的台账列“{name}”不存在。",
                             f"The measure {measure.name!r} counts by {name!r}, which is no column of the ledger.")


def _shared(spec: kernel.Spec, processes: Mapping[str, Process]) -> Iterator[Fault]:
    """Shared values lie beside those of the columns: one name is one value."""
    process = processes.get(spec.process)
    columns = {column.name for column in process.ledger} if process else set()
    for name in process.shared if process else ():
        if name in columns or name == "case":
            yield _fault("shared-twice", None, f"共享的值“{name}”与台账列或“case”同名，请换一个名称。",
                         f"The shared value {name!r} is named like a column or 'case'; rename it.")  # fmt: skip


def _fault(rule: str, element: str | None, zh: str, en: str) -> Fault:
    return Fault(rule=rule, element=element, line=0, zh=zh, en=en, clause="Bangfu")
