"""What people call the things a diagram or a form is made of, and what is said about them."""

from collections.abc import Mapping
from typing import Final

from engine.forms import Message

KINDS: Final = {
    "process": Message("流程", "Process"), "participant": Message("泳池", "Pool"), "lane": Message("泳道", "Lane"),
    "task": Message("任务", "Task"), "userTask": Message("人工环节", "User task"),
    "manualTask": Message("线下环节", "Manual task"), "serviceTask": Message("服务", "Service task"),
    "scriptTask": Message("计算", "Script task"), "businessRuleTask": Message("决策", "Decision task"),
    "sendTask": Message("发送", "Send task"), "receiveTask": Message("等待消息", "Receive task"),
    "callActivity": Message("调用流程", "Call activity"), "subProcess": Message("子流程", "Subprocess"),
    "adHocSubProcess": Message("自由工作", "Ad-hoc subprocess"), "transaction": Message("事务", "Transaction"),
    "startEvent": Message("开始", "Start event"), "endEvent": Message("结束", "End event"),
    "boundaryEvent": Message("边界事件", "Boundary event"),
    "intermediateCatchEvent": Message("等待事件", "Catch event"),
    "intermediateThrowEvent": Message("触发事件", "Throw event"),
    "exclusiveGateway": Message("分支", "Exclusive gateway"), "parallelGateway": Message("并行", "Parallel gateway"),
    "inclusiveGateway": Message("多选分支", "Inclusive gateway"),
    "eventBasedGateway": Message("等候分支", "Event-based gateway"),
    "complexGateway": Message("复杂分支", "Complex gateway"), "sequenceFlow": Message("连线", "Flow"),
    "messageFlow": Message("消息流", "Message flow"), "association": Message("关联", "Association"),
    "textAnnotation": Message("批注", "Annotation"), "group": Message("分组", "Group"),
    "message": Message("消息", "Message"), "signal": Message("信号", "Signal"), "error": Message("错误", "Error"),
    "escalation": Message("升级", "Escalation"), "dataObject": Message("数据", "Data object"),
    "dataObjectReference": Message("数据", "Data object"), "dataStoreReference": Message("数据库", "Data store"),
}  # fmt: skip
"""Element of BPMN -> what people call it."""

STEPS: Final = frozenset({
    "task", "userTask", "manualTask", "serviceTask", "scriptTask", "businessRuleTask", "sendTask", "receiveTask",
    "callActivity", "subProcess", "adHocSubProcess", "transaction",
})  # fmt: skip
FLOWS: Final = frozenset({"sequenceFlow", "messageFlow", "association"})

SETTING: Final = Message("参数“{name}”", "Setting {name}")

FACTS: Final = {
    "name": Message("名称", "Name"), "documentation": Message("说明", "Documentation"),
    "sourceRef": Message("从", "From"), "targetRef": Message("到", "To"), "lane": Message("泳道", "Lane"),
    "parent": Message("所在", "Within"), "conditionExpression": Message("条件", "Condition"),
    "completionCondition": Message("完成条件", "Completion condition"), "default": Message("默认连线", "Default flow"),
    "attachedToRef": Message("附着于", "Attached to"), "cancelActivity": Message("中断所附环节", "Interrupting"),
    "isInterrupting": Message("中断", "Interrupting"), "isExecutable": Message("可执行", "Executable"),
    "formDefinition.formId": Message("表单", "Form"), "text": Message("文字", "Text"),
    "assignmentDefinition.assignee": Message("办理人", "Assignee"),
    "assignmentDefinition.candidateGroups": Message("办理处室", "Departments"),
    "assignmentDefinition.candidateUsers": Message("办理人员", "Persons"),
    "taskSchedule.dueDate": Message("办理时限", "Due date"),
    "taskSchedule.followUpDate": Message("跟进日期", "Follow-up date"),
    "priorityDefinition.priority": Message("优先级", "Priority"),
    "taskDefinition.type": Message("服务", "Service"), "taskDefinition.retries": Message("重试次数", "Retries"),
    "script.expression": Message("计算式", "Expression"),
    "script.resultVariable": Message("结果变量", "Result variable"),
    "calledDecision.decisionId": Message("决策", "Decision"),
    "calledDecision.resultVariable": Message("结果变量", "Result variable"),
    "calledElement.processId": Message("调用的流程", "Called process"),
    "calledElement.bindingType": Message("调用的版本", "Called version"),
    "subscription.correlationKey": Message("关联键", "Correlation key"),
    "loopCharacteristics.inputCollection": Message("逐个办理的列表", "Collection"),
    "loopCharacteristics.inputElement": Message("逐个的变量", "Element variable"),
    "loopCharacteristics.outputCollection": Message("结果列表", "Output collection"),
    "loopCharacteristics.outputElement": Message("逐个的结果", "Output element"),
    "adHoc.activeElementsCollection": Message("一开始的步骤", "Steps begun first"),
    "adHoc.outputCollection": Message("结果列表", "Output collection"),
    "adHoc.outputElement": Message("逐个的结果", "Output element"),
    "isSequential": Message("依次办理", "Sequential"), "timeDate": Message("定时", "Date"),
    "event": Message("事件类型", "Event"),
    "timeDuration": Message("等待时长", "Duration"), "timeCycle": Message("周期", "Cycle"),
    "condition": Message("条件", "Condition"), "messageRef": Message("消息", "Message"),
    "signalRef": Message("信号", "Signal"), "errorRef": Message("错误", "Error"),
    "escalationRef": Message("升级", "Escalation"),
    "property.duty": Message("任务分工", "Duty"), "property.subject": Message("事由", "Subject"),
    "property.stage": Message("阶段", "Stage"), "property.part": Message("参与方", "Part"),
    "property.copies": Message("抄送", "Copies"), "property.opinion": Message("意见", "Opinion"),
    "property.phrases": Message("常用意见", "Phrases"), "property.actions": Message("可用操作", "Actions"),
    "property.remind_before": Message("到期前提醒", "Reminder"),
    "property.escalate_head_after": Message("逾期报负责人", "Told to heads"),
    "property.escalate_leader_after": Message("逾期报责任领导", "Told to leaders"),
    "property.talk_after": Message("逾期约谈", "Talk"), "property.reporters": Message("登记人", "Reporters"),
    "property.plan_start": Message("计划开始", "Planned start"), "property.progress": Message("完成进度", "Progress"),
}  # fmt: skip
"""What an element says, by where it says it -> what people call that."""

