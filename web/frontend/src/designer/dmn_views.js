// The views of a decision file as tabs: its diagram first, then each table and expression by name.
import { say } from './words.js';

const KINDS = {
  drd: 'Diagram', decisionTable: 'Decision table', literalExpression: 'Literal expression', boxedExpression: 'Function',
};

export function showViews(editor, bar) {
  bar.setAttribute('role', 'tablist');
  editor.on('views.changed', () => {
    const active = editor.getActiveView();
    const tabs = editor.getViews().map((view) => tab(view, view.id === active?.id, () => editor.open(view)));
    bar.replaceChildren(...tabs);
    bar.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  });
}

function tab({ type, name, id }, active, open) {
  const button = Object.assign(document.createElement('button'), { type: 'button', className: 'tool' });
  button.setAttribute('role', 'tab');
  button.setAttribute('aria-selected', active);
  const kind = Object.assign(document.createElement('span'), { className: 'muted', textContent: say(KINDS[type]) });
  button.append(kind);
  if (type !== 'drd') {
    const named = Object.assign(document.createElement('span'), { textContent: name || id });
    named.dataset.own = '';
    button.append(' ', named);
  }
  button.addEventListener('click', open);
  return button;
}
