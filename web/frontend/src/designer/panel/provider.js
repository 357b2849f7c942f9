// The groups of the panel that are Bangfu's own, in words; what they ask is taken out of the list of raw properties.
import { Group, ListGroup, TextFieldEntry } from '@bpmn-io/properties-panel';
import { is, isAny } from 'bpmn-js/lib/util/ModelUtil';
import { useService } from 'bpmn-js-properties-panel';
import { say } from '../words.js';
import { entries } from './entries.js';
import { publishes, publishing } from './publishing.js';
import { list, owner, read, remove, rename, write } from './properties.js';
import { AD_HOC, LANE, LIGHTS, OCCURRENCE, PLACE, SETTING, STEP } from './vocabulary.js';

const AFTER_TEMPLATES = 200; // templates of steps hide groups that come before them
const RAW = 'Zeebe__ExtensionProperties';
const LAST = ['documentation', 'Zeebe__TaskListeners', 'Zeebe__ExecutionListeners', RAW];
const CHECK = /^check\.(\d+)$/;
const NAME = /^[A-Za-z_]\w*$/;
const SETTING_NAME = /^setting\.([^.]+)$/;

export class BangfuPropertiesProvider {
  constructor(propertiesPanel, injector) {
    this.injector = injector;
    propertiesPanel.registerProvider(AFTER_TEMPLATES, this);
  }

  getGroups(element) {
    return (groups) => {
      if (element.labelTarget || !owner(element)) return groups;
      const ours = this.ours(element);
      const known = new Set(ours.flatMap((group) => group.names));
      const others = groups.map((group) => (group.id === RAW ? without(group, known) : group)).filter(Boolean);
      const last = others.filter((group) => LAST.includes(group.id)).sort((a, b) => LAST.indexOf(a.id) - LAST.indexOf(b.id));
      return [...others.filter((group) => !LAST.includes(group.id)), ...ours.map(({ group }) => group), ...last];
    };
  }

  ours(element) {
    const found = [];
    if (isAny(element, ['bpmn:UserTask', 'bpmn:ManualTask'])) {
      found.push(fields(element, 'step', say('How it is worked'), STEP), fields(element, 'lights', say('Reminders and escalation'), LIGHTS), this.checks(element));
    } else if (is(element, 'bpmn:AdHocSubProcess')) {
      found.push(fields(element, 'adhoc', say('Who decides'), AD_HOC), fields(element, 'step', say('How it is worked'), STEP), fields(element, 'lights', say('Reminders and escalation'), LIGHTS));
    } else if (isMessage(element)) {
      found.push(fields(element, 'occurrence', say('Reported by people'), OCCURRENCE), this.checks(element));
    } else if (is(element, 'bpmn:Lane')) {
      found.push(fields(element, 'place', say('Part'), LANE));
    } else if (is(element, 'bpmn:FlowNode')) {
      found.push(fields(element, 'place', say('In the ledger'), PLACE));
      if (is(element, 'bpmn:StartEvent')) found.push(this.checks(element));
    } else if (is(owner(element), 'bpmn:Process')) {
      found.push(this.duty(element), this.settings(element));
    }
    if (publishes(element)) found.unshift(publishing(element));
    return found;
  }

  duty(element) {
    const { duties } = this.injector.get('config.bangfu');
    const choices = Object.fromEntries(duties.map(({ key, label }) => [key, label]));
    return fields(element, 'duty', say('Who is responsible'), [
      { key: 'duty', label: 'Duty', kind: 'choice', choices, hint: 'The notices say whose duty it is; they decide the inbox' },
    ]);
  }

  // What must hold before an item can be completed: check.1, check.1.message, check.2, ...
  checks(element) {
    const numbers = list(element).map((one) => CHECK.exec(one.get('name'))?.[1]).filter(Boolean);
    const items = numbers.map((number) => ({
      id: `${element.id}-check-${number}`,
      label: read(element, `check.${number}.message`) || say('Check {number}', { number }),
      entries: entries(element, [
        { key: '', label: 'Must hold', kind: 'feel' }, { key: '.message', label: 'Otherwise say', kind: 'text' },
      ], `${element.id}-check-${number}`, (key) => `check.${number}${key}`),
      remove: this.removing(element, (name) => name === `check.${number}` || name.startsWith(`check.${number}.`)),
    }));
    const next = Math.max(0, ...numbers) + 1;
    const add = this.adding(element, { [`check.${next}`]: '=true', [`check.${next}.message`]: say('Please check what was filled in.') });
    return listed(`checks`, say('Checks before completing'), items, add, list(element).map((one) => one.get('name')).filter((name) => name.startsWith('check.')));
  }

  settings(element) {
    const names = list(element).map((one) => SETTING_NAME.exec(one.get('name'))?.[1]).filter(Boolean);
    const items = names.map((name) => ({
      id: `${element.id}-setting-${name}`,
      label: read(element, `setting.${name}.label`) || name,
      entries: [
        ...entries(element, SETTING, `${element.id}-setting-${name}`, (key) => (key ? `setting.${name}.${key}` : `setting.${name}`)),
        { id: `${element.id}-setting-${name}-name`, element, component: SettingName, setting: name, isEdited: () => false },
      ],
      remove: this.removing(element, (one) => of(one, name)),
    }));
    let number = names.length + 1;
    while (names.includes(`days_${number}`)) number += 1;
    const fresh = `setting.days_${number}`;
    const add = this.adding(element, { [fresh]: '=5', [`${fresh}.label`]: say('New time limit'), [`${fresh}.unit`]: '个工作日' });
    return listed('settings', say('Time limits and parameters'), items, add, list(element).map((one) => one.get('name')).filter((name) => name.startsWith('setting.')));
  }

  removing(element, named) {
    return (event) => {
      event.stopPropagation();
      remove(this.injector, element, named);
    };
  }

  adding(element, values) {
    return (event) => {
      event.stopPropagation();
      write(this.injector, element, values);
    };
  }
}
BangfuPropertiesProvider.$inject = ['propertiesPanel', 'injector'];

const of = (property, name) => property === `setting.${name}` || property.startsWith(`setting.${name}.`);

function isMessage(element) {
  return isAny(element, ['bpmn:CatchEvent']) && (element.businessObject.get('eventDefinitions') ?? []).some((one) => is(one, 'bpmn:MessageEventDefinition'));
}

function fields(element, id, label, descriptions) {
  const group = { id: `bangfu-${id}`, label, component: Group, entries: entries(element, descriptions, `${element.id}-bangfu-${id}`) };
  return { group, names: descriptions.map((one) => one.key) };
}

function listed(id, label, items, add, names) {
  return { group: { id: `bangfu-${id}`, label, component: ListGroup, items, add }, names };
}

// The raw properties that no group asks for; files from elsewhere may hold any.
function without(group, known) {
  const items = group.items.filter((item) => !known.has(item.label));
  return items.length ? { ...group, items } : null;
}

// The name by which expressions call a setting: settings.NAME.
function SettingName({ element, id, setting }) {
  const injector = useService('injector');
  return TextFieldEntry({
    element,
    id,
    label: say('Called in expressions'),
    description: `settings.${setting}`,
    debounce: useService('debounceInput'),
    getValue: () => setting,
    setValue: (next) => {
      if (next === setting || !NAME.test(next ?? '')) return;
      rename(injector, element, (one) => (of(one, setting) ? one.replace(`setting.${setting}`, `setting.${next}`) : one));
    },
    validate: (next) => (NAME.test(next ?? '') ? undefined : say('Letters, digits and _ only')),
  });
}
