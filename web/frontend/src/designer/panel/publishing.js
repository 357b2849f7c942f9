// To which case a message is sent: the correlation key of a message that an element throws (zeebe:publishMessage).
import { FeelEntry, Group, isFeelEntryEdited } from '@bpmn-io/properties-panel';
import { is, isAny } from 'bpmn-js/lib/util/ModelUtil';
import { useService } from 'bpmn-js-properties-panel';
import { say } from '../words.js';
import { useVariables } from './entries.js';

const MESSAGE = 'zeebe:PublishMessage';

export function publishes(element) {
  const events = element.businessObject.get('eventDefinitions') ?? [];
  const throws = isAny(element, ['bpmn:ThrowEvent']) && events.some((one) => is(one, 'bpmn:MessageEventDefinition'));
  return throws || (is(element, 'bpmn:SendTask') && !extension(element, 'zeebe:TaskDefinition'));
}

export function publishing(element) {
  const entry = { id: `${element.id}-bangfu-key`, element, component: Key, isEdited: isFeelEntryEdited };
  return { group: { id: 'bangfu-publishing', label: say('Sent to'), component: Group, entries: [entry] }, names: [] };
}

function Key({ element, id }) {
  const injector = useService('injector');
  return FeelEntry({
    element,
    id,
    label: say('Correlation key'),
    description: say('Such as the number of the case that waits for the message'),
    feel: 'required',
    debounce: useService('debounceInput'),
    variables: useVariables(element),
    getValue: () => extension(element, MESSAGE)?.get('correlationKey'),
    setValue: (key) => store(injector, element, key),
  });
}

function extension(element, type) {
  return element.businessObject.get('extensionElements')?.get('values').find((one) => is(one, type));
}

function store(injector, element, correlationKey) {
  const [factory, modeling] = [injector.get('bpmnFactory'), injector.get('modeling')];
  const found = extension(element, MESSAGE);
  if (found) {
    modeling.updateModdleProperties(element, found, { correlationKey });
    return;
  }
  const subject = element.businessObject;
  const before = subject.get('extensionElements');
  const message = factory.create(MESSAGE, { correlationKey });
  const values = [message, ...(before?.get('values') ?? [])];
  const holder = factory.create('bpmn:ExtensionElements', { values });
  holder.$parent = subject;
  for (const one of values) one.$parent = holder;
  modeling.updateModdleProperties(element, subject, { extensionElements: holder });
}
