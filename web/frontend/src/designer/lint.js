// The rules a drawing is looked at with while it is drawn: those of bpmnlint that hold for Bangfu, and our own, in words.
import conditionalFlows from 'bpmnlint/rules/conditional-flows';
import endEventRequired from 'bpmnlint/rules/end-event-required';
import eventBasedGateway from 'bpmnlint/rules/event-based-gateway';
import eventSubProcess from 'bpmnlint/rules/event-sub-process-typed-start-event';
import global from 'bpmnlint/rules/global';
import labelRequired from 'bpmnlint/rules/label-required';
import linkEvent from 'bpmnlint/rules/link-event';
import noBpmndi from 'bpmnlint/rules/no-bpmndi';
import noDisconnected from 'bpmnlint/rules/no-disconnected';
import noDuplicates from 'bpmnlint/rules/no-duplicate-sequence-flows';
import noGatewayJoinFork from 'bpmnlint/rules/no-gateway-join-fork';
import noImplicitEnd from 'bpmnlint/rules/no-implicit-end';
import noImplicitSplit from 'bpmnlint/rules/no-implicit-split';
import noImplicitStart from 'bpmnlint/rules/no-implicit-start';
import singleBlankStart from 'bpmnlint/rules/single-blank-start-event';
import singleDefinition from 'bpmnlint/rules/single-event-definition';
import startEventRequired from 'bpmnlint/rules/start-event-required';
import subProcessStart from 'bpmnlint/rules/sub-process-blank-start-event';
import superfluousGateway from 'bpmnlint/rules/superfluous-gateway';
import { is } from 'bpmn-js/lib/util/ModelUtil';
import { extensions } from './variables.js';
import { say } from './words.js';

const RULES = {
  'conditional-flows': [conditionalFlows, 'error'], 'end-event-required': [endEventRequired, 'error'],
  'event-based-gateway': [eventBasedGateway, 'error'], 'event-sub-process-typed-start-event': [eventSubProcess, 'error'],
  global: [global, 'warn'], 'label-required': [labelRequired, 'warn'],
  'link-event': [linkEvent, 'error'], 'no-bpmndi': [noBpmndi, 'warn'], 'no-disconnected': [noDisconnected, 'error'],
  'no-duplicate-sequence-flows': [noDuplicates, 'warn'], 'no-gateway-join-fork': [noGatewayJoinFork, 'warn'],
  'no-implicit-end': [noImplicitEnd, 'warn'], 'no-implicit-split': [noImplicitSplit, 'warn'],
  'no-implicit-start': [noImplicitStart, 'warn'], 'single-blank-start-event': [singleBlankStart, 'error'],
  'single-event-definition': [singleDefinition, 'error'], 'start-event-required': [startEventRequired, 'error'],
  'sub-process-blank-start-event': [subProcessStart, 'error'], 'superfluous-gateway': [superfluousGateway, 'warn'],
};

// [{ rule: name, message, found(node) -> whether it is wrong, level }]: about what a step names.
function ours({ forms, decisions, processes, templates }) {
  const known = (list) => new Set(list.map((one) => one.id));
  const [form, decision, process] = [known(forms), known(decisions), known(processes)];
  const services = new Set(templates.map((one) => /^bangfu\.service\.(.+)$/.exec(one.id)?.[1]).filter(Boolean));
  const names = (node, type, attribute, among) => extensions(node, type).some((one) => {
    const name = one.get(attribute);
    return name && !name.startsWith('=') && !among.has(name);
  });
  return [
    ['form', 'error', 'The form is not among the files of the draft', (node) => names(node, 'zeebe:FormDefinition', 'formId', form)],
    ['decision', 'error', 'The decision is neither among the files of the draft nor a rule', (node) => names(node, 'zeebe:CalledDecision', 'decisionId', decision)],
    ['call', 'warn', 'The process called is not published', (node) => names(node, 'zeebe:CalledElement', 'processId', process)],
    ['service', 'error', 'There is no such function', (node) => names(node, 'zeebe:TaskDefinition', 'type', services)],
    ['due', 'warn', 'No due date: it has no lights and no reminders', (node) => is(node, 'bpmn:UserTask') && !extensions(node, 'zeebe:TaskSchedule').some((one) => one.get('dueDate'))],
    ['user-task', 'error', 'A step for people needs the implementation 人工环节', (node) => is(node, 'bpmn:UserTask') && !extensions(node, 'zeebe:UserTask').length],
  ];
}

// What bpmn-js-bpmnlint takes: which rules hold, and where they are.
export function linting(named) {
  const rules = new Map(Object.entries(RULES).map(([name, [rule]]) => [name, spoken(rule)]));
  const config = Object.fromEntries(Object.entries(RULES).map(([name, [, level]]) => [name, level]));
  for (const [name, level, message, found] of ours(named)) {
    config[`bangfu-${name}`] = level;
    rules.set(`bangfu-${name}`, () => ({ check: (node, reporter) => found(node) && reporter.report(node.id, say(message)) }));
  }
  return { config: { rules: config }, resolver: { resolveRule: (_, name) => rules.get(name), resolveConfig: () => null } };
}

// A rule of bpmnlint whose reports are in the language of the page.
function spoken(rule) {
  return (settings) => {
    const made = rule(settings);
    const check = (node, reporter) => made.check(node, {
      report: (id, message, path) => reporter.report(id, said(message), path),
    });
    return { ...made, check };
  };
}

// "Process is missing end event", "Link catch event with link name <A> missing in scope": what varies is taken apart.
function said(message) {
  const [, kind, rest] = /^(Process|Sub process) ((?:is|has) .+)$/.exec(message) ?? [];
  if (rest) return say(`{kind} ${rest}`, { kind: say(kind) });
  const [whole, name] = /<([^<>]*)>(?= in scope| missing)/.exec(message) ?? [];
  return whole ? say(message.replace(whole, '<{name}>'), { name }) : say(message);
}
