"""The kinds of steps (环节模板) the drawing offers: element templates of Camunda 8, in the language of the page."""

from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import gettext as _

from engine.drafts import Called, Names

SCHEMA = "https://unpkg.com/@camunda/zeebe-element-templates-json-schema/resources/schema.json"
ID = "bangfu."
Template = dict[str, Any]
Property = dict[str, Any]


def step_kinds(names: Names) -> list[Template]:
    """All templates: those of every process, and one for each service function and each process that can be called."""
    return [
        _department(names), _leader(names), _co_sign(names), _watched(names), *_deadlines(),
        *(_service(one) for one in names.services), *(_call(one) for one in names.processes),
    ]  # fmt: skip


def _department(names: Names) -> Template:
    return _template("department", _("处室办理"), _("由流程职责确定的处室办理，也可以写明处室。"), "bpmn:UserTask", [
        *_worked(names), _who("candidateGroups", _("办理的处室"), "=duty.lead", _("默认：职责分工中的牵头处室")),
        _due(5), _opinion("optional"), _phrases(""), *_reminders(),
    ])  # fmt: skip


def _leader(names: Names) -> Template:
    return _template("leader", _("领导审批"), _("责任领导审批，可以退回并写明意见。"), "bpmn:UserTask", [
        *_worked(names), _who("candidateUsers", _("审批的领导"), "=duty.leaders", _("默认：职责分工中的责任领导")),
        _due(2), _opinion("required"), _phrases(_("同意|同意，请抓紧办理|退回补充材料")), *_reminders(),
    ])  # fmt: skip


def _co_sign(names: Names) -> Template:
    """The drawing makes it a step of several copies, one a department, which templates cannot say."""
    return _template("co-sign", _("会签"), _("有关处室各办一份，全部会签后继续。"), "bpmn:UserTask", [
        *_worked(names),
        _who("candidateGroups", _("会签的处室"), "=[department]", _("每份一个处室；名单在“多份办理”中")),
        _due(3), _opinion("required"), _phrases(_("无意见|同意，另附修改意见")), *_reminders(),
    ])  # fmt: skip


def _watched(names: Names) -> Template:
    return _template("watched", _("督办环节"), _("到期前提醒，逾期报告负责人、责任领导，直至约谈。"), "bpmn:UserTask", [
        *_worked(names), _who("candidateGroups", _("办理的处室"), "=duty.lead", _("默认：职责分工中的牵头处室")),
        _due(10), _opinion("optional"), _phrases(""), *_reminders(before="2", head="1", leader="3", talk="5"),
    ])  # fmt: skip


def _deadlines() -> Iterator[Template]:
    for id_, name, told, kind in (
        ("deadline-wait", _("等若干工作日"), _("过了这么多个工作日再往下走。"), "bpmn:IntermediateCatchEvent"),
        ("deadline", _("工作日时限"), _("附着在环节上：到期仍未办结就走这条线。"), "bpmn:BoundaryEvent"),
    ):
        yield _template(id_, name, told, kind, [
            _asked(_("到期时间"), {"type": "bpmn:TimerEventDefinition#property", "name": "timeDate"},
                   "=workdays after(now(), 5)", feel=True, description=_("例：5 个工作日之后")),
        ], event="bpmn:TimerEventDefinition")  # fmt: skip


def _service(one: Called) -> Template:
    given = _("给出：%(what)s", what="、".join(f"{label}（{name}）" for name, label in one.gives.items()))
    return _template(f"service.{one.id}", one.label, given if one.gives else "", "bpmn:ServiceTask", [
        {"type": "Hidden", "value": one.id, "binding": {"type": "zeebe:taskDefinition", "property": "type"}},
        *(_input(name, label) for name, label in one.inputs.items()),
        *(_asked(label, {"type": "zeebe:taskHeader", "key": name}) for name, label in one.headers.items()),
    ])  # fmt: skip


def _call(one: Called) -> Template:
    given = _("带回：%(what)s", what="、".join(f"{label}（{name}）" for name, label in one.gives.items()))
    called = {"type": "zeebe:calledElement", "property": "processId"}
    return _template(f"call.{one.id}", _("调用：%(process)s", process=one.label), given if one.gives else "",
                     "bpmn:CallActivity", [
        {"type": "Hidden", "value": one.id, "binding": called},
        *(_input(name, label) for name, label in one.inputs.items()),
        *({"type": "Hidden", "value": name, "binding": {"type": "zeebe:output", "source": f"={name}"}}
          for name in one.gives),
    ])  # fmt: skip


def _worked(names: Names) -> list[Property]:
    forms = [{"name": one.label, "value": one.id} for one in names.forms]
    form = {"type": "zeebe:formDefinition", "property": "formId"}
    asked = {"label": _("表单"), "type": "Dropdown", "choices": forms, "binding": form}
    return [
        {"type": "Hidden", "binding": {"type": "zeebe:userTask"}},
        asked if forms else _asked(_("表单"), form),
        _setting("stage", _("台账中的阶段")),
    ]


def _who(attribute: str, label: str, value: str, description: str) -> Property:
    binding = {"type": "zeebe:assignmentDefinition", "property": attribute}
    return _asked(label, binding, value, feel=True, description=description)


def _due(days: int) -> Property:
    return _asked(_("办理期限"), {"type": "zeebe:taskSchedule", "property": "dueDate"},
                  f"=workdays after(now(), {days})", feel=True, description=_("例：5 个工作日之后"))  # fmt: skip


def _opinion(value: str) -> Property:
    choices = [{"name": _("必填"), "value": "required"}, {"name": _("可填"), "value": "optional"},
               {"name": _("不填"), "value": "none"}]  # fmt: skip
    binding = {"type": "zeebe:property", "name": "opinion"}
    return {"label": _("意见"), "type": "Dropdown", "choices": choices, "value": value, "binding": binding}


def _phrases(value: str) -> Property:
    return _setting("phrases", _("常用意见（用 | 分开）"), value)


def _reminders(before: str = "", head: str = "", leader: str = "", talk: str = "") -> list[Property]:
    return [
        _setting("remind_before", _("到期前几个工作日提醒"), before),
        _setting("escalate_head_after", _("逾期几个工作日报告处室负责人"), head),
        _setting("escalate_leader_after", _("逾期几个工作日报告责任领导"), leader),
        _setting("talk_after", _("逾期几个工作日约谈"), talk),
    ]


def _setting(name: str, label: str, value: str = "") -> Property:
    return _asked(label, {"type": "zeebe:property", "name": name}, value, optional=True)


def _input(name: str, label: str) -> Property:
    return _asked(label, {"type": "zeebe:input", "name": name}, f"={name}", feel=True)


def _asked(
    label: str, binding: Mapping[str, str], value: str = "", *, feel: bool = False, optional: bool = False,
    description: str = "",
) -> Property:  # fmt: skip
    asked: Property = {"label": label, "type": "String", "binding": dict(binding)}
    if value:
        asked["value"] = value
    if feel:
        asked["feel"] = "required"
    if optional:
        asked["optional"] = True
    if description:
        asked["description"] = description
    return asked


def _template(
    id_: str, name: str, description: str, kind: str, properties: list[Property], event: str | None = None
) -> Template:
    element = {"value": kind} | ({"eventDefinition": event} if event else {})
    plain = "bpmn:Task" if kind.endswith(("Task", "Activity")) else kind
    return {
        "$schema": SCHEMA, "id": ID + id_, "name": name, "version": 1, "appliesTo": sorted({plain, kind}),
        "elementType": element, "properties": properties,
    } | ({"description": description} if description else {})  # fmt: skip
