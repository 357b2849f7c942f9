// The editor of decisions: dmn-js with its diagram, tables and expressions, and all that it cannot draw left as it is.
import Modeler from 'dmn-js/lib/Modeler';
import Viewer from 'dmn-js/lib/NavigatedViewer';
import { forEditor, substance } from './dmn_namespace.js';
import { offerSheets } from './dmn_sheets.js';
import { showViews } from './dmn_views.js';
import { sayWithin } from './exchanging.js';
import { learn, say, speaking } from './words.js';
import zh from './zh/dmn.js';

const OWN = '.content-editable, .cm-editor, textarea, .djs-label, [data-own]'; // what the designer wrote

// Gives what reads the file as it would be saved.
export async function edit(workspace) {
  learn(zh);
  const exchanged = forEditor(workspace.file.text);
  if (!(await keeps(exchanged.text))) return asText(workspace);
  const frame = part(workspace.root, 'designer-decisions');
  const bar = part(frame, 'decision-views');
  const editor = new (workspace.editable ? Modeler : Viewer)(settings(part(frame, 'decision-view')));
  keepDefaults(editor);
  sayWithin(frame, OWN);
  showViews(editor, bar);
  let elements = {};
  editor.once('import.parse.complete', ({ elementsById }) => { // gives nothing: a value would replace the definitions
    elements = elementsById ?? {};
  });
  await editor.importXML(exchanged.text);
  offer(workspace, editor, elements);
  const read = async () => exchanged.back(await written(editor));
  if (workspace.editable) follow(editor, () => workspace.changed(read));
  return read;
}

async function asText(workspace) {
  workspace.notice(say('This editor cannot show all of this file; here it is as text'));
  return (await import('./text.js')).edit(workspace);
}

function settings(container) {
  const common = { additionalModules: [speaking] };
  return { container, common, drd: common, decisionTable: common, literalExpression: common, boxedExpression: common };
}

// Whether the editor has something to show and writes back all that the file says: what it does not know would be
// lost with the first change.
async function keeps(text) {
  const trial = new Modeler({ container: document.createElement('div') });
  keepDefaults(trial);
  try {
    const { warnings } = await trial.importXML(text, { open: false });
    return !warnings.length && substance(await written(trial)) === substance(text);
  } catch {
    return false;
  } finally {
    trial.destroy();
  }
}

// An attribute that says what holds anyway (hitPolicy="UNIQUE") is written as it was read.
function keepDefaults({ _moddle: moddle }) {
  for (const name of Object.keys(moddle.registry.typeMap).filter((each) => !each.startsWith('biodi:'))) {
    for (const property of moddle.getType(name).$descriptor.properties) delete property.default;
  }
}

async function written(editor) {
  return (await editor.saveXML({ format: true })).xml;
}

// Each view has a command stack of its own; all of them change the one file.
function follow(editor, changed) {
  const seen = new Set();
  const listen = () => {
    const viewer = editor.getActiveViewer();
    if (!viewer || seen.has(viewer)) return;
    seen.add(viewer);
    viewer.on('commandStack.changed', changed);
  };
  editor.on('views.changed', listen);
  listen();
}

function offer(workspace, editor, elements) {
  const act = (name) => () => editor.getActiveViewer()?.get('editorActions', false)?.trigger(name);
  if (workspace.editable) workspace.offer({ undo: act('undo'), redo: act('redo') });
  workspace.offer({ fit: () => fit(editor) });
  offerSheets(workspace);
  workspace.problems.found([], (id) => lead(editor, elements[id]));
  workspace.nameOf = (id) => elements[id]?.name;
  editor.on('import.render.complete', () => fit(editor));
  fit(editor);
}

// The whole diagram in the window; tables and expressions scroll.
function fit(editor) {
  if (editor.getActiveView()?.type !== 'drd') return;
  editor.getActiveViewer().get('canvas').zoom('fit-viewport', 'auto');
}

// Open the view in which a fault lies: of the decision that holds the rule or the column, else the diagram.
function lead(editor, element) {
  let holder = element;
  while (holder && !editor.getView(holder)) holder = holder.$parent;
  editor.open(holder ? editor.getView(holder) : editor.getViews()[0]);
}

function part(root, name) {
  const element = document.createElement('div');
  element.className = name;
  root.append(element);
  return element;
}
