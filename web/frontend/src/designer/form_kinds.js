// The kinds of questions that our forms know: how each begins, and which question is of which kind.
// `type` and `properties.kind` are what engine/forms reads; nothing else can be drawn.

const kind = (group, name, type, attributes = {}) => ({ group, name, type, attributes });
const asked = (of, more = {}) => ({ properties: { kind: of, ...more } });
const dated = (subtype, more = {}) => ({ subtype, [subtype === 'time' ? 'timeLabel' : 'dateLabel']: '', ...more });
const choices = () => ['One', 'Two'].map((label, number) => ({ label, value: `option_${number + 1}` }));
const FILES = '.pdf,.ofd,.doc,.docx,.wps,.xls,.xlsx,.jpg,.jpeg,.png,.zip';

export const KINDS = {
  text: kind('Fill in', 'Line of text', 'textfield'),
  area: kind('Fill in', 'Text', 'textarea'),
  number: kind('Fill in', 'Number', 'number', { decimalDigits: 0 }),
  money: kind('Fill in', 'Money', 'number', { ...asked('money'), decimalDigits: 2, validate: { min: 0 } }),
  date: kind('Fill in', 'Date', 'datetime', dated('date')),
  moment: kind('Fill in', 'Date and time', 'datetime', dated('datetime', { timeInterval: 15 })),
  time: kind('Fill in', 'Time of day', 'datetime', dated('time', { timeInterval: 15 })),
  tick: kind('Fill in', 'Tick', 'checkbox'),
  files: kind('Fill in', 'Attachment', 'filepicker', { multiple: true, accept: FILES }),
  radio: kind('Choose', 'One of few', 'radio', { values: choices }),
  select: kind('Choose', 'One of many', 'select', { values: choices }),
  checklist: kind('Choose', 'Several of few', 'checklist', { values: choices }),
  taglist: kind('Choose', 'Several of many', 'taglist', { values: choices }),
  department: kind('Units, people, diseases', 'Department', 'select', asked('department')),
  departments: kind('Units, people, diseases', 'Several departments', 'taglist', asked('department')),
  person: kind('Units, people, diseases', 'Person', 'select', asked('person')),
  organization: kind('Units, people, diseases', 'Organization', 'select', asked('organization', { kinds: 'hospital health_centre clinic' })),
  jurisdiction: kind('Units, people, diseases', 'Jurisdiction', 'select', asked('jurisdiction')),
  duty: kind('Units, people, diseases', 'Duty', 'select', asked('duty')),
  disease: kind('Units, people, diseases', 'Disease', 'select', asked('disease')),
  idcard: kind('Identity', 'Identity number', 'textfield', asked('idcard')),
  phone: kind('Identity', 'Phone', 'textfield', asked('phone')),
  signature: kind('Identity', 'Signature', 'checkbox', {
    label: '{{me.name}}（{{today()}}）', validate: { required: true }, properties: { sign: 'true' },
  }),
  words: kind('Arrange', 'Words between', 'text', { text: '' }),
  line: kind('Arrange', 'Line', 'separator'),
  space: kind('Arrange', 'Space', 'spacer', { height: 20 }),
  group: kind('Arrange', 'Group', 'group', { showOutline: true, components: () => [] }),
  rows: kind('Arrange', 'List of rows', 'dynamiclist', {
    showOutline: true, isRepeating: true, allowAddRemove: true, defaultRepetitions: 1, components: () => [],
  }),
};

const TYPES = new Set([...Object.values(KINDS).map(({ type }) => type), 'button']);
const SPECIAL = Object.entries(KINDS).filter(([, { attributes }]) => attributes.properties);

export const groups = () => [...new Set(Object.values(KINDS).map(({ group }) => group))];

// The id in KINDS of a component.
export function kindOf(component) {
  const { type, properties = {}, subtype = 'date' } = component;
  const special = SPECIAL.find(([, one]) => one.type === type
    && (one.attributes.properties.kind ? one.attributes.properties.kind === properties.kind : properties.sign));
  if (special) return special[0];
  if (type === 'datetime') return { date: 'date', datetime: 'moment', time: 'time' }[subtype];
  return Object.keys(KINDS).find((id) => KINDS[id].type === type);
}

// What a new component of a kind begins with; lists are made anew each time.
export function begin(id, say) {
  const { type, name, attributes } = KINDS[id];
  const made = Object.entries(attributes).map(([key, value]) => [key, typeof value === 'function' ? value() : value]);
  const named = ['text', 'separator', 'spacer'].includes(type) ? {} : { label: say(name) };
  const { values, ...rest } = { ...named, ...Object.fromEntries(made) };
  return { ...rest, type, ...(values && { values: values.map((one) => ({ ...one, label: say(one.label) })) }) };
}

// Components of types our forms do not have: [{type, name}].
export function unknownIn({ components = [] }) {
  return components.flatMap((one) => {
    if (!one || typeof one !== 'object') return [{ type: typeof one, name: '' }];
    const here = TYPES.has(one.type) ? [] : [{ type: String(one.type), name: String(one.label || one.id || '') }];
    return [...here, ...(Array.isArray(one.components) ? unknownIn(one) : [])];
  });
}
