// The editor of decisions knows DMN 1.3 and its files are of 1.5, which for what the editor draws differs by name only:
// the names are exchanged on the way in and back on the way out.
const SPACES = [
  ['https://www.omg.org/spec/DMN/20230324/MODEL/', 'https://www.omg.org/spec/DMN/20191111/MODEL/'],
  ['https://www.omg.org/spec/DMN/20230324/DMNDI/', 'https://www.omg.org/spec/DMN/20191111/DMNDI/'],
];

// Gives the text for the editor and the way back for what the editor writes.
export function forEditor(text) {
  const renamed = SPACES.filter(([ours]) => text.includes(`"${ours}"`) || text.includes(`'${ours}'`));
  return {
    text: renamed.reduce((told, [ours, known]) => exchanged(told, ours, known), text),
    back: (edited) => renamed.reduce((told, [ours, known]) => exchanged(told, known, ours), edited),
  };
}

function exchanged(text, from, to) {
  return text.split(`"${from}"`).join(`"${to}"`).split(`'${from}'`).join(`'${to}'`);
}

// What a file holds, whatever its writer's habits of space, quotes and order of attributes: elements with their
// attributes and words. Two files with the same are the same decision.
export function substance(text) {
  const parsed = new DOMParser().parseFromString(text, 'application/xml');
  return parsed.querySelector('parsererror') ? null : described(parsed.documentElement);
}

function described(element) {
  const attributes = [...element.attributes].filter(({ name }) => !/^xmlns(:|$)/.test(name))
    .map(({ namespaceURI, localName, value }) => `${namespaceURI ?? ''}|${localName}=${JSON.stringify(value)}`).sort();
  const children = [...element.children].map(described);
  const words = children.length ? '' : JSON.stringify(element.textContent);
  return `<${element.namespaceURI}|${element.localName} ${attributes.join(' ')}>${children.join('')}${words}</>`;
}
