// What the buttons above a drawing do.
import { say } from './words.js';

export function toolbar(modeler, workspace, fit) {
  const actions = modeler.get('editorActions');
  const minimap = modeler.get('minimap');
  const stack = modeler.get('commandStack');
  const enable = () => {
    workspace.tool('undo').disabled = !stack.canUndo();
    workspace.tool('redo').disabled = !stack.canRedo();
  };
  modeler.on('commandStack.changed', enable);
  enable();
  return {
    undo: () => actions.trigger('undo'),
    redo: () => actions.trigger('redo'),
    // The search closes on a click beside it, and this click is not over yet.
    find: () => setTimeout(() => actions.trigger('find')),
    fit,
    minimap: (button) => pressed(button, (minimap.toggle(), minimap.isOpen())),
    align: () => align(modeler, workspace),
    simulate: (button) => walk(modeler, workspace, button),
    keys: () => workspace.element.querySelector('[data-keys]').showModal(),
  };
}

function pressed(button, on) {
  button.setAttribute('aria-pressed', String(Boolean(on)));
}

// The menu of bpmn-js at what is selected; one element cannot be aligned.
function align(modeler, workspace) {
  const chosen = modeler.get('selection').get();
  if (chosen.length < 2) {
    workspace.hint(say('Select several elements first: hold Shift and click, or drag a frame.'));
    return;
  }
  const { left, top } = workspace.tool('align').getBoundingClientRect();
  const canvas = modeler.get('canvas').getContainer().getBoundingClientRect();
  modeler.get('popupMenu').open(chosen, 'align-elements', { x: left, y: Math.max(top + 34, canvas.top + 6) });
}

let stop = null;

async function walk(modeler, workspace, button) {
  if (stop) {
    stop();
    stop = null;
  } else {
    const [{ simulate }, { xml }] = await Promise.all([import('./simulate.js'), modeler.saveXML()]);
    stop = await simulate(workspace.root, xml);
  }
  pressed(button, stop);
  workspace.element.classList.toggle('walking', Boolean(stop));
}
