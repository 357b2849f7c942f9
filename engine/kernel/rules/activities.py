"""Rules about activities: quantities, loops, what a task needs in order to run (BPMN 2.0.2 §10.3)."""

from __future__ import annotations

from engine.kernel.dialect import FEEL
from engine.kernel.rulebook import Broken, add, rule
from engine.kernel.rules.diagram import ACTIVITIES, At

STANDARD, MULTI = "standardLoopCharacteristics", "multiInstanceLoopCharacteristics"
BEHAVIORS = frozenset({"None", "One", "All", "Complex"})


def whole(text: str) -> int | None:
    """A literal whole number; None for anything else, expressions included."""
    digits = text.removeprefix("=").strip()
    return int(digits) if digits.removeprefix("-").isdecimal() and digits.isascii() and len(digits) < 19 else None


def quantity(name: str, attribute: str, zh: str, en: str) -> None:
    """A rule about a number of tokens, which is 1 or more."""

    def check(at: At) -> Broken:
        value = at.get(attribute, "1")
        number = whole(value) if not value.startswith("=") else None
        return [] if number is not None and number >= 1 else [at.breach(value=value)]

    add(name, *ACTIVITIES, topic=__name__, zh=zh, en=en, clause="BPMN 2.0.2 §10.3", check=check)


quantity("start-quantity", "startQuantity",
         "“{element}”的起始令牌数“{value}”应是大于零的整数。",
         "The start quantity {value} of {element} is no whole number above zero.")  # fmt: skip
quantity("completion-quantity", "completionQuantity",
         "“{element}”的完成令牌数“{value}”应是大于零的整数。",
         "The completion quantity {value} of {element} is no whole number above zero.")  # fmt: skip


@rule(
    *ACTIVITIES,
    zh="“{element}”只能有一种循环：标准循环或多实例。",
    en="{element} can have one kind of loop only, a standard loop or multiple instances.",
    clause="BPMN 2.0.2 §10.3.8",
)
def several_loops(at: At) -> Broken:
    return len(at.children(STANDARD, MULTI)) > 1


@rule(
    STANDARD,
    zh="“{element}”的循环上限“{value}”应是大于零的整数。",
    en="The loop maximum {value} of {element} is no whole number above zero.",
    clause="BPMN 2.0.2 §10.3.8",
)
def loop_maximum(at: At) -> Broken:
    value = at.get("loopMaximum", "1")
    number = None if value.startswith("=") else whole(value)
    return [] if number is not None and number >= 1 else [at.breach(value=value)]


@rule(
    STANDARD,
    zh="“{element}”的循环既没有条件也没有上限，永远不会停。",
    en="The loop of {element} has neither a condition nor a maximum and would never end.",
    clause="BPMN 2.0.2 §10.3.8",
)
def loop_endless(at: At) -> Broken:
    return not any(condition.text for condition in at.children("loopCondition")) and not at.get("loopMaximum")


@rule(
    MULTI,
    zh="“{element}”的多实例没有说明办理几次：请填写集合或次数。",
    en="The multiple instances of {element} have neither a collection nor a number.",
    clause="BPMN 2.0.2 §10.3.8",
)
def instances_unknown(at: At) -> Broken:
    return not sources(at)


@rule(
    MULTI,
    zh="“{element}”的多实例只能填写集合和次数中的一种。",
    en="The multiple instances of {element} can have a collection or a number, not both.",
    clause="BPMN 2.0.2 §10.3.8",
)
def instances_ambiguous(at: At) -> Broken:
    return len(sources(at)) > 1


@rule(
    MULTI,
    zh="“{element}”的实例数“{value}”应大于零。",
    en="The number {value} of instances of {element} is below one.",
    clause="BPMN 2.0.2 §10.3.8",
)
def cardinality(at: At) -> Broken:
    literals = [(found.text, whole(found.text)) for found in at.children("loopCardinality")]
    return [at.breach(value=text) for text, number in literals if number is not None and number < 1]


@rule(
    MULTI,
    zh="“{element}”的多实例行为“{value}”无效，应为 None、One、All 或 Complex。",
    en="The behaviour {value} of the instances of {element} is none of None, One, All and Complex.",
    clause="BPMN 2.0.2 §10.3.8",
)
def instances_behavior(at: At) -> Broken:
    value = at.get("behavior", "All")
    return [] if value in BEHAVIORS else [at.breach(value=value)]


@rule(
    MULTI,
    zh="“{element}”的输出集合与输出元素应同时填写。",
    en="The output collection and the output element of {element} go together.",
    clause="Camunda 8 BPMN",
)
def instances_output(at: At) -> Broken:
    collection = at.setting("loopCharacteristics", "outputCollection") or at.children("loopDataOutputRef")
    element = at.setting("loopCharacteristics", "outputElement") or at.children("outputDataItem")
    return bool(collection) != bool(element)


