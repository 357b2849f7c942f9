// The editor of forms: the canvas of form-js with a palette and properties of our own, beside what the server makes of it.
import { FormEditor } from '@bpmn-io/form-js-editor';
import { sayWithin } from './exchanging.js';
import { KINDS, begin, unknownIn } from './form_kinds.js';
import { palette } from './form_palette.js';
import { Panel } from './form_panel.js';
import { Preview } from './form_preview.js';
import { modes } from './form_modes.js';
import { learn, say } from './words.js';
import zh from './zh/form.js';

// What the designer wrote on the canvas.
const OWN = '.fjs-form-field-label, .fjs-form-field-text, .fjs-form-field-description, .fjs-input-adornment, .fjs-inline-label';

const isExpression = (text) => typeof text === 'string' && text.startsWith('=');
const SILENT = { isExpression, evaluate: () => null, evaluateUnaryTest: () => null, getVariableNames: () => [] };
const UNFILLED = { isTemplate: () => false, evaluate: (text) => text, getVariableNames: () => [] };
const ABSENT = { registerProvider() {}, attachTo() {}, detach() {} };

// Gives what reads the file as it would be saved.
export async function edit(workspace) {
  learn(zh);
  const schema = parsed(workspace.file.text);
  const unknown = schema ? unknownIn(schema) : [];
  if (!schema || unknown.length) return asText(workspace, unknown);
  const frame = part(workspace.root, 'form-designer');
  const editor = canvas(frame);
  const read = () => written(editor, schema);
  const preview = new Preview(part(frame, 'form-shown'), `${workspace.file.address}/preview`, (faults) => tell(workspace, editor, faults));
  try {
    await editor.importSchema(structuredClone(schema));
  } catch (error) {
    frame.remove();
    return asText(workspace, [], error.message);
  }
  const panel = new Panel(frame, editing(editor));
  follow(editor, panel, () => {
    workspace.changed(read);
    preview.show(read());
  });
  modes(frame, preview, workspace.editable);
  offer(workspace, editor);
  preview.show(read(), 0);
  return read;
}

function canvas(frame) {
  const unseen = document.createElement('div'); // the editor's own palette and panel, in English
  const editor = new FormEditor({
    palette: { parent: unseen },
    propertiesPanel: { parent: unseen }, // or it would be attached by itself
    // Expressions are for the server: the canvas shows them as they are written and never runs one.
    additionalModules: [{ expressionLanguage: ['value', SILENT], templating: ['value', UNFILLED], propertiesPanel: ['value', ABSENT] }],
  });
  own(editor.get('fieldFactory'));
  palette(frame, (id) => add(editor, id));
  const middle = part(frame, 'form-canvas');
  sayWithin(middle, OWN);
  editor.attachTo(middle);
  return editor;
}

// A kind dragged from our palette stands where form-js expects a type; options that form-js thinks up are left out,
// since departments and persons have none of their own.
function own(factory) {
  const create = factory.create.bind(factory);
  factory.create = (attributes, fresh) => {
    const asked = fresh === false ? attributes : begun(attributes);
    const made = create(asked, fresh);
    if (!asked.values) delete made.values;
    return made;
  };
}

function begun({ type, ...given }) {
  if (!KINDS[type]) return { type, ...given };
  const made = begin(type, say);
  return { ...made, ...given, type: made.type };
}

// At the end, or after what is chosen.
function add(editor, id) {
  const { schema } = editor._getState();
  const chosen = editor.get('selection').get();
  const holder = (chosen && editor.get('formFieldRegistry').get(chosen._parent)) || schema;
  const at = chosen ? holder.components.findIndex((one) => one.id === chosen.id) + 1 : holder.components.length;
  const layout = { row: editor.get('formLayouter').nextRowId(), columns: null };
  editor.get('modeling').addFormField({ type: id, _parent: holder.id, layout }, holder, at);
}

function editing(editor) {
  const paths = editor.get('pathRegistry');
  return {
    schema: () => editor._getState().schema,
    change: (field, properties) => editor.get('modeling').editFormField(field, properties),
    free: (field, key) => {
      const path = [...paths.getValuePath(field).slice(0, -(field.key ?? field.path ?? '').split('.').length), ...key.split('.')];
      return paths.canClaimPath(path, { isClosed: Boolean(field.key), isRepeatable: field.type === 'dynamiclist', claimerId: field.id });
    },
  };
}

function follow(editor, panel, changed) {
  editor.on('selection.changed', ({ selection }) => panel.show(selection));
  editor.on('commandStack.changed', () => {
    panel.refresh();
    changed();
  });
}

// The file with what stands in it beside the components left as it was.
function written(editor, { exporter, schemaVersion }) {
  const { exporter: ours, schemaVersion: newest, ...schema } = editor.saveSchema();
  const kept = { ...schema, schemaVersion: schemaVersion ?? newest, ...(exporter === undefined ? {} : { exporter }) };
  return `${JSON.stringify(kept, null, 2)}\n`;
}

function offer(workspace, editor) {
  const stack = editor.get('commandStack');
  if (workspace.editable) workspace.offer({ undo: () => stack.canUndo() && stack.undo(), redo: () => stack.canRedo() && stack.redo() });
  workspace.nameOf = (id) => editor.get('formFieldRegistry').get(id)?.label;
}

function tell(workspace, editor, faults) {
  const lead = (id) => {
    const field = editor.get('formFieldRegistry').get(id);
    if (field) editor.get('selection').set(field);
  };
  workspace.problems.found(faults.map((each) => ({ ...each, level: 'error' })), lead);
}

function parsed(text) {
  try {
    const schema = JSON.parse(text);
    return schema && Array.isArray(schema.components ?? []) && typeof schema === 'object' ? { components: [], type: 'default', ...schema } : null;
  } catch {
    return null;
  }
}

async function asText(workspace, unknown, reason = '') {
  const named = unknown.slice(0, 5).map(({ type, name }) => (name ? `${name} (${type})` : type)).join(', ');
  workspace.notice(named
    ? say('This form has parts that our forms do not know, take them out: {named}', { named })
    : `${say('This is no form that can be drawn; here it is as text')} ${reason}`);
  return (await import('./text.js')).edit(workspace);
}

function part(root, name) {
  const element = Object.assign(document.createElement('div'), { className: name });
  root.append(element);
  return element;
}

