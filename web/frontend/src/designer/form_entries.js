// The inputs of the panel: each shows a setting and hands on what was entered, `set(value)`, undefined for nothing.
import FeelEditor from '@bpmn-io/feel-editor';
import { FUNCTIONS } from './form_feel.js';
import { say } from './words.js';

let count = 0;

function labelled(name, input, note) {
  const row = Object.assign(document.createElement('div'), { className: 'panel-row' });
  const label = Object.assign(document.createElement('label'), { textContent: say(name) });
  input.id = `panel-${(count += 1)}`;
  label.htmlFor = input.id;
  row.append(label, input);
  if (note) row.append(Object.assign(document.createElement('small'), { textContent: say(note) }));
  return row;
}

export function text(name, value, set, { rows = 1, note, check = () => '' } = {}) {
  const input = document.createElement(rows > 1 ? 'textarea' : 'input');
  Object.assign(input, { value: value ?? '', spellcheck: false, className: 'form-control' });
  if (rows > 1) input.rows = rows;
  input.addEventListener('input', () => {
    const trouble = check(input.value.trim());
    input.setCustomValidity(trouble);
    told.textContent = trouble;
    if (!trouble) set(input.value === '' ? undefined : input.value);
  });
  const row = labelled(name, input, note);
  const told = Object.assign(document.createElement('small'), { className: 'trouble' });
  told.setAttribute('role', 'status');
  row.append(told);
  return row;
}

// A number, or an expression that begins with "=".
export function number(name, value, set, { whole = false, note } = {}) {
  const fits = whole ? /^\d{1,6}$/ : /^-?\d{1,15}(\.\d{1,6})?$/;
  const check = (entered) => (entered === '' || entered[0] === '=' || fits.test(entered) ? '' : say('Please enter a number'));
  const given = (entered) => (entered === undefined || entered[0] === '=' ? entered : Number(entered));
  return text(name, value, (entered) => set(given(entered)), { check, note });
}

export function flag(name, value, set) {
  const input = Object.assign(document.createElement('input'), { type: 'checkbox', checked: Boolean(value), className: 'form-check-input' });
  input.addEventListener('change', () => set(input.checked || undefined));
  const row = labelled(name, input);
  row.classList.add('panel-flag');
  row.prepend(input);
  return row;
}

// `options`: [[value, words]]; the first is what holds where nothing is set.
export function choice(name, value, options, set) {
  const input = Object.assign(document.createElement('select'), { className: 'form-select' });
  for (const [each, words] of options) input.append(new Option(say(words), each, false, each === (value ?? '')));
  input.addEventListener('change', () => set(input.value || undefined));
  return labelled(name, input);
}

// Words separated by spaces, each ticked or not.
export function several(name, value, options, set) {
  const chosen = new Set((value ?? '').split(' ').filter(Boolean));
  const box = Object.assign(document.createElement('fieldset'), { className: 'panel-row' });
  box.append(Object.assign(document.createElement('legend'), { textContent: say(name) }));
  for (const [each, words] of options) {
    box.append(flag(words, chosen.has(each), (ticked) => {
      chosen[ticked ? 'add' : 'delete'](each);
      set([...chosen].join(' ') || undefined);
    }));
  }
  return box;
}

// FEEL with completion of the form's own answers, of what a case knows and of our functions.
export function feel(name, value, variables, set, { note } = {}) {
  const box = Object.assign(document.createElement('div'), { className: 'panel-feel form-control' });
  const row = labelled(name, box, note);
  row.querySelector('label').removeAttribute('for');
  const editor = new FeelEditor({
    container: box,
    value: (value ?? '').replace(/^=\s*/, ''),
    variables,
    builtins: FUNCTIONS,
    contentAttributes: { 'aria-label': say(name) },
    onChange: (entered) => set(entered.trim() ? `=${entered}` : undefined),
  });
  row.addEventListener('panel:gone', () => editor._cmEditor.destroy());
  return row;
}