@rule(
    "adHocSubProcess",
    zh="“{element}”的输出集合与输出元素应同时填写。",
    en="The output collection and the output element of {element} go together.",
    clause="Camunda 8 BPMN",
)
def adhoc_output(at: At) -> Broken:
    return bool(at.setting("adHoc", "outputCollection")) != bool(at.setting("adHoc", "outputElement"))


@rule(
    "sendTask",
    zh="发送任务“{element}”没有选定消息，也没有选定发送的服务。",
    en="The send task {element} has neither a message nor a sending service.",
    clause="BPMN 2.0.2 §10.3.3",
)
def send_without_message(at: At) -> Broken:
    return not at.get("messageRef") and at.setting("taskDefinition", "type") is None


@rule(
    "receiveTask",
    zh="接收任务“{element}”没有选定消息。",
    en="The receive task {element} has no message.",
    clause="BPMN 2.0.2 §10.3.3",
)
def receive_without_message(at: At) -> Broken:
    return not at.get("messageRef")


@rule(
    "receiveTask",
    zh="启动流程的接收任务“{element}”不能有入口连线。",
    en="The receive task {element} starts the process and can have no incoming flow.",
    clause="BPMN 2.0.2 §10.3.3",
)
def receive_instantiating(at: At) -> Broken:
    return at.is_true("instantiate") and bool(at.incoming)


def needs(name: str, tag: str, holder: str, setting: str, zh: str, en: str, clause: str) -> None:
    """A rule about a zeebe setting without which a task has nothing to do."""

    def check(at: At) -> Broken:
        by_service = tag == "businessRuleTask" and at.setting("taskDefinition", "type") is not None
        by_standard = tag == "callActivity" and bool(at.get("calledElement"))
        return at.setting(holder, setting) is None and not by_service and not by_standard

    add(name, tag, topic=__name__, zh=zh, en=en, clause=clause, check=check)


@rule(
    "scriptTask",
    zh="脚本任务“{element}”没有填写表达式。",
    en="The script task {element} has no expression.",
    clause="Camunda 8 BPMN",
)
def script_without_expression(at: At) -> Broken:
    return at.has("script") and at.setting("script", "expression") is None


@rule(
    "scriptTask",
    zh="脚本任务“{element}”没有填写结果变量。",
    en="The script task {element} has no result variable.",
    clause="Camunda 8 BPMN",
)
def script_without_result(at: At) -> Broken:
    return at.has("script") and at.setting("script", "resultVariable") is None


@rule(
    "scriptTask",
    "globalScriptTask",
    zh="“{element}”的脚本语言“{value}”不能执行；请用 FEEL（scriptFormat 写作 feel），或改用服务任务。",
    en="The script of {element} is in {value}, which cannot be executed; write FEEL (scriptFormat feel) or a service.",
    clause="BPMN 2.0.2 §10.3.3",
)
def script_language(at: At) -> Broken:
    value = at.get("scriptFormat") or at.get("scriptLanguage")
    written = any(script.text for script in at.children("script"))
    return [at.breach(value=value or "?")] if written and value not in FEEL and not at.has("script") else False


needs(
    "service-without-type",
    "serviceTask",
    "taskDefinition",
    "type",
    "服务任务“{element}”没有选定服务。",
    "No service is chosen for the service task {element}.",
    "BPMN 2.0.2 §10.3.3",
)
needs(
    "call-without-target",
    "callActivity",
    "calledElement",
    "processId",
    "调用活动“{element}”没有选定被调用的流程。",
    "No process is chosen for the call activity {element}.",
    "BPMN 2.0.2 §10.3.6",
)
needs(
    "rule-without-decision",
    "businessRuleTask",
    "calledDecision",
    "decisionId",
    "业务规则任务“{element}”没有选定决策。",
    "No decision is chosen for the business rule task {element}.",
    "BPMN 2.0.2 §10.3.3",
)
needs("rule-without-result", "businessRuleTask", "calledDecision", "resultVariable",
      "业务规则任务“{element}”没有填写结果变量。",
      "The business rule task {element} has no result variable.", "Camunda 8 BPMN")  # fmt: skip


def sources(at: At) -> list[str]:
    """What says how many instances there are: a number, a data reference, a collection of the dialect."""
    found = [child.text for child in at.children("loopCardinality", "loopDataInputRef") if child.text]
    collection = at.setting("loopCharacteristics", "inputCollection")
    return found if collection is None else [*found, collection]
