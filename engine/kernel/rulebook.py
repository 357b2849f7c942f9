"""The rules a diagram must keep: name -> (Chinese sentence, English sentence, place in BPMN 2.0.2 or the dialect)."""

Rule = tuple[str, str, str]

RULES: dict[str, Rule] = {
    "xml": ("文件不是有效的 XML：{zh}。", "The file is no valid XML: {en}.", "BPMN 2.0.2 §15"),
    "not-bpmn": ("文件不是 BPMN 2.0 流程图。", "The file is no BPMN 2.0 diagram.", "BPMN 2.0.2 §15.3"),
    "no-process": ("文件中没有可执行的流程。", "The file has no executable process.", "BPMN 2.0.2 §10.2"),
    "unsupported": (
        "“{element}”用到了本系统不能执行的内容：{what}。",
        "{element} uses what cannot be executed here: {what}.",
        "BPMN 2.0.2 §2.1",
    ),
    "missing-id": ("{what} 缺少编号（id）。", "A {what} has no id.", "BPMN 2.0.2 §8.3.1"),
    "bad-id": (
        "编号“{id}”不是有效的 XML 标识符。",
        "The id {id} is no valid XML name.",
        "BPMN 2.0.2 §15.1",
    ),
    "duplicate-id": ("编号“{id}”出现了不止一次。", "The id {id} is used more than once.", "BPMN 2.0.2 §8.3.1"),
    "dangling": (
        "“{element}”的 {what} 指向不存在的“{ref}”。",
        "{what} of {element} refers to {ref}, which does not exist.",
        "BPMN 2.0.2 §15.1",
    ),
    "flow-border": (
        "连线“{element}”跨越了流程或子流程的边界。",
        "The sequence flow {element} crosses the border of a process or subprocess.",
        "BPMN 2.0.2 §7.6.1",
    ),
    "flow-into": (
        "连线不能进入“{element}”。",
        "No sequence flow may lead into {element}.",
        "BPMN 2.0.2 §10.5.2",
    ),
    "flow-out-of": (
        "连线不能从“{element}”出来。",
        "No sequence flow may lead out of {element}.",
        "BPMN 2.0.2 §10.5.3",
    ),
    "no-incoming": (
        "没有连线通向“{element}”，它永远不会被执行。",
        "No sequence flow leads to {element}; it would never run.",
        "BPMN 2.0.2 §13.2.2",
    ),
    "no-start": (
        "“{element}”没有开始事件。",
        "{element} has no start event.",
        "BPMN 2.0.2 §10.5.2",
    ),
    "starts": (
        "子流程“{element}”应恰好有一个开始事件，且为空开始事件。",
        "The subprocess {element} needs exactly one start event, a none start event.",
        "BPMN 2.0.2 §10.3.5",
    ),
    "event-starts": (
        "事件子流程“{element}”应恰好有一个开始事件，且为消息、定时、信号、错误或升级事件。",
        "The event subprocess {element} needs exactly one start event: message, timer, signal, error or escalation.",
        "BPMN 2.0.2 §10.3.5",
    ),
    "interrupting": (
        "“{element}”捕获错误，只能是中断型的。",
        "{element} catches an error and can only be interrupting.",
        "BPMN 2.0.2 §10.5.4",
    ),
    "one-event": (
        "“{element}”应恰好有一个事件定义。",
        "{element} needs exactly one event definition.",
        "BPMN 2.0.2 §10.5.5",
    ),
    "event-kind": (
        "“{element}”不能使用 {what}。",
        "{element} cannot have a {what}.",
        "BPMN 2.0.2 §10.5.5 table 10.93",
    ),
    "attached": (
        "边界事件“{element}”没有附着在同一层的活动上。",
        "The boundary event {element} is not attached to an activity of the same level.",
        "BPMN 2.0.2 §10.5.4",
    ),
    "default": (
        "“{element}”的默认出口不是它的出口连线，或带有条件。",
        "The default flow of {element} is none of its outgoing flows, or has a condition.",
        "BPMN 2.0.2 §8.4.13",
    ),
    "condition-missing": (
        "网关“{element}”的出口“{flow}”既没有条件，也不是默认出口。",
        "The flow {flow} out of the gateway {element} has no condition and is not the default.",
        "BPMN 2.0.2 §10.6.2",
    ),
    "condition-place": (
        "“{element}”的出口连线不能带条件。",
        "A flow out of {element} cannot have a condition.",
        "BPMN 2.0.2 §8.4.13",
    ),
    "event-gateway": (
        "事件网关“{element}”之后应有至少两个消息、定时、信号捕获事件或接收任务，且它们没有别的入口。",
        "The event-based gateway {element} needs two or more message, timer or signal catch events or receive tasks "
        "after it, with no other way in.",
        "BPMN 2.0.2 §10.6.6",
    ),
    "link": (
        "链接事件“{element}”应在同一层有且仅有一个同名的捕获链接。",
        "The link event {element} needs exactly one catching link of its name on the same level.",
        "BPMN 2.0.2 §10.5.5",
    ),
    "name-missing": (
        "“{element}”引用的{zh}没有名称。",
        "The {en} of {element} has no name.",
        "BPMN 2.0.2 §10.5.5",
    ),
    "setting-missing": (
        "“{element}”缺少设置：{what}。",
        "{element} lacks a setting: {what}.",
        "Camunda 8 BPMN",
    ),
    "setting": (
        "“{element}”的设置 {what} 的值“{value}”无效。",
        "The setting {what} of {element} has the invalid value {value}.",
        "Camunda 8 BPMN",
    ),
    "feel": (
        "“{element}”的表达式“{text}”有语法错误：{zh}",
        "The expression {text} of {element} has a syntax error: {en}",
        "DMN 1.5 §10.3",
    ),
    "parser": (
        "“{element}”无法解析：{message}",
        "{element} could not be parsed: {message}",
        "BPMN 2.0.2 §15",
    ),
}
