// The properties of the question that is chosen: only what the server reads of it, in words.
import { choice, feel, flag, number, several, text } from './form_entries.js';
import { KINDS, kindOf } from './form_kinds.js';
import { variablesOf } from './form_feel.js';
import { options } from './form_options.js';
import { say } from './words.js';

const NAME = /^[^\W\d][\w]*(\.[^\W\d][\w]*)*$/;
const NAMED = (entered) => NAME.test(entered.replace(/[\u3400-\u9fff]/g, 'x'));
const STILL = ['text', 'separator', 'spacer'];
const CHOOSING = ['select', 'radio', 'checklist', 'taglist'];
const WIDTHS = [['', 'As the row has room'], ['16', 'Whole row'], ['8', 'Half'], ['5', 'A third'], ['4', 'A quarter']];
const HOLDERS = [
  ['hospital', 'Hospitals'], ['health_centre', 'Health centres'], ['clinic', 'Clinics'], ['bureau', 'Bureaus'],
  ['commission', 'Commissions'], ['cdc', 'Centres for disease control'], ['other', 'Others'],
];
const LEVELS = [['', 'Down to villages'], ['township', 'Down to townships'], ['county', 'Down to counties'], ['city', 'Down to cities']];

// `editing`: {schema(), change(field, properties), free(field, key)}.
export class Panel {
  constructor(root, editing) {
    this.box = Object.assign(document.createElement('aside'), { className: 'form-panel' });
    this.box.setAttribute('aria-label', say('Properties'));
    this.editing = editing;
    root.append(this.box);
    this.show(null);
  }

  show(field) {
    this.box.querySelectorAll('.panel-row').forEach((row) => row.dispatchEvent(new Event('panel:gone')));
    this.field = field && field.type !== 'default' ? field : null;
    this.box.replaceChildren(...(this.field ? this.parts(this.field) : [hint()]));
  }

  // Drawn anew where the change came from elsewhere (undo, a drag), not under the hand that writes.
  refresh() {
    if (!this.box.contains(document.activeElement)) this.show(this.field);
  }

  set(properties) {
    this.editing.change(this.field, properties);
  }

  // A setting inside an object such as `validate`; the object goes with its last setting.
  within(part, name) {
    return (value) => {
      const { [name]: before, ...others } = this.field[part] ?? {};
      const now = value === undefined ? others : { ...others, [name]: value };
      this.set({ [part]: Object.keys(now).length ? now : undefined });
    };
  }

  parts(field) {
    const id = kindOf(field);
    const heading = Object.assign(document.createElement('h2'), { textContent: say(KINDS[id]?.name ?? 'Submit') });
    return [heading, ...this.general(field), ...this.meaning(field), ...this.rules(field), ...this.looks(field)].filter(Boolean);
  }

  general(field) {
    const key = field.type === 'dynamiclist' || field.type === 'group' ? 'path' : 'key';
    const label = !['separator', 'spacer', 'text'].includes(field.type);
    return [
      section('General'),
      label && text('Label', field.label, (label_) => this.set({ label: label_ }), { note: 'May hold {{expressions}}' }),
      field.type === 'text' && text('Words', field.text, (words) => this.set({ text: words }), { rows: 8, note: 'May hold **bold** and {{expressions}}' }),
      !STILL.includes(field.type) && text('Variable', field[key], (name) => this.set({ [key]: name }), {
        check: (entered) => this.nameTrouble(field, entered, field.type === 'group'), note: 'The name of the answer in expressions',
      }),
      label && !['group', 'dynamiclist'].includes(field.type) && text('Note', field.description, (note) => this.set({ description: note }), { rows: 2 }),
    ];
  }

  nameTrouble(field, entered, optional) {
    if (!entered && optional) return '';
    if (!NAMED(entered)) return say('Letters, digits and _, not beginning with a digit');
    return this.editing.free(field, entered) ? '' : say('Another question has this name already');
  }

  meaning(field) {
    const { properties = {}, type } = field;
    const set = (name) => this.within('properties', name);
    const found = {
      organization: () => [
        several('Which organizations', properties.kinds, HOLDERS, set('kinds')),
        choice('Where', properties.reach, [['', 'In this jurisdiction'], ['all', 'Everywhere']], set('reach')),
      ],
      jurisdiction: () => [choice('How deep', properties.level, LEVELS, set('level'))],
    }[properties.kind]?.() ?? [];
    if (CHOOSING.includes(type) && !properties.kind) found.push(options(field, this.variables(), (given) => this.set(given)));
    return found.length ? [section('What can be chosen'), ...found] : [];
  }

