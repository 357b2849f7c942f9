// What expressions in the drawing can name: what the engine knows of a case, the settings of the process, the questions
// of the forms before the step, and what steps set; with the functions of FEEL and ours, for the completion of the editor.
import { getVariablesForElement } from '@bpmn-io/extract-process-variables/zeebe';
import { is } from 'bpmn-js/lib/util/ModelUtil';
import { say } from './words.js';

const FUNCTIONS = {
  'workdays after': [['moment', 'days'], 'The working day n days later'],
  'workdays between': [['from', 'to'], 'Working days between two days'],
  'months after': [['moment', 'months'], 'The day n months later'],
  'months between': [['from', 'to'], 'Whole months between two days'],
  'leaders of': [['departments'], 'The responsible leaders of departments'],
  'heads of': [['departments'], 'The heads of departments'],
  'names of': [['ids'], 'The names of departments or persons'],
  'organization of': [['department'], 'The organization of a department: name, kind, grade, front'],
  'departments of': [['department'], 'The departments of an organization, to choose from'],
  'persons of': [['department'], 'The persons of a department, to choose from'],
  'members of': [['group'], 'The departments of a group of organizations'],
};

const entry = (name, info, entries) => ({ name, info: say(info), ...(entries && { entries }) });

export const CASE = [
  entry('case', 'The case', [
    entry('number', 'Its number'), entry('title', 'Its title'), entry('started', 'When it started'),
    entry('jurisdiction', 'Its jurisdiction (code)'), entry('id', 'Its id'),
  ]),
  entry('duty', 'The duty of the process', [
    entry('lead', 'Departments in charge'), entry('support', 'Departments that support'),
    entry('leaders', 'Responsible leaders'), entry('mode', 'single, joint or each'),
  ]),
  entry('starter', 'The department that started it'),
  entry('patient', 'The patient, as known now', [
    entry('name', 'Name'), entry('identity', 'Identity number'), entry('sex', 'Sex'), entry('birth', 'Date of birth'), entry('age', 'Age'),
    entry('phone', 'Phone'), entry('place', 'Place of residence (code)'), entry('address', 'Address'), entry('entitlement', 'Entitlement'),
    entry('guardian', 'Guardian'), entry('state', 'living, died or moved'),
  ]),
  entry('me', 'Who acts', [entry('id', 'Its id'), entry('name', 'Name'), entry('department', 'Department')]),
];

// The functions the editor completes.
export function functions(builtins) {
  const ours = Object.entries(FUNCTIONS).map(([name, [params, info]]) => ({ name, params, info: say(info) }));
  const standard = Object.entries(builtins).map(([name, params]) => ({ name, params, info: `${name}(${params.join(', ')})` }));
  return [...ours, ...standard].map(({ name, params, info }) => ({
    name, info, type: 'function', params: params.map((one) => ({ name: one })),
  }));
}

export class Variables {
  constructor({ forms }) {
    this.forms = new Map(forms.map((form) => [form.id, form]));
  }

  async getVariablesForElement(subject) {
    const found = new Map(CASE.map((one) => [one.name, one]));
    found.set('settings', { ...entry('settings', 'Time limits and parameters'), entries: settings(processOf(subject)) });
    for (const { name, origin = [] } of await drawn(subject)) {
      found.set(name, { name, info: say('Set by {steps}', { steps: origin.map((one) => one.name || one.id).join('、') }) });
    }
    for (const [name, label] of this.asked(processOf(subject))) found.set(name, { name, info: label, detail: label });
    return [...found.values()];
  }

  // Name -> label of what the forms of all steps answer.
  *asked(process) {
    for (const id of process ? formsOf(process) : []) {
      for (const { key, label } of this.forms.get(id)?.questions ?? []) yield [key, label || key];
    }
  }
}
Variables.$inject = ['config.bangfu'];

// A drawing under way may hold what the library does not expect.
async function drawn(subject) {
  try {
    return await getVariablesForElement(subject);
  } catch {
    return [];
  }
}

function processOf(subject) {
  let found = subject;
  while (found && !is(found, 'bpmn:Process')) found = is(found, 'bpmn:Participant') ? found.processRef : found.$parent;
  return found;
}

function settings(process) {
  const named = extensions(process, 'zeebe:Properties').flatMap((one) => one.get('properties'));
  const label = (name) => named.find((one) => one.name === `setting.${name}.label`)?.value;
  return named.map((one) => /^setting\.([^.]+)$/.exec(one.name ?? '')?.[1]).filter(Boolean)
    .map((name) => ({ name, info: label(name) || name, detail: label(name) }));
}

function* formsOf(scope) {
  for (const node of scope.get('flowElements') ?? []) {
    for (const form of extensions(node, 'zeebe:FormDefinition')) if (form.formId) yield form.formId;
    if (is(node, 'bpmn:SubProcess')) yield* formsOf(node);
  }
}

export function extensions(node, type) {
  return (node?.get('extensionElements')?.get('values') ?? []).filter((one) => is(one, type));
}
