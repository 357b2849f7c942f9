// What can be put into a form, by groups: dragged to its place, or pressed to be added at the end.
import { KINDS, groups } from './form_kinds.js';
import { say } from './words.js';

// `add(id)` adds a question of a kind at the end; the classes let the editor's own dragging take the buttons.
export function palette(root, add) {
  const box = Object.assign(document.createElement('div'), { className: 'form-palette' });
  for (const group of groups()) {
    const heading = Object.assign(document.createElement('h3'), { textContent: say(group) });
    const fields = Object.assign(document.createElement('div'), { className: 'fjs-palette-fields fjs-drag-container fjs-no-drop' });
    fields.append(...Object.entries(KINDS).filter(([, one]) => one.group === group).map(([id, one]) => entry(id, one, add)));
    box.append(heading, fields);
  }
  root.append(box);
}

function entry(id, { name }, add) {
  const button = Object.assign(document.createElement('button'), { type: 'button', textContent: say(name) });
  button.className = 'fjs-palette-field fjs-drag-copy fjs-no-drop';
  button.dataset.fieldType = id;
  button.title = say('Drag to a place, or press to add at the end');
  button.addEventListener('click', () => add(id));
  return button;
}
