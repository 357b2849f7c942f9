// What a question offers to choose from: a list of its own, or what an expression gives.
import { choice, feel } from './form_entries.js';
import { say } from './words.js';

const SOURCES = [['values', 'A fixed list'], ['valuesExpression', 'What an expression gives'], ['valuesKey', 'A variable of the case']];
const NOTHING = { values: undefined, valuesExpression: undefined, valuesKey: undefined };

// `set(properties)` of the field.
export function options(field, variables, set) {
  const box = Object.assign(document.createElement('div'), { className: 'panel-options' });
  const source = SOURCES.map(([name]) => name).find((name) => field[name] !== undefined) ?? 'values';
  const draw = (chosen) => {
    const body = {
      values: () => list(field, (values) => set({ ...NOTHING, values })),
      valuesExpression: () => feel('Expression', field.valuesExpression, variables, (given) => set({ ...NOTHING, valuesExpression: given }), {
        note: 'Gives a list of values, or of {label: ..., value: ...}',
      }),
      valuesKey: () => line(say('Variable'), field.valuesKey ?? '', (given) => set({ ...NOTHING, valuesKey: given })),
    }[chosen]();
    box.replaceChildren(choice('From', chosen, SOURCES, (next) => draw(next ?? 'values')), body);
  };
  draw(source);
  return box;
}

function list(field, set) {
  const table = Object.assign(document.createElement('div'), { className: 'panel-list' });
  const rows = (field.values ?? []).map((one) => (one && typeof one === 'object' ? { ...one } : { label: String(one), value: one }));
  const told = () => set(rows.map((one) => ({ ...one })));
  const draw = () => {
    const lines = rows.map((one, at) => row(one, at, rows, told, draw));
    const more = button(say('Add an option'), () => {
      rows.push({ label: say('Option {n}', { n: rows.length + 1 }), value: fresh(rows) });
      told();
      draw();
    });
    table.replaceChildren(...lines, more);
  };
  draw();
  return table;
}

function row(one, at, rows, told, draw) {
  const box = Object.assign(document.createElement('div'), { className: 'panel-option' });
  const words = line(say('Words of option {n}', { n: at + 1 }), one.label ?? '', (label) => Object.assign(one, { label }) && told());
  const value = line(say('Value of option {n}', { n: at + 1 }), one.value ?? '', (given) => {
    if (given === '' || rows.some((other) => other !== one && String(other.value) === given)) return;
    one.value = given;
    told();
  });
  const gone = button('×', () => {
    rows.splice(at, 1);
    told();
    draw();
  });
  gone.setAttribute('aria-label', say('Remove option {n}', { n: at + 1 }));
  box.append(words, value, gone);
  return box;
}

function fresh(rows) {
  const taken = new Set(rows.map(({ value }) => String(value)));
  let n = rows.length + 1;
  while (taken.has(`option_${n}`)) n += 1;
  return `option_${n}`;
}

function line(name, value, set) {
  const input = Object.assign(document.createElement('input'), { value, className: 'form-control', title: name });
  input.setAttribute('aria-label', name);
  input.addEventListener('change', () => set(input.value.trim()));
  return input;
}

function button(words, act) {
  const made = Object.assign(document.createElement('button'), { type: 'button', className: 'tool', textContent: words });
  made.addEventListener('click', act);
  return made;
}
