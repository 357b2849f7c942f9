// Reading and writing the zeebe:properties of an element, as one step of undo.
import { getBusinessObject, is } from 'bpmn-js/lib/util/ModelUtil';

// A pool speaks for its process.
export function owner(element) {
  const subject = getBusinessObject(element);
  return is(element, 'bpmn:Participant') ? subject.get('processRef') : subject;
}

export function list(element) {
  return holder(element)?.get('properties') ?? [];
}

export function read(element, name) {
  return list(element).find((one) => one.get('name') === name)?.get('value');
}

// Set properties by their names; undefined or '' takes one away.
export function write(injector, element, values) {
  const kept = list(element).filter((one) => !(one.get('name') in values) || filled(values[one.get('name')]));
  const changed = kept.map((one) => renewed(injector, one, values));
  const known = new Set(kept.map((one) => one.get('name')));
  for (const [name, value] of Object.entries(values)) {
    if (filled(value) && !known.has(name)) changed.push(property(injector, name, value));
  }
  store(injector, element, changed);
}

export function remove(injector, element, named) {
  store(injector, element, list(element).filter((one) => !named(one.get('name'))));
}

export function rename(injector, element, names) {
  store(injector, element, list(element).map((one) => {
    const name = names(one.get('name'));
    return name === one.get('name') ? one : property(injector, name, one.get('value'));
  }));
}

const filled = (value) => value !== undefined && value !== '';

function renewed(injector, one, values) {
  const value = values[one.get('name')];
  return value === undefined || value === one.get('value') ? one : property(injector, one.get('name'), value);
}

function property(injector, name, value) {
  return injector.get('bpmnFactory').create('zeebe:Property', { name, value });
}

function holder(element) {
  return owner(element)?.get('extensionElements')?.get('values').find((one) => is(one, 'zeebe:Properties'));
}

function store(injector, element, properties) {
  const factory = injector.get('bpmnFactory');
  const subject = owner(element);
  const before = subject.get('extensionElements');
  const others = (before?.get('values') ?? []).filter((one) => one !== holder(element));
  const extension = factory.create('bpmn:ExtensionElements', { values: others });
  extension.$parent = subject;
  if (properties.length) {
    const held = factory.create('zeebe:Properties', { properties });
    held.$parent = extension;
    for (const one of properties) one.$parent = held;
    others.push(held);
  }
  for (const one of others) one.$parent = extension;
  injector.get('modeling').updateModdleProperties(element, subject, {
    extensionElements: others.length ? extension : undefined,
  });
}
