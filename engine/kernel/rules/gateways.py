"""Rules about gateways: directions, conditions, what may follow an event-based one (BPMN 2.0.2 §10.6)."""

from __future__ import annotations

from engine.kernel.rulebook import Broken, add, rule
from engine.kernel.rules.diagram import GATEWAYS, At

DIRECTIONS = frozenset({"Unspecified", "Converging", "Diverging", "Mixed"})
AWAITED = frozenset({"message", "timer", "signal", "conditional"})
"""What an event-based gateway may wait for, one or several at an event."""


@rule(
    *GATEWAYS,
    zh="网关“{element}”的方向“{value}”无效，应为 Unspecified、Converging、Diverging 或 Mixed。",
    en="The direction {value} of the gateway {element} is none of Unspecified, Converging, Diverging and Mixed.",
    clause="BPMN 2.0.2 §8.4.9",
)
def direction_unknown(at: At) -> Broken:
    value = at.get("gatewayDirection", "Unspecified")
    return [] if value in DIRECTIONS else [at.breach(value=value)]


@rule(
    *sorted(GATEWAYS - {"eventBasedGateway"}),
    zh="网关“{element}”既不分支也不汇聚，而且没有出口；请连到下一步或结束事件。",
    en="The gateway {element} neither splits nor merges and has no way out; connect it to the next step or to an end.",
    clause="BPMN 2.0.2 §10.6.1",
)
def gateway_leads_nowhere(at: At) -> Broken:
    return not at.outgoing and len(at.incoming) < 2


def directed(name: str, direction: str, way: str, many: bool, zh: str, en: str) -> None:
    """A rule about how many flows a gateway of a direction has in or out: several, or at most one."""

    def check(at: At) -> Broken:
        count = len(at.incoming if way == "in" else at.outgoing)
        return at.get("gatewayDirection") == direction and (count < 2 if many else count > 1)

    add(name, *GATEWAYS, topic=__name__, zh=zh, en=en, clause="BPMN 2.0.2 §8.4.9", check=check)


directed("diverging-incoming", "Diverging", "in", False,
         "网关“{element}”标为分支（Diverging），只能有一个入口。",
         "The gateway {element} is Diverging and can have one incoming flow only.")  # fmt: skip
directed("diverging-outgoing", "Diverging", "out", True,
         "网关“{element}”标为分支（Diverging），应有至少两个出口。",
         "The gateway {element} is Diverging and needs two or more outgoing flows.")  # fmt: skip
directed("converging-incoming", "Converging", "in", True,
         "网关“{element}”标为汇聚（Converging），应有至少两个入口。",
         "The gateway {element} is Converging and needs two or more incoming flows.")  # fmt: skip
directed("converging-outgoing", "Converging", "out", False,
         "网关“{element}”标为汇聚（Converging），只能有一个出口。",
         "The gateway {element} is Converging and can have one outgoing flow only.")  # fmt: skip
directed("mixed-incoming", "Mixed", "in", True,
         "网关“{element}”标为混合（Mixed），应有至少两个入口。",
         "The gateway {element} is Mixed and needs two or more incoming flows.")  # fmt: skip
directed("mixed-outgoing", "Mixed", "out", True,
         "网关“{element}”标为混合（Mixed），应有至少两个出口。",
         "The gateway {element} is Mixed and needs two or more outgoing flows.")  # fmt: skip


@rule(
    "exclusiveGateway",
    zh="排他网关“{element}”的出口“{flow}”既没有条件，也不是默认出口。",
    en="The flow {flow} out of the exclusive gateway {element} has no condition and is not the default.",
    clause="BPMN 2.0.2 §10.6.2",
)
def exclusive_condition_missing(at: At) -> Broken:
    return [at.breach(flow=flow.label) for flow in undecided(at)]


@rule(
    "inclusiveGateway",
    zh="包容网关“{element}”的出口“{flow}”既没有条件，也不是默认出口。",
    en="The flow {flow} out of the inclusive gateway {element} has no condition and is not the default.",
    clause="BPMN 2.0.2 §10.6.3",
)
def inclusive_condition_missing(at: At) -> Broken:
    return [at.breach(flow=flow.label) for flow in undecided(at)]


@rule(
    "complexGateway",
    zh="复杂网关“{element}”有多个入口，应说明何时放行（激活条件）。",
    en="The complex gateway {element} has several incoming flows and needs an activation condition.",
    clause="BPMN 2.0.2 §10.6.5",
)
def complex_activation_missing(at: At) -> Broken:
    return len(at.incoming) > 1 and not any(condition.text for condition in at.children("activationCondition"))