  variables() {
    return variablesOf(this.editing.schema().components);
  }

  rules(field) {
    const { validate = {}, properties = {}, type } = field;
    const rule = (name) => this.within('validate', name);
    if (STILL.includes(type) || type === 'group' || type === 'button') return this.condition(field);
    if (type === 'dynamiclist') return [...this.rowRules(field), ...this.condition(field)];
    const own = {
      textfield: () => properties.kind ? [] : [
        choice('Form of the answer', validate.validationType, [['', 'Any'], ['email', 'E-mail'], ['phone', 'Phone']], rule('validationType')),
        number('Fewest characters', validate.minLength, rule('minLength'), { whole: true }),
        number('Most characters', validate.maxLength, rule('maxLength'), { whole: true }),
        text('Pattern', validate.pattern, rule('pattern'), { note: 'A regular expression that the whole answer fits' }),
      ],
      textarea: () => [
        number('Fewest characters', validate.minLength, rule('minLength'), { whole: true }),
        number('Most characters', validate.maxLength, rule('maxLength'), { whole: true }),
      ],
      number: () => [
        number('Least', validate.min, rule('min'), { note: 'A number, or an expression after =' }), number('Most', validate.max, rule('max')),
        number('Decimals', field.decimalDigits, (decimalDigits) => this.set({ decimalDigits }), { whole: true }),
      ],
      datetime: () => [flag('Not before today', field.disallowPassedDates, (disallowPassedDates) => this.set({ disallowPassedDates }))],
      filepicker: () => [
        flag('Several files', field.multiple, (multiple) => this.set({ multiple })),
        text('Kinds of files', field.accept, (accept) => this.set({ accept })),
      ],
    }[type]?.() ?? [];
    return [section('Rules'), flag('Required', validate.required, rule('required')), ...own, ...this.given(field), ...this.condition(field)];
  }

  rowRules(field) {
    const rule = (name) => this.within('properties', name);
    const { properties = {} } = field;
    const text_ = (set) => (value) => set(value === undefined ? undefined : String(value));
    return [
      section('Rules'),
      flag('Rows can be added and removed', field.allowAddRemove ?? true, (may) => this.set({ allowAddRemove: Boolean(may) })),
      number('Rows at first', field.defaultRepetitions, (rows) => this.set({ defaultRepetitions: rows }), { whole: true }),
      number('Fewest rows', properties.min_rows, text_(rule('min_rows')), { whole: true }),
      number('Most rows', properties.max_rows, text_(rule('max_rows')), { whole: true }),
    ];
  }

  // What stands in the answer at first, and whether it can be changed.
  given(field) {
    const readonly = typeof field.readonly === 'string' ? field.readonly : undefined;
    return [
      section('At first'),
      feel('Answer at first', field.properties?.default, this.variables(), this.within('properties', 'default'), { note: 'An expression' }),
      flag('Only to be read', field.readonly === true, (only) => this.set({ readonly: only })),
      !(field.readonly === true) && feel('Only to be read when', readonly, this.variables(), (when) => this.set({ readonly: when })),
    ];
  }

  condition(field) {
    return [
      section('Shown or hidden'),
      feel('Hidden when', field.conditional?.hide, this.variables(), this.within('conditional', 'hide'), { note: 'Empty: always shown' }),
    ];
  }

  looks(field) {
    const { appearance = {}, layout = {}, type } = field;
    const width = layout.columns ? String(layout.columns) : '';
    const known = WIDTHS.some(([each]) => each === width) ? WIDTHS : [...WIDTHS, [width, `${width} / 16`]];
    return [
      section('Looks'),
      choice('Width', width, known, (columns) => this.within('layout', 'columns')(columns ? Number(columns) : null)),
      type === 'number' && text('Before it', appearance.prefixAdorner, this.within('appearance', 'prefixAdorner')),
      ['number', 'textfield'].includes(type) && text('Unit behind it', appearance.suffixAdorner, this.within('appearance', 'suffixAdorner')),
      type === 'group' && flag('With a frame', field.showOutline, (showOutline) => this.set({ showOutline })),
    ];
  }
}

function section(words) {
  return Object.assign(document.createElement('h3'), { textContent: say(words) });
}

function hint() {
  return Object.assign(document.createElement('p'), {
    className: 'muted', textContent: say('Press a question in the form to set its properties; drag or press one at the left to add it.'),
  });
}
