"""Rules about compensation: a boundary event, an association, one compensation activity (BPMN 2.0.2 §10.7)."""

from __future__ import annotations

from engine.kernel.rulebook import Broken, rule
from engine.kernel.rules.diagram import ACTIVITIES, TASKS, THROWING, At


@rule(
    "boundaryEvent",
    zh="补偿边界事件“{element}”没有用关联线连到补偿活动。",
    en="No association leads from the compensation boundary event {element} to a compensation activity.",
    clause="BPMN 2.0.2 §10.7.1",
)
def compensation_without_handler(at: At) -> Broken:
    return "compensate" in at.kinds and not handlers(at)


@rule(
    "boundaryEvent",
    zh="补偿边界事件“{element}”只能关联一个补偿活动。",
    en="The compensation boundary event {element} can lead to one compensation activity only.",
    clause="BPMN 2.0.2 §10.7.1",
)
def compensation_several_handlers(at: At) -> Broken:
    return "compensate" in at.kinds and len(handlers(at)) > 1


@rule(
    "boundaryEvent",
    zh="补偿边界事件“{element}”关联的“{handler}”没有标为补偿活动。",
    en="{handler}, which the compensation boundary event {element} leads to, is not marked as a compensation activity.",
    clause="BPMN 2.0.2 §10.7.1",
)
def compensation_handler_unmarked(at: At) -> Broken:
    unmarked = (handler for handler in handlers(at) if not handler.compensates)
    return "compensate" in at.kinds and [at.breach(handler=handler.label) for handler in unmarked]


@rule(
    "boundaryEvent",
    zh="补偿边界事件“{element}”与补偿活动“{handler}”不在同一层。",
    en="The compensation boundary event {element} and its handler {handler} are not of one level.",
    clause="BPMN 2.0.2 §10.7.1",
)
def compensation_handler_elsewhere(at: At) -> Broken:
    far = (handler for handler in handlers(at) if handler.parent is not at.parent)
    return "compensate" in at.kinds and [at.breach(handler=handler.label) for handler in far]


@rule(
    *ACTIVITIES,
    zh="补偿活动“{element}”没有补偿边界事件关联到它，永远不会执行。",
    en="No compensation boundary event leads to the compensation activity {element}; it would never run.",
    clause="BPMN 2.0.2 §10.7.1",
)
def compensation_activity_unused(at: At) -> Broken:
    sources = at.diagram.associated(at, "targetRef", "sourceRef")
    return at.compensates and not any("compensate" in source.kinds for source in sources)


@rule(
    *THROWING,
    zh="“{element}”要补偿的“{ref}”不在它能补偿的范围内：应与它在同一层，或在它所在的事件子流程的外一层。",
    en="{element} cannot compensate {ref}: it is not of its own level, nor of the level around its event subprocess.",
    clause="BPMN 2.0.2 §10.5.4",
)
def compensation_out_of_sight(at: At) -> Broken:
    visible = levels(at)
    return [at.breach(ref=found.label) for found in named(at) if found.parent not in visible]


@rule(
    *THROWING,
    zh="“{element}”要补偿的“{ref}”没有补偿边界事件，没有办法撤销。",
    en="{element} cannot compensate {ref}, which has no compensation boundary event to undo it by.",
    clause="BPMN 2.0.2 §10.5.4",
)
def compensation_of_nothing(at: At) -> Broken:
    tasks = (found for found in named(at) if found.tag in TASKS)
    return [
        at.breach(ref=task.label)
        for task in tasks
        if not any("compensate" in guard.kinds for guard in at.diagram.guards.get(task.id, []))
    ]


def named(at: At) -> list[At]:
    """The activities a throwing event names."""
    found = (event.target("activityRef") for event in at.definitions if event.tag == "compensateEventDefinition")
    return [one for one in found if one is not None and one.tag in ACTIVITIES]


def levels(at: At) -> list[At | None]:
    """The scope of an event, and those around it as long as each is an event subprocess."""
    found = [at.scope]
    while (scope := found[-1]) is not None and scope.event_subprocess:
        found.append(scope.scope)
    return found


def handlers(at: At) -> list[At]:
    """The activities an association leads to."""
    return [target for target in at.diagram.associated(at, "sourceRef", "targetRef") if target.tag in ACTIVITIES]