@rule(
    "eventBasedGateway",
    zh="事件网关“{element}”之后应有至少两个出口。",
    en="The event-based gateway {element} needs two or more outgoing flows.",
    clause="BPMN 2.0.2 §10.6.6",
)
def event_gateway_few(at: At) -> Broken:
    return len(at.outgoing) < 2


@rule(
    "eventBasedGateway",
    zh="事件网关“{element}”之后的“{target}”不是消息、定时、信号、条件捕获事件或接收任务。",
    en="{target} after the event-based gateway {element} is no message, timer, signal or conditional catch event "
    "and no receive task.",
    clause="BPMN 2.0.2 §10.6.6",
)
def event_gateway_target(at: At) -> Broken:
    return [at.breach(target=target.label) for target in targets(at) if not awaits(target)]


@rule(
    "eventBasedGateway",
    zh="事件网关“{element}”之后的“{target}”不能有别的入口。",
    en="{target} after the event-based gateway {element} can have no other incoming flow.",
    clause="BPMN 2.0.2 §10.6.6",
)
def event_gateway_target_shared(at: At) -> Broken:
    return [at.breach(target=target.label) for target in targets(at) if len(target.incoming) > 1]


@rule(
    "eventBasedGateway",
    zh="事件网关“{element}”之后不能既有消息事件又有接收任务。",
    en="After the event-based gateway {element} there can be message events or receive tasks, but not both.",
    clause="BPMN 2.0.2 §10.6.6",
)
def event_gateway_mixed(at: At) -> Broken:
    found = targets(at)
    tasks = any(target.tag == "receiveTask" for target in found)
    return tasks and any("message" in target.kinds for target in found)


@rule(
    "eventBasedGateway",
    zh="事件网关“{element}”之后的接收任务“{target}”不能附着边界事件。",
    en="The receive task {target} after the event-based gateway {element} can have no boundary events.",
    clause="BPMN 2.0.2 §10.6.6",
)
def event_gateway_target_guarded(at: At) -> Broken:
    guarded = (target for target in targets(at) if target.tag == "receiveTask" and at.diagram.guards.get(target.id))
    return [at.breach(target=target.label) for target in guarded]


@rule(
    "eventBasedGateway",
    zh="事件网关“{element}”的类型“{value}”无效，应为 Exclusive 或 Parallel。",
    en="The type {value} of the event-based gateway {element} is neither Exclusive nor Parallel.",
    clause="BPMN 2.0.2 §10.6.6",
)
def event_gateway_type(at: At) -> Broken:
    value = at.get("eventGatewayType", "Exclusive")
    return [] if value in ("Exclusive", "Parallel") else [at.breach(value=value)]


@rule(
    "eventBasedGateway",
    zh="并行事件网关“{element}”只能用来启动流程（instantiate）。",
    en="The parallel event-based gateway {element} can only start a process (instantiate).",
    clause="BPMN 2.0.2 §10.6.6",
)
def event_gateway_parallel(at: At) -> Broken:
    return at.get("eventGatewayType") == "Parallel" and not at.is_true("instantiate")


@rule(
    "eventBasedGateway",
    zh="启动流程的事件网关“{element}”不能有入口连线。",
    en="The event-based gateway {element} starts the process and can have no incoming flow.",
    clause="BPMN 2.0.2 §10.6.6",
)
def event_gateway_instantiating(at: At) -> Broken:
    return at.is_true("instantiate") and bool(at.incoming)


@rule(
    "eventBasedGateway",
    "receiveTask",
    zh="“{element}”启动的是流程，不能放在子流程里。",
    en="{element} starts a process and cannot stand in a subprocess.",
    clause="BPMN 2.0.2 §13.2",
)
def instantiating_inside(at: At) -> Broken:
    return at.is_true("instantiate") and at.scope is not None and at.scope.tag != "process"


def undecided(at: At) -> list[At]:
    """The ways out that say neither when they are taken nor that they are the default."""
    if len(at.outgoing) < 2:
        return []
    return [flow for flow in at.outgoing if not flow.children("conditionExpression") and not flow.is_default]


def targets(at: At) -> list[At]:
    """What follows a gateway; a dangling flow is another rule's."""
    found = (flow.target("targetRef") for flow in at.outgoing)
    return [target for target in found if target is not None]


def awaits(target: At) -> bool:
    """Whether an event-based gateway can wait for it."""
    if target.tag == "intermediateCatchEvent":
        return bool(target.kinds) and set(target.kinds) <= AWAITED
    return target.tag == "receiveTask"
