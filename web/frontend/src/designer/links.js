// What a step names opens: its form and its decision in this draft, the process it calls where that is published.
import { is, isAny } from 'bpmn-js/lib/util/ModelUtil';
import { extensions } from './variables.js';
import { say } from './words.js';

export class Links {
  constructor(contextPad, named) {
    this.named = named;
    contextPad.registerProvider(500, this);
  }

  getContextPadEntries(element) {
    return (entries) => {
      const links = this.of(element.businessObject);
      for (const [index, { title, href }] of links.entries()) {
        entries[`open-${index}`] = {
          group: 'edit', className: 'open-link', title, action: { click: () => follow(href) },
        };
      }
      return entries;
    };
  }

  // [{title, href}] of a step, a start or a call.
  of(node) {
    if (!isAny(node, ['bpmn:UserTask', 'bpmn:StartEvent', 'bpmn:BusinessRuleTask', 'bpmn:CallActivity', 'bpmn:CatchEvent'])) return [];
    const { forms, decisions, processes } = this.named;
    const among = (list, type, attribute) => list.filter(({ id }) => extensions(node, type).some((one) => one.get(attribute) === id));
    return [
      ...this.begin(node),
      ...among(forms, 'zeebe:FormDefinition', 'formId').map(({ file }) => ({ title: say('Open the form {name}', { name: file }), href: `?file=${encodeURIComponent(file)}` })),
      ...among(decisions, 'zeebe:CalledDecision', 'decisionId').map(({ id, label, file }) => ({
        title: say('Open the decision {name}', { name: label }),
        href: file ? `?file=${encodeURIComponent(file)}` : `/rules/${encodeURIComponent(id.split('/')[0])}`,
      })),
      ...among(processes, 'zeebe:CalledElement', 'processId').map(({ label, page }) => ({ title: say('Open the process {name}', { name: label }), href: page })),
    ];
  }

  // A file that a step names and the draft has not, or that a step of a person could have.
  begin(node) {
    const { forms, decisions } = this.named;
    const missing = (type, attribute, known) => {
      const called = extensions(node, type).map((one) => one.get(attribute)).find(Boolean);
      return known.some(({ id }) => id === called) || called?.startsWith('=') ? undefined : called || node.id;
    };
    const offer = (words, kind, name) => (name ? [{ title: say(words), href: `${address()}/files?${new URLSearchParams({ kind, name })}` }] : []);
    if (is(node, 'bpmn:UserTask')) return offer('Begin a form for this step', '.form', missing('zeebe:FormDefinition', 'formId', forms));
    if (is(node, 'bpmn:BusinessRuleTask')) return offer('Begin a decision table for this step', '.dmn', missing('zeebe:CalledDecision', 'decisionId', decisions));
    return [];
  }
}
Links.$inject = ['contextPad', 'config.bangfu'];

const address = () => document.querySelector('[data-draft]').dataset.draft;

// As by a link of the page, so that what is not saved yet is saved before.
function follow(href) {
  const link = Object.assign(document.createElement('a'), { href });
  document.body.append(link);
  link.click();
  link.remove();
}