PATTERNS: Final = (
    ("input.", Message("输入变量 {name}", "Input {name}")), ("output.", Message("输出变量 {name}", "Output {name}")),
    ("header.", Message("服务参数 {name}", "Header {name}")), ("property.setting.", SETTING),
    ("property.check.", Message("核对规则 {name}", "Check {name}")),
    ("property.", Message("设置 {name}", "Property {name}")),
)  # fmt: skip
"""The same for what has a name of its own: how its place begins."""

FIELD_KINDS: Final = {
    "textfield": Message("单行文本", "Text field"), "textarea": Message("多行文本", "Text area"),
    "number": Message("数字", "Number"), "datetime": Message("日期时间", "Date and time"),
    "select": Message("下拉选择", "Select"), "radio": Message("单选", "Radio"), "checkbox": Message("勾选", "Checkbox"),
    "checklist": Message("多选", "Checklist"), "taglist": Message("多选", "Tag list"),
    "filepicker": Message("附件", "Files"), "dynamiclist": Message("明细", "Rows"), "group": Message("分组", "Group"),
    "text": Message("文字", "Text"), "separator": Message("分隔线", "Separator"),
    "expression": Message("计算", "Computed"),
}  # fmt: skip

FIELD_FACTS: Final = {
    "label": Message("名称", "Label"), "key": Message("变量", "Key"), "path": Message("变量", "Path"),
    "type": Message("类型", "Type"), "text": Message("文字", "Text"), "description": Message("提示", "Description"),
    "defaultValue": Message("默认值", "Default"), "values": Message("选项", "Options"),
    "valuesExpression": Message("选项", "Options"), "valuesKey": Message("选项", "Options"),
    "readonly": Message("只读", "Read-only"), "disabled": Message("停用", "Disabled"),
    "validate.required": Message("必填", "Required"), "validate.maxLength": Message("最多字数", "Longest"),
    "validate.minLength": Message("最少字数", "Shortest"), "validate.min": Message("最小值", "Least"),
    "validate.max": Message("最大值", "Most"), "validate.pattern": Message("格式", "Pattern"),
    "conditional.hide": Message("隐藏条件", "Hidden if"), "properties.kind": Message("种类", "Kind"),
    "subtype": Message("形式", "Subtype"), "expression": Message("计算式", "Expression"),
}  # fmt: skip

ROW = Message("行", "Row")
TABLE = Message("决策", "Decision")
SCENARIO = Message("场景", "Scenario")
FIELD = Message("字段", "Field")
POSITION = Message("位置", "Position")
FILE = Message("文件", "File")


def fact(place: str, labels: Mapping[str, str]) -> Message:
    """What people call what an element says at a place; a setting is called by the label it says itself."""
    if place in FACTS:
        return FACTS[place]
    for beginning, label in PATTERNS:
        if place.startswith(beginning):
            name = labels.get(f"{place}.label") or place.removeprefix(beginning)
            return Message(label.zh.format(name=name), label.en.format(name=name))
    return Message(place, place)
