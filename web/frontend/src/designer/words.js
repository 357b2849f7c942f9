// What scripts of the designer say: English in the sources, as its libraries write it, Chinese from the dictionaries.
//
// An editor adds the dictionary of what it loads: `learn(zh)`; a missing word stays English, and a test tells of it.

const known = new Map();
const chinese = document.documentElement.lang.startsWith('zh');

export function learn(dictionary) {
  for (const [english, words] of Object.entries(dictionary)) known.set(key(english), words);
}

// `say('{person} edits this draft', { person })`, in the language of the page.
export function say(text, parts = {}) {
  const words = (chinese && known.get(key(text))) || text;
  return words.replace(/{([^}]+)}/g, (whole, name) => parts[name] ?? whole);
}

// Libraries write the same word with capitals here and without there.
const key = (text) => text.trim().toLowerCase();

// Two sentences of which the page shows its own.
export function either(zh, en) {
  return chinese ? zh : en;
}

// The service of that name which bpmn-js, dmn-js and their panels ask.
export const speaking = { translate: ['value', say] };
