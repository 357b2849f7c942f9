// The extension elements a drawing may hold: those of Camunda 8, and whatever else a file has in their namespace, so
// that nothing a newer program wrote is lost when the drawing is saved.
import camunda from 'zeebe-bpmn-moddle/resources/zeebe.json';
import { say } from './words.js';

const NAMESPACE = 'http://camunda.org/schema/zeebe/1.0';

// Bangfu sends messages by this element; the library does not know it yet.
const PUBLISH = {
  name: 'PublishMessage',
  superClass: ['Element'],
  properties: ['correlationKey', 'messageId', 'timeToLive'].map((name) => ({ name, type: 'String', isAttr: true })),
};

// The description of the namespace for a file; throws where the file declares entities or is no XML.
export function dialect(xml) {
  if (/<!DOCTYPE|<!ENTITY/i.test(xml)) throw new Error(say('The file declares a document type or entities, which is not allowed.'));
  const description = structuredClone({ ...camunda, types: [...camunda.types, PUBLISH] });
  const types = new Map(description.types.map((type) => [lower(type.name), type]));
  const document = new DOMParser().parseFromString(xml, 'application/xml');
  for (const element of document.getElementsByTagNameNS(NAMESPACE, '*')) {
    if (!types.has(element.localName)) {
      const type = { name: upper(element.localName), superClass: ['Element'], properties: [] };
      types.set(element.localName, type);
      description.types.push(type);
    }
  }
  for (const element of document.getElementsByTagNameNS(NAMESPACE, '*')) complete(types, element);
  return description;
}

// What an unknown element holds: its attributes, its text, and elements in it; also unknown ones in a known element.
function complete(types, element) {
  const type = types.get(element.localName);
  const unknown = !camunda.types.some(({ name }) => name === type.name) && type.name !== PUBLISH.name;
  if (unknown) {
    for (const { name, namespaceURI } of element.attributes) if (!namespaceURI) add(type, { name, type: 'String', isAttr: true });
    if (!element.children.length && element.textContent.trim()) add(type, { name: 'body', type: 'String', isBody: true });
  }
  const holder = types.get(element.parentElement?.localName);
  if (element.parentElement?.namespaceURI === NAMESPACE && holder && !holds(types, holder, type)) {
    add(holder, { name: `${lower(type.name)}List`, type: type.name, isMany: true });
  }
}

function holds(types, holder, type) {
  const above = (holder.superClass ?? []).map((name) => types.get(lower(name.replace('zeebe:', '')))).filter(Boolean);
  const named = (one) => one.type === type.name || one.type === `zeebe:${type.name}`;
  return (holder.properties ?? []).some(named) || above.some((one) => holds(types, one, type));
}

function add(type, property) {
  type.properties ??= [];
  if (!type.properties.some((one) => one.name === property.name)) type.properties.push(property);
}

const lower = (name) => name[0].toLowerCase() + name.slice(1);
const upper = (name) => name[0].toUpperCase() + name.slice(1);
