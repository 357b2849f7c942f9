"""Reads the settings of one element out of its XML, compiling every expression and reporting what is wrong."""

from __future__ import annotations

import re
from typing import Any

from engine.feel import FeelSyntaxError
from engine.feel import parse as parse_feel
from engine.kernel import data, roles
from engine.kernel.dialect import BPMN, FEEL, ZEEBE, local
from engine.kernel.elements import AdHoc, Assignee, Call, Element, Loop, Repeat, Settings
from engine.kernel.expressions import Assignment, Expression
from engine.kernel.faults import Faults
from engine.kernel.markup import attribute, extension, pairs, text_of, whole

PATH = re.compile(r"[^\W\d][\w]*(\.[^\W\d][\w]*)*")


class Reader:
    """One for a file: the faults found and the function names with spaces that FEEL has to know."""

    def __init__(self, faults: Faults, names: frozenset[str]) -> None:
        self.faults = faults
        self.names = names

    def element(self, node: Any, lane: str | None, parent: str | None, part: str | None) -> Element:
        """The public part; `lane`, `parent` and `part` are what lies around it: `part` is what its lane names."""
        assignment = extension(node, "assignmentDefinition")
        schedule = extension(node, "taskSchedule")
        properties = pairs(node, "properties", "property", "name")
        return Element(
            id=node.get("id"),
            name=node.get("name") or "",
            kind=local(node),
            lane=lane,
            part=properties.get("part") or part,
            parent=parent,
            documentation=text_of(node.find(f"{{{BPMN}}}documentation")),
            properties=properties,
            assignee=attribute(assignment, "assignee"),
            groups=attribute(assignment, "candidateGroups"),
            users=attribute(assignment, "candidateUsers"),
            due=attribute(schedule, "dueDate"),
            follow_up=attribute(schedule, "followUpDate"),
            priority=attribute(extension(node, "priorityDefinition"), "priority"),
            form=attribute(extension(node, "formDefinition"), "formId"),
            service=attribute(extension(node, "taskDefinition"), "type"),
            headers=pairs(node, "taskHeaders", "header", "key"),
            retries=attribute(extension(node, "taskDefinition"), "retries"),
            called_decision=attribute(extension(node, "calledDecision"), "decisionId"),
            called_process=attribute(extension(node, "calledElement"), "processId"),
            attached=node.get("attachedToRef"),
            line=node.sourceline or 0,
        )

    def settings(self, node: Any) -> Settings:
        """What the kernel runs the element by."""
        mapping = extension(node, "ioMapping")
        script = extension(node, "script")
        return Settings(
            inputs=(*data.inward(node, self), *self.assignments(mapping, "input")),
            outputs=(*self.assignments(mapping, "output"), *data.outward(node, self)),
            input_sets=data.input_sets(node, self),
            output_sets=data.output_sets(node, self),
            assignee=self.assignee(node),
            script=self.feel(node, attribute(script, "expression")) or self.script(node),
            result=self.variable(node, script, "resultVariable"),
            service=self.text(node, attribute(extension(node, "taskDefinition"), "type")),
            retries=self.retries(node),
            decision=self.decision(node),
            process=self.process(node),
            loop=self.loop(node),
            repeat=self.repeat(node),
            ad_hoc=self.ad_hoc(node),
            activation=self.feel(node, text_of(node.find(f"{{{BPMN}}}activationCondition"))),
            properties=data.properties(node),
            start=whole(node.get("startQuantity"), 1),
            completion=whole(node.get("completionQuantity"), 1),
            for_compensation=node.get("isForCompensation") == "true",
        )

    def assignee(self, node: Any) -> Assignee:
        """zeebe:assignmentDefinition, else the roles of the standard; zeebe:taskSchedule, zeebe:priorityDefinition."""
        if local(node) == "adHocSubProcess":
            return self.assignee_by_properties(node)
        whom, when = extension(node, "assignmentDefinition"), extension(node, "taskSchedule")
        priority = attribute(extension(node, "priorityDefinition"), "priority")
        if priority and not priority.startswith("=") and not priority.strip().isdecimal():
            self.faults.add("setting", node, what="zeebe:priorityDefinition", value=priority)
        return Assignee(
            assignee=self.text(node, attribute(whom, "assignee")) or roles.performer(node, self),
            groups=self.text(node, attribute(whom, "candidateGroups")) or roles.owners(node, self, "group"),
            users=self.text(node, attribute(whom, "candidateUsers")) or roles.owners(node, self, "user"),
            due=self.text(node, attribute(when, "dueDate")),
            follow_up=self.text(node, attribute(when, "followUpDate")),
            priority=self.text(node, priority),
        )

    def assignee_by_properties(self, node: Any) -> Assignee:
        """The same of an ad-hoc subprocess, for which zeebe has no elements: FEEL in properties of these names."""
        said = pairs(node, "properties", "property", "name")
        return Assignee(
            assignee=self.feel(node, said.get("assignee")) or roles.performer(node, self),
            groups=self.feel(node, said.get("candidateGroups")) or roles.owners(node, self, "group"),
            users=self.feel(node, said.get("candidateUsers")) or roles.owners(node, self, "user"),
            due=self.feel(node, said.get("dueDate")),
            priority=self.feel(node, said.get("priority")),
        )

    def script(self, node: Any) -> Expression | None:
        """bpmn:script in FEEL; those in other languages are refused by a rule."""
        written = node.get("scriptFormat") or node.get("scriptLanguage")
        return self.feel(node, text_of(node.find(f"{{{BPMN}}}script"))) if written in FEEL else None

    def retries(self, node: Any) -> Expression | None:
        """How often zeebe:taskDefinition has its service called; a number or FEEL."""
        written = attribute(extension(node, "taskDefinition"), "retries")
        if written and not written.lstrip().startswith("=") and not written.strip().isdecimal():
            self.faults.add("setting", node, what="zeebe:taskDefinition retries", value=written)
        return self.text(node, written)

    def assignments(self, mapping: Any, tag: str) -> tuple[Assignment, ...]:
        """zeebe:input or zeebe:output in their order."""
        found = []
        for node in [] if mapping is None else mapping.findall(f"{{{ZEEBE}}}{tag}"):
            source, target = self.text(node, node.get("source")), (node.get("target") or "").strip()
            if source is None:
                self.faults.add("setting-missing", node, what=f"zeebe:{tag} source")
            elif not PATH.fullmatch(target):
                self.faults.add("setting", node, what=f"zeebe:{tag} target", value=target)
            else:
                found.append(Assignment(source, tuple(target.split("."))))
        return tuple(found)

    def decision(self, node: Any) -> Call | None:
        """zeebe:calledDecision."""
        called = extension(node, "calledDecision")
        target = self.text(node, attribute(called, "decisionId"))
        result = self.variable(node, called, "resultVariable")
        return None if target is None else Call(target=target, result=result)

    def process(self, node: Any) -> Call | None:
        """zeebe:calledElement; variables go both ways unless it says otherwise."""
        called = extension(node, "calledElement")
        if called is None and node.get("calledElement"):
            return Call(target=Expression(node.get("calledElement").rpartition(":")[2], None))
        target = self.text(node, attribute(called, "processId"))
        if target is None:
            return None
        return Call(
            target=target,
            binding=called.get("bindingType", "latest"),
            tag=attribute(called, "versionTag"),
            all_inward=called.get("propagateAllParentVariables", "true") != "false",
            all_outward=called.get("propagateAllChildVariables", "true") != "false",
        )

    def loop(self, node: Any) -> Loop | None:
        """bpmn:multiInstanceLoopCharacteristics with zeebe:loopCharacteristics."""
        found = node.find(f"{{{BPMN}}}multiInstanceLoopCharacteristics")
        if found is None:
            return None
        zeebe = extension(found, "loopCharacteristics")
        collection = self.feel(node, attribute(zeebe, "inputCollection")) or data.named(found, "loopDataInputRef", self)
        output = self.variable(node, zeebe, "outputCollection") or data.name(found, "loopDataOutputRef")
        output_item = self.feel(node, attribute(zeebe, "outputElement") or data.item(found, "outputDataItem"))
        cardinality = self.feel(node, text_of(found.find(f"{{{BPMN}}}loopCardinality")))
        return Loop(
            sequential=found.get("isSequential") == "true",
            collection=collection,
            cardinality=cardinality,
            item=self.variable(node, zeebe, "inputElement") or data.item(found, "inputDataItem"),
            output=output,
            output_item=output_item,
            until=self.feel(node, text_of(found.find(f"{{{BPMN}}}completionCondition"))),
            whole=frozenset(filter(None, (data.name(found, f"loopData{way}Ref") for way in ("Input", "Output")))),
        )

    def repeat(self, node: Any) -> Repeat | None:
        """bpmn:standardLoopCharacteristics."""
        found = node.find(f"{{{BPMN}}}standardLoopCharacteristics")
        if found is None:
            return None
        most = whole(found.get("loopMaximum"), 0)
        return Repeat(
            condition=self.feel(node, text_of(found.find(f"{{{BPMN}}}loopCondition"))),
            before=found.get("testBefore") == "true",
            most=most or None,
        )

    def ad_hoc(self, node: Any) -> AdHoc | None:
        """bpmn:adHocSubProcess with zeebe:adHoc."""
        if local(node) != "adHocSubProcess":
            return None
        zeebe = extension(node, "adHoc")
        return AdHoc(
            sequential=node.get("ordering") == "Sequential",
            until=self.feel(node, text_of(node.find(f"{{{BPMN}}}completionCondition"))),
            cancel_rest=node.get("cancelRemainingInstances") != "false",
            active=self.feel(node, attribute(zeebe, "activeElementsCollection")),
            output=self.variable(node, zeebe, "outputCollection"),
            output_item=self.feel(node, attribute(zeebe, "outputElement")),
        )

    def condition(self, flow: Any) -> Expression | None:
        """The condition of a sequence flow."""
        return self.feel(flow, text_of(flow.find(f"{{{BPMN}}}conditionExpression")))

    def variable(self, node: Any, holder: Any, name: str) -> str | None:
        """A variable name given by an attribute."""
        value = (attribute(holder, name) or "").strip()
        if value and (not PATH.fullmatch(value) or "." in value):
            self.faults.add("setting", node, what=name, value=value)
        return value or None

    def text(self, node: Any, text: str | None) -> Expression | None:
        """FEEL after an equals sign, else a literal; None if there is nothing."""
        if text is None or not text.strip():
            return None
        return self.feel(node, text) if text.lstrip().startswith("=") else Expression(text.strip(), None)

    def feel(self, node: Any, text: str | None) -> Expression | None:
        """FEEL with or without the equals sign; a syntax error is a fault."""
        if text is None or not text.strip():
            return None
        try:
            return Expression(text.strip(), parse_feel(text.strip(), names=self.names))
        except FeelSyntaxError as error:
            self.faults.add("feel", node, text=text.strip(), zh=error.text("zh"), en=error.text("en"))
            return None
